import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '#libs/platform/database';
import { ImportUnderWay, RegisterUnreadable } from '../organisations.errors.ts';
import { csvRows } from './csv-rows.ts';
import { type ImportTable, type Lined, noColumnTwice, type RefusedRow, SideTable, type Taken } from './import-table.ts';
import { RegisterColumns, type RegisterRow } from './register-row.ts';
import { AdjacencyTable, GssTable, LabelTable, SpellingTable } from './side-tables.ts';
import { SuccessionTable } from './succession-table.ts';
import { bytesOf, SOURCE_LIMITS, type SourceLimits } from './register-source.ts';

export interface ImportResult extends Taken {
  /** What the rows are: councils, spellings, GSS codes, pairs of neighbours, successions or labels. */
  what: string;
}

export type ImportProgress = Omit<ImportResult, 'refused'> & { refused: number };

const BATCH = 100;
/** A file with more than these is not the register, whatever its first row says. */
const REFUSED_MAX = 1_000;

const SIDE_TABLES = [SpellingTable, GssTable, AdjacencyTable, SuccessionTable];

/** The first row says which file it is; what looks like none of the others is taken for the register. */
const councilTable = (header: readonly string[]): ImportTable<unknown> => {
  const Side = SIDE_TABLES.find(({ columns }) => SideTable.fits(header, columns));
  if (!Side || SideTable.fits(header, ['official-name'])) return new RegisterTable(header);
  noColumnTwice(header);
  return new Side(header);
};

const labelTable = (header: readonly string[]): ImportTable<unknown> => {
  const missing = LabelTable.columns.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new RegisterUnreadable(`These are not council labels: the first row lacks ${missing.join(', ')}.`);
  }
  noColumnTwice(header);
  return new LabelTable(header);
};

/**
 * Takes the register of councils in, and the files beside it. Nothing is taken out: a council that ended stays, with the
 * day it ended.
 */
@Injectable()
export class CouncilsImport {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Adds and updates councils from a file or an http(s) address, each known by its local-authority-code; or what a file
   * beside the register says of them: spellings, GSS codes, neighbours, successions. The first row tells which it is.
   * The same file again changes nothing. A row that cannot be taken is refused with its reason, and the others are taken.
   *
   * Rows are committed a hundred at a time: after a failure what was taken stays, and the import can be run again.
   * Throws RegisterUnreadable when the file is not the register or cannot be read to its end, and ImportUnderWay while
   * another import runs anywhere. Needs two connections.
   */
  importCouncils(
    source: string,
    onProgress: (progress: ImportProgress) => void = () => undefined,
    limits: SourceLimits = SOURCE_LIMITS,
  ): Promise<ImportResult> {
    return this.alone(() => this.takeAll(source, councilTable, onProgress, limits));
  }

  /** Deprivation, rurality, population and density of councils that are there; as importCouncils(). */
  importLabels(
    source: string,
    onProgress: (progress: ImportProgress) => void = () => undefined,
    limits: SourceLimits = SOURCE_LIMITS,
  ): Promise<ImportResult> {
    return this.alone(() => this.takeAll(source, labelTable, onProgress, limits));
  }

