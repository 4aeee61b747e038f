import { type Block, type Document, type Run } from './document.ts';
import { clean, inLine, linkOf } from './clean.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => clean(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

const STYLE = `
body{font:17px/1.5 "Atkinson Hyperlegible Next","Atkinson Hyperlegible",Arial,sans-serif;color:#14231e;max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:break-word}
h1{font-size:1.9rem;line-height:1.15;margin:.25rem 0 1rem}h2{font-size:1.3rem;margin:1.5rem 0 .5rem}h3{font-size:1.1rem;margin:1.25rem 0 .5rem}
.marks{margin:0;color:#46564f}.lede{font-size:1.15rem}.mark{border:1px dashed #667a70;padding:.5rem .75rem}
pre{white-space:pre-wrap}blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #c8d5cd}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:700;padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid #c8d5cd}.n{text-align:right;font-variant-numeric:tabular-nums}
dl.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem;border-top:2px solid #14231e;border-bottom:1px solid #c8d5cd;padding:.5rem 0;margin:1rem 0}
dl.figures dd{margin:0}dl.figures .value{font-size:1.5rem;font-weight:700;line-height:1.2}
.cites{white-space:nowrap}.colophon{border-top:1px solid #667a70;margin-top:1.5rem;padding-top:.5rem}
@page{size:A4;margin:14mm}@media print{body{font-size:12pt;line-height:1.3;margin:0;padding:0;max-width:none}a{color:inherit;text-decoration:none}tr,li{break-inside:avoid}}`;

/** One file that needs nothing else: no script, no font, nothing from elsewhere. */
export function toHtml(document: Document): Buffer {
  const { title, marks, lang, blocks, sources, colophon } = document;
  const lines = [
    '<!DOCTYPE html>',
    `<html lang="${escaped(lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<title>${escaped(inLine(title))}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="Waymark">',
    `<style>${STYLE}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...(marks.length > 0 ? [`<p class="marks">${marks.map(escaped).join(' · ')}</p>`] : []),
    `<h1>${escaped(inLine(title))}</h1>`,
    ...blocks.map(block),
    ...(sources.length > 0
      ? [
          '<section aria-labelledby="sources">',
          '<h2 id="sources">Sources</h2>',
          '<ol>',
          ...sources.map((runs, i) => `<li id="source-${i + 1}">${line(runs)}</li>`),
          '</ol>',
          '</section>',
        ]
      : []),
    '<div class="colophon">',
    ...colophon.map((runs) => `<p>${line(runs)}</p>`),
    '</div>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ];
  return Buffer.from(lines.join('\n'));
}

function block(one: Block): string {
  switch (one.kind) {
    case 'heading': {
      return `<h${one.level}>${escaped(inLine(one.text))}</h${one.level}>`;
    }
    case 'paragraph': {
      if (one.look === 'code') return `<pre>${line(one.runs)}</pre>`;
      if (one.look === 'quote') return `<blockquote><p>${line(one.runs)}</p></blockquote>`;
      return `<p${one.look ? ` class="${one.look}"` : ''}>${line(one.runs)}</p>`;
    }
    case 'list': {
      const tag = one.ordered ? 'ol' : 'ul';
      return `<${tag}>\n${one.items.map((runs) => `<li>${line(runs)}</li>`).join('\n')}\n</${tag}>`;
    }
    case 'table': {
      const cell = (content: string, column: number, head: string): string => {
        const numeric = one.numeric[column] ? ' class="n"' : '';
        if (head !== '') return `<th scope="${head}"${numeric}>${content}</th>`;
        return `<td${numeric}>${content}</td>`;
      };
      return [
        '<table>',
        ...(one.caption === '' ? [] : [`<caption>${escaped(one.caption)}</caption>`]),
        ...(one.head.length > 0
          ? [`<thead><tr>${one.head.map((text, i) => cell(escaped(text), i, 'col')).join('')}</tr></thead>`]
          : []),
        '<tbody>',
        ...one.rows.map(
          (row) => `<tr>${row.map((runs, i) => cell(line(runs), i, i === 0 ? 'row' : '')).join('')}</tr>`,
        ),
        '</tbody>',
        '</table>',
      ].join('\n');
    }
    case 'figures':
    default: {
      return [
        '<dl class="figures">',
        ...one.items.map(
          ({ label, value, note, cites }) =>
            `<div><dt>${escaped(label)}</dt><dd class="value">${escaped(value)}</dd><dd>${line([{ text: note, cites }])}</dd></div>`,
        ),
        '</dl>',
      ].join('\n');
    }
  }
}

const line = (runs: readonly Run[]): string =>
  runs
    .map(({ text, bold, href, cites = [] }) => {
      const address = linkOf(href);
      const words = bold ? `<strong>${escaped(text)}</strong>` : escaped(text);
      const linked = address === null ? words : `<a href="${escaped(address)}" rel="nofollow noopener">${words}</a>`;
      const numbers = cites.map((n) => `<a href="#source-${n}">[${n}]</a>`).join('');
      return numbers === '' ? linked : `${linked}${text === '' ? '' : ' '}<span class="cites">${numbers}</span>`;
    })
    .join('');
