import { type Block, type Document, type Run } from './document.ts';
import { citesOf, inLine, linkOf } from './clean.ts';

/** What would be read as markup is not; what begins a line as a list or a heading would does not. */
const escaped = (text: string): string => inLine(text).replaceAll(/[\\`*_[\]<>|~#&]/g, String.raw`\$&`);
const begun = (text: string): string =>
  text.replace(/^(\s*)([-+=])/, String.raw`$1\$2`).replace(/^(\s*\d{1,9})([.)])/, String.raw`$1\$2`);

/** CommonMark with tables, in one line each paragraph. */
export function toMarkdown({ title, marks, blocks, sources, colophon }: Document): Buffer {
  const parts = [
    ...(marks.length > 0 ? [begun(marks.map(escaped).join(' · '))] : []),
    `# ${escaped(title)}`,
    ...blocks.map(block),
    ...(sources.length > 0
      ? ['## Sources', sources.map((runs, i) => `${i + 1}. ${begun(line(runs))}`).join('\n')]
      : []),
    '---',
    ...colophon.map((runs) => begun(line(runs))),
  ];
  return Buffer.from(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

function block(one: Block): string {
  switch (one.kind) {
    case 'heading': {
      return `${'#'.repeat(one.level)} ${escaped(one.text)}`;
    }
    case 'paragraph': {
      if (one.look === 'code')
        return one.runs
          .map(({ text }) =>
            text
              .split('\n')
              .map((row) => `    ${row}`)
              .join('\n'),
          )
          .join('');
      return `${one.look === 'quote' ? '> ' : ''}${begun(line(one.runs))}`;
    }
    case 'list': {
      return one.items.map((runs, i) => `${one.ordered ? `${i + 1}.` : '-'} ${begun(line(runs))}`).join('\n');
    }
    case 'table': {
      const columns = Math.max(one.head.length, ...one.rows.map((row) => row.length));
      const head = Array.from({ length: columns }, (_, i) => escaped(one.head[i] ?? ''));
      const rule = Array.from({ length: columns }, (_, i) => (one.numeric[i] ? '---:' : '---'));
      const rows = [head, rule, ...one.rows.map((row) => row.map(line))];
      return [
        ...(one.caption === '' ? [] : [`**${escaped(one.caption)}**\n`]),
        ...rows.map((row) => `| ${row.join(' | ')} |`),
      ].join('\n');
    }
    case 'figures':
    default: {
      return one.items
        .map(
          ({ label, value, note, cites }) =>
            `- **${escaped(value)}** ${line([{ text: `${label}${/[.?!…]$/.test(label) ? '' : '.'} ${note}`, cites }])}`,
        )
        .join('\n');
    }
  }
}

const line = (runs: readonly Run[]): string =>
  runs
    .map(({ text, bold, href, cites }) => {
      const address = linkOf(href);
      const words = escaped(text);
      // Marks of weight must touch the word.
      const weighed = bold
        ? words.replace(/^(\s*)(.*?)(\s*)$/, (_, before, word, after) =>
            word === '' ? words : `${before}**${word}**${after}`,
          )
        : words;
      const linked = address === null ? weighed : `[${weighed}](<${address.replaceAll('\\', '%5C')}>)`;
      const numbers = citesOf(cites);
      return numbers === '' ? linked : `${linked}${text === '' ? '' : ' '}${numbers}`;
    })
    .join('');
