import { type Tx } from '#libs/platform/database';
import { type AwardRow, type NoticeRow } from './release.ts';

export interface Kept {
  added: number;
  changed: number;
  unchanged: number;
}

/**
 * Which body a buyer is: by its code, by a data steward's word, or by a name that one body alone has, those that have not
 * ended first. Null where nobody knows.
 */
const BUYER = (name: string, code: string): string => `
  coalesce(
    (SELECT c.organisation_id FROM councils c WHERE c.code = ${code}),
    (SELECT (array_agg(DISTINCT g.council_id))[1] FROM council_gss_codes g WHERE g.gss_code = ${code}
     HAVING count(DISTINCT g.council_id) = 1),
    (SELECT u.organisation_id FROM unmatched_buyers u WHERE u.name_key = left(lower(${name}), 300)),
    (SELECT (array_agg(DISTINCT m.id))[1] FROM named m WHERE m.name_key = lower(${name}) AND m.current
     HAVING count(DISTINCT m.id) = 1),
    (SELECT (array_agg(DISTINCT m.id))[1] FROM named m WHERE m.name_key = lower(${name})
     HAVING count(DISTINCT m.id) = 1))`;

/** Of the names in \`given\`: who has them. */
const NAMED = `
  names AS MATERIALIZED (SELECT DISTINCT lower(buyer_name) AS name_key FROM given WHERE buyer_name IS NOT NULL),
  named AS MATERIALIZED (
    SELECT n.name_key, c.organisation_id AS id, c.ended_on IS NULL AS current
      FROM names n JOIN councils c ON n.name_key IN (lower(c.official_name), lower(c.nice_name))
                                   OR n.name_key = ANY (SELECT lower(a) FROM unnest(c.alternative_names) AS a)
    UNION
    SELECT n.name_key, s.council_id, c.ended_on IS NULL
      FROM names n JOIN council_spellings s ON lower(s.spelling) = n.name_key
      JOIN councils c ON c.organisation_id = s.council_id
    UNION
    SELECT n.name_key, o.id, true FROM names n JOIN organisations o ON lower(o.name) = n.name_key
     WHERE o.kind <> 'council' AND o.visible_to && '{public}')`;

/** Keeps notices, and says which of them are new or newer: the awards of the others are known already. */
export async function keepNotices(tx: Tx, rows: readonly NoticeRow[]): Promise<Kept & { fresh: Set<string> }> {
  const written = await tx.query<{ ocid: string; releaseId: string; added: boolean }[]>(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (
         ocid text, release_id text, released_at timestamptz, tags text[], title text, buyer_name text, buyer_gss text,
         method text, cpv text[], reserved_for text[], value numeric, currency text, starts_on date, ends_on date, hash text)),
     ${NAMED}
     INSERT INTO procurement_notices AS p (ocid, release_id, released_at, tags, title, buyer_name, buyer_id, method, cpv,
                                           reserved_for, value, currency, starts_on, ends_on, hash)
     SELECT ocid, release_id, released_at, tags, title, buyer_name, ${BUYER('buyer_name', 'buyer_gss')}, method, cpv,
            reserved_for, value, currency, starts_on, ends_on, decode(hash, 'hex') FROM given
     ON CONFLICT (ocid, release_id) DO UPDATE
       SET released_at = excluded.released_at, tags = excluded.tags, title = excluded.title,
           buyer_name = excluded.buyer_name, buyer_id = excluded.buyer_id, method = excluded.method, cpv = excluded.cpv,
           reserved_for = excluded.reserved_for, value = excluded.value, currency = excluded.currency,
           starts_on = excluded.starts_on, ends_on = excluded.ends_on, hash = excluded.hash, imported_at = now()
     WHERE (p.hash <> excluded.hash AND excluded.released_at > coalesce(p.released_at, '-infinity'))
        OR (p.hash = excluded.hash AND p.buyer_id IS NULL AND excluded.buyer_id IS NOT NULL)
     RETURNING ocid, release_id AS "releaseId", xmax = 0 AS added`,
    [JSON.stringify(rows)],
  );
  await keepUnmatched(
    tx,
    'procurement_notices',
    rows.map(({ buyer_name: name }) => name),
  );
  const added = written.filter((row) => row.added).length;
  return {
    added,
    changed: written.length - added,
    unchanged: rows.length - written.length,
    fresh: new Set(written.map(({ ocid, releaseId }) => `${ocid} ${releaseId}`)),
  };
}

/** Adds what is new and takes what is newer. Each \`ref\` once. */
export async function keepAwards(tx: Tx, rows: readonly AwardRow[]): Promise<Kept> {
  if (rows.length === 0) return { added: 0, changed: 0, unchanged: 0 };
  const columns = `origin, ref, ocid, title, buyer_name, supplier_name, supplier_key, supplier_scheme, supplier_number,
                   sme, vcse, psm, value, currency, awarded_on, starts_on, ends_on, published_on`;
  const written = await tx.query<{ added: boolean }[]>(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (
         origin text, ref text, ocid text, title text, buyer_name text, buyer_code text, supplier_name text,
         supplier_key text, supplier_scheme text, supplier_number text, sme boolean, vcse boolean, psm boolean,
         value numeric, currency text, awarded_on date, starts_on date, ends_on date, published_on date, hash text)),
     ${NAMED}
     INSERT INTO contract_awards AS a (${columns}, buyer_id, hash)
     SELECT ${columns}, ${BUYER('buyer_name', 'buyer_code')}, decode(hash, 'hex') FROM given
     ON CONFLICT (origin, ref) DO UPDATE
       SET ${columns
         .split(',')
         .map((column) => `${column.trim()} = excluded.${column.trim()}`)
         .join(', ')},
           buyer_id = excluded.buyer_id, hash = excluded.hash, imported_at = now()
     WHERE (a.hash <> excluded.hash AND (excluded.published_on >= a.published_on) IS NOT FALSE)
        OR (a.hash = excluded.hash AND a.buyer_id IS NULL AND excluded.buyer_id IS NOT NULL)
     RETURNING xmax = 0 AS added`,
    [JSON.stringify(rows)],
  );
  await keepUnmatched(
    tx,
    'contract_awards',
    rows.map(({ buyer_name: name }) => name),
  );
  const added = written.filter((row) => row.added).length;
  return { added, changed: written.length - added, unchanged: rows.length - written.length };
}

/** Names that none of the rows just written could be matched by: for a data steward to resolve. */
async function keepUnmatched(
  tx: Tx,
  table: 'procurement_notices' | 'contract_awards',
  names: readonly (string | null)[],
): Promise<void> {
  const keys = [...new Set(names.filter((name) => name !== null).map((name) => name.toLowerCase()))];
  await tx.query(
    `INSERT INTO unmatched_buyers (name_key, name)
     SELECT left(lower(buyer_name), 300), min(buyer_name) FROM ${table}
      WHERE lower(buyer_name) = ANY ($1::text[]) AND buyer_id IS NULL
      GROUP BY 1 ORDER BY 1 ON CONFLICT DO NOTHING`,
    [keys],
  );
}
