import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '#libs/platform/database';
import { ImportUnderWay, RegisterUnreadable } from '../organisations.errors.ts';
import { csvRows } from './csv-rows.ts';
import { RegisterColumns, type RegisterRow } from './register-row.ts';
import { bytesOf, SOURCE_LIMITS, type SourceLimits } from './register-source.ts';

/** A row that was left out. `code` is what stands where the local-authority-code belongs, null where nothing does. */
export interface RefusedRow {
  line: number;
  code: string | null;
  why: string;
}

export interface ImportResult {
  added: number;
  changed: number;
  unchanged: number;
  refused: RefusedRow[];
}

export type ImportProgress = Omit<ImportResult, 'refused'> & { refused: number };

const BATCH = 100;
/** A file with more than these is not the register, whatever its first row says. */
const REFUSED_MAX = 1_000;

/** Takes the register of councils in. Nothing is taken out: a council that ended stays, with the day it ended. */
@Injectable()
export class CouncilsImport {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Adds and updates councils from a file or an http(s) address, each known by its local-authority-code. The same file
   * again changes nothing. A row that cannot be taken is refused with its reason, and the others are taken.
   *
   * Rows are committed a hundred at a time: after a failure what was taken stays, and the import can be run again.
   * Throws RegisterUnreadable when the file is not the register or cannot be read to its end, and ImportUnderWay while
   * another import runs anywhere. Needs two connections.
   */
  async importCouncils(
    source: string,
    onProgress: (progress: ImportProgress) => void = () => undefined,
    limits: SourceLimits = SOURCE_LIMITS,
  ): Promise<ImportResult> {
    // This transaction only holds the lock: it writes nothing, and the batches commit by their own.
    return this.transactions.run(async (lock) => {
      await lock.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
      const [row] = await lock.query<{ free: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('organisations.import-councils', 0)) AS free`,
      );
      if (!row?.free) throw new ImportUnderWay();
      return this.takeAll(source, onProgress, limits);
    });
  }

  private async takeAll(
    source: string,
    onProgress: (progress: ImportProgress) => void,
    limits: SourceLimits,
  ): Promise<ImportResult> {
    const result: ImportResult = { added: 0, changed: 0, unchanged: 0, refused: [] };
    const lineOf = new Map<string, number>();
    let columns: RegisterColumns | null = null;
    let batch: RegisterRow[] = [];
    const refuse = (refused: RefusedRow): void => {
      result.refused.push(refused);
      if (result.refused.length > REFUSED_MAX) {
        throw new RegisterUnreadable(
          `More than ${REFUSED_MAX} rows cannot be taken, the last on line ${refused.line}: ${refused.why}.`,
        );
      }
    };
    const flush = async (): Promise<void> => {
      const done = await this.transactions.run((tx) => take(tx, batch));
      for (const kind of ['added', 'changed', 'unchanged'] as const) result[kind] += done[kind];
      batch = [];
      onProgress({ ...result, refused: result.refused.length });
    };

    for await (const row of csvRows(bytesOf(source, limits))) {
      if (columns === null) {
        columns = new RegisterColumns('cells' in row ? row.cells : []);
        continue;
      }
      if ('why' in row) {
        refuse({ line: row.line, code: null, why: row.why });
        continue;
      }
      const read = columns.read(row.cells);
      const code = columns.codeIn(row.cells);
      const earlier = code === null ? undefined : lineOf.get(code);
      if ('why' in read) {
        refuse({ line: row.line, code, why: read.why });
      } else if (earlier !== undefined) {
        refuse({ line: row.line, code, why: `${code} stands on line ${earlier} already` });
      } else {
        lineOf.set(read.row.code, row.line);
        batch.push(read.row);
        if (batch.length === BATCH) await flush();
      }
    }
    if (columns === null) throw new RegisterUnreadable('The file is empty.');
    if (batch.length > 0) await flush();
    return result;
  }
}

/** Writes those rows that are new or not as they were; says how many of each. */
async function take(tx: Tx, rows: readonly RegisterRow[]): Promise<Omit<ImportResult, 'refused'>> {
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
      `DELETE FROM council_gss_codes g USING councils c WHERE c.organisation_id = g.council_id AND c.code = ANY ($1)`,
      [codes],
    );
    await tx.query(`DELETE FROM council_successions WHERE predecessor_code = ANY ($1)`, [codes]);
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
   CROSS JOIN LATERAL jsonb_to_recordset(r.gss_codes) AS g (gss_code text, is_current boolean)`;

/** From the day that the register gives as the end; null where it gives none. */
const ADD_SUCCESSIONS = `
  INSERT INTO council_successions (predecessor_code, successor_code, on_date)
  SELECT r.code, s.code, r.ended_on
    FROM jsonb_to_recordset($1::jsonb) AS r (code text, ended_on date, successors jsonb)
   CROSS JOIN LATERAL jsonb_array_elements_text(r.successors) AS s (code)`;
