import { type Tx } from '#libs/platform/database';
import { Day, Text } from '#libs/platform/inputs';
import { type Lined, notInRegister, type RefusedRow, SideTable, type Taken } from './import-table.ts';
import { CouncilCode } from './side-tables.ts';

class SuccessionRow {
  @CouncilCode('predecessor_code')
  readonly predecessor_code!: string;

  @Text({ label: 'successor_name', max: 200 })
  readonly successor_name!: string;

  @Day({ label: 'vesting_date', ask: 'Enter vesting_date' })
  readonly vesting_date!: string;

  /** Begins with "announced" or "done". */
  @Text({ label: 'status', max: 200 })
  readonly status!: string;

  @Text({ label: 'source', max: 300, optional: true })
  readonly source?: string;
}

interface Predecessor {
  endedOn: string | null;
  announcedEndOn: string | null;
  type: string;
  nation: string;
  region: string;
}

type Done = 'added' | 'changed' | 'unchanged';

/**
 * Which council replaced which, and announced changes. A successor that is announced and not in the register yet is
 * added under a provisional code, made from its name: so it has a page before it begins, and the register, when it comes
 * to have it, gives it its own code.
 */
export class SuccessionTable extends SideTable<SuccessionRow> {
  static readonly columns = ['predecessor_code', 'successor_name', 'vesting_date', 'status', 'source'];
  readonly what = 'successions';

  constructor(header: readonly string[]) {
    super(header, SuccessionRow, 'predecessor_code');
  }

  /** One by one: a row may need the council that the row before it added. */
  async take(tx: Tx, rows: readonly Lined<SuccessionRow>[]): Promise<Taken> {
    const taken: Taken = { added: 0, changed: 0, unchanged: 0, refused: [] };
    for (const { line, row } of rows) {
      const done = await takeOne(tx, line, row);
      if (typeof done === 'string') taken[done] += 1;
      else taken.refused.push(done);
    }
    return taken;
  }
}

async function takeOne(tx: Tx, line: number, row: SuccessionRow): Promise<Done | RefusedRow> {
  const { predecessor_code: code, vesting_date: on, status, source = null } = row;
  const [predecessor] = await tx.query<Predecessor[]>(
    `SELECT ended_on::text AS "endedOn", announced_end_on::text AS "announcedEndOn", type, nation, region
       FROM councils WHERE code = $1 FOR UPDATE`,
    [code],
  );
  if (!predecessor) return notInRegister(line, code);
  const announced = status.startsWith('announced');
  const successor =
    (await successorNamed(tx, row)) ?? (announced ? await addAnnounced(tx, row, predecessor) : undefined);
  if (successor === undefined) {
    const why = announced
      ? `No code is free for ${row.successor_name}`
      : `There is no council ${row.successor_name} in the register`;
    return { line, code, why };
  }

  if (predecessor.endedOn === null && predecessor.announcedEndOn !== on) {
    await tx.query(`UPDATE councils SET announced_end_on = $2 WHERE code = $1`, [code, on]);
  }
  const [written] = await tx.query<{ fresh: boolean }[]>(
    `INSERT INTO council_successions AS s (predecessor_code, successor_code, on_date, status, source, origin)
     VALUES ($1, $2, $3, $4, $5, 'succession')
     ON CONFLICT (predecessor_code, successor_code) DO UPDATE
        SET on_date = excluded.on_date, status = excluded.status, source = excluded.source, origin = 'succession'
      WHERE (s.on_date, s.status, s.source, s.origin) IS DISTINCT FROM
            (excluded.on_date, excluded.status, excluded.source, excluded.origin)
     RETURNING s.xmax = 0 AS fresh`,
    [code, successor, on, status, source],
  );
  return written ? (written.fresh ? 'added' : 'changed') : 'unchanged';
}

/** Its official name before another, and of two that had the name the later one. */
async function successorNamed(tx: Tx, row: SuccessionRow): Promise<string | undefined> {
  const [found] = await tx.query<{ code: string }[]>(
    `SELECT c.code FROM councils c
      WHERE c.code <> $2
        AND (lower(c.official_name) = lower($1) OR lower(c.nice_name) = lower($1)
             OR c.organisation_id IN (SELECT council_id FROM council_spellings WHERE lower(spelling) = lower($1)))
      ORDER BY lower(c.official_name) = lower($1) DESC, c.ended_on IS NULL DESC, c.started_on DESC NULLS LAST, c.code
      LIMIT 1`,
    [row.successor_name, row.predecessor_code],
  );
  return found?.code;
}

/** What takes over a county's duties and its districts' is a unitary authority; else it is what went before. */
async function addAnnounced(
  tx: Tx,
  { successor_name: name, vesting_date: on }: SuccessionRow,
  { type, nation, region }: Predecessor,
): Promise<string | undefined> {
  const niceName = name.replace(/ Council$/, '');
  const code = niceName
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '-')
    .slice(0, 12)
    .replaceAll(/^-|-$/g, '');
  const [added] = await tx.query<{ code: string }[]>(
    `WITH free AS (SELECT uuid_v7() AS id WHERE NOT EXISTS (SELECT FROM councils WHERE $1 IN (code, provisional_code))
                                            AND $1 ~ '^[A-Z0-9-]{2,12}$'),
          body AS (INSERT INTO organisations (id, kind, name, nation) SELECT id, 'council', $2, $4 FROM free)
     INSERT INTO councils (organisation_id, code, official_name, nice_name, nation, region, type, started_on,
                           provisional, provisional_code)
     SELECT id, $1, $2, $3, $4, $5, $6, $7::date, true, $1 FROM free
     RETURNING code`,
    [code, name, niceName, nation, region, type === 'CTY' || type === 'NMD' ? 'UA' : type, on],
  );
  return added?.code;
}