  private async alone(work: () => Promise<ImportResult>): Promise<ImportResult> {
    // This transaction only holds the lock: it writes nothing, and the batches commit by their own.
    return this.transactions.run(async (lock) => {
      await lock.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
      const [row] = await lock.query<{ free: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('organisations.import-councils', 0)) AS free`,
      );
      if (!row?.free) throw new ImportUnderWay();
      return work();
    });
  }

  private async takeAll(
    source: string,
    tableOf: (header: readonly string[]) => ImportTable<unknown>,
    onProgress: (progress: ImportProgress) => void,
    limits: SourceLimits,
  ): Promise<ImportResult> {
    const result: ImportResult = { what: '', added: 0, changed: 0, unchanged: 0, refused: [] };
    const lineOf = new Map<string, number>();
    let table: ImportTable<unknown> | null = null;
    let batch: Lined<unknown>[] = [];
    const refuse = (refused: RefusedRow): void => {
      result.refused.push(refused);
      if (result.refused.length > REFUSED_MAX) {
        throw new RegisterUnreadable(
          `More than ${REFUSED_MAX} rows cannot be taken, the last on line ${refused.line}: ${refused.why}.`,
        );
      }
    };
    const flush = async (to: ImportTable<unknown>): Promise<void> => {
      const done = await this.transactions.run((tx) => to.take(tx, batch));
      for (const kind of ['added', 'changed', 'unchanged'] as const) result[kind] += done[kind];
      for (const row of done.refused) refuse(row);
      batch = [];
      onProgress({ ...result, refused: result.refused.length });
    };

    for await (const row of csvRows(bytesOf(source, limits))) {
      if (table === null) {
        table = tableOf('cells' in row ? row.cells : []);
        result.what = table.what;
        continue;
      }
      if ('why' in row) {
        refuse({ line: row.line, code: null, why: row.why });
        continue;
      }
      const read = table.read(row.cells);
      const code = table.codeIn(row.cells);
      const key = 'row' in read ? table.keyOf(read.row) : code;
      const earlier = key === null ? undefined : lineOf.get(key);
      if ('why' in read) {
        refuse({ line: row.line, code, why: read.why });
      } else if (earlier !== undefined) {
        refuse({ line: row.line, code, why: `${code} stands on line ${earlier} already` });
      } else {
        if (key !== null) lineOf.set(key, row.line);
        batch.push({ line: row.line, row: read.row });
        if (batch.length === BATCH) await flush(table);
      }
    }
    if (table === null) throw new RegisterUnreadable('The file is empty.');
    if (batch.length > 0) await flush(table);
    result.refused.sort((a, b) => a.line - b.line);
    return result;
  }
}

/** The register itself. */
class RegisterTable implements ImportTable<RegisterRow> {
  readonly what = 'councils';
  private readonly columns: RegisterColumns;

  constructor(header: readonly string[]) {
    this.columns = new RegisterColumns(header);
  }

  codeIn(cells: readonly string[]): string | null {
    return this.columns.codeIn(cells);
  }

  read(cells: readonly string[]): { row: RegisterRow } | { why: string } {
    return this.columns.read(cells);
  }

  keyOf({ code }: RegisterRow): string {
    return code;
  }

  async take(tx: Tx, rows: readonly Lined<RegisterRow>[]): Promise<Taken> {
    return {
      ...(await take(
        tx,
        rows.map(({ row }) => row),
      )),
      refused: [],
    };
  }
}

/** Writes those rows that are new or not as they were; says how many of each. */
async function take(tx: Tx, rows: readonly RegisterRow[]): Promise<Omit<Taken, 'refused'>> {
  await tx.query(SETTLE, [JSON.stringify(rows)]);
  const known = await tx.query<{ code: string; hash: string | null }[]>(
    `SELECT code, encode(register_hash, 'hex') AS hash FROM councils WHERE code = ANY ($1::text[]) ORDER BY code FOR UPDATE`,
    [rows.map(({ code }) => code)],
  );
  const hashes = new Map(known.map(({ code, hash }) => [code, hash]));
  const added = rows.filter(({ code }) => !hashes.has(code));
  const changed = rows.filter(({ code, hash }) => hashes.has(code) && hashes.get(code) !== hash);
  const written = [...added, ...changed];
  if (written.length > 0) {
    await tx.query(ADD, [JSON.stringify(added)]);
    await tx.query(CHANGE_ORGANISATIONS, [JSON.stringify(changed)]);
    await tx.query(CHANGE_COUNCILS, [JSON.stringify(changed)]);
    const codes = written.map(({ code }) => code);
    await tx.query(
      `DELETE FROM council_gss_codes g USING councils c WHERE c.organisation_id = g.council_id AND c.code = ANY ($1)
          AND g.origin = 'register'`,
      [codes],
    );
    await tx.query(`DELETE FROM council_successions WHERE predecessor_code = ANY ($1) AND origin = 'register'`, [
      codes,
    ]);
    await tx.query(ADD_GSS_CODES, [JSON.stringify(written)]);
    await tx.query(ADD_SUCCESSIONS, [JSON.stringify(written)]);
  }
  return { added: added.length, changed: changed.length, unchanged: rows.length - written.length };
}

const COLUMNS = `
  official_name, nice_name, type, nation, region, county_code, combined_code, population, population_year, area_km2,
  latitude, longitude, started_on, ended_on, notes, alternative_names`;

const ROWS = `
  SELECT r.*, decode(r.hash, 'hex') AS register_hash, now() AS imported_at
    FROM jsonb_to_recordset($1::jsonb) AS r (
           code text, official_name text, nice_name text, type text, nation text, region text, county_code text,
           combined_code text, population int, population_year int, area_km2 numeric, latitude float8, longitude float8,
           started_on date, ended_on date, notes text, alternative_names text[], hash text)`;

/** An announced council that the register has come to have: it keeps its page and takes the register's code. */
const SETTLE = `
  WITH settled AS (
    UPDATE councils c SET code = r.code, provisional = false
      FROM jsonb_to_recordset($1::jsonb) AS r (code text, official_name text)
     WHERE c.provisional AND lower(c.official_name) = lower(r.official_name)
       AND (c.code = r.code OR NOT EXISTS (SELECT FROM councils k WHERE k.code = r.code))
    RETURNING c.code, c.provisional_code)
  UPDATE council_successions s SET successor_code = settled.code
    FROM settled WHERE s.successor_code = settled.provisional_code`;

const ADD = `
  WITH rows AS MATERIALIZED (SELECT uuid_v7() AS id, r.* FROM (${ROWS}) r),
       bodies AS (INSERT INTO organisations (id, kind, name, nation)
                  SELECT id, 'council', official_name, nation FROM rows)
  INSERT INTO councils (organisation_id, code, ${COLUMNS}, register_hash, imported_at)
  SELECT id, code, ${COLUMNS}, register_hash, imported_at FROM rows`;

const CHANGE_ORGANISATIONS = `
  UPDATE organisations o SET name = r.official_name, nation = r.nation, version = o.version + 1
    FROM (${ROWS}) r JOIN councils c ON c.code = r.code
   WHERE o.id = c.organisation_id`;

const CHANGE_COUNCILS = `
  UPDATE councils c
     SET ${[...COLUMNS.split(','), 'register_hash', 'imported_at'].map((name) => `${name} = r.${name.trim()}`).join(', ')}
    FROM (${ROWS}) r
   WHERE c.code = r.code`;

const ADD_GSS_CODES = `
  INSERT INTO council_gss_codes (council_id, gss_code, is_current)
  SELECT c.organisation_id, g.gss_code, g.is_current
    FROM jsonb_to_recordset($1::jsonb) AS r (code text, gss_codes jsonb)
    JOIN councils c ON c.code = r.code
   CROSS JOIN LATERAL jsonb_to_recordset(r.gss_codes) AS g (gss_code text, is_current boolean)
      ON CONFLICT (council_id, gss_code) DO UPDATE SET is_current = excluded.is_current, origin = 'register'`;

/** From the day that the register gives as the end; null where it gives none. */
const ADD_SUCCESSIONS = `
  INSERT INTO council_successions (predecessor_code, successor_code, on_date)
  SELECT r.code, s.code, r.ended_on
    FROM jsonb_to_recordset($1::jsonb) AS r (code text, ended_on date, successors jsonb)
   CROSS JOIN LATERAL jsonb_array_elements_text(r.successors) AS s (code)
  ON CONFLICT (predecessor_code, successor_code) 
  DO UPDATE SET on_date = coalesce(excluded.on_date, council_successions.on_date)`;
