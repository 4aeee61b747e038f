import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document as WordDocument,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  InternalHyperlink,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Block, type Document, type Run } from './document.ts';
import { clean, inLine, linkOf } from './clean.ts';

/** Arial is on every machine that opens these files, and as wide as our own typeface. */
const FONT = 'Arial';
const INK = '14231E';
const QUIET = '46564F';
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C8D5CD' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Real headings, lists and tables with header rows; sources as a numbered list that the citations lead to. */
export async function toDocx(document: Document): Promise<Buffer> {
  const { title, marks, lang, blocks, sources, colophon, onePage } = document;
  const sizes = onePage ? { body: 24, small: 24, title: 36, h2: 25 } : { body: 24, small: 20, title: 44, h2: 30 };
  const gap = onePage ? 50 : 140;
  const children: (Paragraph | Table)[] = [];
  let lists = 0;
  if (marks.length > 0) {
    children.push(new Paragraph({ children: [new TextRun({ text: marks.map(clean).join(' · '), color: QUIET })] }));
  }
  children.push(new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(inLine(title))] }));
  for (const one of blocks) {
    if (one.kind === 'list' && one.ordered) lists += 1;
    children.push(...drawn(one, lists, gap));
  }
  if (sources.length > 0) {
    children.push(new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun('Sources')] }));
    for (const [i, runs] of sources.entries()) {
      children.push(
        new Paragraph({
          numbering: { reference: 'sources', level: 0 },
          spacing: { after: gap / 2 },
          children: [new Bookmark({ id: `source-${i + 1}`, children: line(runs.slice(0, 1)) }), ...line(runs.slice(1))],
        }),
      );
    }
  }
  children.push(
    ...colophon.map(
      (runs, i) =>
        new Paragraph({
          spacing: { before: i === 0 ? gap : 0, after: gap / 2 },
          ...(i === 0 ? { border: { top: { ...LINE, space: 4 } } } : {}),
          children: line(runs),
        }),
    ),
  );
  const word = new WordDocument({
    title: inLine(title),
    creator: 'Waymark',
    lastModifiedBy: 'Waymark',
    description: marks.map(inLine).join(', '),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: sizes.body, color: INK, language: { value: lang === 'cy' ? 'cy-GB' : 'en-GB' } },
          paragraph: { spacing: { after: gap, line: onePage ? 240 : 276, lineRule: LineRuleType.AUTO } },
        },
        heading1: {
          run: { font: FONT, size: sizes.title, bold: true, color: INK },
          paragraph: { spacing: { after: gap, line: 240, lineRule: LineRuleType.AUTO } },
        },
        heading2: {
          run: { font: FONT, size: sizes.h2, bold: true, color: INK },
          paragraph: {
            keepNext: true,
            spacing: { before: onePage ? 90 : 280, after: onePage ? 20 : 80, line: 240, lineRule: LineRuleType.AUTO },
          },
        },
        heading3: {
          run: { font: FONT, size: 26, bold: true, color: INK },
          paragraph: { keepNext: true, spacing: { before: 200, after: 60 } },
        },
      },
      paragraphStyles: [
        {
          id: 'Caption',
          name: 'caption',
          basedOn: 'Normal',
          next: 'Normal',
          run: { bold: true },
          paragraph: { keepNext: true, spacing: { before: 160, after: 60 } },
        },
        { id: 'Quote', name: 'Quote', basedOn: 'Normal', paragraph: { indent: { left: 400 } } },
      ],
    },
    numbering: {
      config: [
        { reference: 'bullets', levels: [level(LevelFormat.BULLET, '•')] },
        { reference: 'numbers', levels: [level(LevelFormat.DECIMAL, '%1.')] },
        { reference: 'sources', levels: [level(LevelFormat.DECIMAL, '[%1]')] },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: onePage
              ? { top: 560, bottom: 500, left: 800, right: 800, header: 300, footer: 300 }
              : { top: 1000, bottom: 1000, left: 1100, right: 1100 },
          },
        },
        ...(onePage
          ? {}
          : {
              footers: {
                default: new Footer({
                  children: [
                    new Paragraph({
                      children: [
                        new TextRun({ text: `${inLine(title).slice(0, 90)} – page `, size: 18, color: QUIET }),
                        new TextRun({
                          children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
                          size: 18,
                          color: QUIET,
                        }),
                      ],
                    }),
                  ],
                }),
              },
            }),
        children,
      },
    ],
  });
  return settled(await Packer.toBuffer(word), document.at);
}

const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  level: 0,
  format,
  text,
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: 460, hanging: 460 } } },
});

