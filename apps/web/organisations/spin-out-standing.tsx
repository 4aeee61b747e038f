import { type VNode } from 'preact';
import { type FactRow, reservesInMonths } from '#libs/spin-out-facts';
import { ScrollRegion, Table } from '#libs/ui';
import { day, number, pounds } from '../parts/words.ts';

const money = (amount: string | undefined) => ({
  content: amount === undefined ? 'Not recorded' : pounds(amount),
  numeric: true,
});

/** The financial standing of a spin-out year by year, newest first. */
export function StandingTable({ years }: { years: readonly FactRow<'financial-year'>[] }): VNode | null {
  if (years.length === 0) return null;
  return (
    <ScrollRegion label="Financial standing by year">
      <Table
        caption="Financial standing by year"
        captionClass="govuk-table__caption--s"
        head={[
          'Year to',
          { content: 'Turnover', numeric: true },
          { content: 'Total costs', numeric: true },
          { content: 'Net assets', numeric: true },
          { content: 'Reserves', numeric: true },
          { content: 'Reserves in months of costs', numeric: true },
        ]}
        firstCellIsHeader
        rows={years.map(({ fromOn, toOn, details }) => [
          day(toOn ?? fromOn),
          money(details.turnover),
          money(details.costs),
          money(details.netAssets),
          money(details.reserves),
          { content: monthsInWords(toOn === null ? null : reservesInMonths(details, fromOn, toOn)), numeric: true },
        ])}
      />
    </ScrollRegion>
  );
}

export const monthsInWords = (months: number | null): string =>
  months === null ? 'Cannot be said' : `${number(months)} ${months === 1 ? 'month' : 'months'}`.replace('-', '−');
