import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { Events } from '#libs/platform/events';
import { eachAlone, insertJobs } from '#libs/platform/jobs';
import { FollowsService } from './follows.service.ts';
import { isWider, OPENED_TO, type OpensTo } from './readership.ts';
import { type Audience, Thread } from './thread.entity.ts';

interface DueThread {
  id: string;
  audience: Audience;
  opensTo: OpensTo;
  version: number;
  lastSeq: number;
}

const OPENED_AT_ONCE = 500;

/** Opens discussions that were for fewer people until a day. */
@Injectable()
export class ThreadOpenings {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly events: Events,
    private readonly notifications: Notifications,
    private readonly follows: FollowsService,
  ) {}

  /**
   * Opens each whose day has come, with its event, in a transaction of its own; not while it is hidden or deleted: then
   * when it is back. Who wrote there is told, and who may read it only now is told of what names them and of what they
   * follow. Run by the clock; may be run again, and by several at once. One that fails
   * keeps none of the others back. Returns how many.
   */
  async openDue(): Promise<number> {
    const due = await this.reads.rows<{ id: string }>({
      name: 'threads.due-openings',
      text: `SELECT id FROM threads WHERE confidential_until <= current_date AND hidden_at IS NULL
              ORDER BY confidential_until, id LIMIT $1`,
      values: [OPENED_AT_ONCE],
    });
    return eachAlone('the opening of a discussion', due, ({ id }) => this.transactions.run((tx) => this.open(tx, id)));
  }

  /** False: it was opened, put off or hidden since it was found. */
  private async open(tx: Tx, id: string): Promise<boolean> {
    const [thread] = await tx.query<DueThread[]>(
      `SELECT id, audience, opens_to AS "opensTo", version, last_seq AS "lastSeq" FROM threads
        WHERE id = $1 AND confidential_until <= current_date AND hidden_at IS NULL FOR NO KEY UPDATE`,
      [id],
    );
    if (!thread) return false;
    const { audience, opensTo, version, lastSeq } = thread;
    await tx.update(Thread, id, {
      ...(isWider(opensTo, audience) && { audience: opensTo, audienceId: null }),
      confidentialUntil: null,
      opensTo: null,
      version: version + 1,
      lastSeq: lastSeq + 1,
    });
    await tx.query(`DELETE FROM thread_invitations WHERE thread_id = $1`, [id]);
    await this.events.append(tx, null, { streamId: id, seq: lastSeq + 1, kind: 'audience-changed', facts: {} });
    await this.tellWriters(tx, thread);
    await this.tellNewReaders(tx, id);
    return true;
  }

  private async tellWriters(tx: Tx, { id, opensTo, version }: DueThread): Promise<void> {
    const writers = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT author_id AS id FROM posts WHERE thread_id = $1`,
      [id],
    );
    await this.notifications.tell(
      tx,
      writers.map((writer) => writer.id),
      {
        kind: 'audience-changed',
        cause: `audience-changed:${id}:${version}`,
        title: `Open to ${OPENED_TO[opensTo]} now, as was said: {title}`,
        about: {
          kind: 'thread',
          id,
          unnamed: 'A discussion that you wrote in was opened, and you can no longer read it',
        },
        url: `/threads/${id}`,
      },
    );
  }

  /** By the jobs that told the first readers: each tells those who may read it by then, and nobody twice. */
  private async tellNewReaders(tx: Tx, id: string): Promise<void> {
    await this.follows.opened(tx, id);
    await tx.query(
      insertJobs('threads.tell-mentioned', {
        data: `jsonb_build_object('posts', named.ids)`,
        from: `(SELECT jsonb_agg(p.id) AS ids FROM posts p
                 WHERE p.thread_id = $1 AND p.hidden_at IS NULL
                   AND EXISTS (SELECT FROM post_mentions m WHERE m.post_id = p.id) HAVING count(*) > 0) AS named`,
      }),
      [id],
    );
    await tx.query(
      insertJobs('threads.tell-followers', {
        data: `jsonb_build_object('replies', jsonb_build_array(
                 jsonb_build_object('threadId', newest.thread_id, 'number', newest.number, 'authorId', newest.author_id)))`,
        from: `(SELECT p.thread_id, p.number, p.author_id FROM posts p
                 WHERE p.thread_id = $1 AND p.number > 1 AND p.hidden_at IS NULL
                 ORDER BY p.number DESC LIMIT 1) AS newest`,
      }),
      [id],
    );
  }
}
