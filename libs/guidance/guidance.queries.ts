import { Injectable } from '@nestjs/common';
import { CITATION_JSON, type CitationRow } from '#libs/case-notes';
import { DISCUSSED_IN, type Discussion } from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { GuidanceNotFound, VersionNotFound } from './guidance.errors.ts';
import { type GuidanceListInput, type GuidanceVersionsInput } from './guidance.inputs.ts';
import { type GuidanceStatus } from './guidance-page.entity.ts';
import { guidancePolicy } from './guidance.policy.ts';
import { isSlug } from './slug.ts';
import { ANSWER_SOURCE, CASE_NOTE_SOURCE, type SourceRow, usable } from './sources.ts';

export type NewSource = SourceRow;

export interface GuidanceRow {
  id: string;
  slug: string;
  title: string;
  summary: string;
  stage: string | null;
  /** The place of the stage on the path; 0: any stage. */
  stageNumber: number;
  serviceAreas: string[];
  topics: string[];
  status: GuidanceStatus;
  ownerName: string;
  ownerRole: string;
  /** Days, as "2026-11-23". */
  lastCheckedOn: string | null;
  goodUntil: string | null;
  /** A moderator agreed that it may be out of date. */
  doubted: boolean;
  fictional: boolean;
  publishedAt: Date | null;
  updatedAt: Date;
}

/** Whom a page credits, and as much of where they said it as this reader may know. */
export interface GuidanceSourceRow {
  kind: 'answer' | 'case-note';
  creditedName: string;
  /** Null: masked; the name then is what stands for it. */
  creditedRole: string | null;
  fictional: boolean;
  /** The answer; null for who may not read its discussion. */
  answer: { threadId: string; threadTitle: string; number: number; organisation: string | null } | null;
  caseNote: CitationRow | null;
}

export interface GuidancePageRow extends GuidanceRow {
  body: string;
  bodyHtml: string;
  lang: string;
  version: number;
  ownerId: string;
  lawAsAt: string | null;
  checkedByName: string | null;
  /** The role by which they checked it; null where they hold it no longer. */
  checkedByRole: 'subject_editor' | 'moderator' | null;
  sources: GuidanceSourceRow[] | null;
  discussedIn: Discussion[];
}

export interface GuidanceVersionRow {
  version: number;
  title: string;
  summary: string;
  body: string;
  note: string;
  byName: string;
  byRole: string;
  byFictional: boolean;
  at: Date;
  wasPublic: boolean;
}

const ROW = `
  g.id, g.slug, g.title, g.summary, g.stage, g.stage_number AS "stageNumber", g.service_areas AS "serviceAreas", g.topics, g.status,
  o.name AS "ownerName", o.practitioner_role AS "ownerRole", g.last_checked_on::text AS "lastCheckedOn",
  g.good_until::text AS "goodUntil", g.doubted_at IS NOT NULL AS doubted, g.fictional,
  g.published_at AS "publishedAt", g.updated_at AS "updatedAt"`;

/** Credit to all; the way to the answer only to who may read its discussion, and never to one that was hidden. */
const SOURCES = (keys: string): string => `
  SELECT json_agg(json_build_object(
           'kind', CASE WHEN s.post_id IS NULL THEN 'case-note' ELSE 'answer' END,
           'creditedName', coalesce(w.mask, c.name), 'creditedRole', CASE WHEN w.mask IS NULL THEN c.practitioner_role END,
           'fictional', c.fictional AND w.mask IS NULL,
           'answer', CASE WHEN t.id IS NOT NULL THEN json_build_object('threadId', t.id, 'threadTitle', t.title,
                            'number', p.number, 'organisation', CASE WHEN w.mask IS NULL THEN p.author_organisation END) END,
           'caseNote', CASE WHEN n.id IS NOT NULL THEN ${CITATION_JSON('n')} END) ORDER BY s.position)
    FROM guidance_sources s
    JOIN people c ON c.id = s.credited_id
    LEFT JOIN posts w ON w.id = s.post_id
    LEFT JOIN posts p ON p.id = w.id AND p.hidden_at IS NULL
    LEFT JOIN threads t ON t.id = p.thread_id AND t.visible_to && ${keys}::text[]
    LEFT JOIN case_notes n ON n.id = s.case_note_id AND n.visible_to && ${keys}::text[]
   WHERE s.page_id = g.id`;

const VERSION = `
  v.version, v.title, v.summary, v.body, v.note, a.name AS "byName", a.practitioner_role AS "byRole",
  a.fictional AS "byFictional", v.at,
  v.was_public AS "wasPublic"`;

/** Reads for pages and lists: one statement each, access inside the WHERE. */
@Injectable()
export class GuidanceQueries {
  constructor(private readonly reads: Reads) {}

