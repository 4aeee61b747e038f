import { type ComponentChildren, type VNode } from 'preact';
import { PROFILE_FIELDS, type ProfileField, type SpinOutPage as SpinOut } from '#libs/organisations';
import { type FactRow } from '#libs/spin-out-facts';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS } from '#libs/taxonomy';
import { Breadcrumbs, Button, EmptyState, FictionalMark, SectionHeading, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { DiscussedIn } from '../parts/discussed-in.tsx';
import { StagePath, stageTitle } from '../parts/stage-path.tsx';
import { WatchButton } from '../parts/watch-button.tsx';
import { day, month, number } from '../parts/words.ts';
import { listPath, organisationPath, spinOutPath } from './addresses.ts';
import { NoteRows } from './note-rows.tsx';
import { NoteUses } from './note-uses.tsx';
import { entryPath, SourceWords } from './entry.tsx';
import { endInWords } from './spin-out-lines.tsx';
import { OnRecord, successionRows } from './spin-out-record.tsx';
import { WorkHere } from './work-here.tsx';

export interface SpinOutView {
  spinOut: SpinOut;
  facts: readonly FactRow[];
  canEdit: boolean;
  /** Members and editors: the contracts are theirs alone. */
  seesContracts: boolean;
}

export function SpinOutPage({ spinOut, facts, canEdit, seesContracts }: SpinOutView): VNode {
  const path = spinOutPath(spinOut);
  const { parent } = spinOut;
  return (
    <Layout title={spinOut.name} description={spinOut.summary ?? undefined} canonical={path}>
      <Breadcrumbs
        items={[
          { text: 'Spin-outs', href: '/spin-outs' },
          ...(spinOut.serviceAreas[0]
            ? [
                {
                  text: labelOf(SERVICE_AREAS, spinOut.serviceAreas[0]),
                  href: listPath('/spin-outs', { serviceArea: spinOut.serviceAreas[0] }),
                },
              ]
            : []),
        ]}
      />
      <p class="wm-row__k">
        {spinOut.fictional && <FictionalMark>Fictional spin-out</FictionalMark>}
        {parent && <span>From {parent.name}</span>}
        {spinOut.staff !== null && <span>{number(spinOut.staff)} staff</span>}
      </p>
      <h1 class="govuk-heading-xl">{spinOut.name}</h1>
      {spinOut.summary && <p class="wm-lede">{spinOut.summary}</p>}
      <StagePath
        stage={spinOut.stage}
        since={sinceInWords(spinOut)}
        walked={new Set(spinOut.stageEvents.map(({ stage }) => stage))}
      />
      <div class="wm-cols">
        <div>
          <CaseNotes spinOut={spinOut} />
          <NoteUses uses={spinOut.uses} />
          <OnRecord spinOut={spinOut} facts={facts} />
          <Stages spinOut={spinOut} canEdit={canEdit} />
        </div>
        <aside aria-label="About this spin-out">
          {(spinOut.stage !== 'ended' || spinOut.membership !== null) && (
            <WorkHere
              organisationId={spinOut.id}
              name={spinOut.name}
              kind="spin-out"
              members={spinOut.members}
              membership={spinOut.membership}
              path={path}
            />
          )}
          <WatchButton about="spin-out" subject={spinOut.id} name={spinOut.name} />
          <Facts spinOut={spinOut} />
          {seesContracts && (
            <p>
              <a class="govuk-link" href={`/spin-outs/${spinOut.id}/contracts`}>
                Contracts and how much hangs on one payer
              </a>
              <br />
              <a class="govuk-link" href={`/spin-outs/${spinOut.id}/assurance`}>
                Assurance pack for buyers
              </a>
            </p>
          )}
          {canEdit && (
            <>
              <Button look="secondary" href={`/spin-outs/${spinOut.id}/edit`}>
                Change facts or record a stage
              </Button>
              <p>
                <a class="govuk-link" href={`/organisations/${spinOut.id}/domains`}>
                  Work addresses
                </a>
              </p>
            </>
          )}
          <DiscussedIn discussions={spinOut.discussedIn} />
        </aside>
      </div>
    </Layout>
  );
}

function sinceInWords(spinOut: SpinOut): string | undefined {
  const end = endInWords(spinOut);
  if (end !== null) return `(${end.charAt(0).toLowerCase()}${end.slice(1)})`;
  const latest = spinOut.stageEvents.at(-1);
  return latest ? `since ${month(latest.happenedOn)}` : undefined;
}

function CaseNotes({ spinOut }: { spinOut: SpinOut }): VNode {
  if (spinOut.caseNotes.length === 0) {
    return (
      <section class="wm-sec">
        <EmptyState
          title="No case notes about it yet"
          action={
            <a class="govuk-link" href="/case-notes/new">
              Write the first case note
            </a>
          }
        >
          A case note says what this team did, whether the service got worse and what it saved.
        </EmptyState>
      </section>
    );
  }
  return (
    <section class="wm-sec" aria-labelledby="notes">
      <SectionHeading id="notes">Case notes about it</SectionHeading>
      <NoteRows lines={spinOut.caseNotes.map((note) => ({ note }))} />
    </section>
  );
}

function Stages({ spinOut, canEdit }: { spinOut: SpinOut; canEdit: boolean }): VNode {
  const { stageEvents } = spinOut;
  return (
    <section class="wm-sec" aria-labelledby="stages">
      <SectionHeading
        id="stages"
        link={canEdit ? { href: `/spin-outs/${spinOut.id}/edit#stage-event`, text: 'Record a stage' } : undefined}
      >
        The way so far
      </SectionHeading>
      {stageEvents.length === 0 ? (
        <p class="wm-nil wm-mt-3">No dates are recorded.</p>
      ) : (
        <ol class="wm-plain wm-lines">
          {stageEvents.map((event) => (
            <li key={event.id}>
              <p class="wm-meta">
                <b>{stageTitle(event.stage)}</b>
                <time dateTime={event.happenedOn}>{day(event.happenedOn)}</time>
              </p>
              {event.note && <p class="wm-text wm-m-0">{event.note}</p>}
              <p class="wm-meta">
                <span>
                  Evidence: <SourceWords sourced source={event.source} sourceUrl={event.sourceUrl} />
                </span>
                <a class="govuk-link" href={entryPath(spinOut.id, event.id)}>
                  Source and history<span class="govuk-visually-hidden"> of {stageTitle(event.stage)}</span>
                </a>
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What the profile says, with where it comes from and the page to challenge it on. */
function Sourced({
  spinOut,
  field,
  children,
}: {
  spinOut: SpinOut;
  field: ProfileField;
  children: ComponentChildren;
}): VNode {
  const { id, sources, stageEvents, wentLiveOn, legalFormFrom } = spinOut;
  // What a dated entry says has that entry's source.
  const goLive =
    field === 'went-live' && stageEvents.find((event) => event.stage === 'go-live' && event.happenedOn === wentLiveOn);
  if (field === 'legal-form' && legalFormFrom !== null) {
    return (
      <WithSource href={`/spin-outs/${id}/facts#legal-form`} about="the legal forms" of={children}>
        On record
      </WithSource>
    );
  }
  const source = goLive || sources.find((row) => row.field === field);
  return (
    <WithSource
      href={entryPath(id, goLive ? goLive.id : field)}
      about={PROFILE_FIELDS[field].toLowerCase()}
      of={children}
    >
      {source === undefined
        ? 'No source is recorded'
        : `${source.source ?? 'No evidence'}, ${month('asAt' in source ? source.asAt : source.happenedOn)}`}
    </WithSource>
  );
}

function WithSource(props: { href: string; about: string; of: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <>
      {props.of}
      <span class="wm-source">
        {props.children}.{' '}
        <a class="govuk-link" href={props.href}>
          Source<span class="govuk-visually-hidden"> of {props.about}</span>, or is it wrong?
        </a>
      </span>
    </>
  );
}

function Facts({ spinOut }: { spinOut: SpinOut }): VNode {
  const { parent } = spinOut;
  const end = endInWords(spinOut);
  const nil = <span class="wm-nil">Not recorded</span>;
  const sourced = (field: ProfileField, value: ComponentChildren): VNode => (
    <Sourced spinOut={spinOut} field={field}>
      {value}
    </Sourced>
  );
  const ending = spinOut.stageEvents.findLast(({ stage }) => stage === 'ended');
  return (
    <>
      <h2 class="govuk-heading-s">Facts</h2>
      <SummaryList
        rows={[
          {
            key: 'Left',
            value: parent
              ? sourced(
                  'parent',
                  <a class="govuk-link" href={organisationPath(parent)}>
                    {parent.name}
                  </a>,
                )
              : nil,
          },
          {
            key: 'Service areas',
            value:
              spinOut.serviceAreas.length > 0
                ? sourced('service-areas', spinOut.serviceAreas.map((code) => labelOf(SERVICE_AREAS, code)).join(', '))
                : nil,
          },
          {
            key: 'Legal form',
            value: spinOut.legalForm
              ? sourced(
                  'legal-form',
                  <a class="govuk-link" href="/legal-forms">
                    {labelOf(LEGAL_FORMS, spinOut.legalForm)}
                    {spinOut.legalFormFrom && `, since ${month(spinOut.legalFormFrom)}`}
                  </a>,
                )
              : nil,
          },
          { key: 'Nation', value: spinOut.nation ?? nil },
          { key: 'Staff', value: spinOut.staff === null ? nil : sourced('staff', number(spinOut.staff)) },
          {
            key: 'Went live',
            value:
              spinOut.wentLiveOn === null ? (end ? nil : 'Not yet') : sourced('went-live', day(spinOut.wentLiveOn)),
          },
          end !== null && {
            key: 'Ended',
            value: ending ? (
              <WithSource href={entryPath(spinOut.id, ending.id)} about="how it ended" of={end}>
                {ending.source ?? 'No evidence'}
              </WithSource>
            ) : (
              end
            ),
          },
          ...successionRows(spinOut),
          spinOut.website !== null && {
            key: 'Website',
            value: (
              <a class="govuk-link" href={spinOut.website} rel="nofollow">
                {spinOut.website}
              </a>
            ),
          },
        ]}
      />
    </>
  );
}
