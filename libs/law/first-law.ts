import fs from 'node:fs';
import path from 'node:path';

interface FirstLaw {
  laws: readonly object[];
  entries: readonly object[];
}

/** What the tables begin with, from law.json: statements, each with its rows. For the migration that makes them. */
export function firstLaw(): readonly (readonly [statement: string, rows: readonly object[]])[] {
  // Read from the source tree, also by the built program: tsc does not copy data files.
  const { laws, entries } = JSON.parse(fs.readFileSync(path.resolve('libs/law/data/law.json'), 'utf8')) as FirstLaw;
  return [
    [
      `INSERT INTO law_versions (code, topic, nations, title, text, statute, source, source_url, valid_from, valid_to,
                                 checked_on, unchecked)
       SELECT code, topic, nations, title, text, statute, source, "sourceUrl", "validFrom", "validTo", "checkedOn", unchecked
         FROM jsonb_to_recordset($1::jsonb) AS r (
           code text, topic text, nations text[], title text, text text, statute text, source text, "sourceUrl" text,
           "validFrom" date, "validTo" date, "checkedOn" date, unchecked boolean)`,
      laws,
    ],
    [
      `UPDATE law_versions v SET replaced_by = n.id
         FROM jsonb_to_recordset($1::jsonb) AS r (code text, "replacedBy" text) JOIN law_versions n ON n.code = r."replacedBy"
        WHERE v.code = r.code`,
      laws,
    ],
    [
      `INSERT INTO law_entries (kind, code, position, family, title, text, limits, stages, nations, origin, source, notice_ocid)
       SELECT kind, code, position, family, title, text, limits, stages, nations, origin, source, "noticeOcid"
         FROM jsonb_to_recordset($1::jsonb) AS r (
           kind text, code text, position int, family text, title text, text text, limits text, stages text[],
           nations text[], origin text, source text, "noticeOcid" text)`,
      entries,
    ],
    [
      `INSERT INTO law_citations (entry_id, law_id, position)
       SELECT e.id, v.id, l.position
         FROM jsonb_to_recordset($1::jsonb) AS r (kind text, code text, laws text[])
         CROSS JOIN LATERAL unnest(r.laws) WITH ORDINALITY AS l (code, position)
         JOIN law_entries e ON e.kind = r.kind AND e.code = r.code JOIN law_versions v ON v.code = l.code`,
      entries,
    ],
  ];
}
