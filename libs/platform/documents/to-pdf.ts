import { createRequire } from 'node:module';
import path from 'node:path';
// oxlint-disable-next-line import/no-named-as-default -- its types know the default alone
import PDFDocument from 'pdfkit';
import { type Block, type Document, type Run } from './document.ts';
import { citesOf, clean, inLine } from './clean.ts';

/** The whole typeface, with the Welsh letters; what pages load is cut into parts. */
const font = (weight: string): string =>
  createRequire(path.resolve('package.json')).resolve(
    `@expo-google-fonts/atkinson-hyperlegible-next/${weight}/AtkinsonHyperlegibleNext_${weight}.ttf`,
  );

const INK = '#14231e';
const QUIET = '#46564f';
const LINE = '#c8d5cd';

interface Sizes {
  readonly body: number;
  readonly small: number;
  readonly title: number;
  readonly h2: number;
  readonly gap: number;
  readonly lineGap: number;
  readonly margin: { top: number; bottom: number; left: number; right: number };
}
const ONE_PAGE: Sizes = {
  body: 12,
  small: 12,
  title: 18,
  h2: 12.5,
  gap: 2,
  lineGap: -1.45,
  margin: { top: 26, bottom: 22, left: 34, right: 34 },
};
const PAGES: Sizes = {
  body: 12,
  small: 10,
  title: 22,
  h2: 15,
  gap: 7,
  lineGap: 1.5,
  margin: { top: 54, bottom: 60, left: 56, right: 56 },
};

/** Tagged, in our own typeface, made without a browser. */
export function toPdf(document: Document): Promise<Buffer> {
  const sheet = new Sheet(document, document.onePage ? ONE_PAGE : PAGES);
  sheet.opening();
  for (const one of document.blocks) sheet.block(one);
  sheet.closing();
  return sheet.bytes();
}

type Pdf = InstanceType<typeof PDFDocument>;
class Sheet {
  private readonly pdf: Pdf;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly chunks: Buffer[] = [];
  private readonly ended: Promise<void>;
  private readonly width: number;

