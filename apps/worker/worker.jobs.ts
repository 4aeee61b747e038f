import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '#libs/platform/jobs';
import { ThreadsService } from '#libs/threads';
import { Housekeeping } from './housekeeping.ts';

/** Which job is done by what. */
@Injectable()
export class WorkerJobs implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly threads: ThreadsService,
    private readonly housekeeping: Housekeeping,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work('threads.tell-followers', (data) => this.threads.tellFollowers(data));
    await this.jobs.work('platform.housekeeping', () => this.housekeeping.run());
  }
}
