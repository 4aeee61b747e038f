import { type VNode } from 'preact';
import { type ContractCell, type EndedRow, SPIN_OUTS_MIN, type WhoWonInput } from '#libs/insights';
import { NEXT_PROVIDER_KINDS } from '#libs/organisations';
import { Breadcrumbs, EmptyState, FictionalMark, ScrollRegion, SectionHeading, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, count, number } from '../parts/words.ts';

export interface WhoWonView {
  ended: readonly EndedRow[];
  contracts: readonly ContractCell[];
  chosen: WhoWonInput;
}

/** The kinds alone, never a name: what came next is no verdict on anybody. */
export const KIND_LABELS: Readonly<Record<string, string>> = { ...NEXT_PROVIDER_KINDS, not_recorded: 'Not recorded' };

const ADDRESS = '/insights/who-won-instead';
const kindOf = ({ kind }: EndedRow): string => kind ?? 'not_recorded';

export function WhoWonPage({ ended, contracts, chosen }: WhoWonView): VNode {
  return (
    <Layout
      title="Who won instead"
      description="What kind of provider came next when a spin-out or one of its contracts ended, by year."
      canonical={ADDRESS}
    >
      <Breadcrumbs items={[{ text: 'Insights', href: '/insights' }]} />
      <h1 class="govuk-heading-l">Who won instead</h1>
      <p class="wm-lede">What kind of provider came next when a spin-out, or one of its contracts, ended.</p>
      <section class="wm-sec" aria-labelledby="spin-outs">
        <SectionHeading id="spin-outs" link={{ href: `${ADDRESS}.csv`, text: 'Download as CSV' }}>
          Spin-outs that ended
        </SectionHeading>
        {ended.length === 0 ? <NothingEnded /> : <EndedTable ended={ended} />}
        {(chosen.year !== undefined || chosen.kind !== undefined) && <Behind ended={ended} chosen={chosen} />}
      </section>
      <section class="wm-sec wm-mt-6" aria-labelledby="contracts">
        <SectionHeading id="contracts">Contracts that ended</SectionHeading>
        <p class="wm-mt-3">
          From registers that are private to each spin-out. A number of fewer than {SPIN_OUTS_MIN} spin-outs is left
          out, and there is no list behind one.
        </p>
        {contracts.length === 0 ? <p class="wm-nil">None is recorded.</p> : <ContractTable contracts={contracts} />}
      </section>
    </Layout>
  );
}

const NothingEnded = (): VNode => (
  <EmptyState title="No spin-out on record has ended">
    When one ends, its page says what kind of provider came next, and it is counted here.
  </EmptyState>
);

function EndedTable({ ended }: { ended: readonly EndedRow[] }): VNode {
  const kinds = Object.keys(KIND_LABELS).filter((kind) => ended.some((row) => kindOf(row) === kind));
  const years = [...new Set(ended.map(({ year }) => year))];
  const cell = (year: number | undefined, kind: string) => {
    const n = ended.filter((row) => (year === undefined || row.year === year) && kindOf(row) === kind).length;
    const query = new URLSearchParams({ ...(year !== undefined && { year: String(year) }), kind });
    return {
      numeric: true,
      content:
        n === 0 ? (
          '0'
        ) : (
          <a class="govuk-link" href={`${ADDRESS}?${query}#behind`}>
            {number(n)}
            <span class="govuk-visually-hidden">
              {' '}
              {KIND_LABELS[kind]}, {year ?? 'all years'}
            </span>
          </a>
        ),
    };
  };
  return (
    <ScrollRegion label="Spin-outs that ended, by year and what came next">
      <Table
        caption="By the year in which it ended, and what came next"
        captionClass="govuk-visually-hidden"
        head={[
          'What came next',
          ...years.map((year) => ({ content: String(year), numeric: true })),
          { content: 'All', numeric: true },
        ]}
        firstCellIsHeader
        rows={kinds.map((kind) => [
          KIND_LABELS[kind]!,
          ...years.map((year) => cell(year, kind)),
          cell(undefined, kind),
        ])}
      />
    </ScrollRegion>
  );
}

function Behind({ ended, chosen: { year, kind } }: { ended: readonly EndedRow[]; chosen: WhoWonInput }): VNode {
  const rows = ended.filter(
    (row) => (year === undefined || row.year === year) && (kind === undefined || kindOf(row) === kind),
  );
  const words = [kind && KIND_LABELS[kind], year].filter(Boolean).join(', ');
  return (
    <>
      <h3 class="govuk-heading-s wm-mt-6" id="behind">
        {count(rows.length, 'spin-out')}: {words}
      </h3>
      <ul class="wm-rows">
        {rows.slice(0, 200).map(({ id, name, fictional, year: endedIn }) => (
          <li class="wm-row wm-row--tight" key={id}>
            <a class="govuk-link" href={addressOf('spin-outs', id, name)}>
              {name}
            </a>
            <p class="wm-meta">
              {fictional && <FictionalMark />}
              <span>Ended in {endedIn}</span>
            </p>
          </li>
        ))}
      </ul>
      <p>
        <a class="govuk-link" href={ADDRESS}>
          Close the list
        </a>
      </p>
    </>
  );
}

function ContractTable({ contracts }: { contracts: readonly ContractCell[] }): VNode {
  return (
    <ScrollRegion label="Contracts that ended, by year and what came next">
      <Table
        caption="By the year in which it ended, and what came next"
        captionClass="govuk-visually-hidden"
        head={['Year', 'What came next', { content: 'Contracts', numeric: true }]}
        rows={contracts.map(({ year, kind, contracts: n }) => [
          String(year),
          KIND_LABELS[kind]!,
          { content: n === null ? `Fewer than ${SPIN_OUTS_MIN}` : number(n), numeric: true },
        ])}
      />
    </ScrollRegion>
  );
}
