import { type VNode } from 'preact';
import { type Block, type Document, type Run } from '#libs/platform/documents';
import { classes, FictionalMark } from '#libs/ui';

/** A document as a sheet of paper on the page; printed, it is all there is. */
export function Sheet({ title, marks, blocks, sources, colophon, lang }: Document): VNode {
  return (
    <article class="wm-sheet wm-sheet--one" lang={lang === 'en' ? undefined : lang}>
      <p class="wm-row__k">
        {marks.map((mark) =>
          mark === 'Fictional example' ? (
            <FictionalMark key={mark}>{mark}</FictionalMark>
          ) : (
            <span key={mark}>{mark}</span>
          ),
        )}
      </p>
      <h1 class="govuk-heading-l">{title}</h1>
      {blocks.map((block, i) => (
        <Part block={block} key={i} />
      ))}
      {sources.length > 0 && (
        <>
          <h2 class="govuk-heading-s" id="sources">
            Sources
          </h2>
          <ol class="govuk-list wm-sources">
            {sources.map((runs, i) => (
              <li id={`source-${i + 1}`} key={i}>
                <Line runs={runs} />
              </li>
            ))}
          </ol>
        </>
      )}
      <div class="wm-sheet__end">
        {colophon.map((runs, i) => (
          <p key={i}>
            <Line runs={runs} />
          </p>
        ))}
      </div>
    </article>
  );
}

function Part({ block }: { block: Block }): VNode {
  switch (block.kind) {
    case 'heading': {
      return block.level === 2 ? (
        <h2 class="govuk-heading-s">{block.text}</h2>
      ) : (
        <h3 class="govuk-heading-s">{block.text}</h3>
      );
    }
    case 'paragraph': {
      return (
        <p class={classes('govuk-body', block.look === 'mark' && 'wm-tombstone')}>
          <Line runs={block.runs} />
        </p>
      );
    }
    case 'list': {
      const items = block.items.map((runs, i) => (
        <li key={i}>
          <Line runs={runs} />
        </li>
      ));
      return block.ordered ? (
        <ol class="govuk-list govuk-list--number">{items}</ol>
      ) : (
        <ul class="govuk-list govuk-list--bullet">{items}</ul>
      );
    }
    case 'table': {
      return <SheetTable {...block} />;
    }
    case 'figures':
    default: {
      return (
        <dl class="wm-three">
          {block.items.map(({ label, value, note, cites }, i) => (
            <div key={i}>
              <dt>{label}</dt>
              <dd>{value}</dd>
              <dd>
                <Line runs={[{ text: note, cites }]} />
              </dd>
            </div>
          ))}
        </dl>
      );
    }
  }
}

function SheetTable({ head, rows, caption, numeric }: Extract<Block, { kind: 'table' }>): VNode {
  const numericClass = (column: number) => (numeric[column] ? 'govuk-table__cell--numeric' : undefined);
  return (
    <table class="govuk-table">
      {caption && <caption class="govuk-table__caption">{caption}</caption>}
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {head.map((text, i) => (
            <th scope="col" class={classes('govuk-table__header', numericClass(i))} key={i}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {rows.map((row, i) => (
          <tr class="govuk-table__row" key={i}>
            {row.map((runs, column) =>
              column === 0 ? (
                <th scope="row" class="govuk-table__header" key={column}>
                  <Line runs={runs} />
                </th>
              ) : (
                <td class={classes('govuk-table__cell', numericClass(column))} key={column}>
                  <Line runs={runs} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Line = ({ runs }: { runs: readonly Run[] }): VNode => (
  <>
    {runs.map((run, i) => (
      <Piece {...run} key={i} />
    ))}
  </>
);

function Piece({ text, bold, href, cites = [] }: Run): VNode {
  const words = bold ? <b>{text}</b> : text;
  return (
    <>
      {href ? (
        <a class="govuk-link" href={href} rel="nofollow noopener">
          {words}
        </a>
      ) : (
        words
      )}
      {cites.map((n, i) => (
        <span class="wm-cites" key={n}>
          {i === 0 && text !== '' && ' '}
          <a class="govuk-link" href={`#source-${n}`}>
            [{n}]
          </a>
        </span>
      ))}
    </>
  );
}
