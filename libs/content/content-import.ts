import { Injectable } from '@nestjs/common';
import { CaseNotesWriter } from '#libs/case-notes';
import { Transactions, type Tx } from '#libs/platform/database';
import { mergedList, saysTheSame } from './canonical.ts';
import { ContentImportUnderWay } from './content.errors.ts';
import { type EntrySource } from './entries.ts';
import { CONTENT_TYPES, type ContentType, type ExportedType, type RecordProblem } from './content-types.ts';
import { type Full, type RecordKind } from './kinds.ts';
import { isContentType, type ParsedRecord, parseRecord } from './parse-record.ts';
import { problemsIn } from './problems.ts';
import { kindsWith } from './records/index.ts';
import { References } from './references.ts';

export interface RefusedRecord {
  readonly file: string;
  /** The line, from 1. */
  readonly place: number;
  readonly type: ExportedType | null;
  /** Its key or id, or the table of a row, as it stands there. */
  readonly key: string | null;
  readonly problems: readonly RecordProblem[];
}

interface Taken {
  added: number;
  changed: number;
  unchanged: number;
}

export interface ImportResult {
  readonly taken: Map<ExportedType, Taken>;
  /** The first thousand. */
  readonly refused: RefusedRecord[];
  refusedCount: number;
}

/** `done`: from 0 to 1, of all that has to be read. */
export interface ImportProgress {
  readonly done: number;
  readonly records: number;
}

/** What a caller may do with each record before it is kept. */
export interface ImportRules {
  /** Nothing is changed: all of it happens in one transaction that is taken back. */
  readonly dryRun?: boolean;
  /** The platform kept it like this itself; its rules of today are not asked. */
  readonly trusted?: boolean;
  /** Why what is there may not be changed; null: it may. */
  readonly fixed?: (before: Full) => string | null;
  /** The record as it is to be kept, or what is wrong with it; `before`: what is there. */
  readonly check?: (record: ParsedRecord, before: Full | null) => ParsedRecord | readonly RecordProblem[];
}

const BATCH = 50;
/** As many are explained; the others are counted. */
export const REFUSED_KEPT = 1_000;
/** After as many looks at a file, what waits for another of its type goes in without it, and is completed after. */
const LOOKS = 8;

class TakenBack extends Error {
  constructor(readonly result: ImportResult) {
    super('dry run');
  }
}

interface Read {
  readonly file: string;
  readonly place: number;
  readonly record: ParsedRecord;
}

/** Brings records in from files. Nobody is told of anything, and nobody's rights are asked: an operator runs it. */
@Injectable()
export class ContentImport {
  private readonly kinds: Readonly<Record<ContentType, RecordKind>>;

  constructor(
    private readonly transactions: Transactions,
    writer: CaseNotesWriter,
  ) {
    this.kinds = kindsWith(writer);
  }

  /**
   * Takes the records of these files, each type after those it refers to, whatever their order in the files: so a file
   * is read once for each type that is in it. Fifty are committed at a time; one that cannot be kept is refused with its
   * reasons, and the others of the fifty are kept. Of what is in memory only the ids of one type grow with the files.
   *
   * A record that is there and says the same is left alone; one that says something else is a new version.
   * Throws ContentImportUnderWay.
   */
  async importAll(
    sources: readonly EntrySource[],
    rules: ImportRules = {},
    onProgress: (progress: ImportProgress) => void = () => undefined,
  ): Promise<ImportResult> {
    return this.transactions
      .run(async (lock) => {
        // A dry run does all its work here; the other one holds this transaction for its lock alone.
        await lock.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
        const [row] = await lock.query<{ free: boolean }[]>(
          `SELECT pg_try_advisory_xact_lock(hashtextextended('content.import', 0)) AS free`,
        );
        if (!row?.free) throw new ContentImportUnderWay();
        const inBatch = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
          rules.dryRun ? work(lock) : this.transactions.run(work);
        const result = await new Run(sources, rules, this.kinds, inBatch, onProgress).all();
        if (rules.dryRun) throw new TakenBack(result);
        return result;
      })
      .catch((error: unknown) => {
        if (error instanceof TakenBack) return error.result;
        throw error;
      });
  }
}

/** One import under way. */
class Run {
  private readonly result: ImportResult = { taken: new Map(), refused: [], refusedCount: 0 };
  private records = 0;
  private read = 0;
  private toRead = 0;

