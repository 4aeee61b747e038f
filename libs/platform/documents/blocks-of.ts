import MarkdownIt, { type Token } from 'markdown-it';
import { type Block, type Run } from './document.ts';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false, typographer: false });
markdown.disable('image');

/** Markdown as blocks, its headings at level 3. Lists within lists become items of the outer one. */
export function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  const lists: { ordered: boolean; items: Run[][] }[] = [];
  let item: Run[] | null = null;
  let quoted = 0;
  let heading = false;
  let table: { head: string[]; rows: Run[][][]; numeric: boolean[] } | null = null;

  const text = (runs: Run[]): void => {
    if (item) {
      if (item.length > 0) item.push({ text: ' ' });
      item.push(...runs);
    } else if (heading) blocks.push({ kind: 'heading', level: 3, text: runs.map((run) => run.text).join('') });
    else blocks.push({ kind: 'paragraph', runs, ...(quoted > 0 ? { look: 'quote' as const } : {}) });
  };

  for (const token of markdown.parse(source, {})) {
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open': {
        lists.push(lists[0] ?? { ordered: token.type === 'ordered_list_open', items: [] });
        break;
      }
      case 'bullet_list_close':
      case 'ordered_list_close': {
        const list = lists.pop()!;
        if (lists.length === 0) {
          item = null;
          blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.filter((runs) => runs.length > 0) });
        }
        break;
      }
      case 'list_item_open': {
        item = [];
        lists[0]?.items.push(item);
        break;
      }
      case 'blockquote_open': {
        quoted += 1;
        break;
      }
      case 'blockquote_close': {
        quoted -= 1;
        break;
      }
      case 'heading_open':
      case 'heading_close': {
        heading = token.type === 'heading_open';
        break;
      }
      case 'table_open': {
        table = { head: [], rows: [], numeric: [] };
        break;
      }
      case 'table_close': {
        if (table) blocks.push({ kind: 'table', caption: '', ...table });
        table = null;
        break;
      }
      case 'tr_open': {
        table?.rows.push([]);
        break;
      }
      case 'thead_close': {
        if (table) table.head = (table.rows.shift() ?? []).map((runs) => runs.map((run) => run.text).join(''));
        break;
      }
      case 'fence':
      case 'code_block': {
        if (item) item.push({ text: token.content.trimEnd() });
        else blocks.push({ kind: 'paragraph', look: 'code', runs: [{ text: token.content.trimEnd() }] });
        break;
      }
      case 'inline': {
        const runs = runsIn(token.children ?? []);
        if (table) {
          table.rows.at(-1)?.push(runs);
          table.numeric = (table.rows[0] ?? []).map(() => false);
        } else text(runs);
        break;
      }
      default:
    }
  }
  return blocks;
}

function runsIn(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let bold = 0;
  let href: string | undefined;
  for (const token of tokens) {
    switch (token.type) {
      case 'strong_open':
      case 'em_open': {
        bold += 1;
        break;
      }
      case 'strong_close':
      case 'em_close': {
        bold -= 1;
        break;
      }
      case 'link_open': {
        href = String(token.attrGet('href') ?? '');
        break;
      }
      case 'link_close': {
        href = undefined;
        break;
      }
      case 'softbreak':
      case 'hardbreak': {
        runs.push({ text: ' ' });
        break;
      }
      default: {
        if (token.content !== '')
          runs.push({ text: token.content, ...(bold > 0 ? { bold: true } : {}), ...(href ? { href } : {}) });
      }
    }
  }
  return runs;
}
