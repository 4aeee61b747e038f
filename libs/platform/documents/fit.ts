import { type Block, type Document, type Run } from './document.ts';
import { citesOf, inLine } from './clean.ts';

/** How wide a page is and how high its lines are, in points. */
export interface Measure {
  readonly width: number;
  readonly size: number;
  readonly line: number;
}

/** Widths of Atkinson Hyperlegible Next in thousandths of its size: the letters that each width, rounded up, is of. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [290, 'ijl .,;:()!’‘|'],
  [350, "[]ftr'"],
  [410, '1I"“”-/*'],
  [495, 'cnkxyzesJ?•'],
  [570, 'abdghopquv23–_'],
  [630, '0456789ABEFKLPTYXVZ£+=<>'],
  [725, 'CDGHNOQRUSw&~#$€'],
  [930, 'mMW%@—…'],
];
const WIDTH = new Map(WIDTHS.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)));

/** Letters of other scripts, and pictures, may be as wide as they are high. */
const widthOf = (character: string): number =>
  WIDTH.get(character) ?? ((character.codePointAt(0) ?? 0) < 0x02_50 ? 640 : 1050);

/** How many lines a text takes, word by word as it would be set. A word that is longer than a line goes over several. */
export function linesOf(text: string, { width, size }: Pick<Measure, 'width' | 'size'>, bold = false): number {
  // The classes are some hundredths too wide.
  const room = (width * 1030) / (size * (bold ? 1.06 : 1));
  let lines = 1;
  let at = 0;
  for (const word of inLine(text).split(' ')) {
    const long = [...word].reduce((sum, character) => sum + widthOf(character), 0);
    const space = at === 0 ? 0 : 270;
    if (at + space + long <= room) at += space + long;
    else {
      if (at > 0) lines += 1;
      lines += Math.ceil(long / room) - 1;
      at = long % room;
    }
  }
  return lines;
}

const words = (runs: readonly Run[]): string => runs.map(({ text, cites }) => text + citesOf(cites)).join('');

/** How high a document of one page will be, in points; rather too much than too little. */
export function heightOf({ title, marks, blocks, sources, colophon }: Document, measure: Measure): number {
  const { line } = measure;
  const heading = line + 5;
  const paragraph = (runs: readonly Run[], inset = 0): number =>
    linesOf(
      words(runs),
      { ...measure, width: measure.width - inset },
      runs.every(({ bold }) => bold),
    ) * line;
  const block = (one: Block): number => {
    switch (one.kind) {
      case 'heading': {
        return heading;
      }
      case 'paragraph': {
        return paragraph(one.runs) + 2;
      }
      case 'list': {
        return one.items.reduce((sum, item) => sum + paragraph(item, 20), 2);
      }
      case 'table': {
        return one.rows.reduce(
          (sum, row) => sum + Math.max(...row.map((cell) => paragraph(cell, measure.width / 2))) + 4,
          heading,
        );
      }
      case 'figures':
      default: {
        const column = { ...measure, width: measure.width / 3 - 12 };
        const lines = one.items.map(
          ({ label, value, note, cites }) =>
            linesOf(label, column) * line +
            linesOf(value, { ...column, size: 17 }, true) * 21 +
            linesOf(`${note} ${citesOf(cites)}`, column) * line,
        );
        return Math.max(0, ...lines) + 12;
      }
    }
  };
  return (
    (marks.length > 0 ? line + 3 : 0) +
    linesOf(title, { width: measure.width, size: 18 }, true) * 23 +
    blocks.reduce((sum, one) => sum + block(one), 0) +
    (sources.length > 0 ? heading : 0) +
    sources.reduce((sum, runs) => sum + paragraph(runs, 27), 2) +
    colophon.reduce((sum, runs) => sum + paragraph(runs), 9)
  );
}
