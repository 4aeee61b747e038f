import { type VNode } from 'preact';
import { type SpinOutListInput, type SpinOutRow } from '#libs/organisations';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { Button, Chip, Chips, EmptyState, FictionalMark, Pagination, Select } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { count, number } from '../parts/words.ts';
import { listPath, organisationPath, spinOutPath } from './addresses.ts';
import { NATION_OPTIONS } from './councils.tsx';
import { Standing } from './spin-out-lines.tsx';

export interface SpinOutsView {
  items: readonly SpinOutRow[];
  next: string | null;
  chosen: SpinOutListInput;
  canAdd: boolean;
}

const addressWith = (chosen: SpinOutListInput, change: Record<string, string | undefined>): string => {
  const { serviceArea, stage, legalForm, nation, staffShareOfProceeds } = chosen;
  return listPath('/spin-outs', { serviceArea, stage, legalForm, nation, staffShareOfProceeds, ...change });
};

export function SpinOutsPage({ items, next, chosen, canAdd }: SpinOutsView): VNode {
  return (
    <Layout
      title="Spin-outs"
      description="Staff-led organisations that left councils and the NHS: where they stand, and how some of them ended."
      canonical={chosen.after === undefined ? addressWith(chosen, {}) : undefined}
    >
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">Spin-outs</h1>
          <p class="wm-lede">
            Staff-led organisations that left a council or the NHS, or are on their way. Those that ended stay here too.
          </p>
        </div>
        {canAdd && <Button href="/spin-outs/new">Add a spin-out</Button>}
      </div>
      <p>
        <a class="govuk-link" href="/definition">
          What a mutual is
        </a>{' '}
        ·{' '}
        <a class="govuk-link" href="/legal-forms">
          Legal forms compared
        </a>{' '}
        ·{' '}
        <a class="govuk-link" href="/independence">
          Stay independent, or not?
        </a>{' '}
        ·{' '}
        <a class="govuk-link" href="/insights">
          Insights
        </a>
        {canAdd && (
          <>
            {' '}
            ·{' '}
            <a class="govuk-link" href="/fact-challenges">
              Challenged facts
            </a>
          </>
        )}
      </p>
      <p class="wm-narrow">
        <a class="govuk-link" href="#filters">
          Filters
        </a>
      </p>
      <div class="wm-cols">
        <div>
          <ChosenFilters chosen={chosen} />
          {items.length === 0 ? <NothingHere chosen={chosen} /> : <SpinOutRows items={items} />}
          {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} />
        </aside>
      </div>
    </Layout>
  );
}

function SpinOutRows({ items }: { items: readonly SpinOutRow[] }): VNode {
  return (
    <ul class="wm-rows">
      {items.map((spinOut) => (
        <li class="wm-row" key={spinOut.id}>
          <p class="wm-row__k">
            <Standing spinOut={spinOut} />
            {spinOut.fictional && <FictionalMark />}
          </p>
          <h2 class="wm-row__t">
            <a class="govuk-link" href={spinOutPath(spinOut)}>
              {spinOut.name}
            </a>
          </h2>
          <p class="wm-meta">
            {spinOut.parent && (
              <span>
                {/* A span of its own: the facts of a meta line are flex boxes, and would set "From" beside a long name. */}
                <span>
                  From{' '}
                  <a class="govuk-link" href={organisationPath(spinOut.parent)}>
                    {spinOut.parent.niceName ?? spinOut.parent.name}
                  </a>
                </span>
              </span>
            )}
            {spinOut.serviceAreas.slice(0, 3).map((code) => (
              <span key={code}>{labelOf(SERVICE_AREAS, code)}</span>
            ))}
            {spinOut.legalForm && <span>{labelOf(LEGAL_FORMS, spinOut.legalForm)}</span>}
            {spinOut.staff !== null && <span>{number(spinOut.staff)} staff</span>}
            {spinOut.caseNotes > 0 && <b>{count(spinOut.caseNotes, 'case note')}</b>}
          </p>
        </li>
      ))}
    </ul>
  );
}

const LABELS = {
  serviceArea: SERVICE_AREAS,
  stage: STAGES,
  legalForm: LEGAL_FORMS,
  nation: {} as Readonly<Record<string, string>>,
  staffShareOfProceeds: { yes: 'Staff share the proceeds of a sale' } as Readonly<Record<string, string>>,
} as const;

function ChosenFilters({ chosen }: { chosen: SpinOutListInput }): VNode | null {
  const names = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter((name) => chosen[name] !== undefined);
  if (names.length === 0) return null;
  return (
    <Chips label="Filters in use">
      {names.map((name) => (
        <Chip removes href={addressWith(chosen, { [name]: undefined })} key={name}>
          {labelOf(LABELS[name], chosen[name]!)}
        </Chip>
      ))}
    </Chips>
  );
}

function Filters({ chosen }: { chosen: SpinOutListInput }): VNode {
  return (
    <form class="wm-facets" action="/spin-outs" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      <Select
        name="serviceArea"
        label="Service area"
        options={optionsOf(SERVICE_AREAS, 'Any')}
        value={chosen.serviceArea}
      />
      <Select name="stage" label="Stage" options={optionsOf(STAGES, 'Any')} value={chosen.stage} />
      <Select name="legalForm" label="Legal form" options={optionsOf(LEGAL_FORMS, 'Any')} value={chosen.legalForm} />
      <Select name="nation" label="Nation" options={NATION_OPTIONS} value={chosen.nation} />
      <Select
        name="staffShareOfProceeds"
        label="Staff share the proceeds of a sale"
        options={[
          { value: '', text: 'Any' },
          { value: 'yes', text: 'Yes' },
        ]}
        value={chosen.staffShareOfProceeds}
      />
      <div class="govuk-button-group">
        <Button look="secondary">Apply filters</Button>
        <a class="govuk-link" href="/spin-outs">
          Clear all
        </a>
      </div>
    </form>
  );
}

function NothingHere({ chosen }: { chosen: SpinOutListInput }): VNode {
  const filtered =
    chosen.serviceArea ?? chosen.stage ?? chosen.legalForm ?? chosen.nation ?? chosen.staffShareOfProceeds;
  return (
    <EmptyState
      title={filtered ? 'No spin-outs match these filters' : 'No spin-outs here yet'}
      action={
        filtered ? (
          <a class="govuk-link" href="/spin-outs">
            Show all spin-outs
          </a>
        ) : (
          <a class="govuk-link" href="/report#places">
            Tell the data stewards about one
          </a>
        )
      }
    >
      Organisations that left a council or the NHS would stand here with the stage they are at.
    </EmptyState>
  );
}