  /** In the order of the path, then by address. Drafts and withdrawn pages come to those they concern. */
  async list(
    reader: Reader,
    { status, serviceArea, topic, stage, after, limit }: GuidanceListInput,
  ): Promise<{ items: GuidanceRow[]; next: string | null }> {
    const [stageNumber = '-1', slug = ''] = fromCursor(after, 'number', 'text') ?? [];
    const values: unknown[] = [
      reader.keys,
      status,
      Math.trunc(Math.max(-1, Math.min(Number(stageNumber), 99))),
      slug,
      limit + 1,
    ];
    const where = (sql: (parameter: string) => string, value: string | undefined): string =>
      value === undefined ? '' : `AND ${sql(`$${values.push(value)}`)}`;
    const rows = await this.reads.rows<GuidanceRow>({
      name: null,
      text: `SELECT ${ROW}
               FROM guidance_pages g JOIN people o ON o.id = g.owner_id
              WHERE g.status = $2 AND (g.stage_number, g.slug) > ($3::int, $4)
                AND g.visible_to && $1::text[]
                ${where((p) => `g.service_areas @> ARRAY[${p}]`, serviceArea)}
                ${where((p) => `g.topics @> ARRAY[${p}]`, topic)}
                ${where((p) => `g.stage = ${p}`, stage)}
              ORDER BY g.stage_number, g.slug
              LIMIT $5`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.stageNumber, row.slug]);
  }

  /** The newest published first, for feeds. */
  recent(reader: Reader, limit = 20): Promise<GuidanceRow[]> {
    return this.reads.rows<GuidanceRow>({
      name: 'guidance.recent',
      text: `SELECT ${ROW}
               FROM guidance_pages g JOIN people o ON o.id = g.owner_id
              WHERE g.status = 'published' AND g.visible_to && $1::text[]
              ORDER BY g.published_at DESC, g.id DESC
              LIMIT $2`,
      values: [reader.keys, limit],
    });
  }

  /** One page with its owner, who checked it and what it was made from; throws GuidanceNotFound. */
  async page(reader: Reader, slug: string): Promise<GuidancePageRow> {
    if (!isSlug(slug)) throw GuidanceNotFound();
    const row = await this.reads.row<GuidancePageRow>({
      name: 'guidance.page',
      text: `SELECT ${ROW}, g.body, g.body_html AS "bodyHtml", g.lang, g.version, g.owner_id AS "ownerId",
                    g.law_as_at::text AS "lawAsAt", k.name AS "checkedByName",
                    (SELECT r.role FROM role_grants r
                      WHERE r.person_id = k.id AND r.scope_id IS NULL AND r.role IN ('subject_editor', 'moderator')
                      ORDER BY r.role DESC LIMIT 1) AS "checkedByRole",
                    (${SOURCES('$2')}) AS sources, ${DISCUSSED_IN('guidance', 'g.id', '$2')} AS "discussedIn"
               FROM guidance_pages g
               JOIN people o ON o.id = g.owner_id
               LEFT JOIN people k ON k.id = g.last_checked_by
              WHERE g.slug = $1 AND g.visible_to && $2::text[]`,
      values: [slug, reader.keys],
    });
    if (!row) throw GuidanceNotFound();
    return row;
  }

  /** Texts of a page, the newest first; to readers those that were published, to editors all. Throws GuidanceNotFound. */
  async versions(
    reader: Reader,
    slug: string,
    { after, limit }: GuidanceVersionsInput,
  ): Promise<{ page: { title: string; version: number }; items: GuidanceVersionRow[]; next: string | null }> {
    const page = await this.page(reader, slug);
    const [before = '2147483647'] = fromCursor(after, 'number') ?? [];
    const rows = await this.reads.rows<GuidanceVersionRow>({
      name: 'guidance.versions',
      text: `SELECT ${VERSION}
               FROM guidance_versions v JOIN people a ON a.id = v.changed_by
              WHERE v.page_id = $1 AND v.version < $2::numeric AND (v.was_public OR $3::boolean)
              ORDER BY v.version DESC
              LIMIT $4`,
      values: [page.id, before, guidancePolicy.canWrite(reader), limit + 1],
    });
    const { title, version } = page;
    return { page: { title, version }, ...pageOf(rows, limit, (row) => [row.version]) };
  }

  /** One text of a page with the one before it that the reader may see; throws GuidanceNotFound or VersionNotFound. */
  async version(
    reader: Reader,
    slug: string,
    version: number,
  ): Promise<{ text: GuidanceVersionRow; before: GuidanceVersionRow | null; current: number }> {
    if (!isSlug(slug)) throw GuidanceNotFound();
    const rows = await this.reads.rows<GuidanceVersionRow & { current: number }>({
      name: 'guidance.version',
      text: `SELECT ${VERSION}, g.version AS current
               FROM guidance_pages g
               JOIN guidance_versions v ON v.page_id = g.id AND v.version <= $3 AND (v.was_public OR $4::boolean)
               JOIN people a ON a.id = v.changed_by
              WHERE g.slug = $1 AND g.visible_to && $2::text[]
              ORDER BY v.version DESC
              LIMIT 2`,
      values: [slug, reader.keys, version, guidancePolicy.canWrite(reader)],
    });
    const [text, before = null] = rows;
    if (text?.version !== version) throw VersionNotFound();
    return { text, before, current: text.current };
  }

  /** An accepted answer as an editor takes it up; throws Refused where it cannot become guidance. */
  async answer(actor: Actor, postId: string): Promise<NewSource> {
    const row = await this.reads.row<SourceRow>({
      name: 'guidance.answer-source',
      text: ANSWER_SOURCE,
      values: [postId, actor.keys],
    });
    return usable('postId', row);
  }

  /** A case note as an editor takes it up; throws Refused where it cannot become guidance. */
  async caseNote(actor: Actor, caseNoteId: string): Promise<NewSource> {
    const row = await this.reads.row<SourceRow>({
      name: 'guidance.case-note-source',
      text: CASE_NOTE_SOURCE,
      values: [caseNoteId, actor.keys],
    });
    return usable('caseNoteId', row);
  }
}
