import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { CaseNote, type CaseNoteStatus } from './case-note.entity.ts';
import { CaseNoteNotFound, RevisionUnderWay } from './case-notes.errors.ts';
import {
  type CaseNoteChangeInput,
  type CaseNoteInput,
  type ReturnInput,
  type WithdrawInput,
} from './case-notes.inputs.ts';
import { caseNotesPolicy } from './case-notes.policy.ts';
import { CaseNotesWriter } from './case-notes.writer.ts';
import { type CaseNoteContent, contentOf, gapsIn, isLoss } from './content.ts';
import { lockNote, lockToEdit, mustBe, mustReview, mustWrite } from './lock.ts';
import { noteNamed } from './note-named.ts';
import { settleDoubts } from './responses/standing.ts';
import { addComments, seeComments } from './review/comments.ts';
import { forgetUnsaved, mustBeOpenAt, type OpenPage, waitingIn } from './unsaved.ts';

/** What a command gives back, so that a repeated one can give it back again. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type CaseNoteReceipt = { id: string; version: number; status: CaseNoteStatus };

/** How a seeded note came to be what it is: no moderator was there. */
export interface SeededCaseNote {
  readonly id?: string;
  readonly status: 'draft' | 'submitted' | 'published' | 'withdrawn';
  /** Days. */
  readonly publishedOn?: string | null;
  readonly lastCheckedOn?: string | null;
  readonly goodUntil?: string | null;
  readonly withdrawnReason?: string | null;
  readonly fictional: boolean;
}

const MONTHS_GOOD = 12;

