import { Injectable } from '@nestjs/common';
import { CaseNotesService } from '#libs/case-notes';
import { GuidanceService } from '#libs/guidance';
import { OffersService } from '#libs/offers';
import { AccountsService, type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { PostDeletion, ThreadsService } from '#libs/threads';
import { AlreadyHidden } from './moderation.errors.ts';
import { RULES, type RuleCode } from './reasons.ts';
import { type Subject } from './subjects.ts';

/** What a decision does to the thing itself, through the lib that owns it. Who may decide was checked before. */
@Injectable()
export class ModerationEffects {
  constructor(
    private readonly threads: ThreadsService,
    private readonly deletion: PostDeletion,
    private readonly caseNotes: CaseNotesService,
    private readonly guidance: GuidanceService,
    private readonly offers: OffersService,
    private readonly accounts: AccountsService,
  ) {}

  /** Hides a post or an offer, withdraws a case note, or says on a guidance page that it is in doubt. False: it was so already. */
  async takeDown(tx: Tx, actor: Actor, subject: Subject, code: RuleCode): Promise<boolean> {
    if (subject.kind === 'post') {
      const { changed } = await this.threads.setHidden(tx, seeing(actor, subject), subject.id, true, RULES[code].label);
      return changed;
    }
    if (subject.kind === 'guidance') return (await this.guidance.doubt(tx, subject.id)).changed;
    if (subject.kind === 'role-offer') return this.offers.setHidden(tx, subject.id, true);
    if (subject.hidden) return false;
    if (!subject.open) throw new AlreadyHidden();
    await this.caseNotes.withdrawIn(tx, actor, subject.id, RULES[code].rule);
    return true;
  }

  /** False: it was neither hidden nor deleted. */
  async showAgain(tx: Tx, actor: Actor, subject: Subject): Promise<boolean> {
    if (subject.kind === 'role-offer') return this.offers.setHidden(tx, subject.id, false);
    if (subject.deleted) return this.deletion.restoreDeleted(tx, seeing(actor, subject), subject.id);
    const { changed } = await this.threads.setHidden(tx, seeing(actor, subject), subject.id, false, null);
    return changed;
  }

  suspend(tx: Tx, personId: string, until: Date, reason: string): Promise<void> {
    return this.accounts.suspend(tx, personId, until, reason);
  }

  unsuspend(tx: Tx, personId: string): Promise<void> {
    return this.accounts.unsuspend(tx, personId);
  }
}

/** A report, or that it is hidden, lets a moderator act on it in a discussion that they could not read otherwise. */
const seeing = (actor: Actor, { visibleTo }: Subject): Actor => ({ ...actor, keys: [...actor.keys, ...visibleTo] });
