import { type VNode } from 'preact';
import { NEXT_PROVIDER_KINDS, type SpinOutPage as SpinOut } from '#libs/organisations';
import { type FactRow, KNOWN, reservesInMonths } from '#libs/spin-out-facts';
import { SectionHeading, SummaryList, type SummaryRow } from '#libs/ui';
import { day, pounds } from '../parts/words.ts';
import { organisationPath } from './addresses.ts';
import { ofKind, testAnswers } from './spin-out-fact-words.tsx';
import { monthsInWords } from './spin-out-standing.tsx';

/** The most asked of what is on record, on a spin-out's own page; all of it stands on the facts page. */
export function OnRecord({ spinOut, facts }: { spinOut: SpinOut; facts: readonly FactRow[] }): VNode {
  const [year] = ofKind(facts, 'financial-year');
  const [board] = ofKind(facts, 'governance');
  const [benefit] = ofKind(facts, 'staff-benefit');
  const [partnership] = ofKind(facts, 'partnership');
  return (
    <section class="wm-sec" aria-labelledby="record">
      <SectionHeading id="record" link={{ href: `/spin-outs/${spinOut.id}/facts`, text: 'All facts and sources' }}>
        On record
      </SectionHeading>
      <SummaryList
        rows={[
          ...testAnswers(facts)
            .map(({ question, answer }) => ({ key: question, value: `${answer}, it says` }))
            .map(unknownAsSuch),
          board && {
            key: 'Board',
            value: `${board.details.staffSeats ?? 'An unknown number'} of ${board.details.boardSeats} seats are held by staff`,
          },
          year && {
            key: `Year to ${day(year.toOn ?? year.fromOn)}`,
            value: yearInWords(year),
          },
          benefit && {
            key: 'If it were sold',
            value:
              benefit.details.onSale ??
              `Staff share of the proceeds: ${KNOWN[benefit.details.staffShareOfProceeds ?? 'unknown'].toLowerCase()}`,
          },
          partnership && { key: 'Partnership', value: partnership.details.name ?? 'Not recorded' },
        ]}
      />
      <p>
        The first three are the tests of the Procurement Act 2023, section 33(6), as the spin-out answers them.{' '}
        <a class="govuk-link" href="/definition">
          What the word “mutual” can mean
        </a>
      </p>
    </section>
  );
}

const unknownAsSuch = ({ key, value }: { key: string; value: string }): SummaryRow => ({
  key,
  value: value.startsWith(KNOWN.unknown) ? KNOWN.unknown : value,
});

function yearInWords({ details, fromOn, toOn }: FactRow<'financial-year'>): string {
  const months = toOn === null ? null : reservesInMonths(details, fromOn, toOn);
  const parts = [
    details.turnover && `turnover ${pounds(details.turnover)}`,
    details.netAssets && `net assets ${pounds(details.netAssets)}`,
    months !== null && `reserves for ${monthsInWords(months)}`,
  ].filter(Boolean);
  const words = parts.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How one that ended goes on: what it became part of and what kind of provider came next. */
export function successionRows({ succeededBy, nextProviderKind }: SpinOut): SummaryRow[] {
  return [
    ...(succeededBy
      ? [
          {
            key: 'Became part of',
            value: (
              <a class="govuk-link" href={organisationPath(succeededBy)}>
                {succeededBy.name}
              </a>
            ),
          },
        ]
      : []),
    ...(nextProviderKind ? [{ key: 'Who runs the service now', value: NEXT_PROVIDER_KINDS[nextProviderKind] }] : []),
  ];
}
