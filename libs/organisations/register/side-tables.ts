import { Matches } from 'class-validator';
import { type Tx } from '#libs/platform/database';
import { Choice, Day, Decimal, Text, Whole } from '#libs/platform/inputs';
import { RURALITY } from '../likeness.ts';
import { councilIds, type Lined, notInRegister, type RefusedRow, SideTable, type Taken } from './import-table.ts';

const CODE = /^[A-Z0-9-]{2,12}$/;

/** A column that holds a local-authority-code. */
export function CouncilCode(label: string): PropertyDecorator {
  const text = Text({ label, max: 12 });
  const form = Matches(CODE, { message: `${label} must be a local-authority-code, like ELM` });
  return (target, property) => {
    text(target, property);
    form(target, property);
  };
}

class SpellingRow {
  @Text({ label: 'la-name', max: 200 })
  @Matches(/^(?!.*ï[¾¿])/, { message: 'la-name is garbled: its letters were lost before it came here' })
  readonly 'la-name'!: string;

  @CouncilCode('local-authority-code')
  readonly 'local-authority-code'!: string;
}

/** Every known spelling of a name. */
export class SpellingTable extends SideTable<SpellingRow> {
  static readonly columns = ['la-name', 'local-authority-code'];
  readonly what = 'spellings';

  constructor(header: readonly string[]) {
    super(header, SpellingRow, 'local-authority-code');
  }

