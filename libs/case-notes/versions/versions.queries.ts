import { Injectable } from '@nestjs/common';
import { hasRole, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { Cursor, Whole } from '#libs/platform/inputs';
import { type CaseNoteStatus } from '../case-note.entity.ts';
import { CaseNoteNotFound } from '../case-notes.errors.ts';
import { earlierOpen } from '../confidential.ts';
import { type CaseNoteContent } from '../content.ts';
import { type NoteChange, noteChanges } from './note-changes.ts';

const LAST_VERSION = 2_147_483_647;

export class VersionsInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class ChangesInput {
  /** The version to compare with; absent: the one before that the reader may see. */
  @Whole({ label: 'from', min: 1, max: LAST_VERSION, optional: true })
  readonly from?: number;
}

export interface CaseNoteVersionRow {
  version: number;
  status: CaseNoteStatus;
  content: CaseNoteContent;
  /** A moderator's comment or a reason; only for the author and moderators. */
  note: string | null;
  by: 'author' | 'moderator';
  at: Date;
}

/** What a version was, without what it said. */
export type VersionMark = Omit<CaseNoteVersionRow, 'content'>;

export interface VersionChanges extends VersionMark {
  title: string;
  /** Null: the first that the reader may see. */
  before: VersionMark | null;
  /** Null where there is nothing to compare with. */
  changes: NoteChange[] | null;
}

/** What of the figures of the note as it is now the reader of its versions may know. */
interface OpenFigures {
  seesAll: boolean;
  guarded: boolean;
  today: string;
  openOutcomes: string[];
  openMoney: string[];
}

type Read = VersionMark & { content: CaseNoteContent } & OpenFigures;

/** The parameters of every statement here begin with the note, the reader's keys, the reader, whether they moderate. */
const SEES_ALL = '(n.author_id = $3::uuid OR $4)';

/**
 * Its author and moderators see every version; others what was published, of a note that is published, since it was
 * last withdrawn: what was withdrawn does not come back with the text that took its place.
 */
const READABLE = `(${SEES_ALL} OR (n.status = 'published' AND v.status = 'published' AND v.version > coalesce(
  (SELECT max(w.version) FROM case_note_versions w WHERE w.case_note_id = n.id AND w.status = 'withdrawn'), 0)))`;

const MARK = `v.version, v.status, v.at, CASE WHEN v.changed_by = n.author_id THEN 'author' ELSE 'moderator' END AS by,
  CASE WHEN ${SEES_ALL} THEN v.note END AS note`;

const isConfidential = `m.confidential_until > current_date`;
/** A name is open where no figure of that name is confidential now. */
const openNames = (name: string, table: string): string =>
  `ARRAY(SELECT ${name} FROM ${table} m WHERE m.case_note_id = n.id GROUP BY ${name}
          HAVING NOT coalesce(bool_or(${isConfidential}), false))`;
const OPEN = `${SEES_ALL} AS "seesAll", current_date::text AS today,
  (EXISTS (SELECT FROM outcome_measures m WHERE m.case_note_id = n.id AND ${isConfidential})
    OR EXISTS (SELECT FROM money_figures m WHERE m.case_note_id = n.id AND ${isConfidential})) AS guarded,
  ${openNames('m.name', 'outcome_measures')} AS "openOutcomes", ${openNames('m.label', 'money_figures')} AS "openMoney"`;

/** What a note said before. One statement each; access inside the WHERE, confidential figures left out after it. */
@Injectable()
export class VersionsQueries {
  constructor(private readonly reads: Reads) {}

  /** With the text, newest first; throws CaseNoteNotFound. */
  async list(
    reader: Reader,
    id: string,
    { after, limit }: VersionsInput,
  ): Promise<{ items: CaseNoteVersionRow[]; next: string | null }> {
    const rows = await this.reads.rows<Omit<Read, 'version'> & { version: number | null }>({
      name: 'case-notes.versions',
      text: `SELECT ${MARK}, v.content, ${OPEN}
               FROM case_notes n
               LEFT JOIN LATERAL (SELECT v.* FROM case_note_versions v
                      WHERE v.case_note_id = n.id AND v.version < $5 AND ${READABLE}
                      ORDER BY v.version DESC LIMIT $6) AS v ON true
              WHERE n.id = $1 AND n.visible_to && $2::text[]
              ORDER BY v.version DESC`,
      values: [...by(reader, id), beforeOf(after), limit + 1],
    });
    if (rows.length === 0) throw CaseNoteNotFound();
    const found = rows.filter((row): row is Read => row.version !== null);
    return pageOf(found.map(asOpen), limit, ({ version }) => [version]);
  }

  /** Without the text, newest first, under the title of the note; throws CaseNoteNotFound. */
  async marks(
    reader: Reader,
    id: string,
    { after, limit }: VersionsInput,
  ): Promise<{ title: string; status: CaseNoteStatus; items: VersionMark[]; next: string | null }> {
    const rows = await this.reads.rows<VersionMark & { title: string; now: CaseNoteStatus }>({
      name: 'case-notes.version-marks',
      text: `SELECT n.title, n.status AS now, ${MARK}
               FROM case_notes n
               LEFT JOIN LATERAL (SELECT v.version, v.status, v.at, v.note, v.changed_by FROM case_note_versions v
                      WHERE v.case_note_id = n.id AND v.version < $5 AND ${READABLE}
                      ORDER BY v.version DESC LIMIT $6) AS v ON true
              WHERE n.id = $1 AND n.visible_to && $2::text[]
              ORDER BY v.version DESC`,
      values: [...by(reader, id), beforeOf(after), limit + 1],
    });
    const [first] = rows;
    if (!first) throw CaseNoteNotFound();
    const items = rows.filter((row) => (row.version as number | null) !== null).map(markOf);
    return { title: first.title, status: first.now, ...pageOf(items, limit, ({ version }) => [version]) };
  }

  /** What one version changed; throws CaseNoteNotFound, also where the reader may not see one of the two. */
  async changes(reader: Reader, id: string, version: number, { from }: ChangesInput): Promise<VersionChanges> {
    const rows = await this.reads.rows<
      Read & { title: string; councilName: string | null; spinOutName: string | null }
    >({
      name: 'case-notes.version-changes',
      text: `SELECT ${MARK}, n.title, v.content, ${OPEN},
                    (SELECT c.nice_name FROM councils c WHERE c.code = v.content ->> 'council') AS "councilName",
                    (SELECT o.name FROM organisations o
                      WHERE o.id = (v.content ->> 'spinOut')::uuid AND o.visible_to && $2::text[]) AS "spinOutName"
               FROM case_notes n JOIN case_note_versions v ON v.case_note_id = n.id
              WHERE n.id = $1 AND n.visible_to && $2::text[] AND ${READABLE}
                AND v.version <= greatest($5::int, coalesce($6::int, 0))
                AND ($6::int IS NULL OR v.version IN ($5, $6))
              ORDER BY v.version DESC LIMIT 2`,
      values: [...by(reader, id), version, from ?? null],
    });
    const after = rows.find((row) => row.version === version);
    const before = rows.find((row) => (from === undefined ? row.version < version : row.version === from));
    if (!after || (from !== undefined && !before)) throw VersionNotFound();
    return {
      ...markOf(after),
      title: after.title,
      before: before && before !== after ? markOf(before) : null,
      changes: before && before !== after ? noteChanges(named(before), named(after)) : null,
    };
  }
}

const VersionNotFound = (): NotFound => new NotFound('case-notes.version-not-found', 'version');

const by = (reader: Reader, id: string): unknown[] => [id, reader.keys, reader.personId, hasRole(reader, 'moderator')];

/** A cursor is only text: a number too large for the column would fail in the cast. */
const beforeOf = (after: string | undefined): number => {
  const [version = LAST_VERSION] = fromCursor(after, 'number') ?? [];
  return Math.min(LAST_VERSION, Math.max(0, Math.trunc(Number(version))));
};

const markOf = ({ version, status, at, by: who, note }: VersionMark): VersionMark => ({
  version,
  status,
  at,
  by: who,
  note,
});

const asOpen = (row: Read): CaseNoteVersionRow => ({ ...markOf(row), content: openContent(row) });

const openContent = ({ content, seesAll, guarded, today, openOutcomes, openMoney }: Read): CaseNoteContent =>
  seesAll ? content : earlierOpen(content, { open: { outcomes: openOutcomes, money: openMoney }, guarded }, today);

/** Organisations by name, as the form shows them. */
function named(row: Read & { councilName: string | null; spinOutName: string | null }): CaseNoteContent {
  const content = openContent(row);
  return {
    ...content,
    council: row.councilName ?? content.council,
    spinOut: content.spinOut && (row.spinOutName ?? 'One that you may not see'),
  };
}
