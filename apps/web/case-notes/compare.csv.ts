import { csvOf } from '#libs/platform/documents';
import { type ComparedColumn, type ComparedRow, type Said } from './compare.view.ts';

const AGREEMENT = { same: 'Same', differs: 'Differs', partly: 'Not all say' } as const;
/** As VerdictTag says it in lists. */
const VERDICT = {
  better: 'Better',
  same: 'About the same',
  worse: 'Worse',
  mixed: 'Mixed',
  unknown: 'Not known',
} as const;

interface Compared {
  columns: readonly ComparedColumn[];
  rows: readonly ComparedRow[];
}

/** The comparison as a table for a spreadsheet: of each note what it says, its source, and who checked that. */
export function compareCsv({ columns, rows }: Compared, publicUrl: string): string {
  const lines: string[][] = [
    [
      '',
      'Unit',
      'Compared',
      ...columns.flatMap(({ short }) => [short, `${short}: source`, `${short}: who checked it`]),
    ],
    ['Case note', '', '', ...columns.flatMap(({ title }) => [title, '', ''])],
    ['Address', '', '', ...columns.flatMap(({ address }) => [publicUrl + address, '', ''])],
    [
      'Made up for the demonstration',
      '',
      '',
      ...columns.flatMap(({ fictional }) => [fictional ? 'Yes' : 'No', '', '']),
    ],
    ['Licence', '', '', ...columns.flatMap(() => ['CC BY 4.0', '', ''])],
    ...rows.map(({ label, unit, agreement, cells }) => [
      label,
      unit,
      agreement === null ? '' : AGREEMENT[agreement],
      ...cells.flatMap((cell, i) => cellOf(cell, columns[i]!)),
    ]),
  ];
  return csvOf(lines);
}

function cellOf(cell: readonly Said[] | null, { standing }: ComparedColumn): [string, string, string] {
  if (cell === null) return [standing ?? 'Withdrawn', '', ''];
  if (cell.length === 0) return ['Not recorded', '', ''];
  const each = (textOf: (said: Said) => string): string => cell.map(textOf).filter(Boolean).join('; ');
  return [
    each(({ text, verdict }) => [verdict && VERDICT[verdict], text].filter(Boolean).join(': ')),
    each(({ source }) => source ?? ''),
    each(({ grade }) => grade ?? ''),
  ];
}