  constructor(
    private readonly document: Document,
    private readonly sizes: Sizes,
  ) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: sizes.margin,
      pdfVersion: '1.7',
      tagged: true,
      lang: document.lang === 'cy' ? 'cy-GB' : 'en-GB',
      displayTitle: true,
      // The types know the subsets for archives alone.
      subset: 'PDF/UA' as 'PDF/A-1',
      bufferPages: true,
      font: font('400Regular'),
      info: {
        Title: asMetadata(document.title),
        Author: 'Waymark',
        Creator: 'Waymark',
        Producer: 'Waymark',
        CreationDate: document.at,
        ModDate: document.at,
      },
    });
    this.pdf.registerFont('regular', font('400Regular')).registerFont('bold', font('600SemiBold'));
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.ended = new Promise((resolve, reject) => {
      this.pdf.once('end', resolve).once('error', reject);
    });
    this.width = this.pdf.page.width - sizes.margin.left - sizes.margin.right;
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  opening(): void {
    const { marks, title } = this.document;
    const { title: size, gap } = this.sizes;
    if (marks.length > 0) this.text('P', [{ text: marks.join(' · ') }], { color: QUIET });
    this.text('H1', [{ text: title, bold: true }], { size, after: gap + 2 });
  }

  block(one: Block): void {
    switch (one.kind) {
      case 'heading': {
        this.heading(one.level, one.text);
        break;
      }
      case 'paragraph': {
        if (one.look === 'code') this.code(one.runs);
        else this.text(one.look === 'quote' ? 'BlockQuote' : 'P', one.runs, { inset: one.look === 'quote' ? 16 : 0 });
        break;
      }
      case 'list': {
        this.list(one.items, (i) => (one.ordered ? `${i + 1}.` : '•'));
        break;
      }
      case 'table': {
        this.table(one);
        break;
      }
      case 'figures': {
        this.figures(one.items);
        break;
      }
    }
  }

  /** Sources and colophon. */
  closing(): void {
    const { sources, colophon, onePage } = this.document;
    if (sources.length > 0) this.heading(2, 'Sources');
    this.list(sources, (i) => `[${i + 1}]`);
    this.rule();
    for (const runs of colophon) this.text('P', runs, { color: QUIET, size: this.sizes.small });
    if (!onePage) this.footers();
  }

  async bytes(): Promise<Buffer> {
    this.root.end();
    this.pdf.end();
    await this.ended;
    return Buffer.concat(this.chunks);
  }

  private heading(level: 2 | 3, text: string): void {
    const size = level === 2 ? this.sizes.h2 : 12.5;
    const { gap } = this.sizes;
    // A heading does not stand alone at the foot of a page.
    this.room(size * 1.3 + gap * 2 + this.sizes.body * 2.6);
    this.pdf.y += this.document.onePage ? 3 : gap * 1.4;
    this.text(level === 2 ? 'H2' : 'H3', [{ text, bold: true }], { size, after: this.document.onePage ? 1 : gap / 2 });
  }

  private text(
    tag: string,
    runs: readonly Run[],
    over: { size?: number; color?: string; after?: number; inset?: number } = {},
  ): void {
    const { left } = this.sizes.margin;
    const inset = over.inset ?? 0;
    this.root.add(this.part(tag, () => this.runs(runs, { ...over, x: left + inset, width: this.width - inset })));
    this.pdf.y += over.after ?? this.sizes.gap;
  }

  private code(runs: readonly Run[]): void {
    const text = clean(runs.map((run) => run.text).join(''));
    this.root.add(
      this.part('Code', () =>
        this.pdf
          .font('regular')
          .fontSize(10)
          .fillColor(INK)
          .text(text, this.sizes.margin.left + 12, this.pdf.y, { width: this.width - 12 }),
      ),
    );
    this.pdf.y += this.sizes.gap;
  }

  private list(items: readonly (readonly Run[])[], label: (index: number) => string): void {
    if (items.length === 0) return;
    const { left } = this.sizes.margin;
    const { onePage } = this.document;
    const inset = Math.max(16, ...items.map((_, i) => this.widthOf(label(i)) + 5));
    const list = this.pdf.struct('L');
    this.root.add(list);
    for (const [i, runs] of items.entries()) {
      this.room(this.sizes.body * 1.4);
      const y = this.pdf.y;
      const item = this.pdf.struct('LI');
      list.add(item);
      item.add(this.part('Lbl', () => this.runs([{ text: label(i) }], { x: left, width: inset })));
      this.pdf.y = y;
      item.add(this.part('LBody', () => this.runs(runs, { x: left + inset, width: this.width - inset })));
      item.end();
      this.pdf.y += onePage ? 0 : 3;
    }
    list.end();
    this.pdf.y += onePage ? 2 : this.sizes.gap / 2;
  }

  private table({ caption, head, numeric, rows }: Extract<Block, { kind: 'table' }>): void {
    const size = this.document.onePage ? 12 : 10;
    const columns = Math.max(head.length, ...rows.map((row) => row.length));
    if (columns === 0) return;
    const widths = this.columns(columns, numeric, rows, size);
    const table = this.pdf.struct('Table');
    if (caption !== '') {
      this.room(70);
      this.pdf.y += 4;
      this.root.add(this.part('P', () => this.runs([{ text: caption, bold: true }], {})));
      this.pdf.y += 2;
    }
    this.root.add(table);
    const row = (cells: readonly (readonly Run[])[], isHead: boolean): void => {
      const shown = cells.map((runs, i) => (isHead || i === 0 ? runs.map((run) => ({ ...run, bold: true })) : runs));
      this.pdf.fontSize(size);
      const height =
        Math.max(
          ...shown.map((runs, i) => {
            this.pdf.font(runs.some(({ bold }) => bold) ? 'bold' : 'regular').fontSize(size);
            return this.pdf.heightOfString(words(runs) || ' ', { width: widths[i]! - 8, lineGap: this.sizes.lineGap });
          }),
        ) + 6;
      this.room(Math.min(height, 600));
      const y = this.pdf.y;
      let bottom = y + height;
      let x = this.sizes.margin.left;
      const tr = this.pdf.struct('TR');
      table.add(tr);
      for (const [i, runs] of shown.entries()) {
        const header = isHead || i === 0;
        this.pdf.y = y + 3;
        const at = x;
        tr.add(
          this.part(
            header ? 'TH' : 'TD',
            () => this.runs(runs, { x: at, width: widths[i]! - 8, size, align: numeric[i] ? 'right' : 'left' }),
            header ? { scope: isHead ? 'Column' : 'Row' } : {},
          ),
        );
        bottom = this.pdf.y > y ? Math.max(bottom, this.pdf.y + 2) : this.pdf.y + 2;
        x += widths[i]!;
      }
      tr.end();
      this.pdf.y = bottom;
      this.rule(isHead ? INK : LINE, 0);
    };
    if (head.length > 0)
      row(
        head.map((text) => [{ text }]),
        true,
      );
    for (const cells of rows) row(cells, false);
    table.end();
    this.pdf.y += this.sizes.gap;
  }

  /** Numbers get what they need, texts share the rest by what they hold. */
  private columns(
    count: number,
    numeric: readonly boolean[],
    rows: readonly (readonly (readonly Run[])[])[],
    size: number,
  ): number[] {
    this.pdf.font('regular').fontSize(size);
    const longest = Array.from({ length: count }, (_, i) =>
      Math.min(60, Math.max(4, ...rows.map((row) => words(row[i] ?? []).length))),
    );
    const weights = longest.map((length, i) => (numeric[i] ? Math.min(length, 18) + 5 : Math.sqrt(length) * 2.6 + 4));
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => (weight / sum) * this.width);
  }

  private figures(items: Extract<Block, { kind: 'figures' }>['items']): void {
    if (items.length === 0) return;
    const { left } = this.sizes.margin;
    const column = this.width / 3;
    this.room(70);
    this.rule(INK, 0, 1.5);
    const y = this.pdf.y + 3;
    let bottom = y;
    const list = this.pdf.struct('L');
    this.root.add(list);
    for (const [i, { label, value, note, cites }] of items.entries()) {
      const x = left + i * column;
      this.pdf.y = y;
      const item = this.pdf.struct('LI');
      list.add(item);
      const body = this.pdf.struct('LBody');
      item.add(body);
      const width = column - 12;
      const part = (runs: Run[], over: { size?: number; color?: string }) =>
        body.add(this.part('P', () => this.runs(runs, { ...over, x, width })));
      part([{ text: label }], { color: QUIET });
      part([{ text: value, bold: true }], { size: 17 });
      part([{ text: note, cites }], {});
      body.end();
      item.end();
      bottom = Math.max(bottom, this.pdf.y);
    }
    list.end();
    this.pdf.y = bottom + 3;
    this.rule(LINE, this.sizes.gap);
  }

  private runs(
    runs: readonly Run[],
    over: { x?: number; width?: number; size?: number; color?: string; align?: 'left' | 'right' },
  ): void {
    const { pdf, sizes } = this;
    const pieces = runs.flatMap(({ text, bold = false, cites = [] }) => [
      ...(text === '' ? [] : [{ text: inLine(text), bold }]),
      ...(cites.length === 0 ? [] : [{ text: `${text === '' ? '' : ' '}${citesOf(cites)}`, bold: false }]),
    ]);
    if (pieces.length === 0) return;
    const options = {
      width: over.width ?? this.width,
      align: over.align ?? 'left',
      lineGap: sizes.lineGap,
      // Figures of one width, where they stand below each other. Elsewhere not: a feature lays out each word anew.
      ...(over.align === 'right' ? { features: ['tnum'] satisfies PDFKit.Mixins.OpenTypeFeatures[] } : {}),
    };
    pdf.x = over.x ?? sizes.margin.left;
    for (const [i, { text, bold }] of pieces.entries()) {
      pdf
        .font(bold ? 'bold' : 'regular')
        .fontSize(over.size ?? sizes.body)
        .fillColor(over.color ?? INK)
        .text(text, { ...options, continued: i < pieces.length - 1 });
    }
    pdf.x = sizes.margin.left;
  }

  private widthOf(text: string): number {
    return this.pdf.font('regular').fontSize(this.sizes.body).widthOfString(text);
  }

  /** A piece of the structure with what is drawn for it; `scope` is of a header cell, which the types do not know yet. */
  private part(
    tag: string,
    draw: () => unknown,
    options: { scope?: 'Column' | 'Row' } = {},
  ): PDFKit.PDFStructureElement {
    const known: object = options;
    return this.pdf.struct(tag, known, [draw]);
  }

  /** A new page, where less than that is left of this one. */
  private room(height: number): void {
    if (this.document.onePage) return;
    if (this.pdf.y + height > this.pdf.page.height - this.sizes.margin.bottom) this.pdf.addPage();
  }

  private rule(color = QUIET, after = this.sizes.gap, width = 0.6): void {
    const { pdf, sizes } = this;
    pdf.markContent('Artifact', { type: 'Layout' });
    pdf
      .moveTo(sizes.margin.left, pdf.y)
      .lineTo(sizes.margin.left + this.width, pdf.y)
      .lineWidth(width)
      .strokeColor(color)
      .stroke();
    pdf.endMarkedContent();
    pdf.y += after;
  }

  private footers(): void {
    const { pdf } = this;
    const { start, count } = pdf.bufferedPageRange();
    const short = inLine([...this.document.title].slice(0, 70).join(''));
    const marks = this.document.marks
      .slice(1)
      .map((mark) => ` – ${inLine(mark)}`)
      .join('');
    for (let i = start; i < start + count; i += 1) {
      pdf.switchToPage(i);
      // Below the text: without this the line would ask for a new page.
      pdf.page.margins.bottom = 0;
      pdf.markContent('Artifact', { type: 'Pagination' });
      pdf
        .font('regular')
        .fontSize(9)
        .fillColor(QUIET)
        .text(`${short}${marks} – page ${i + 1} of ${count}`, this.sizes.margin.left, pdf.page.height - 40, {
          width: this.width,
          height: 12,
          ellipsis: true,
        });
      pdf.endMarkedContent();
    }
  }
}

const words = (runs: readonly Run[]): string =>
  runs.map(({ text, cites }) => `${inLine(text)} ${citesOf(cites)}`.trim()).join('');

/** The library puts the title into XML as it is. */
const asMetadata = (text: string): string =>
  inLine(text).replaceAll('&', 'and').replaceAll('<', '‹').replaceAll('>', '›');
