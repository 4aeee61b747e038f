import { Injectable } from '@nestjs/common';
import { type Actor, type Reader } from '#libs/people';
import { fromCursor, type Once, pageOf, Reads, Transactions, type Tx } from '#libs/platform/database';
import { Stale } from '#libs/platform/errors';
import { renderMarkdown } from '#libs/platform/markdown';
import { CIRCLE_LIMITS } from './circle-kinds.ts';
import { CircleNoteNotFound, TooFewToMeet } from './circles.errors.ts';
import { type CircleNoteInput, type CircleNoteListInput } from './circles.inputs.ts';
import { type CircleReceipt } from './circles.service.ts';
import { holdInside, mustWrite } from './held-circle.ts';

export interface CircleNoteRow {
  id: string;
  circleId: string;
  title: string;
  /** A day, as 2026-11-05. */
  metOn: string;
  version: number;
  writtenBy: string;
  changedBy: string | null;
  changedAt: Date | null;
  createdAt: Date;
}

export interface CircleNote extends CircleNoteRow {
  body: string;
  bodyHtml: string;
}

/** An earlier text. */
export interface CircleNoteVersion {
  version: number;
  title: string;
  metOn: string;
  body: string;
  writtenBy: string;
  at: Date;
}

const ROW = `n.id, n.circle_id AS "circleId", n.title, n.met_on::text AS "metOn", n.version, w.name AS "writtenBy",
  h.name AS "changedBy", n.changed_at AS "changedAt", n.created_at AS "createdAt"`;
const FROM = `FROM circle_notes n JOIN people w ON w.id = n.written_by LEFT JOIN people h ON h.id = n.changed_by`;

export const renderNote = (body: string): string => renderMarkdown(body, { firstHeading: 2 });

/** Notes from meetings: written and read by the members of a circle. */
@Injectable()
export class CircleNotes {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  /** Throws CircleNotFound, NotMember, and TooFewToMeet in a peer circle that has not four members. */
  write(actor: Actor, circleId: string, input: CircleNoteInput, once: Once | null): Promise<CircleReceipt> {
    return this.transactions.once(once, async (tx) => {
      const { kind, members } = await holdInside(tx, actor, circleId);
      if (kind === 'peer' && members < CIRCLE_LIMITS.peersToMeet) throw new TooFewToMeet();
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circle_notes (circle_id, title, met_on, body, body_html, written_by)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [circleId, input.title, input.metOn, input.body, renderNote(input.body), actor.personId],
      );
      return { id: row!.id };
    });
  }

  /**
   * By any member; the text before is kept. Where it says so already nothing happens. Throws CircleNoteNotFound, NotMember,
   * and Stale when it is no longer at `version`.
   */
  edit(actor: Actor, noteId: string, input: CircleNoteInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const note = await heldNote(tx, actor, noteId);
      const { title, metOn, body } = note;
      if (title === input.title && metOn === input.metOn && body === input.body) return note.version;
      if (version !== null && version !== note.version) throw new Stale(note.version, { title, metOn, body });
      await tx.query(
        `INSERT INTO circle_note_versions (note_id, version, title, met_on, body, written_by, at)
         SELECT id, version, title, met_on, body, coalesce(changed_by, written_by), coalesce(changed_at, created_at)
           FROM circle_notes WHERE id = $1`,
        [noteId],
      );
      await tx.query(
        `UPDATE circle_notes SET title = $2, met_on = $3, body = $4, body_html = $5, changed_by = $6, changed_at = now(),
                version = version + 1 WHERE id = $1`,
        [noteId, input.title, input.metOn, input.body, renderNote(input.body), actor.personId],
      );
      return note.version + 1;
    });
  }

  /** Of one circle, the last meeting first. */
  async list(
    reader: Reader,
    circleId: string,
    { after, limit }: CircleNoteListInput,
  ): Promise<{ items: CircleNoteRow[]; next: string | null }> {
    const [day = '9999-12-31', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'day', 'id') ?? [];
    const rows = await this.reads.rows<CircleNoteRow>({
      name: 'circles.notes',
      text: `SELECT ${ROW} ${FROM}
              WHERE n.circle_id = $1 AND n.visible_to && $2::text[] AND (n.met_on, n.id) < ($3::date, $4::uuid)
              ORDER BY n.met_on DESC, n.id DESC LIMIT $5`,
      values: [circleId, reader.keys, day, id, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.metOn, row.id]);
  }

  /** Throws CircleNoteNotFound. */
  async note(reader: Reader, id: string): Promise<CircleNote> {
    const row = await this.reads.row<CircleNote>({
      name: 'circles.note',
      text: `SELECT ${ROW}, n.body, n.body_html AS "bodyHtml" ${FROM} WHERE n.id = $1 AND n.visible_to && $2::text[]`,
      values: [id, reader.keys],
    });
    if (!row) throw CircleNoteNotFound();
    return row;
  }

  /** The earlier texts, the latest first; at most 100. */
  async versions(reader: Reader, id: string): Promise<CircleNoteVersion[]> {
    return this.reads.rows<CircleNoteVersion>({
      name: 'circles.note-versions',
      text: `SELECT v.version, v.title, v.met_on::text AS "metOn", v.body, p.name AS "writtenBy", v.at
               FROM circle_note_versions v JOIN circle_notes n ON n.id = v.note_id AND n.visible_to && $2::text[]
               JOIN people p ON p.id = v.written_by
              WHERE v.note_id = $1 ORDER BY v.version DESC LIMIT 100`,
      values: [id, reader.keys],
    });
  }
}

/** The circle's row first, then the note's. */
async function heldNote(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ title: string; metOn: string; body: string; version: number }> {
  mustWrite(actor);
  const [of] = await tx.query<{ circleId: string }[]>(
    `SELECT circle_id AS "circleId" FROM circle_notes WHERE id = $1 AND visible_to && $2::text[]`,
    [id, actor.keys],
  );
  if (!of) throw CircleNoteNotFound();
  await holdInside(tx, actor, of.circleId);
  const [note] = await tx.query<{ title: string; metOn: string; body: string; version: number }[]>(
    `SELECT title, met_on::text AS "metOn", body, version FROM circle_notes WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return note!;
}