function drawn(one: Block, list: number, gap: number): (Paragraph | Table)[] {
  switch (one.kind) {
    case 'heading': {
      const heading = one.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3;
      return [new Paragraph({ heading, children: [new TextRun(inLine(one.text))] })];
    }
    case 'paragraph': {
      if (one.look === 'code') {
        return one.runs.flatMap(({ text }) =>
          clean(text)
            .split('\n')
            .map(
              (row) =>
                new Paragraph({
                  style: 'Quote',
                  children: [new TextRun({ text: row, font: 'Courier New', size: 20 })],
                }),
            ),
        );
      }
      if (one.look === 'quote') return [new Paragraph({ style: 'Quote', children: line(one.runs) })];
      return [
        new Paragraph({
          children: line(one.runs),
          ...(one.look === 'mark' ? { border: { left: { ...LINE, size: 24, space: 8, color: '667A70' } } } : {}),
        }),
      ];
    }
    case 'list': {
      return one.items.map(
        (runs) =>
          new Paragraph({
            numbering: one.ordered
              ? { reference: 'numbers', level: 0, instance: list }
              : { reference: 'bullets', level: 0 },
            spacing: { after: gap / 2 },
            children: line(runs),
          }),
      );
    }
    case 'table': {
      const cell = (runs: readonly Run[], column: number, head: boolean): TableCell =>
        new TableCell({
          borders: { top: NONE, left: NONE, right: NONE, bottom: LINE },
          ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'F4F8F5', color: 'auto' } } : {}),
          margins: { top: 40, bottom: 40, left: 60, right: 60 },
          children: [
            new Paragraph({
              alignment: one.numeric[column] ? AlignmentType.RIGHT : AlignmentType.LEFT,
              spacing: { after: 0 },
              children: line(head || column === 0 ? runs.map((run) => ({ ...run, bold: true })) : runs),
            }),
          ],
        });
      const head =
        one.head.length === 0
          ? []
          : [
              new TableRow({
                tableHeader: true,
                cantSplit: true,
                children: one.head.map((text, i) => cell([{ text }], i, true)),
              }),
            ];
      return [
        ...(one.caption === ''
          ? []
          : [new Paragraph({ style: 'Caption', children: [new TextRun(inLine(one.caption))] })]),
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          borders: { top: LINE, bottom: LINE, left: NONE, right: NONE, insideHorizontal: LINE, insideVertical: NONE },
          rows: [
            ...head,
            ...one.rows.map(
              (row) => new TableRow({ cantSplit: true, children: row.map((runs, i) => cell(runs, i, false)) }),
            ),
          ],
        }),
        new Paragraph({ spacing: { after: 60 }, children: [] }),
      ];
    }
    case 'figures':
    default: {
      const cell = ({ label, value, note, cites }: (typeof one.items)[number]): TableCell =>
        new TableCell({
          borders: { top: { ...LINE, size: 12, color: INK }, left: NONE, right: NONE, bottom: LINE },
          width: { size: Math.floor(100 / one.items.length), type: WidthType.PERCENTAGE },
          margins: { top: 40, bottom: 40, left: 0, right: 140 },
          children: [
            new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: inLine(label), color: QUIET })] }),
            new Paragraph({
              spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
              children: [new TextRun({ text: inLine(value), bold: true, size: 34 })],
            }),
            new Paragraph({ spacing: { after: 0 }, children: line([{ text: note, cites }]) }),
          ],
        });
      return [
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          borders: { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
          rows: [new TableRow({ cantSplit: true, children: one.items.map(cell) })],
        }),
      ];
    }
  }
}

const line = (runs: readonly Run[]): ParagraphChild[] =>
  runs.flatMap(({ text, bold, href, cites = [] }) => {
    const address = linkOf(href);
    const words = new TextRun({ text: inLine(text), bold, ...(address === null ? {} : { style: 'Hyperlink' }) });
    return [
      ...(text === '' ? [] : [address === null ? words : new ExternalHyperlink({ link: address, children: [words] })]),
      ...cites.map(
        (n, i) =>
          new InternalHyperlink({
            anchor: `source-${n}`,
            children: [new TextRun({ text: `${i === 0 && text !== '' ? '\u00A0' : ''}[${n}]`, color: QUIET })],
          }),
      ),
    ];
  });

/** The same bytes for the same document: the moment of its text for that of the making, and links numbered in order. */
function settled(made: Buffer, at: Date): Buffer {
  const links = new Map<string, string>();
  const files = Object.entries(unzipSync(made)).map(([name, bytes]): [string, Uint8Array] => {
    if (!/\.(xml|rels)$/.test(name)) return [name, bytes];
    const text = strFromU8(bytes)
      .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at.toISOString()}`)
      .replaceAll(/"rId([A-Za-z0-9_-]{9,})"/g, (_, id: string) => {
        if (!links.has(id)) links.set(id, `"rIdLink${links.size + 1}"`);
        return links.get(id)!;
      });
    return [name, strToU8(text)];
  });
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 2), level: 6 }));
}