  async take(tx: Tx, rows: readonly Lined<SpellingRow>[]): Promise<Taken> {
    const { known, refused } = await withCouncils(tx, rows, (row) => row['local-authority-code']);
    const added = await tx.query<unknown[]>(
      `INSERT INTO council_spellings (council_id, spelling)
       SELECT DISTINCT r.id, r.spelling FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, spelling text)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [JSON.stringify(known.map(({ id, row }) => ({ id, spelling: row['la-name'] })))],
    );
    return { added: added.length, changed: 0, unchanged: known.length - added.length, refused };
  }
}

class GssRow {
  @Text({ label: 'gss-code', max: 9, optional: true })
  @Matches(/^[A-Z]\d{8}$/, { message: 'gss-code must be a letter and eight digits, like E07000207' })
  readonly 'gss-code'?: string;

  @CouncilCode('local-authority-code')
  readonly 'local-authority-code'!: string;

  @Day({ label: 'start-date', optional: true })
  readonly 'start-date'?: string;

  @Day({ label: 'end-date', optional: true })
  readonly 'end-date'?: string;
}

/** Current and former GSS codes. The register says which is current; one that it does not have is a former one. */
export class GssTable extends SideTable<GssRow> {
  static readonly columns = ['gss-code', 'local-authority-code'];
  readonly what = 'GSS codes';

  constructor(header: readonly string[]) {
    super(header, GssRow, 'local-authority-code');
  }

  override read(cells: readonly string[]): { row: GssRow } | { why: string } {
    const read = super.read(cells);
    if ('row' in read && (read.row['end-date'] ?? '9999') < (read.row['start-date'] ?? '')) {
      return { why: 'end-date is before start-date' };
    }
    return read;
  }

  async take(tx: Tx, rows: readonly Lined<GssRow>[]): Promise<Taken> {
    const { known, refused } = await withCouncils(tx, rows, (row) => row['local-authority-code']);
    // A row without a code says that the body has none, which is as it is.
    const codes = known.flatMap(({ id, row }) =>
      row['gss-code'] ? [{ id, gss: row['gss-code'], from: row['start-date'], to: row['end-date'] }] : [],
    );
    const dated = await tx.query<{ fresh: boolean }[]>(
      `INSERT INTO council_gss_validity AS v (council_id, gss_code, valid_from, valid_to)
       SELECT DISTINCT ON (r.id, r.gss) r.id, r.gss, r."from", r."to"
         FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, gss text, "from" date, "to" date)
        WHERE r."from" IS NOT NULL OR r."to" IS NOT NULL
        ORDER BY r.id, r.gss, r."from" DESC
       ON CONFLICT (council_id, gss_code) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to
        WHERE (v.valid_from, v.valid_to) IS DISTINCT FROM (excluded.valid_from, excluded.valid_to)
       RETURNING v.xmax = 0 AS fresh`,
      [JSON.stringify(codes)],
    );
    const added = await tx.query<unknown[]>(
      `INSERT INTO council_gss_codes (council_id, gss_code, is_current, origin)
       SELECT DISTINCT r.id, r.gss, false, 'history' FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, gss text)
       ON CONFLICT DO NOTHING RETURNING gss_code`,
      [JSON.stringify(codes)],
    );
    // One that was added with its days is added, and not changed as well.
    const changed = Math.max(0, dated.length - added.length);
    return { added: added.length, changed, unchanged: known.length - added.length - changed, refused };
  }
}

class AdjacencyRow {
  @CouncilCode('local_authority_code')
  readonly local_authority_code!: string;

  @CouncilCode('touches_or_overlaps')
  readonly touches_or_overlaps!: string;
}

/** Which councils touch or overlap. Kept both ways, whichever way the file says it. */
export class AdjacencyTable extends SideTable<AdjacencyRow> {
  static readonly columns = ['local_authority_code', 'touches_or_overlaps'];
  readonly what = 'pairs of neighbours';

  constructor(header: readonly string[]) {
    super(header, AdjacencyRow, 'local_authority_code');
  }

  override read(cells: readonly string[]): { row: AdjacencyRow } | { why: string } {
    const read = super.read(cells);
    if ('row' in read && read.row.local_authority_code === read.row.touches_or_overlaps) {
      return { why: 'A council does not touch itself' };
    }
    return read;
  }

  async take(tx: Tx, rows: readonly Lined<AdjacencyRow>[]): Promise<Taken> {
    const first = await withCouncils(tx, rows, (row) => row.local_authority_code);
    const { known, refused } = await withCouncils(tx, first.known, (row) => row.touches_or_overlaps);
    const added = await tx.query<unknown[]>(
      `WITH pairs AS (SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b
                        FROM jsonb_to_recordset($1::jsonb) AS r (a text, b text)),
            fresh AS (INSERT INTO council_adjacencies (code, other_code) SELECT a, b FROM pairs
                      ON CONFLICT DO NOTHING RETURNING code, other_code),
            back AS (INSERT INTO council_adjacencies (code, other_code) SELECT b, a FROM pairs ON CONFLICT DO NOTHING)
       SELECT FROM fresh`,
      [JSON.stringify(known.map(({ row }) => ({ a: row.local_authority_code, b: row.touches_or_overlaps })))],
    );
    return {
      added: added.length,
      changed: 0,
      unchanged: known.length - added.length,
      refused: [...first.refused, ...refused],
    };
  }
}

class LabelRow {
  @CouncilCode('local_authority_code')
  readonly local_authority_code!: string;

  @Whole({ label: 'imd_quintile', min: 1, max: 5, optional: true })
  readonly imd_quintile?: number;

  @Choice({ label: 'rural_urban', of: RURALITY, optional: true })
  readonly rural_urban?: string;

  @Whole({ label: 'population_2020', min: 0, max: 100_000_000, optional: true })
  readonly population_2020?: number;

  @Decimal({ label: 'area_km2', optional: true })
  readonly area_km2?: string;

  @Decimal({ label: 'density_per_km2', optional: true })
  readonly density_per_km2?: string;
}

/** Deprivation, rurality, population and density. */
export class LabelTable extends SideTable<LabelRow> {
  static readonly columns = [
    'local_authority_code',
    'imd_quintile',
    'rural_urban',
    'population_2020',
    'area_km2',
    'density_per_km2',
  ];
  readonly what = 'labels';

  constructor(header: readonly string[]) {
    super(header, LabelRow, 'local_authority_code');
  }

  override keyOf({ local_authority_code: code }: LabelRow): string {
    return code;
  }

  async take(tx: Tx, rows: readonly Lined<LabelRow>[]): Promise<Taken> {
    const { known, refused } = await withCouncils(tx, rows, (row) => row.local_authority_code);
    const written = await tx.query<{ fresh: boolean }[]>(
      `INSERT INTO council_labels AS l (council_id, imd_quintile, rural_urban, population, area_km2, density_per_km2)
       SELECT r.id, r.imd_quintile, r.rural_urban, r.population_2020, r.area_km2, r.density_per_km2
         FROM jsonb_to_recordset($1::jsonb) AS r
                (id uuid, imd_quintile smallint, rural_urban text, population_2020 int, area_km2 numeric(10, 2),
                 density_per_km2 numeric(10, 2))
       ON CONFLICT (council_id) DO UPDATE
          SET imd_quintile = excluded.imd_quintile, rural_urban = excluded.rural_urban,
              population = excluded.population, area_km2 = excluded.area_km2,
              density_per_km2 = excluded.density_per_km2, imported_at = now()
        WHERE (l.imd_quintile, l.rural_urban, l.population, l.area_km2, l.density_per_km2) IS DISTINCT FROM
              (excluded.imd_quintile, excluded.rural_urban, excluded.population, excluded.area_km2, excluded.density_per_km2)
       RETURNING l.xmax = 0 AS fresh`,
      [JSON.stringify(known.map(({ id, row }) => ({ ...row, id })))],
    );
    const added = written.filter(({ fresh }) => fresh).length;
    return { added, changed: written.length - added, unchanged: known.length - written.length, refused };
  }
}

/** Those rows whose council is there, with its id, and those whose is not. */
async function withCouncils<Row>(
  tx: Tx,
  rows: readonly Lined<Row>[],
  codeOf: (row: Row) => string,
): Promise<{ known: (Lined<Row> & { id: string })[]; refused: RefusedRow[] }> {
  const ids = await councilIds(
    tx,
    rows.map(({ row }) => codeOf(row)),
  );
  const known: (Lined<Row> & { id: string })[] = [];
  const refused: RefusedRow[] = [];
  for (const { line, row } of rows) {
    const id = ids.get(codeOf(row));
    if (id === undefined) refused.push(notInRegister(line, codeOf(row)));
    else known.push({ line, row, id });
  }
  return { known, refused };
}
