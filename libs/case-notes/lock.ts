import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { CaseNote, type CaseNoteStatus } from './case-note.entity.ts';
import { CaseNoteNotFound, WrongStatus } from './case-notes.errors.ts';
import { caseNotesPolicy } from './case-notes.policy.ts';

/** The note for this transaction alone. Throws CaseNoteNotFound where the actor may not read it. */
export async function lockNote(tx: Tx, actor: Actor, id: string): Promise<CaseNote> {
  const note = await tx.findOne(CaseNote, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!note || !caseNotesPolicy.canRead(actor, note)) throw CaseNoteNotFound();
  mustWrite(actor);
  return note;
}

/** As lockNote(), for its author, while they may change the words. */
export async function lockToEdit(tx: Tx, actor: Actor, id: string): Promise<CaseNote> {
  const note = await lockNote(tx, actor, id);
  if (!caseNotesPolicy.canEdit(actor, note)) throw new NotAllowed('Only its author can change a case note.');
  mustBe(note, 'draft', 'submitted');
  return note;
}

/** As lockNote(), for what members do with published notes. */
export async function lockPublished(tx: Tx, actor: Actor, id: string): Promise<CaseNote> {
  const note = await lockNote(tx, actor, id);
  mustBe(note, 'published');
  return note;
}

/** Throws NotAllowed for anybody but a moderator who did not write the note. */
export function mustReview(actor: Actor, note: CaseNote): void {
  if (!caseNotesPolicy.canReview(actor, note)) {
    throw new NotAllowed('Only a moderator can decide on a case note, and never on their own.');
  }
}

export function mustWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
}

export function mustBe({ status }: CaseNote, ...statuses: CaseNoteStatus[]): void {
  if (!statuses.includes(status)) throw new WrongStatus(status);
}
