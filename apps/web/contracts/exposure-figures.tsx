import { type VNode } from 'preact';
import {
  type Exposure,
  exposureWarnings,
  monthsInWords,
  NO_CURRENT_CONTRACTS,
  poundsInWords,
  type YearIncome,
} from '#libs/contracts';
import { InsetText, ScrollRegion, SummaryList, Table } from '#libs/ui';
import { day, number } from '../parts/words.ts';

const term = (days: number | null): string => (days === null ? 'No end is recorded' : monthsInWords(days));

/** The figures of one day, in words first. */
export function ExposureFigures({ exposure }: { exposure: Exposure }): VNode {
  const { active, cliff, cliffExtended } = exposure;
  const warnings = exposureWarnings(exposure);
  return (
    <>
      {warnings.length > 0 && (
        <InsetText>
          <ul class="govuk-list wm-m-0">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </InsetText>
      )}
      <SummaryList
        rows={[
          {
            key: 'Active income',
            value: active
              ? `${poundsInWords(active.activePence)} a year, ${active.contracts === 1 ? '1 contract' : `${active.contracts} contracts`}`
              : NO_CURRENT_CONTRACTS,
          },
          active !== null && { key: 'Payers', value: number(active.payers.length) },
          active !== null && {
            key: 'Largest payer',
            value: `${active.largestShare.toFixed(1)}%, ${active.payers[0]!.payer}`,
          },
          active !== null && {
            key: 'Concentration (HHI)',
            value: `${number(active.hhi)} of 10,000. One payer alone is 10,000`,
          },
          active !== null && {
            key: 'Average time left',
            value: `${term(active.remainingDays)}; with all extensions ${term(active.remainingDaysExtended)}`,
          },
          { key: 'Cliff year', value: cliff ? `${cliff.name}, ${cliff.fall.toFixed(1)}% less` : 'None in sight' },
          {
            key: 'Cliff year with all extensions',
            value: cliffExtended ? `${cliffExtended.name}, ${cliffExtended.fall.toFixed(1)}% less` : 'None in sight',
          },
        ]}
      />
      {active && (
        <Table
          caption={`Payers on ${day(exposure.at)}`}
          captionClass="govuk-table__caption--m"
          head={['Payer', { content: 'A year', numeric: true }, { content: 'Share', numeric: true }]}
          rows={active.payers.map(({ payer, annualPence, share }) => [
            payer,
            { content: poundsInWords(annualPence), numeric: true },
            { content: `${share.toFixed(1)}%`, numeric: true },
          ])}
          firstCellIsHeader
        />
      )}
    </>
  );
}

/** More bars than these say nothing on a phone. */
const BARS_MAX = 12;
const ROW = 34;
const LABEL = 66;
const WIDTH = 320;

/** Income by financial year as bars, and the same as a table for everybody. */
export function IncomeByYear({ exposure }: { exposure: Exposure }): VNode | null {
  const { years } = exposure;
  if (years.every(({ withPence }) => withPence === 0n)) return null;
  const now = Number(exposure.at.slice(5) >= '04-01' ? exposure.at.slice(0, 4) : Number(exposure.at.slice(0, 4)) - 1);
  const from = Math.max(
    0,
    years.findIndex(({ year }) => year >= now - 2),
  );
  const shown = years.slice(from, from + BARS_MAX);
  return (
    <>
      <Bars years={shown} />
      <ScrollRegion label="Contracted income by financial year">
        <Table
          caption="Contracted income by financial year, 1 April to 31 March"
          captionClass="govuk-table__caption--m"
          head={[
            'Year',
            { content: 'Without extensions', numeric: true },
            { content: 'With all extensions', numeric: true },
          ]}
          rows={years.map(({ name, withoutPence, withPence }) => [
            name,
            { content: poundsInWords(withoutPence), numeric: true },
            { content: poundsInWords(withPence), numeric: true },
          ])}
          firstCellIsHeader
        />
      </ScrollRegion>
    </>
  );
}

function Bars({ years }: { years: readonly YearIncome[] }): VNode {
  const most = years.reduce((max, { withPence }) => (withPence > max ? withPence : max), 1n);
  const width = (pence: bigint): number => Number((pence * BigInt(WIDTH - LABEL - 4)) / most);
  const inWords = years
    .map(({ name, withoutPence, withPence }) =>
      withPence === withoutPence
        ? `${name} ${poundsInWords(withoutPence)}`
        : `${name} ${poundsInWords(withoutPence)}, with extensions ${poundsInWords(withPence)}`,
    )
    .join('; ');
  return (
    <figure class="wm-text wm-m-0 wm-mt-3">
      <svg
        role="img"
        aria-label={`Contracted income by financial year: ${inWords}. The table below has the same figures.`}
        viewBox={`0 0 ${WIDTH} ${years.length * ROW}`}
        width="100%"
      >
        {years.map(({ name, withoutPence, withPence }, row) => (
          <g key={name} transform={`translate(0 ${row * ROW})`}>
            <text x="0" y="21" font-size="13" fill="currentColor">
              {name}
            </text>
            <rect
              x={LABEL}
              y="5"
              width={Math.max(1, width(withPence))}
              height="22"
              fill="none"
              stroke="currentColor"
              stroke-dasharray="4 3"
            />
            <rect x={LABEL} y="5" width={Math.max(1, width(withoutPence))} height="22" fill="currentColor" />
          </g>
        ))}
      </svg>
      <figcaption class="govuk-hint">Full bars: as agreed. Dashed outline: if every extension is taken up.</figcaption>
    </figure>
  );
}
