import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { Refused, Stale } from '#libs/platform/errors';
import { lockToEdit } from './lock.ts';
import { type CaseNoteContent } from './content.ts';
import { type ReviewCommentRow } from './review/review.queries.ts';
import { CaseNotesWriter } from './case-notes.writer.ts';

/** Far more than a page of the form may hold when it is saved. */
const MOST_TYPED = 200_000;
const TOO_LONG = 'This page holds too much to be kept. Shorten it';

/** The fields of one page of the form as they were typed, right or wrong. */
export type TypedFields = Readonly<Record<string, string | readonly string[]>>;

/** A page of the form in a window: what it was filled in from. */
export interface OpenPage {
  readonly section: string;
  /** What of the note stands on it. */
  readonly holds: readonly (keyof CaseNoteContent)[];
  /** Of the note. Null: whichever it has. */
  readonly noteVersion: number | null;
  /** Of what was kept of this page. 0: nothing was. */
  readonly unsavedVersion: number;
  /** Which window it is, so that one never stands in its own way. */
  readonly window: string;
}

export interface UnsavedPage {
  readonly section: string;
  readonly fields: TypedFields;
  readonly version: number;
  /** Of the note, when the page was filled in. */
  readonly noteVersion: number;
  readonly savedAt: Date;
}

/** What was typed and not saved, and what moderators said about the sections, oldest first. */
export interface BesideTheForm {
  readonly unsaved: UnsavedPage[];
  readonly comments: ReviewCommentRow[];
}

/** As JSON gives it: moments are texts. */
interface Told {
  unsaved: (Omit<UnsavedPage, 'savedAt'> & { savedAt: string })[];
  comments: (Omit<ReviewCommentRow, 'at' | 'answeredAt'> & { at: string; answeredAt: string | null })[];
}

interface UnsavedRow extends UnsavedPage {
  readonly window: string;
}

/** What another window did to a page meanwhile: typed there and not saved, else saved. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type PageConflict = { content: CaseNoteContent; unsaved: UnsavedPage | null };

/**
 * What authors have typed and not saved yet, page by page of the form. It is theirs alone, whole, whatever is wrong with
 * it, and no part of the note until they save the page.
 */
@Injectable()
export class UnsavedPages {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly writer: CaseNotesWriter,
  ) {}

  /** What lies beside the form, for its author; nothing for anybody else. One statement. */
  async beside(actor: Actor, id: string): Promise<BesideTheForm> {
    const row = await this.reads.row<Told>({
      name: 'case-notes.beside',
      text: `SELECT coalesce((
               SELECT json_agg(json_build_object('section', u.section, 'fields', u.fields, 'version', u.version,
                        'noteVersion', u.note_version, 'savedAt', u.saved_at) ORDER BY u.section)
                 FROM case_note_unsaved u WHERE u.case_note_id = n.id), '[]') AS unsaved,
             coalesce((
               SELECT json_agg(json_build_object('id', c.id, 'version', c.version, 'section', c.section, 'body', c.body,
                        'at', c.created_at, 'answeredAt', c.answered_at, 'answer', c.answer) ORDER BY c.created_at, c.id)
                 FROM (SELECT * FROM case_note_comments c WHERE c.case_note_id = n.id
                        ORDER BY c.created_at DESC, c.id DESC LIMIT 200) AS c), '[]') AS comments
               FROM case_notes n
              WHERE n.id = $1 AND n.author_id = $2 AND n.visible_to && $3::text[]`,
      values: [id, actor.personId, actor.keys],
    });
    return {
      unsaved: (row?.unsaved ?? []).map((page) => ({ ...page, savedAt: new Date(page.savedAt) })),
      comments: (row?.comments ?? []).map(({ at, answeredAt, ...comment }) => ({
        ...comment,
        at: new Date(at),
        answeredAt: answeredAt === null ? null : new Date(answeredAt),
      })),
    };
  }

  /** Keeps a page as it was typed. Throws Stale, with a PageConflict, where another window kept or saved something else. */
  keep(actor: Actor, id: string, open: OpenPage, fields: TypedFields): Promise<{ version: number; savedAt: Date }> {
    return this.transactions.run(async (tx) => {
      const typed = JSON.stringify(fields);
      if (typed.length > MOST_TYPED)
        throw new Refused('case-notes.too-long', [{ field: open.section, message: TOO_LONG }]);
      const note = await lockToEdit(tx, actor, id);
      await mustBeOpenAt(tx, this.writer, note, open);
      const [kept] = await tx.query<{ version: number; savedAt: Date }[]>(
        `INSERT INTO case_note_unsaved AS u (case_note_id, section, fields, window_id, note_version)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_note_id, section) DO UPDATE
           SET fields = excluded.fields, window_id = excluded.window_id, note_version = excluded.note_version,
               version = u.version + 1, saved_at = now()
         RETURNING version, saved_at AS "savedAt"`,
        [id, open.section, typed, open.window, open.noteVersion ?? note.version],
      );
      return kept!;
    });
  }

  /** Throws away what was kept of a page. */
  forget(actor: Actor, id: string, section: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockToEdit(tx, actor, id);
      await forgetUnsaved(tx, id, section);
    });
  }
}

export async function forgetUnsaved(tx: Tx, id: string, section: string): Promise<void> {
  await tx.query(`DELETE FROM case_note_unsaved WHERE case_note_id = $1 AND section = $2`, [id, section]);
}

/** The pages of a note on which something waits to be saved. */
export async function waitingIn(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.query<{ section: string }[]>(
    `SELECT section FROM case_note_unsaved WHERE case_note_id = $1 ORDER BY section`,
    [id],
  );
  return rows.map(({ section }) => section);
}

/**
 * Throws Stale where saving or keeping this page would overwrite what its window never showed. Another page that was
 * saved meanwhile is no reason.
 */
export async function mustBeOpenAt(
  tx: Tx,
  writer: CaseNotesWriter,
  note: { id: string; version: number },
  open: OpenPage,
): Promise<CaseNoteContent> {
  const content = await writer.content(tx, note);
  const [unsaved] = await tx.query<UnsavedRow[]>(
    `SELECT section, fields, version, note_version AS "noteVersion", saved_at AS "savedAt", window_id AS "window"
       FROM case_note_unsaved WHERE case_note_id = $1 AND section = $2`,
    [note.id, open.section],
  );
  const keptElsewhere =
    unsaved !== undefined && unsaved.window !== open.window && unsaved.version !== open.unsavedVersion;
  if (keptElsewhere || (await savedElsewhere(tx, note, open))) {
    const conflict: PageConflict = { content, unsaved: keptElsewhere ? unsaved : null };
    throw new Stale(note.version, conflict);
  }
  return content;
}

async function savedElsewhere(
  tx: Tx,
  { id, version }: { id: string; version: number },
  { noteVersion, holds }: OpenPage,
): Promise<boolean> {
  if (noteVersion === null || noteVersion === version) return false;
  const [compared] = await tx.query<{ changed: boolean }[]>(
    `SELECT EXISTS (SELECT FROM unnest($4::text[]) AS name
                     WHERE earlier.content ? name
                       AND earlier.content -> name IS DISTINCT FROM now.content -> name) AS changed
       FROM case_note_versions earlier
       JOIN case_note_versions now ON now.case_note_id = earlier.case_note_id AND now.version = $3
      WHERE earlier.case_note_id = $1 AND earlier.version = $2`,
    [id, noteVersion, version, holds],
  );
  return compared?.changed ?? true;
}