@Injectable()
export class CaseNotesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
    private readonly writer: CaseNotesWriter,
  ) {}

  /** A draft, for its author alone; with `submit` it goes to the moderators at once, or nothing is kept. */
  create(
    actor: Actor,
    input: CaseNoteInput,
    once: Once | null,
    { submit = false }: { submit?: boolean } = {},
  ): Promise<CaseNoteReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustWrite(actor);
      const note = await this.writer.insert(tx, actor, contentOf(input));
      return submit ? this.submitLocked(tx, actor, note) : receipt(note);
    });
  }

  /**
   * Changes some fields of the author's draft or submitted note: those that are absent stay as they are, those named in
   * `emptied` are taken away. Throws Stale.
   */
  change(
    actor: Actor,
    id: string,
    input: CaseNoteChangeInput,
    emptied: readonly string[],
    version: number | null,
  ): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const note = await lockToEdit(tx, actor, id);
      return this.changeLocked(tx, actor, note, await this.mustBeAt(tx, note, version), input, emptied);
    });
  }

  /**
   * As change(), for a page of the form: what was kept of it unsaved is gone then. Throws Stale with a PageConflict, but
   * not where only other pages were saved meanwhile.
   */
  savePage(
    actor: Actor,
    id: string,
    input: CaseNoteChangeInput,
    emptied: readonly string[],
    open: OpenPage,
  ): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const note = await lockToEdit(tx, actor, id);
      const content = await mustBeOpenAt(tx, this.writer, note, open);
      await forgetUnsaved(tx, id, open.section);
      return this.changeLocked(tx, actor, note, content, input, emptied);
    });
  }

  /** Gives a draft to the moderators. Refused, naming the fields, while something that every note needs is missing. */
  submit(actor: Actor, id: string, version: number | null): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const note = await lockNote(tx, actor, id);
      if (!caseNotesPolicy.canEdit(actor, note)) throw new NotAllowed('Only its author can submit a case note.');
      return this.submitLocked(tx, actor, note, version);
    });
  }

  /** The author takes a submitted note back to go on writing. */
  takeBack(actor: Actor, id: string): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const note = await lockNote(tx, actor, id);
      if (!caseNotesPolicy.canEdit(actor, note)) throw new NotAllowed('Only its author can take a case note back.');
      mustBe(note, 'submitted');
      await this.writer.save(tx, actor, note, { status: { status: 'draft', submittedAt: null } });
      return receipt(note);
    });
  }

  /**
   * Makes a submitted note public, or puts a changed text in the place of the note it was made from. A moderator, never
   * the author. `version` is what the moderator read: another one is Stale.
   */
  publish(actor: Actor, id: string, version: number | null): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const submitted = await this.lockToReview(tx, actor, id);
      await this.mustBeAt(tx, submitted, version);
      const revised = submitted.replacesId ? await this.supersede(tx, actor, submitted) : null;
      const note = revised?.note ?? submitted;
      const status = {
        status: 'published' as const,
        publishedAt: note.publishedAt ?? new Date(),
        publishedBy: actor.personId,
        submittedAt: null,
        reviewComment: null,
        withdrawnAt: null,
        withdrawnReason: null,
        withdrawnBy: null,
        replacedById: null,
        ...freshFrom(new Date()),
      };
      await this.writer.save(tx, actor, note, { content: revised?.content, status });
      await settleDoubts(tx, note.id, actor.personId);
      await this.tellAuthor(tx, actor, note, 'case-note-published', 'Your case note is published');
      return receipt(note);
    });
  }

  /**
   * Sends a submitted note back to its author as a draft, with what should change: as a whole, by section, or both.
   * Refused where nothing is said.
   */
  return(actor: Actor, id: string, { comment: words, comments = [] }: ReturnInput): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const note = await this.lockToReview(tx, actor, id);
      await addComments(tx, actor, note, comments);
      const comment = words ?? (await seeComments(tx, note));
      const status = { status: 'draft' as const, submittedAt: null, reviewComment: comment };
      await this.writer.save(tx, actor, note, { status, comment });
      await this.tellAuthor(
        tx,
        actor,
        note,
        'case-note-returned',
        'A moderator asks for changes to your case note',
        comment,
      );
      return receipt(note);
    });
  }

  /** Takes a published note out of every list. Its page stays, says when and why, and shows no text and no figures. */
  withdraw(actor: Actor, id: string, { reason, replacedBy }: WithdrawInput): Promise<CaseNoteReceipt> {
    return this.transactions.run(async (tx) => {
      const replacedById = replacedBy === undefined ? null : await successorNamed(tx, actor, id, replacedBy);
      const note = await this.withdrawIn(tx, actor, id, reason, replacedById);
      await this.tellAuthor(tx, actor, note, 'case-note-withdrawn', 'A moderator withdrew your case note', reason);
      return receipt(note);
    });
  }

  /** As withdraw(), for moderation, which logs it and tells the author in its own words, in the same transaction. */
  async withdrawIn(
    tx: Tx,
    actor: Actor,
    id: string,
    reason: string,
    replacedById: string | null = null,
  ): Promise<CaseNote> {
    const note = await lockNote(tx, actor, id);
    if (!caseNotesPolicy.canWithdraw(actor, note)) {
      throw new NotAllowed('Only its author or a moderator can withdraw a case note.');
    }
    mustBe(note, 'published');
    const status = {
      status: 'withdrawn' as const,
      withdrawnAt: new Date(),
      withdrawnReason: reason,
      withdrawnBy: actor.personId === note.authorId ? ('author' as const) : ('moderator' as const),
      replacedById,
    };
    await this.writer.save(tx, actor, note, { status, comment: reason });
    return note;
  }

  /**
   * A draft with the text of a published or withdrawn note, for its author to change. The note stays as it is until a
   * moderator publishes the changed text in its place.
   */
  revise(actor: Actor, id: string, once: Once | null): Promise<CaseNoteReceipt> {
    return this.transactions.once(once, async (tx) => {
      const note = await lockNote(tx, actor, id);
      if (!caseNotesPolicy.canEdit(actor, note)) throw new NotAllowed('Only its author can change a case note.');
      mustBe(note, 'published', 'withdrawn');
      const [earlier] = await tx.query<{ id: string }[]>(
        `SELECT id FROM case_notes WHERE replaces_id = $1 AND status IN ('draft', 'submitted')`,
        [id],
      );
      if (earlier) throw new RevisionUnderWay();
      const content = await this.writer.content(tx, note);
      return receipt(await this.writer.insert(tx, actor, content, { replacesId: id }));
    });
  }

  /**
   * A note as it comes from a seed, with the status it has there and nobody's approval. Null where that id is there
   * already. Not for what people ask for: it checks no right.
   */
  async seedAsSystem(
    tx: Tx,
    authorId: string,
    input: CaseNoteInput,
    { id, status, publishedOn, lastCheckedOn, goodUntil, withdrawnReason, fictional }: SeededCaseNote,
  ): Promise<string | null> {
    if (id !== undefined && (await tx.existsBy(CaseNote, { id }))) return null;
    const publishedAt = publishedOn ? new Date(`${publishedOn}T12:00:00Z`) : new Date();
    const isOut = status === 'published' || status === 'withdrawn';
    const note = await this.writer.insert(tx, { personId: authorId, keys: ['public'] }, contentOf(input), {
      ...(id === undefined ? {} : { id }),
      status,
      fictional,
      publishedAt: isOut ? publishedAt : null,
      submittedAt: status === 'submitted' ? new Date() : null,
      withdrawnAt: status === 'withdrawn' ? new Date() : null,
      withdrawnReason: withdrawnReason ?? null,
      lastCheckedOn: lastCheckedOn ?? null,
      goodUntil: goodUntil ?? null,
      ...(publishedOn ? { createdAt: publishedAt, updatedAt: publishedAt } : {}),
    });
    return note.id;
  }

  /** Lets be known what was confidential until today, everywhere at once. Run by the clock; may be run again. */
  async openFigures(): Promise<void> {
    const due = await this.transactions.run((tx) =>
      tx.query<{ id: string }[]>(
        `SELECT id FROM case_notes WHERE figures_open_on <= current_date ORDER BY figures_open_on, id LIMIT 1000`,
      ),
    );
    for (const { id } of due) {
      await this.transactions.run(async (tx) => {
        const note = await tx.findOne(CaseNote, { where: { id }, lock: { mode: 'pessimistic_write' } });
        if (note) await this.writer.openFigures(tx, note);
      });
    }
  }

  private async changeLocked(
    tx: Tx,
    actor: Actor,
    note: CaseNote,
    content: CaseNoteContent,
    input: CaseNoteChangeInput,
    emptied: readonly string[],
  ): Promise<CaseNoteReceipt> {
    if (emptied.includes('title')) {
      throw new Refused('case-notes.no-title', [{ field: 'title', message: 'Enter a title that says what happened' }]);
    }
    const given = Object.entries(input).filter(([, value]) => value !== undefined);
    const gone = emptied.map((field) => [field, undefined]);
    const changed = { ...content, ...Object.fromEntries([...given, ...gone]) } as CaseNoteInput;
    await this.writer.save(tx, actor, note, { content: withoutStaleReason(contentOf(changed), input) });
    return receipt(note);
  }

  private async submitLocked(
    tx: Tx,
    actor: Actor,
    note: CaseNote,
    version: number | null = null,
  ): Promise<CaseNoteReceipt> {
    mustBe(note, 'draft');
    await this.mustBeAt(tx, note, version);
    const waiting = (await waitingIn(tx, note.id)).map((section) => ({
      field: `unsaved.${section}`,
      message: 'Save what you typed on this page, or throw it away',
    }));
    const gaps = [...waiting, ...gapsIn(await this.writer.content(tx, note))];
    if (gaps.length > 0) throw new Refused('case-notes.not-complete', gaps);
    await this.writer.save(tx, actor, note, { status: { status: 'submitted', submittedAt: new Date() } });
    return receipt(note);
  }

  /** The note that a changed text is for, and that text, whose own row is only history from now on. */
  private async supersede(
    tx: Tx,
    actor: Actor,
    revision: CaseNote,
  ): Promise<{ note: CaseNote; content: CaseNoteContent }> {
    const id = revision.replacesId!;
    const note = await tx.findOne(CaseNote, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!note) throw CaseNoteNotFound();
    const content = await this.writer.content(tx, revision);
    const status = { status: 'superseded' as const, submittedAt: null, reviewComment: null };
    await this.writer.save(tx, actor, revision, { status });
    return { note, content };
  }

  private async lockToReview(tx: Tx, actor: Actor, id: string): Promise<CaseNote> {
    const note = await lockNote(tx, actor, id);
    mustReview(actor, note);
    mustBe(note, 'submitted');
    return note;
  }

  private async mustBeAt(tx: Tx, note: CaseNote, version: number | null): Promise<CaseNoteContent> {
    const content = await this.writer.content(tx, note);
    if (version !== null && version !== note.version) throw new Stale(note.version, { ...content });
    return content;
  }

  /** Nobody is told of what they did themselves. */
  private async tellAuthor(
    tx: Tx,
    actor: Actor,
    { id, version, authorId }: CaseNote,
    kind: string,
    unnamed: string,
    detail?: string,
  ): Promise<void> {
    if (authorId === actor.personId) return;
    await this.notifications.tell(tx, [authorId], {
      kind,
      cause: `${kind}:${id}:${version}`,
      title: `${unnamed}: {title}`,
      about: { kind: 'case-note', id, unnamed },
      detail,
      url: `/case-notes/${id}`,
    });
  }
}

/** Throws Refused where it names no other published note. */
async function successorNamed(tx: Tx, actor: Actor, id: string, name: string): Promise<string> {
  const successor = await noteNamed(tx, actor, name);
  if (successor !== null && successor !== id) return successor;
  throw new Refused('case-notes.unknown-successor', [
    { field: 'replacedBy', message: 'Enter the address of another published case note, or leave it empty' },
  ]);
}

const receipt = ({ id, version, status }: CaseNote): CaseNoteReceipt => ({ id, version, status });

/** Checked today, good for a year. */
function freshFrom(now: Date): { lastCheckedOn: string; goodUntil: string } {
  const until = new Date(now);
  until.setUTCMonth(until.getUTCMonth() + MONTHS_GOOD);
  return { lastCheckedOn: dayOf(now), goodUntil: dayOf(until) };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The reason of an earlier result goes with it; one that was just given stays, to be refused where it does not fit. */
const withoutStaleReason = (content: CaseNoteContent, { lossReason }: CaseNoteChangeInput): CaseNoteContent =>
  lossReason === undefined && !isLoss(content.result) ? { ...content, lossReason: null } : content;