  constructor(
    private readonly sources: readonly EntrySource[],
    private readonly rules: ImportRules,
    private readonly kinds: Readonly<Record<ContentType, RecordKind>>,
    private readonly inBatch: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
    private readonly onProgress: (progress: ImportProgress) => void,
  ) {}

  async all(): Promise<ImportResult> {
    const types = await this.look();
    for (const type of CONTENT_TYPES) if (types.has(type)) await this.take(this.kinds[type]);
    this.onProgress({ done: 1, records: this.records });
    return this.result;
  }

  /** What is in the files; what is no record at all is refused here, once. */
  private async look(): Promise<ReadonlySet<ContentType>> {
    const types = new Set<ContentType>();
    const size = this.sources.reduce((sum, source) => sum + source.size, 0);
    this.toRead = size * 3;
    for (const source of this.sources) {
      let bytes = 0;
      for await (const entry of source.entries()) {
        this.tell(entry.bytes - bytes);
        bytes = entry.bytes;
        const at = { file: source.name, place: entry.place, type: null, key: null };
        if ('why' in entry) this.refuse({ ...at, problems: [{ field: '', message: entry.why }] });
        else if (isContentType(typeOf(entry.raw))) types.add(typeOf(entry.raw) as ContentType);
        else
          this.refuse({
            ...at,
            key: keyOf(entry.raw),
            problems: (parseRecord(entry.raw) as { problems: [] }).problems,
          });
      }
    }
    this.toRead = size * (1 + types.size);
    return types;
  }

  private async take(kind: RecordKind): Promise<void> {
    const taken: Taken = { added: 0, changed: 0, unchanged: 0 };
    this.result.taken.set(kind.type, taken);
    let waiting = await this.sweep(kind, taken, { first: true });
    for (let look = 1; waiting.size > 0 && look < LOOKS; look += 1) {
      const still = await this.sweep(kind, taken, { only: waiting });
      if (still.size === waiting.size) break;
      waiting = still;
    }
    if (waiting.size === 0) return;
    // In a circle each waits for the other: in without what comes later, then once more with it.
    await this.sweep(kind, taken, { only: waiting, comesLater: waiting });
    await this.sweep(kind, { added: 0, changed: 0, unchanged: 0 }, { only: waiting, last: true });
  }

  /** Every record of this type in the files, or those alone. Returns the ids that wait for others of their type. */
  private async sweep(
    kind: RecordKind,
    taken: Taken,
    how: {
      first?: boolean;
      last?: boolean;
      only?: ReadonlySet<string>;
      comesLater?: ReadonlySet<string>;
    },
  ): Promise<ReadonlySet<string>> {
    const waiting = new Set<string>();
    const seen = new Set<string>();
    let batch: Read[] = [];
    const flush = async (): Promise<void> => {
      const reads = batch;
      batch = [];
      const outcomes = await this.inBatch((tx) => this.keepBatch(tx, kind, reads, how.comesLater ?? null));
      for (const [index, outcome] of outcomes.entries()) {
        const { file, place, record } = reads[index]!;
        if (typeof outcome === 'string') taken[outcome] += 1;
        else if (outcome.waits && !how.last) {
          waiting.add(record.id);
          continue;
        } else this.refuse({ file, place, type: kind.type, key: keyIn(record), problems: outcome.problems });
        this.records += 1;
      }
    };
    for (const source of this.sources) {
      let bytes = 0;
      for await (const entry of source.entries()) {
        if (how.first) this.tell(entry.bytes - bytes);
        bytes = entry.bytes;
        if ('why' in entry || typeOf(entry.raw) !== kind.type) continue;
        const at = { file: source.name, place: entry.place, type: kind.type, key: keyOf(entry.raw) };
        const parsed = parseRecord(entry.raw);
        if ('problems' in parsed) {
          if (how.first) this.refuse({ ...at, problems: parsed.problems });
          continue;
        }
        const { record } = parsed;
        if (how.only && !how.only.has(record.id)) continue;
        if (seen.has(record.id)) {
          if (how.first)
            this.refuse({ ...at, problems: [{ field: 'id', message: 'This record stands further up already' }] });
          continue;
        }
        seen.add(record.id);
        batch.push({ file: source.name, place: entry.place, record });
        if (batch.length === BATCH) await flush();
      }
    }
    if (batch.length > 0) await flush();
    return waiting;
  }

