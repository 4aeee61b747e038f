import { Injectable } from '@nestjs/common';
import { ANONYMOUS, hasRole, type Reader, STILL_READING } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Reads } from '#libs/platform/database';
import { FollowersQueries } from './followers.queries.ts';
import { postColumns, type PostRow } from './posts.sql.ts';
import { type ThreadEvent } from './threads.events.ts';
import { type ThreadEventsInput } from './threads.inputs.ts';

export interface ThreadEventRow {
  seq: number;
  kind: ThreadEvent['kind'];
  at: Date;
  post: PostRow | null;
}

/** As many as one acknowledgement or one push takes; a longer absence is a fresh load. */
export const CATCH_UP_MAX = 200;

/** What happened in a thread, for those who follow it. */
@Injectable()
export class ThreadEventsQueries {
  constructor(
    private readonly reads: Reads,
    private readonly followers: FollowersQueries,
    private readonly config: Config,
  ) {}

  /**
   * What happened after a seq, in order, with what stands now where the post stood: so a post that was moved to where fewer
   * may read it comes to nobody by the events of its old place. Throws ThreadNotFound. The same range for the socket's
   * acknowledgement and for GET …/events: `resync` where the log does not lead there, or by so much that a fresh load is
   * less.
   */
  async events(
    reader: Reader,
    threadId: string,
    { afterSeq, limit }: ThreadEventsInput,
  ): Promise<{ lastSeq: number; events: ThreadEventRow[]; resync: boolean }> {
    const lastSeq = await this.followers.lastSeq(reader, threadId);
    const resync = afterSeq > lastSeq || lastSeq - afterSeq > CATCH_UP_MAX;
    const events = afterSeq >= lastSeq ? [] : await this.eventsAfter(reader, threadId, afterSeq, limit);
    // Something may have been committed between the two statements.
    return { lastSeq: Math.max(lastSeq, events.at(-1)?.seq ?? 0), events, resync };
  }

  /** As events(), for a caller that has asked how far the thread has come already. */
  async eventsAfter(reader: Reader, threadId: string, afterSeq: number, limit: number): Promise<ThreadEventRow[]> {
    const rows = await this.reads.rows<EventRow>({
      name: 'threads.events',
      text: eventsText({ guard: 'AND t.visible_to && $6::text[]' }),
      values: [threadId, afterSeq, limit, reader.personId, hasRole(reader, 'moderator'), reader.keys],
    });
    return rows.map(toEvent);
  }

  /**
   * What happened after a seq as anybody may see it, who may read the thread, and which of these sign-ins may, as of one
   * moment: for the push. Asked apart, what was committed after a right was lost could be sent by the right from before.
   */
  async told(
    threadId: string,
    afterSeq: number,
    signIns: readonly string[],
  ): Promise<{ visibleTo: readonly string[]; standing: readonly string[]; events: ThreadEventRow[] }> {
    const rows = await this.reads.rows<EventRow & { visibleTo: string[]; standing: string[] | null }>({
      name: 'threads.told',
      text: eventsText({
        // With the first alone: it is the same beside each, and long.
        more: `, CASE WHEN e.seq = (SELECT min(seq) FROM events WHERE stream_id = $1 AND seq > $2) THEN
                   ARRAY(${STILL_READING('$7', 't.visible_to', '$8')}) END AS standing`,
      }),
      values: [
        threadId,
        afterSeq,
        CATCH_UP_MAX,
        ANONYMOUS.personId,
        false,
        ANONYMOUS.keys,
        signIns,
        this.config.production,
      ],
    });
    const [first] = rows;
    return { visibleTo: first?.visibleTo ?? [], standing: first?.standing ?? [], events: rows.map(toEvent) };
  }
}

type EventRow = { seq: number; kind: ThreadEvent['kind']; at: Date; postId: string | null } & PostRow;

const toEvent = ({ seq, kind, at, postId, ...row }: EventRow): ThreadEventRow => ({
  seq,
  kind,
  at,
  post: postId === null ? null : row,
});

/**
 * $1: the thread, $2: after which seq, $3: how many, then the reader. In a masked discussion all happens to the hour,
 * whoever did it: see momentOf().
 */
const eventsText = ({ guard = '', more = '' }: { guard?: string; more?: string }): string => `
  SELECT e.seq, e.kind, CASE WHEN t.mask IS NULL THEN e.at ELSE date_trunc('hour', e.at) END AS at, t.visible_to AS "visibleTo", p.id AS "postId",
         ${postColumns({ reader: '$4', moderator: '$5', keys: '$6', said: false })}${more}
    FROM events e
    JOIN threads t ON t.id = e.stream_id ${guard}
    LEFT JOIN posts p ON p.thread_id = e.stream_id AND p.number = (e.facts ->> 'number')::int
    LEFT JOIN people a ON a.id = p.author_id
   WHERE e.stream_id = $1 AND e.seq > $2
   ORDER BY e.seq
   LIMIT $3`;
