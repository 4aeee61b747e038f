import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { EntryNotFound, LawNotFound } from './law.errors.ts';
import { type ClauseListInput, type LawListInput, type WayListInput } from './law.inputs.ts';

export type Standing = 'in-force' | 'not-yet' | 'ended';

/** A statement of the law, as what cites it shows it. */
export interface CitedLaw {
  code: string;
  title: string;
  statute: string;
  nations: string[];
  /** Days; null: not recorded, or no end. */
  validFrom: string | null;
  validTo: string | null;
  checkedOn: string | null;
  unchecked: boolean;
  standing: Standing;
  replacedBy: { code: string; title: string; statute: string } | null;
}

export interface LawRow extends CitedLaw {
  topic: string;
  text: string;
  source: string;
  sourceUrl: string | null;
  version: number;
}

export interface LawPage extends LawRow {
  replaces: { code: string; title: string }[];
  citedBy: { kind: EntryKind; code: string; title: string }[];
}

export type EntryKind = 'way' | 'clause';

export interface EntryRow {
  kind: EntryKind;
  code: string;
  position: number;
  family: string | null;
  title: string;
  text: string;
  limits: string;
  stages: string[];
  nations: string[];
  origin: string | null;
  source: string | null;
  noticeOcid: string | null;
  /** Null: it names none, or that has not been taken in. */
  notice: { ocid: string; title: string | null; buyer: string | null } | null;
  laws: CitedLaw[];
  /** A law that it rests on has ended or was replaced. */
  lawChanged: boolean;
  /** The oldest day on which a law it rests on was checked; null: none was. */
  lawAsAt: string | null;
  version: number;
}

/** Ended: its last day is past, or it was replaced without one. */
const STANDING = `
  CASE WHEN v.valid_to < current_date OR (v.replaced_by IS NOT NULL AND v.valid_to IS NULL) THEN 'ended'
       WHEN v.valid_from > current_date THEN 'not-yet' ELSE 'in-force' END`;
const REPLACED_BY = `
  (SELECT json_build_object('code', n.code, 'title', n.title, 'statute', n.statute)
     FROM law_versions n WHERE n.id = v.replaced_by AND n.visible_to && $1::text[])`;
const CITED = `
  json_build_object('code', v.code, 'title', v.title, 'statute', v.statute, 'nations', v.nations,
    'validFrom', v.valid_from, 'validTo', v.valid_to, 'checkedOn', v.checked_on, 'unchecked', v.unchecked,
    'standing', ${STANDING}, 'replacedBy', ${REPLACED_BY})`;
const LAW = `
  v.code, v.topic, v.title, v.text, v.statute, v.source, v.source_url AS "sourceUrl", v.nations,
  v.valid_from::text AS "validFrom", v.valid_to::text AS "validTo", v.checked_on::text AS "checkedOn", v.unchecked,
  ${STANDING} AS standing, ${REPLACED_BY} AS "replacedBy", v.version`;
const ENTRY = `
  e.kind, e.code, e.position, e.family, e.title, e.text, e.limits, e.stages, e.nations, e.origin, e.source,
  e.notice_ocid AS "noticeOcid", e.version,
  (SELECT json_build_object('ocid', p.ocid, 'title', p.title, 'buyer', p.buyer_name)
     FROM procurement_notices p WHERE p.ocid = e.notice_ocid AND p.visible_to && $1::text[]
    ORDER BY p.released_at DESC NULLS LAST, p.release_id DESC LIMIT 1) AS notice,
  coalesce(l.laws, '[]') AS laws, coalesce(l.changed, false) AS "lawChanged", l.as_at::text AS "lawAsAt"`;
const CITATIONS = `
  LEFT JOIN LATERAL (
    SELECT json_agg(${CITED} ORDER BY c.position, v.code) AS laws,
           bool_or(${STANDING} = 'ended') AS changed, min(v.checked_on) AS as_at
      FROM law_citations c JOIN law_versions v ON v.id = c.law_id
     WHERE c.entry_id = e.id AND v.visible_to && $1::text[]) l ON true`;