  private async keepBatch(
    tx: Tx,
    kind: RecordKind,
    reads: readonly Read[],
    comesLater: ReadonlySet<string> | null,
  ): Promise<Outcome[]> {
    const ids = reads.map(({ record }) => record.id);
    const there = await kind.read(tx, ids, { confidential: true, emails: true });
    const byId = new Map(there.map((full) => [full['id'], full]));
    const outcomes: Outcome[] = [];
    for (const { record } of reads) {
      await tx.query('SAVEPOINT one_record');
      try {
        const outcome = await this.keepOne(tx, kind, record, byId.get(record.id) ?? null, comesLater);
        await tx.query(
          typeof outcome === 'string' ? 'RELEASE SAVEPOINT one_record' : 'ROLLBACK TO SAVEPOINT one_record',
        );
        outcomes.push(outcome);
      } catch (error) {
        const problems = problemsIn(error);
        await tx.query('ROLLBACK TO SAVEPOINT one_record');
        outcomes.push({ waits: false, problems });
      }
    }
    return outcomes;
  }

  private async keepOne(
    tx: Tx,
    kind: RecordKind,
    parsed: ParsedRecord,
    before: Full | null,
    comesLater: ReadonlySet<string> | null,
  ): Promise<Outcome> {
    const checked = this.rules.check?.(parsed, before) ?? parsed;
    if (!('full' in checked)) return { waits: false, problems: checked };
    const refs = new References(tx, kind.type, comesLater ? (id) => comesLater.has(id) : null);
    const resolved = await kind.resolve(checked.full, refs);
    if (refs.problems.length > 0) return { waits: refs.own === refs.problems.length, problems: refs.problems };
    const now = new Date().toISOString();
    if (before === null) {
      const problems = await kind.keep(tx, kind.defaults(resolved, now), null, {
        trusted: this.rules.trusted ?? false,
      });
      return problems.length > 0 ? { waits: false, problems } : 'added';
    }
    const merged = kind.defaults(merge(kind, before, resolved, checked), now);
    if (saysTheSame(merged, before)) return 'unchanged';
    const fixed = this.rules.fixed?.(before) ?? null;
    if (fixed !== null) return { waits: false, problems: [{ field: '', message: fixed }] };
    const version = Math.max(Number(merged['version'] ?? 1), Number(before['version'] ?? 1) + 1);
    const isNewer = merged['updatedAt'] !== before['updatedAt'];
    const changed = {
      ...merged,
      ...('version' in before ? { version } : {}),
      ...('updatedAt' in before && !isNewer ? { updatedAt: now } : {}),
    };
    const problems = await kind.keep(tx, changed, before, { trusted: this.rules.trusted ?? false });
    return problems.length > 0 ? { waits: false, problems } : 'changed';
  }

  private refuse(refused: RefusedRecord): void {
    this.result.refusedCount += 1;
    if (this.result.refused.length < REFUSED_KEPT) this.result.refused.push(refused);
  }

  private tell(bytes: number): void {
    this.read += bytes;
    this.onProgress({ done: this.toRead === 0 ? 1 : Math.min(0.999, this.read / this.toRead), records: this.records });
  }
}

/** `waits`: all that is wrong is that something of its own type is not there. */
type Outcome = keyof Taken | { waits: boolean; problems: readonly RecordProblem[] };

/** What is there, with what the record says of it. */
const merge = (kind: RecordKind, before: Full, resolved: Full, { given, givenIn }: ParsedRecord): Full =>
  Object.fromEntries(
    Object.entries(before).map(([name, was]) => {
      if (!given.has(name) || name === 'id' || name === 'key') return [name, was];
      const key = kind.listKeys[name];
      if (key === undefined) return [name, resolved[name]];
      return [name, mergedList(was as Full[], resolved[name] as Full[], { key, given: givenIn[name] ?? [] })];
    }),
  );

const typeOf = (raw: unknown): unknown => (raw as { type?: unknown } | null)?.type;

const keyOf = (raw: unknown): string | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { key, id } = raw as { key?: unknown; id?: unknown };
  const known = key ?? id;
  return typeof known === 'string' ? known.slice(0, 100) : null;
};

const keyIn = ({ known }: ParsedRecord): string => known.slice(0, 100);
