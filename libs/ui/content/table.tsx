import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

export interface Cell {
  content: ComponentChildren;
  /** Figures: to the right, in digits of one width. */
  numeric?: boolean;
  colSpan?: number;
  rowSpan?: number;
  class?: string;
  attributes?: Attributes;
}

type CellLike = Cell | string | number;
type TableRole = 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader';

interface TableProps {
  caption?: string;
  captionClass?: string;
  head?: readonly CellLike[];
  /** What is falsy is left out, so that a row can depend on a condition. */
  rows: readonly (readonly CellLike[] | false | null | undefined)[];
  firstCellIsHeader?: boolean;
  /** On a phone each row is a block, each cell a line with the name of its column. The columns need to be plain text. */
  stacks?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function Table({ caption, head, rows, firstCellIsHeader, stacks, ...props }: TableProps): VNode {
  // As blocks its parts would be no table to assistive technology, but for their roles.
  const role = (name: TableRole): { role?: TableRole } => (stacks ? { role: name } : {});
  const named = (cell: Cell, column: number): Cell => {
    const name = head?.[column];
    if (!stacks || name === undefined) return cell;
    const label = typeof name === 'object' ? name.content : name;
    if (typeof label !== 'string') return { ...cell, attributes: { ...cell.attributes, role: 'cell' } };
    return { ...cell, attributes: { ...cell.attributes, role: 'cell', 'data-l': label } };
  };
  return (
    <table class={classes('govuk-table', stacks && 'wm-stack', props.class)} {...role('table')} {...props.attributes}>
      {caption && <caption class={classes('govuk-table__caption', props.captionClass)}>{caption}</caption>}
      {head && (
        <thead class="govuk-table__head" {...role('rowgroup')}>
          <tr class="govuk-table__row" {...role('row')}>
            {head.map((cell) => HeaderCell(full(cell), 'col', role('columnheader')))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body" {...role('rowgroup')}>
        {rows.map(
          (row) =>
            row && (
              <tr class="govuk-table__row" {...role('row')}>
                {row.map((cell, column) =>
                  firstCellIsHeader && column === 0
                    ? HeaderCell(full(cell), 'row', role('rowheader'))
                    : DataCell(named(full(cell), column)),
                )}
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}

const full = (cell: CellLike): Cell => (typeof cell === 'object' ? cell : { content: cell });

function HeaderCell(cell: Cell, scope: 'col' | 'row', role: { role?: TableRole }): VNode {
  const className = classes('govuk-table__header', cell.numeric && 'govuk-table__header--numeric', cell.class);
  return (
    <th scope={scope} class={className} colSpan={cell.colSpan} rowSpan={cell.rowSpan} {...role} {...cell.attributes}>
      {cell.content}
    </th>
  );
}

function DataCell(cell: Cell): VNode {
  const className = classes('govuk-table__cell', cell.numeric && 'govuk-table__cell--numeric', cell.class);
  return (
    <td class={className} colSpan={cell.colSpan} rowSpan={cell.rowSpan} {...cell.attributes}>
      {cell.content}
    </td>
  );
}

/** Lets something wide, such as a table, scroll by itself: by touch, by mouse and by keyboard. `label` names it. */
export function ScrollRegion(props: { label: string; children: ComponentChildren; class?: string }): VNode {
  return (
    <section class={classes('wm-scroll', props.class)} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
