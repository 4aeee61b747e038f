import { type Tx } from '#libs/platform/database';
import { type ContentType, type RecordProblem } from './content-types.ts';
import { type References } from './references.ts';

/** A record with every field of its class, in their order; what is not there is null, or an empty list. */
export type Full = Readonly<Record<string, unknown>>;

export interface ExportOptions {
  /** Also figures that nobody may know yet. */
  readonly confidential: boolean;
  /** Also the addresses by which people sign in. */
  readonly emails: boolean;
}

interface KeepOptions {
  /** It was kept like this by the platform itself, whatever its rules ask for today. */
  readonly trusted: boolean;
}

/** One type of record: its class, how it is read from the tables and how it is kept in them. */
export interface RecordKind {
  readonly type: ContentType;
  readonly Input: new () => object;
  readonly table: string;
  /** By what the elements of a list are known: what is there and not in the record stays. Other lists are replaced. */
  readonly listKeys: Readonly<Record<string, string>>;
  /** As exported, of those that are there. */
  read(tx: Tx, ids: readonly string[], options: ExportOptions): Promise<Full[]>;
  /** Gives what names others their ids. Problems go to `refs`. */
  resolve(full: Full, refs: References): Promise<Full>;
  /** What a record that is there for the first time has where it says nothing; `now` is a moment. */
  defaults(full: Full, now: string): Full;
  /** Writes it. `before` is what is there, null: nothing. Returns what is wrong with it as a whole. */
  keep(tx: Tx, full: Full, before: Full | null, options: KeepOptions): Promise<readonly RecordProblem[]>;
}
