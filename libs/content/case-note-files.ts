import { createReadStream } from 'node:fs';
import { JSONParser } from '@streamparser/json';
import { CaseNoteInput } from '#libs/case-notes';
import { csvRows } from '#libs/organisations';
import { type FieldShape, fieldsOf } from '#libs/platform/inputs';
import { NotContent } from './content.errors.ts';
import { type Entry, type EntrySource, jsonLines, sizeOf } from './entries.ts';

/** How the columns of a list begin: `outcome-1-name`. */
const PREFIXES: Readonly<Record<string, string>> = {
  outcomes: 'outcome',
  money: 'money',
  options: 'option',
  capacity: 'capacity',
  documents: 'document',
  peopleToAsk: 'person-to-ask',
};

/** What a file of case notes may say beside the form. */
const BESIDE = ['key', 'id', 'lang', 'fictional'];

/** Case notes in a CSV file, a JSON list or lines of JSON; which it is, its name says. Throws NotContent. */
export async function caseNoteRows(path: string): Promise<EntrySource> {
  const size = await sizeOf(path);
  if (/\.csv$/i.test(path)) {
    await csvHead(path);
    return { name: path, size, entries: () => csvEntries(path) };
  }
  if (/\.(jsonl|ndjson)$/i.test(path)) return jsonLines(path);
  if (/\.json$/i.test(path)) return { name: path, size, entries: () => listEntries(path) };
  throw new NotContent(`${path} is neither .csv nor .json nor .jsonl, so it is not known how to read it.`);
}

/** A column, and the way to its field. */
type Column = { name: string; isList: boolean } & ({ list: string; index: number } | { list: null });

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function columnNamed(name: string): Column | null {
  const fields = fieldsOf(CaseNoteInput);
  const plain = fields.find((field) => field.of === null && kebab(field.name) === name);
  if (plain) return { name: plain.name, isList: plain.isArray, list: null };
  if (BESIDE.includes(name)) return { name, isList: false, list: null };
  for (const field of fields.filter(({ of }) => of !== null)) {
    const found = new RegExp(`^${PREFIXES[field.name] ?? kebab(field.name)}-(\\d{1,2})-(.+)$`).exec(name);
    const inner: FieldShape | undefined = found
      ? fieldsOf(field.of!).find((part) => kebab(part.name) === found[2])
      : undefined;
    const index = Number(found?.[1]);
    if (inner && index >= 1 && index <= (field.maxItems ?? 0)) {
      return { name: inner.name, isList: inner.isArray, list: field.name, index: index - 1 };
    }
  }
  return null;
}

function columnsOf(head: readonly string[]): Column[] {
  const unknown = head.filter((name) => columnNamed(name) === null);
  if (unknown.length > 0) {
    throw new NotContent(`There is no column ${unknown.slice(0, 5).join(', ')} (docs/import-formats.md has them all).`);
  }
  const twice = head.find((name, index) => head.indexOf(name) !== index);
  if (twice !== undefined) throw new NotContent(`The column ${twice} is there twice.`);
  if (!head.includes('title')) throw new NotContent('The file has no column title, so it holds no case notes.');
  return head.map((name) => columnNamed(name)!);
}

async function csvHead(path: string): Promise<void> {
  for await (const row of csvRows(createReadStream(path) as AsyncIterable<Uint8Array>)) {
    columnsOf('cells' in row ? row.cells : []);
    return;
  }
  throw new NotContent('The file is empty.');
}

async function* csvEntries(path: string): AsyncGenerator<Entry> {
  let columns: Column[] | null = null;
  const stream = createReadStream(path);
  for await (const row of csvRows(stream as AsyncIterable<Uint8Array>)) {
    const at = { place: row.line, bytes: stream.bytesRead };
    if (columns === null) columns = columnsOf('cells' in row ? row.cells : []);
    else if ('why' in row) yield { ...at, why: row.why };
    else if (row.cells.length !== columns.length) {
      yield { ...at, why: `The row has ${row.cells.length} cells where the first row has ${columns.length}` };
    } else if (row.cells.some((cell) => cell.includes('\uFFFD'))) {
      yield { ...at, why: 'The row has letters that are not UTF-8' };
    } else yield { ...at, raw: recordOf(columns, row.cells) };
  }
}

/** Empty cells are left out; so is a measure, a figure or an option of which every cell is empty. */
function recordOf(columns: readonly Column[], cells: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = { type: 'case-note' };
  const lists = new Map<string, Record<string, unknown>[]>();
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]!;
    if (cell === '') continue;
    const value = column.isList
      ? cell
          .split(/[;,]/)
          .map((code) => code.trim())
          .filter((code) => code !== '')
      : cell;
    if (column.list === null) record[column.name] = value;
    else {
      const list = lists.get(column.list) ?? [];
      lists.set(column.list, list);
      (list[column.index] ??= {})[column.name] = value;
    }
  }
  for (const [name, list] of lists) record[name] = list.filter((element) => element !== undefined);
  return record;
}

/** The elements of one JSON list, as the file is read. */
async function* listEntries(path: string): AsyncGenerator<Entry> {
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  let ready: unknown[] = [];
  let broken: string | null = null;
  let place = 0;
  let bytes = 0;
  parser.onValue = ({ value }) => {
    ready.push(value);
  };
  parser.onError = (error) => {
    broken ??= error.message;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (broken !== null) break;
    if (parser.isEnded && /^\s*$/.test(chunk.toString())) continue;
    parser.write(chunk);
    bytes += chunk.length;
    const given = ready;
    ready = [];
    for (const raw of given) yield { place: (place += 1), bytes, raw: asRecord(raw) };
  }
  if (broken === null && !parser.isEnded) parser.end();
  if (broken !== null) yield { place: place + 1, bytes, why: `The file cannot be read on: ${String(broken)}` };
}

const asRecord = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { type: 'case-note', ...raw } : raw;
