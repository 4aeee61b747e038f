import { type VNode } from 'preact';
import {
  type CouncilPage,
  type Posture,
  POSTURE_CODES,
  POSTURE_HINTS,
  POSTURES,
  type PostureChange,
  type PosturesByGroup,
  type PostureTotals,
} from '#libs/organisations';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import {
  BackLink,
  Breadcrumbs,
  Button,
  Checkboxes,
  EmptyState,
  Radios,
  ScrollRegion,
  Table,
  Textarea,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { day, dayAndTime } from '../parts/words.ts';
import { councilPath } from './addresses.ts';

export const postureSince = ({ posture, since }: { posture: Posture; since: string }): string =>
  `${POSTURES[posture]}, since ${day(new Date(since))}`;

export interface PostureFormView {
  council: Pick<CouncilPage, 'code' | 'name' | 'niceName' | 'posture'>;
  history: readonly PostureChange[];
  form: Form;
  /** Somebody else of the team changed it meanwhile. */
  stale?: boolean;
}

/** For the council's own verified members. */
export function PostureFormPage({ council, history, form, stale }: PostureFormView): VNode {
  const path = councilPath(council.code);
  return (
    <Layout title={`Where your team stands – ${council.name}`} problems={form.problems}>
      <BackLink href={path}>Back to {council.name}</BackLink>
      <div class="wm-text">
        <h1 class="govuk-heading-l">Where your team stands</h1>
        <p>
          {council.posture
            ? `${council.niceName}: ${postureSince(council.posture)}. ${council.posture.shown ? 'Everybody can read this.' : 'Only members of your council can read this.'}`
            : `Nobody from ${council.niceName} has said yet.`}{' '}
          Only verified members of your council can say it. It always counts in{' '}
          <a class="govuk-link" href="/councils/postures">
            the totals
          </a>
          , which leave out numbers under five.
        </p>
        {stale && (
          <WarningText>
            Somebody else from your council changed this while you were choosing. It says above how it is now. Save
            again to use your choice.
          </WarningText>
        )}
        <form method="post" action={`${path}/posture`} noValidate>
          {council.posture && <Version version={council.posture.version} />}
          <Radios
            name="posture"
            legend="Staff-led services at your council"
            legendClass="govuk-fieldset__legend--m"
            items={POSTURE_CODES.map((code) => ({ value: code, label: POSTURES[code], hint: POSTURE_HINTS[code] }))}
            value={valueOf(form, 'posture')}
            error={problemWith(form, 'posture')}
          />
          <Checkboxes
            name="shown"
            items={[
              {
                value: 'true',
                label: 'Show this on the page of our council',
                hint: 'Everybody can read it. You can take this back at any time.',
              },
            ]}
            values={valueOf(form, 'shown') === 'true' ? ['true'] : []}
            error={problemWith(form, 'shown')}
          />
          <Textarea
            name="note"
            label="Why, for your colleagues (optional)"
            hint="Only members of your council read this"
            rows={3}
            value={valueOf(form, 'note')}
            error={problemWith(form, 'note')}
          />
          <Button preventDoubleClick>Save</Button>
        </form>
      </div>
      {history.length > 0 && (
        <div class="wm-mt-6">
          <History history={history} />
        </div>
      )}
    </Layout>
  );
}

function History({ history }: { history: readonly PostureChange[] }): VNode {
  return (
    <ScrollRegion label="What your team said before">
      <Table
        caption="What your team said before"
        captionClass="govuk-table__caption--m"
        class="wm-table--wide"
        firstCellIsHeader
        head={['When', 'Where it stood', 'Shown to', 'Said by', 'Note']}
        rows={history.map((change) => [
          dayAndTime(new Date(change.at)),
          POSTURES[change.posture],
          change.shown ? 'Everybody' : 'Members of the council',
          change.by ?? 'A former member',
          change.note ?? '',
        ])}
      />
    </ScrollRegion>
  );
}

export function PostureTotalsPage({ byType, byRegion }: PosturesByGroup): VNode {
  const isAnyTold = [...byType, ...byRegion].some(({ councils }) => Object.values(councils).some((n) => n !== null));
  return (
    <Layout
      title="Where council teams stand"
      description="How many councils are experimenting, planning, watching or have come back, by type and region."
      canonical="/councils/postures"
    >
      <Breadcrumbs items={[{ text: 'Councils', href: '/councils' }]} />
      <h1 class="govuk-heading-l">Where council teams stand</h1>
      <p class="wm-lede">How many teams say that they try, plan, watch or have come back from staff-led services.</p>
      <p>
        Each team says so itself. Numbers under five are left out, none among them, so that nobody can tell which
        council is meant; where that leaves out one number alone, the next smallest is left out too.
      </p>
      {!isAnyTold && (
        <EmptyState title="Too few teams have said yet">
          There is no kind of council and no region where five teams have said the same.
        </EmptyState>
      )}
      {isAnyTold && (
        <TotalsTable
          caption="By kind of council"
          first="Kind of council"
          totals={byType}
          labelFor={(code) => labelOf(COUNCIL_TYPES, code)}
        />
      )}
      {isAnyTold && (
        <TotalsTable caption="By region or nation" first="Region" totals={byRegion} labelFor={(name) => name} />
      )}
      <p class="wm-mt-6">
        Do you work for a council? Open{' '}
        <a class="govuk-link" href="/councils">
          its page
        </a>
        , say that you work there, and once that is verified you can say where your team stands.
      </p>
    </Layout>
  );
}

interface TotalsTableProps {
  caption: string;
  first: string;
  totals: readonly PostureTotals[];
  labelFor: (group: string) => string;
}

function TotalsTable({ caption, first, totals, labelFor }: TotalsTableProps): VNode | null {
  if (totals.length === 0) return null;
  return (
    <ScrollRegion label={caption}>
      <Table
        caption={caption}
        captionClass="govuk-table__caption--m"
        class="wm-table--wide"
        firstCellIsHeader
        head={[first, ...POSTURE_CODES.map((code) => ({ content: POSTURES[code], numeric: true }))]}
        rows={totals.map(({ group, councils }) => [
          labelFor(group),
          ...POSTURE_CODES.map((code) => ({
            content: councils[code] ?? <span class="wm-nil">left out</span>,
            numeric: true,
          })),
        ])}
      />
    </ScrollRegion>
  );
}
