import { Injectable } from '@nestjs/common';
import { type Notice, Notifications } from '#libs/notifications';
import { type Actor, PersonNotFound, type PlatformRole } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { AlreadyClaimed, AlreadyDecided, AlreadyHidden, OwnCase, SubjectNotFound, wrong } from './moderation.errors.ts';
import { ModerationEffects } from './moderation.effects.ts';
import { type Action, type ActionInput, type ReportInput, type SubjectKind } from './moderation.inputs.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { type LoggedAction, type LoggedSubject } from './moderation.queries.ts';
import { words } from './moderation.words.ts';
import { isClearing, isRule, RULES, type RuleCode } from './reasons.ts';
import { Report, type ReportedKind } from './report.entity.ts';
import { findSubject, type Subject } from './subjects.ts';

// Types, not interfaces: only so are they assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type ReportReceipt = { id: string; createdAt: string };
/** `logId`: the line of the log. */
// oxlint-disable-next-line typescript/consistent-type-definitions
export type ActionReceipt = { action: Action; subject: SubjectKind; subjectId: string; logId: string };

const REPORTS: Limit = { name: 'moderation.reports', most: 30, seconds: 3_600 };
/** After that another moderator may take over. */
const CLAIM_HOURS = 24;

@Injectable()
export class ModerationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
    private readonly limits: RateLimits,
    private readonly effects: ModerationEffects,
  ) {}

  /** Asks the moderators to look at something. The same person about the same thing is one open report. */
  async report(
    actor: Actor,
    kind: ReportedKind,
    id: string,
    { reason, detail = '' }: ReportInput,
  ): Promise<ReportReceipt> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    if (reason === 'other' && detail === '') throw wrong('detail', 'Say what is wrong');
    await this.limits.take(REPORTS, actor.personId);
    return this.transactions.run(async (tx) => {
      const subject = await findSubject(tx, kind, id);
      if (!subject.visibleTo.some((key) => actor.keys.includes(key))) throw SubjectNotFound();
      if (subject.hidden) throw new AlreadyHidden();
      if (!subject.open) throw SubjectNotFound();
      if (subject.authorId === actor.personId) throw new OwnCase('You wrote this yourself: you can change it.');
      await tx.query(
        `INSERT INTO reports (subject, subject_id, reporter_id, reason, detail) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [kind, id, actor.personId, reason, detail],
      );
      const report = await tx.findOneByOrFail(Report, {
        subject: kind,
        subjectId: id,
        reporterId: actor.personId,
        status: 'open',
      });
      return { id: report.id, createdAt: report.createdAt.toISOString() };
    });
  }

  /** What a moderator does, with its line in the log and its notices, in one transaction. */
  act(actor: Actor, input: ActionInput, once: Once | null): Promise<ActionReceipt> {
    return this.transactions.once(once, async (tx) => {
      if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
      if (!moderationPolicy.canModerate(actor)) throw new NotAllowed();
      const { action, subject, subjectId } = input;
      if (!moderationPolicy.fits(action, subject)) throw wrong('action', `A ${subject} cannot be dealt with like that`);
      const logId =
        subject === 'person'
          ? await this.actOnPerson(tx, actor, input)
          : await this.actOnText(tx, actor, input, subject);
      return { action, subject, subjectId, logId };
    });
  }

  private async actOnText(tx: Tx, actor: Actor, input: ActionInput, kind: ReportedKind): Promise<string> {
    // The reports first: so two moderators queue here, and the second finds them decided.
    const open = await lockOpenReports(tx, kind, input.subjectId);
    const subject = await findSubject(tx, kind, input.subjectId);
    const readable = subject.visibleTo.some((key) => actor.keys.includes(key));
    if (!readable && !subject.hidden && open.length === 0) {
      const { reportId: id, subjectId } = input;
      const decided = id !== undefined && (await tx.existsBy(Report, { id, subject: kind, subjectId }));
      throw decided ? new AlreadyDecided() : SubjectNotFound();
    }
    if (input.action === 'claim' || input.action === 'release')
      return this.claim(tx, actor, input.action, subject, open);

    const about = { authorId: subject.authorId, reporterIds: open.map(({ reporterId }) => reporterId) };
    if (!moderationPolicy.canDecide(actor, about)) {
      throw new OwnCase('You wrote or reported this yourself, so another moderator decides.');
    }
    if (input.reportId !== undefined && !open.some(({ id }) => id === input.reportId)) throw new AlreadyDecided();
    if (input.action === 'keep') return this.keep(tx, actor, input, subject, open);
    if (input.action === 'restore') return this.restore(tx, actor, input, subject);
    return this.takeDown(tx, actor, input, subject, open);
  }

  private async claim(
    tx: Tx,
    actor: Actor,
    action: 'claim' | 'release',
    subject: Subject,
    open: Report[],
  ): Promise<string> {
    if (open.length === 0) throw new AlreadyDecided();
    const since = Date.now() - CLAIM_HOURS * 3_600_000;
    const others = open.some(
      ({ claimedBy, claimedAt }) => claimedBy !== null && claimedBy !== actor.personId && claimedAt!.getTime() > since,
    );
    if (others) throw new AlreadyClaimed();
    await tx.query(
      `UPDATE reports SET claimed_by = $2, claimed_at = CASE WHEN $2::uuid IS NOT NULL THEN now() END
        WHERE id = ANY ($1::uuid[])`,
      [open.map(({ id }) => id), action === 'claim' ? actor.personId : null],
    );
    return log(tx, actor, { action, reasonCode: action, kind: subject.kind, id: subject.id, reportId: open[0]!.id });
  }

  private async keep(tx: Tx, actor: Actor, input: ActionInput, subject: Subject, open: Report[]): Promise<string> {
    if (open.length === 0) throw new AlreadyDecided();
    const { reasonCode = 'no-rule-broken', note = '' } = input;
    if (!isClearing(reasonCode)) throw wrong('reasonCode', 'Choose why it is kept');
    await settle(tx, actor, open, 'dismissed');
    const logId = await log(tx, actor, { ...entry(input, subject, reasonCode), reportId: open[0]!.id });
    await this.tell(tx, actor, reporters(open), words.reportDismissed(subject, note, logId));
    return logId;
  }

  private async restore(tx: Tx, actor: Actor, input: ActionInput, subject: Subject): Promise<string> {
    const { reasonCode = 'decided-wrongly', note = '' } = input;
    if (!isClearing(reasonCode)) throw wrong('reasonCode', 'Choose why it is shown again');
    if (subject.deleted && note === '') throw wrong('note', 'Say why you restore what its author has deleted');
    if (!(await this.effects.showAgain(tx, actor, subject))) throw new AlreadyDecided();
    const logId = await log(tx, actor, entry(input, subject, reasonCode));
    await this.tell(tx, actor, [subject.authorId], words.restored(subject, note, logId));
    return logId;
  }

  /** Hides a post or an offer, withdraws a case note, or has guidance checked. */
  private async takeDown(tx: Tx, actor: Actor, input: ActionInput, subject: Subject, open: Report[]): Promise<string> {
    const { note = '' } = input;
    const code = ruleOf(input);
    const changed = await this.effects.takeDown(tx, actor, subject, code);
    if (!changed && open.length === 0) throw new AlreadyDecided();
    await settle(tx, actor, open, 'upheld');
    const logId = await log(tx, actor, { ...entry(input, subject, code), reportId: open[0]?.id });
    if (changed) await this.tell(tx, actor, [subject.authorId], NOTICE[subject.kind](subject, code, note, logId));
    // Whoever owns the page has been told already, and is told once.
    await this.tell(tx, actor, reporters(open), words.reportUpheld(subject, code, logId));
    return logId;
  }

  private async actOnPerson(tx: Tx, actor: Actor, input: ActionInput): Promise<string> {
    const { action, subjectId: personId, note = '' } = input;
    const { roles, until: current } = await lockPerson(tx, personId);
    if (!moderationPolicy.canSuspend(actor, { id: personId, roles })) {
      throw new OwnCase('Another moderator, or an administrator, has to decide about this person.');
    }
    const about = { action, kind: 'person' as const, id: personId, personId, note };
    if (action === 'unsuspend') {
      const { reasonCode = 'decided-wrongly' } = input;
      if (!isClearing(reasonCode)) throw wrong('reasonCode', 'Choose why the suspension is lifted');
      if (current === null) throw new AlreadyDecided();
      await this.effects.unsuspend(tx, personId);
      const logId = await log(tx, actor, { ...about, reasonCode });
      await this.tell(tx, actor, [personId], words.unsuspended(note, logId));
      return logId;
    }
    const code = ruleOf(input);
    const until = await momentOf(tx, input.until);
    if (current?.getTime() === until.getTime()) throw new AlreadyDecided();
    await this.effects.suspend(tx, personId, until, [RULES[code].rule, note].filter(Boolean).join(' '));
    const logId = await log(tx, actor, { ...about, reasonCode: code });
    await this.tell(tx, actor, [personId], words.suspended(until, code, note, logId));
    return logId;
  }

  private tell(tx: Tx, actor: Actor, personIds: readonly string[], notice: Notice): Promise<void> {
    return this.notifications.tell(
      tx,
      personIds.filter((id) => id !== actor.personId),
      notice,
    );
  }
}

const NOTICE = {
  post: words.hidden,
  'case-note': words.withdrawn,
  guidance: words.toBeChecked,
  'role-offer': words.hidden,
} as const;

const reporters = (reports: readonly Report[]): string[] => reports.map(({ reporterId }) => reporterId);

function ruleOf({ reasonCode }: ActionInput): RuleCode {
  if (reasonCode === undefined || !isRule(reasonCode)) throw wrong('reasonCode', 'Choose the rule that it breaks');
  return reasonCode;
}

const lockOpenReports = (tx: Tx, kind: ReportedKind, subjectId: string): Promise<Report[]> =>
  tx.find(Report, {
    where: { subject: kind, subjectId, status: 'open' },
    order: { createdAt: 'ASC', id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });

async function settle(tx: Tx, actor: Actor, open: readonly Report[], status: 'upheld' | 'dismissed'): Promise<void> {
  await tx.query(`UPDATE reports SET status = $2, decided_by = $3, decided_at = now() WHERE id = ANY ($1::uuid[])`, [
    open.map(({ id }) => id),
    status,
    actor.personId,
  ]);
}

interface Entry {
  action: Exclude<LoggedAction, 'look'>;
  reasonCode: string;
  kind: LoggedSubject;
  id: string;
  /** The discussion that it was moved or merged into, or of which it is a duplicate. */
  targetId?: string;
  /** Whom it is about. */
  personId?: string;
  reportId?: string;
  note?: string;
}

const entry = ({ action, note }: ActionInput, { kind, id, authorId }: Subject, reasonCode: string): Entry => ({
  action,
  reasonCode,
  kind,
  id,
  personId: authorId,
  note,
});

/** Returns the number of the line. */
export async function log(tx: Tx, actor: Actor, { note = '', ...line }: Entry): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO moderation_log (actor_id, action, reason_code, subject, subject_id, person_id, report_id, note, target_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id::text`,
    [
      actor.personId,
      line.action,
      line.reasonCode,
      line.kind,
      line.id,
      line.personId,
      line.reportId,
      note,
      line.targetId,
    ],
  );
  return row!.id;
}

/** The person's roles, and until when they are suspended now, for this transaction alone. Throws PersonNotFound. */
async function lockPerson(tx: Tx, personId: string): Promise<{ roles: PlatformRole[]; until: Date | null }> {
  const [row] = await tx.query<{ roles: PlatformRole[]; until: Date | null }[]>(
    `SELECT CASE WHEN a.suspended_until > now() THEN a.suspended_until END AS until,
            ARRAY(SELECT role FROM role_grants r WHERE r.person_id = a.person_id AND r.scope_id IS NULL) AS roles
       FROM accounts a WHERE a.person_id = $1 FOR UPDATE`,
    [personId],
  );
  if (!row) throw PersonNotFound();
  return row;
}

/** When that day begins in London; throws Refused unless it lies ahead, within five years. */
async function momentOf(tx: Tx, day: string | undefined): Promise<Date> {
  if (day === undefined) throw wrong('until', 'Enter the day on which they may sign in again');
  const [row] = await tx.query<{ at: Date; ahead: boolean }[]>(
    `SELECT at, at > now() AND at < now() + interval '5 years' AS ahead
       FROM (SELECT $1::date::timestamp AT TIME ZONE 'Europe/London' AS at) AS day`,
    [day],
  );
  if (!row?.ahead) throw wrong('until', 'The day must be after today, and within five years');
  return row.at;
}