@Injectable()
export class LawQueries {
  constructor(private readonly reads: Reads) {}

  /** By short name. */
  async laws(
    reader: Reader,
    { topic, nation, after, limit }: LawListInput,
  ): Promise<{ items: LawRow[]; next: string | null }> {
    const [code = ''] = fromCursor(after, 'text') ?? [];
    const rows = await this.reads.rows<LawRow>({
      name: 'law.laws',
      text: `SELECT ${LAW} FROM law_versions v
              WHERE v.visible_to && $1::text[] AND v.code > $2
                AND v.topic = coalesce($3, v.topic) AND v.nations @> array_remove(ARRAY[$4::text], NULL)
              ORDER BY v.code LIMIT $5`,
      values: [reader.keys, code, topic ?? null, nation ?? null, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.code]);
  }

  /** Throws LawNotFound. */
  async law(reader: Reader, code: string): Promise<LawPage> {
    const row = await this.reads.row<LawPage>({
      name: 'law.law',
      text: `SELECT ${LAW},
                    coalesce((SELECT json_agg(json_build_object('code', o.code, 'title', o.title) ORDER BY o.code)
                                FROM law_versions o WHERE o.replaced_by = v.id AND o.visible_to && $1::text[]), '[]')
                      AS replaces,
                    coalesce((SELECT json_agg(json_build_object('kind', e.kind, 'code', e.code, 'title', e.title)
                                              ORDER BY e.kind DESC, e.position)
                                FROM law_citations c JOIN law_entries e ON e.id = c.entry_id
                               WHERE c.law_id = v.id AND e.visible_to && $1::text[]), '[]') AS "citedBy"
               FROM law_versions v WHERE v.code = $2 AND v.visible_to && $1::text[]`,
      values: [reader.keys, code],
    });
    if (!row) throw LawNotFound();
    return row;
  }

  /** Those of these short names, in no order. */
  cited(reader: Reader, codes: readonly string[]): Promise<CitedLaw[]> {
    return this.reads.rows<CitedLaw>({
      name: 'law.cited',
      text: `SELECT ${LAW} FROM law_versions v
              WHERE v.code = ANY ($2::text[]) AND v.visible_to && $1::text[] ORDER BY v.code LIMIT 20`,
      values: [reader.keys, codes],
    });
  }

  /** In their own order. */
  async entries(
    reader: Reader,
    kind: EntryKind,
    { nation, after, limit, ...more }: WayListInput & ClauseListInput,
  ): Promise<{ items: EntryRow[]; next: string | null }> {
    const [position = '-1', code = ''] = fromCursor(after, 'number', 'text') ?? [];
    const rows = await this.reads.rows<EntryRow>({
      name: 'law.entries',
      text: `SELECT ${ENTRY} FROM law_entries e ${CITATIONS}
              WHERE e.kind = $2 AND e.visible_to && $1::text[] AND (e.position, e.code) > ($3::int, $4)
                AND e.nations @> array_remove(ARRAY[$5::text], NULL)
                AND e.stages @> array_remove(ARRAY[$6::text], NULL)
                AND e.family IS NOT DISTINCT FROM coalesce($7, e.family)
              ORDER BY e.position, e.code LIMIT $8`,
      values: [
        reader.keys,
        kind,
        Math.trunc(Math.max(-1, Math.min(Number(position), 1e9))),
        code,
        nation ?? null,
        more.stage ?? null,
        more.family ?? null,
        limit + 1,
      ],
    });
    return pageOf(rows, limit, (row) => [row.position, row.code]);
  }

  /** Throws EntryNotFound. */
  async entry(reader: Reader, kind: EntryKind, code: string): Promise<EntryRow> {
    const row = await this.reads.row<EntryRow>({
      name: 'law.entry',
      text: `SELECT ${ENTRY} FROM law_entries e ${CITATIONS}
              WHERE e.kind = $2 AND e.code = $3 AND e.visible_to && $1::text[]`,
      values: [reader.keys, kind, code],
    });
    if (!row) throw EntryNotFound(kind);
    return row;
  }
}
