import { type VNode } from 'preact';
import { type CouncilListInput, type CouncilRow } from '#libs/organisations';
import { COUNCIL_TYPES, labelOf, NATIONS } from '#libs/taxonomy';
import { Button, Chip, Chips, EmptyState, FictionalMark, Input, Pagination, Select, Tag } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { count, day, number } from '../parts/words.ts';
import { councilPath, listPath } from './addresses.ts';

export interface CouncilsView {
  items: readonly CouncilRow[];
  next: string | null;
  chosen: CouncilListInput;
  canSteward: boolean;
}

export const NATION_OPTIONS = [
  { value: '', text: 'Any' },
  ...NATIONS.map((nation) => ({ value: nation, text: nation })),
];

const addressWith = ({ q, type, nation }: CouncilListInput, change: Record<string, string | undefined>): string =>
  listPath('/councils', { q, type, nation, ...change });

export function CouncilsPage({ items, next, chosen, canSteward }: CouncilsView): VNode {
  return (
    <Layout
      title={chosen.q ? `${chosen.q} – Councils` : 'Councils'}
      description="Every UK council, past and present, with what staff-led services did there."
      canonical={chosen.q === undefined && chosen.after === undefined ? '/councils' : undefined}
    >
      <h1 class="govuk-heading-l">Councils</h1>
      <p class="wm-lede">
        Every council in the UK, past and present: what was tried there, and which others are like it.
      </p>
      <p>
        <a class="govuk-link" href="/councils/postures">
          Where council teams stand
        </a>
        {canSteward && (
          <>
            {' · '}
            <a class="govuk-link" href="/councils/silent">
              Silent councils
            </a>
          </>
        )}
      </p>
      <form action="/councils" method="get" class="wm-box wm-box--tint wm-formrow" role="search" aria-label="Councils">
        <Input name="q" id="council" label="Name or code" value={chosen.q} autocomplete="off" spellcheck={false} />
        <Select name="type" label="Kind of council" options={optionsOf(COUNCIL_TYPES, 'Any')} value={chosen.type} />
        <Select name="nation" label="Nation" options={NATION_OPTIONS} value={chosen.nation} />
        <Button>Find councils</Button>
      </form>
      <ChosenFilters chosen={chosen} />
      {items.length === 0 ? <NothingFound chosen={chosen} /> : <CouncilRows items={items} />}
      {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
    </Layout>
  );
}

function ChosenFilters({ chosen }: { chosen: CouncilListInput }): VNode | null {
  const { q, type, nation } = chosen;
  if (!q && !type && !nation) return null;
  return (
    <Chips label="Filters in use">
      {q && (
        <Chip removes href={addressWith(chosen, { q: undefined })}>
          “{q}”
        </Chip>
      )}
      {type && (
        <Chip removes href={addressWith(chosen, { type: undefined })}>
          {labelOf(COUNCIL_TYPES, type)}
        </Chip>
      )}
      {nation && (
        <Chip removes href={addressWith(chosen, { nation: undefined })}>
          {nation}
        </Chip>
      )}
    </Chips>
  );
}

function CouncilRows({ items }: { items: readonly CouncilRow[] }): VNode {
  return (
    <ul class="wm-rows">
      {items.map((council) => (
        <li class="wm-row wm-row--tight" key={council.code}>
          <h2 class="wm-row__t">
            <a class="govuk-link" href={councilPath(council.code)}>
              {council.name}
            </a>
          </h2>
          <p class="wm-meta">
            {council.fictional && <FictionalMark />}
            {council.endedOn && (
              <Tag>
                {council.ended ? 'Ended' : 'Ends'} {day(council.endedOn)}
              </Tag>
            )}
            <span>{labelOf(COUNCIL_TYPES, council.type)}</span>
            {council.nation === 'England' && <span>{council.region || 'England'}</span>}
            <span>
              {council.population === null ? 'Population not recorded' : number(council.population)}
              {council.population !== null && ' people'}
            </span>
            {council.caseNotes > 0 && <b>{count(council.caseNotes, 'case note')}</b>}
            {council.spinOuts > 0 && <b>{count(council.spinOuts, 'spin-out')}</b>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function NothingFound({ chosen }: { chosen: CouncilListInput }): VNode {
  const chosenAny = chosen.q ?? chosen.type ?? chosen.nation;
  return chosenAny ? (
    <EmptyState
      title="No council fits"
      action={
        <a class="govuk-link" href="/councils">
          Show all councils
        </a>
      }
    >
      Try part of the name, a code from the register like ELM, or a GSS code like E07000207.
    </EmptyState>
  ) : (
    <EmptyState title="No councils yet">
      The register of councils would stand here. It has not been imported: <code>waymark import councils</code> does
      that.
    </EmptyState>
  );
}
