import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CaseNotesService, UsesService } from '#libs/case-notes';
import { CircleSuccession } from '#libs/circles';
import { WatchesService } from '#libs/contracts';
import { DigestRuns } from '#libs/digests';
import { FilesService } from '#libs/files';
import { OffersService } from '#libs/offers';
import { IntroductionsService } from '#libs/peers';
import { PledgesService } from '#libs/pledges';
import { eachAlone, Worker } from '#libs/platform/jobs';
import {
  BookmarksService,
  FollowsService,
  OutcomeNudges,
  PostErasure,
  ThreadOpenings,
  ThreadsService,
  UnreadAnswers,
} from '#libs/threads';
import { WatchLooks } from '#libs/watches';
import { Housekeeping } from './housekeeping.ts';
import { MailSender } from './mail/mail-sender.ts';

/** Which job is done by what. */
@Injectable()
export class WorkerJobs implements OnApplicationBootstrap {
  constructor(
    private readonly worker: Worker,
    private readonly threads: ThreadsService,
    private readonly follows: FollowsService,
    private readonly bookmarks: BookmarksService,
    private readonly housekeeping: Housekeeping,
    private readonly files: FilesService,
    private readonly caseNotes: CaseNotesService,
    private readonly watches: WatchesService,
    private readonly uses: UsesService,
    private readonly nudges: OutcomeNudges,
    private readonly openings: ThreadOpenings,
    private readonly erasure: PostErasure,
    private readonly unread: UnreadAnswers,
    private readonly introductions: IntroductionsService,
    private readonly offers: OffersService,
    private readonly pledges: PledgesService,
    private readonly mail: MailSender,
    private readonly digests: DigestRuns,
    private readonly succession: CircleSuccession,
    private readonly looks: WatchLooks,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.worker.does('threads.tell-followers', (jobs) =>
      this.follows.replied(jobs.flatMap((job) => ('replies' in job ? job.replies : [job]))),
    );
    await this.worker.does('threads.tell-mentioned', (jobs) =>
      this.threads.tellMentioned(jobs.flatMap(({ posts }) => posts)),
    );
    await this.worker.does('threads.tell-of-question', async (jobs) => {
      for (const { threadId } of jobs) await this.follows.asked(threadId);
    });
    await this.worker.does('notifications.send-mail', () => this.mail.sendDue());
    await this.worker.does('watches.look', () => this.looks.lookAtAll());
    await this.worker.does('digests.make', async () => {
      await this.digests.makeDue();
    });
    await this.worker.does('platform.housekeeping', async () => {
      // What fails of these keeps nothing else waiting, and all are tried again.
      const chores = [
        () => this.housekeeping.run(),
        () => this.files.sweep(),
        () => this.caseNotes.openFigures(),
        () => this.openings.openDue(),
        () => this.erasure.eraseDue(),
        () => this.watches.tellWatchers(),
        () => this.uses.askDue(),
        () => this.nudges.askDue(),
        () => this.bookmarks.remindDue(),
        () => this.unread.mailDue(),
        () => this.succession.run(),
        () => this.introductions.remindDue(),
        () => this.introductions.tellEnded(),
        () => this.offers.remindDue(),
        () => this.pledges.nudgeDue(),
      ];
      await eachAlone('a part of housekeeping', chores, async (chore) => {
        await chore();
      });
    });
  }
}
