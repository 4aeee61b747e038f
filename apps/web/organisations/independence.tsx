import { type VNode } from 'preact';
import { type Independence, INDEPENDENCE_OPTIONS, KEPT } from '#libs/spin-out-facts';
import { labelOf } from '#libs/taxonomy';
import { Breadcrumbs, Details, FictionalMark, ScrollRegion, SectionHeading, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, count, month } from '../parts/words.ts';

const OPTIONS = Object.keys(INDEPENDENCE_OPTIONS) as (keyof typeof INDEPENDENCE_OPTIONS)[];

const AFTER: Readonly<Record<Independence['after'], string>> = {
  trading: 'Trading',
  closed: 'Closed',
  insourced: 'Brought back in-house',
  merged: 'Merged again',
  sold: 'Sold',
  too_early: 'Too early to say',
  not_known: 'Not known',
};

/** Five ways, what to ask before each, and what came of those who went it. No advice which to choose. */
export function IndependencePage({ cases }: { cases: readonly Independence[] }): VNode {
  return (
    <Layout
      title="Stay independent, or not?"
      description="Stay, consortium, joint venture, merger or winding up: what to ask before, and what came of others."
      canonical="/independence"
    >
      <Breadcrumbs items={[{ text: 'Spin-outs', href: '/spin-outs' }]} />
      <h1 class="govuk-heading-l">Stay independent, or not?</h1>
      <p class="wm-lede">
        Five ways to go on, what to ask yourselves before, what became of others after three years, and what their staff
        kept or lost. Which is right for you is not said here.
      </p>
      {OPTIONS.map((option) => (
        <Option key={option} option={option} cases={cases.filter((row) => row.option === option)} />
      ))}
    </Layout>
  );
}

function Option({ option, cases }: { option: Independence['option']; cases: readonly Independence[] }): VNode {
  const { label, questions } = INDEPENDENCE_OPTIONS[option];
  return (
    <section class="wm-sec wm-mt-6" aria-labelledby={option}>
      <SectionHeading id={option}>{label}</SectionHeading>
      <Details summary={`What to ask before: ${label.toLowerCase()}`} open>
        <ul class="govuk-list govuk-list--bullet">
          {questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      </Details>
      {cases.length === 0 ? (
        <p class="wm-nil">No case of this is on record.</p>
      ) : (
        <>
          <p>{outcomesInWords(cases)}</p>
          <ScrollRegion label={`Cases: ${label}`}>
            <Table
              caption={`Cases: ${label}`}
              captionClass="govuk-visually-hidden"
              head={['Case', 'Since', 'After three years', 'Staff seats', 'Name', 'Asset lock', 'Surplus']}
              firstCellIsHeader
              rows={cases.map((row) => [
                { content: <Case row={row} /> },
                month(row.since),
                AFTER[row.after],
                ...(['staffSeats', 'name', 'assetLock', 'surplus'] as const).map((what) =>
                  row.kept?.[what] ? labelOf(KEPT, row.kept[what]) : 'Not recorded',
                ),
              ])}
            />
          </ScrollRegion>
        </>
      )}
    </section>
  );
}

/** "After three years: 2 trading, 1 closed." */
function outcomesInWords(cases: readonly Independence[]): string {
  const counted = (Object.keys(AFTER) as Independence['after'][])
    .map((after) => [after, cases.filter((row) => row.after === after).length] as const)
    .filter(([, n]) => n > 0)
    .map(([after, n]) => `${n} ${AFTER[after].toLowerCase()}`);
  return `${count(cases.length, 'case')}. After three years: ${counted.join(', ')}.`;
}

function Case({ row }: { row: Independence }): VNode {
  const { id, name, fictional, succeededBy, notes } = row;
  return (
    <>
      <a class="govuk-link" href={addressOf('spin-outs', id, name)}>
        {name}
      </a>{' '}
      {fictional && <FictionalMark />}
      {succeededBy && <span class="wm-source">Became part of {succeededBy.name}</span>}
      {notes.map((note) => (
        <span class="wm-source" key={note.id}>
          <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
            {note.title}
          </a>
        </span>
      ))}
    </>
  );
}
