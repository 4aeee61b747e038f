import { type VNode } from 'preact';
import { type Agreement } from '#libs/case-notes';
import { Breadcrumbs, Button, classes, FictionalMark, InsetText } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { VerdictTag } from '../parts/verdict.tsx';
import { beginning, count } from '../parts/words.ts';
import { type ComparedColumn, type ComparedRow, type CompareView, type Said } from './compare.view.ts';

const HOW_MANY = ['', '', 'Two', 'Three', 'Four'];

/** The two questions first, then what can be held against each other, row by row. */
export function ComparePage({ columns, rows, missing, csv, without, add }: CompareView): VNode {
  const title = `${HOW_MANY[columns.length]} case notes, side by side`;
  return (
    <Layout title={title}>
      <Breadcrumbs items={[{ text: 'Case notes', href: '/case-notes' }]} />
      <div class="wm-row-between wm-mb-4">
        <div>
          <h1 class="govuk-heading-l wm-mb-1">{title}</h1>
          <p class="wm-nil wm-m-0">
            Outcome and money first. A gap means that the note does not say, not that the answer is nought.
          </p>
        </div>
        <Button href={csv} look="secondary" class="wm-hide-print">
          Download as CSV
        </Button>
      </div>
      {missing > 0 && (
        <InsetText>{`${count(missing, 'of the notes is', 'of the notes are')} not there, or not for you to see.`}</InsetText>
      )}
      <ol class="wm-narrow wm-lines">
        {columns.map((column) => (
          <li key={column.id}>
            <Heading {...column} />
          </li>
        ))}
      </ol>
      <table class="wm-cmp" role="table">
        <caption class="govuk-visually-hidden">
          {`Outcome, money, risk and terms of ${columns.length} case notes, side by side`}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              <span class="govuk-visually-hidden">What is compared</span>
            </th>
            {columns.map((column, i) => (
              <th role="columnheader" scope="col" key={column.id}>
                {i + 1}. <Heading {...column} />
                {without[i] && (
                  <>
                    <br />
                    <a class="govuk-link wm-hide-print wm-cmp__off" href={without[i]}>
                      Take away<span class="govuk-visually-hidden"> {column.title}</span>
                    </a>
                  </>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, i) => (
            <Row key={i} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {add !== null && (
        <p class="wm-hide-print">
          <a class="govuk-link" href={`/case-notes?${new URLSearchParams({ with: add })}`}>
            Add another case note
          </a>
        </p>
      )}
    </Layout>
  );
}

const Heading = ({ title, address, fictional, standing }: ComparedColumn): VNode => (
  <>
    <a class="govuk-link" href={address}>
      {title}
    </a>
    {fictional && (
      <>
        {' '}
        <FictionalMark />
      </>
    )}
    {standing && (
      <>
        {' '}
        <strong class="govuk-tag govuk-tag--grey">{standing}</strong>
      </>
    )}
  </>
);

function Row({ row, columns }: { row: ComparedRow; columns: readonly ComparedColumn[] }): VNode {
  return (
    <tr role="row" class={row.isKey ? 'is-key' : undefined}>
      <th role="rowheader" scope="row">
        {row.label}
        {row.unit && <span class="wm-nil">, {row.unit}</span>}
        {row.agreement !== null && <Marked agreement={row.agreement} />}
      </th>
      {row.cells.map((cell, i) => (
        <td role="cell" data-l={columns[i]!.short} key={i}>
          <div>
            <Cell cell={cell} row={row} address={columns[i]!.address} />
          </div>
        </td>
      ))}
    </tr>
  );
}

const MARKS: Readonly<Record<Agreement, string>> = { same: 'Same', differs: 'Differs', partly: 'Not all say' };

/** In words, and solid, dashed or without a line: colour says nothing here. */
const Marked = ({ agreement }: { agreement: Agreement }): VNode => (
  <span class={classes('wm-cmp__mark', `wm-cmp__mark--${agreement}`)}>{MARKS[agreement]}</span>
);

/** A text that is longer is cut, and goes on in the note. */
const LONGEST = 360;

function Cell({ cell, row, address }: { cell: readonly Said[] | null; row: ComparedRow; address: string }): VNode {
  if (cell === null) return <span class="wm-nil">Withdrawn</span>;
  if (cell.length === 0) return <span class="wm-nil">Not recorded</span>;
  return (
    <>
      {cell.map((said, i) => (
        <div key={i}>
          {said.verdict && <VerdictTag verdict={said.verdict} answer={row.isKey} />}{' '}
          <Text {...said} isKey={row.isKey} />
          {said.text.length > LONGEST && (
            <>
              {' '}
              <a class="govuk-link" href={address}>
                Read on<span class="govuk-visually-hidden"> in its note: {row.label.toLowerCase()}</span>
              </a>
            </>
          )}
          {(said.source || said.grade) && (
            <span class="wm-cmp__s">{[said.source, said.grade].filter(Boolean).join('. ')}</span>
          )}
        </div>
      ))}
    </>
  );
}

function Text({ text, verdict, isKey }: Said & { isKey: boolean }): VNode {
  const shown = beginning(text, LONGEST);
  return isKey && verdict === undefined ? <b>{shown}</b> : <>{shown}</>;
}

/** For an address that names too few notes, too many, or none that are there. */
export function ChooseToComparePage({ problem, one }: { problem: string; one: string | null }): VNode {
  return (
    <Layout title="Compare case notes">
      <Breadcrumbs items={[{ text: 'Case notes', href: '/case-notes' }]} />
      <h1 class="govuk-heading-l">Compare case notes</h1>
      <p class="wm-lede">{problem}</p>
      <ol class="govuk-list govuk-list--number">
        <li>Find case notes about a service, a stage or councils like yours.</li>
        <li>Tick “Compare” under two, three or four of them.</li>
        <li>Choose “Compare ticked notes” under the list.</li>
      </ol>
      <Button href={one ? `/case-notes?with=${one}` : '/case-notes'}>Choose case notes</Button>
    </Layout>
  );
}
