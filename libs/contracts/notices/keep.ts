import { type Tx } from '#libs/platform/database';
import { type AwardRow, type NoticeRow } from './release.ts';

export interface Kept {
  added: number;
  changed: number;
  unchanged: number;
}

/**
 * Of the rows in `given`, whose column `code` holds a code of the buyer: `found` says which body each spelling and code
 * is, once for all rows that have them. By its code, by a data steward's word, or by a name that one body alone has,
 * with or without what stands around it (".Ardenshire Council"), those that have not ended first; null where nobody knows. Names are compared as lists and not one by one: a batch
 * costs the same however many councils there are to compare it with. `unmatched` keeps the names that nobody knows, for
 * a data steward to resolve.
 */
const FOUND = (code: string): string => `
  spelt AS MATERIALIZED (
    SELECT DISTINCT lower(buyer_name) AS name_key, ${code} AS code,
           regexp_replace(lower(buyer_name), '^[[:punct:][:space:]]+|[[:punct:][:space:]]+$', '', 'g') AS bare FROM given),
  known AS (
    SELECT lower(official_name) AS name_key, organisation_id AS id, ended_on IS NULL AS current FROM councils
    UNION ALL
    SELECT lower(nice_name), organisation_id, ended_on IS NULL FROM councils
    UNION ALL
    SELECT lower(a), organisation_id, ended_on IS NULL FROM councils, unnest(alternative_names) AS a
    UNION ALL
    SELECT lower(s.spelling), s.council_id, c.ended_on IS NULL
      FROM council_spellings s JOIN councils c ON c.organisation_id = s.council_id
    UNION ALL
    SELECT lower(name), id, true FROM organisations WHERE kind <> 'council' AND visible_to && '{public}'),
  named AS MATERIALIZED (
    SELECT DISTINCT name_key, id, current FROM known WHERE name_key IN (SELECT name_key FROM spelt UNION SELECT bare FROM spelt)),
  found AS MATERIALIZED (
    SELECT coalesce(b.name_key, '') AS name_key, coalesce(b.code, '') AS code,
           coalesce(
             (SELECT c.organisation_id FROM councils c WHERE c.code = b.code),
             (SELECT (array_agg(DISTINCT g.council_id))[1] FROM council_gss_codes g WHERE g.gss_code = b.code
              HAVING count(DISTINCT g.council_id) = 1),
             (SELECT u.organisation_id FROM unmatched_buyers u WHERE u.name_key = left(b.name_key, 300)),
             (SELECT (array_agg(DISTINCT m.id))[1] FROM named m WHERE m.name_key IN (b.name_key, b.bare) AND m.current
              HAVING count(DISTINCT m.id) = 1),
             (SELECT (array_agg(DISTINCT m.id))[1] FROM named m WHERE m.name_key IN (b.name_key, b.bare)
              HAVING count(DISTINCT m.id) = 1)) AS buyer_id
      FROM spelt b),
  told AS MATERIALIZED (
    SELECT g.*, f.buyer_id FROM given g JOIN found f ON f.name_key = coalesce(lower(g.buyer_name), '')
                                                    AND f.code = coalesce(g.${code}, '')),
  unmatched AS (
    INSERT INTO unmatched_buyers (name_key, name)
    SELECT left(lower(buyer_name), 300), min(buyer_name) FROM told WHERE buyer_id IS NULL AND buyer_name IS NOT NULL
     GROUP BY 1 ORDER BY 1 ON CONFLICT DO NOTHING)`;

/** Of what is there already the same: then nothing is written, and no row is locked. */
const SAME = `hash = decode(g.hash, 'hex') AND (buyer_id IS NOT NULL OR g.buyer_id IS NULL)`;

/** Keeps notices, and says which of them are new or newer: the awards of the others are known already. */
export async function keepNotices(tx: Tx, rows: readonly NoticeRow[]): Promise<Kept & { fresh: Set<string> }> {
  const written = await tx.query<{ ocid: string; releaseId: string; added: boolean }[]>(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (
         ocid text, release_id text, released_at timestamptz, tags text[], title text, buyer_name text, buyer_gss text,
         method text, cpv text[], reserved_for text[], value numeric, currency text, starts_on date, ends_on date, hash text)),
     ${FOUND('buyer_gss')}
     INSERT INTO procurement_notices AS p (ocid, release_id, released_at, tags, title, buyer_name, buyer_id, method, cpv,
                                           reserved_for, value, currency, starts_on, ends_on, hash)
     SELECT ocid, release_id, released_at, tags, title, buyer_name, buyer_id, method, cpv, reserved_for, value,
            currency, starts_on, ends_on, decode(hash, 'hex') FROM told g
      WHERE NOT EXISTS (SELECT FROM procurement_notices WHERE ocid = g.ocid AND release_id = g.release_id AND ${SAME})
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
     ${FOUND('buyer_code')}
     INSERT INTO contract_awards AS a (${columns}, buyer_id, hash)
     SELECT ${columns}, buyer_id, decode(hash, 'hex') FROM told g
      WHERE NOT EXISTS (SELECT FROM contract_awards WHERE origin = g.origin AND ref = g.ref AND ${SAME})
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
  const added = written.filter((row) => row.added).length;
  return { added, changed: written.length - added, unchanged: rows.length - written.length };
}
