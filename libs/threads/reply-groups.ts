import { Injectable } from '@nestjs/common';
import { claimedKey, driverErrorOf, keptKey, Together, Transactions } from '#libs/platform/database';
import { insertEvent } from '#libs/platform/events';
import { insertJobs } from '#libs/platform/jobs';
import { type PostText } from './post-texts.ts';
import { IS_THE_SAME } from './drafts/drafts.service.ts';
import { FREE_FILES } from './post-files.ts';
import { postColumns, type PostRow } from './posts.sql.ts';

/** A reply as its statement takes it. */
export interface NewReply {
  readonly thread_id: string;
  readonly author_id: string;
  /** Of who writes. */
  readonly keys: readonly string[];
  readonly moderator: boolean;
  readonly organisation: string | null;
  readonly reply_to: string | null;
  readonly body: string;
  readonly body_html: string;
  readonly message_id: string | null;
  /** Case notes, in the order they stand in the text. */
  readonly cited: readonly string[];
  /** What it names by address besides case notes. */
  readonly refs?: PostText['references'];
  /** People to be told that it names them. */
  readonly mentioned?: readonly string[];
  /** Of the writer's own, and in no post yet. */
  readonly files?: readonly string[];
  /** The place of the draft that this was, and of which version; null: of any. */
  readonly draft?: string;
  readonly draft_version?: number | null;
  readonly key: string | null;
  /** In hexadecimal. */
  readonly request_hash: string | null;
  /** Wait while the first request with this key is under way. */
  readonly patient: boolean;
}

interface Answer {
  /** False: the first request with this key is under way. */
  readonly free: boolean;
  /** Of the request that had this key before, in hexadecimal. */
  readonly keptHash: string | null;
  readonly kept: unknown;
  /** The post as its author reads it, where it was added. */
  readonly post: (PostRow & { seq: number }) | null;
}

/** As many as one statement takes: a number that PostgreSQL sees, so one plan serves groups of every size. */
const MOST = 32;
/** What waits for one thread takes one connection, however much comes. */
const LONGER_THAN_ANY_STATEMENT_MS = 10_000;

/**
 * Adds replies: those that come at the same time in one statement, which is one transaction with their events and jobs.
 *
 * No reply waits for a discussion that it does not go to: where somebody else holds the thread's row, what goes there is
 * done apart, by a statement of its own that waits for it.
 */
@Injectable()
export class ReplyGroups {
  private readonly together: Together<NewReply, Answer>;
  private readonly apart = new Map<string, { lane: Together<NewReply, Answer>; users: number }>();

  constructor(private readonly transactions: Transactions) {
    this.together = this.lane('passing by');
  }

  async add(reply: NewReply): Promise<Answer> {
    try {
      return await this.tryToAdd(reply);
    } catch (error) {
      if (driverErrorOf(error).constraint !== 'idempotency_keys_pkey') throw error;
      // The first with this key was committed after our statement had begun: the next one sees what it kept.
      return this.tryToAdd(reply);
    }
  }

  private async tryToAdd(reply: NewReply): Promise<Answer> {
    if (!this.apart.has(reply.thread_id)) {
      const answer = await this.together.ask(reply);
      if (answer.post || answer.keptHash !== null || (!answer.free && !reply.patient)) return answer;
    }
    // Refused, or to wait for whoever holds the thread's row or the key.
    const own = this.apart.get(reply.thread_id) ?? { lane: this.lane('waiting'), users: 0 };
    this.apart.set(reply.thread_id, own);
    own.users += 1;
    try {
      return await own.lane.ask(reply);
    } finally {
      own.users -= 1;
      if (own.users === 0) this.apart.delete(reply.thread_id);
    }
  }

  private lane(held: Held): Together<NewReply, Answer> {
    const run = async (replies: readonly NewReply[]): Promise<Answer[]> => {
      const rows = await this.transactions.statement<AnswerRow>(statementFor(replies, held), [
        JSON.stringify(replies.map((reply, n) => ({ n, ...reply }))),
      ]);
      const answers = Array.from<Answer>({ length: replies.length });
      for (const { n, free, keptHash, kept, ...post } of rows) {
        answers[n] = { free, keptHash, kept, post: post.id === null ? null : (post as PostRow & { seq: number }) };
      }
      return answers;
    };
    return held === 'waiting' ? new Together(run, MOST, LONGER_THAN_ANY_STATEMENT_MS) : new Together(run, MOST);
  }
}

/** What to do about a thread whose row another transaction holds. */
type Held = 'passing by' | 'waiting';

type AnswerRow = Omit<Answer, 'post'> & { n: number; id: string | null };

interface Variant {
  readonly toPosts: boolean;
  readonly cite: boolean;
  readonly refer: boolean;
  readonly mention: boolean;
  readonly attach: boolean;
  readonly drafted: boolean;
  readonly keyed: boolean;
  readonly held: Held;
}

const texts = new Map<string, string>();

function statementFor(replies: readonly NewReply[], held: Held): string {
  const variant: Variant = {
    toPosts: replies.some(({ reply_to }) => reply_to !== null),
    cite: replies.some(({ cited }) => cited.length > 0),
    refer: replies.some(({ refs }) => refs !== undefined),
    mention: replies.some(({ mentioned }) => mentioned !== undefined),
    attach: replies.some(({ files }) => files !== undefined),
    drafted: replies.some(({ draft }) => draft !== undefined),
    keyed: replies.some(({ key }) => key !== null),
    held,
  };
  const name = Object.values(variant).join(' ');
  const text = texts.get(name) ?? textOf(variant);
  texts.set(name, text);
  return text;
}

/**
 * $1: the replies as JSON. A row for each of them: what had its key before, or the post.
 *
 * No post and no key: there is no such thread for them, it is closed, its row is held, or the post replied to is not in
 * it. Two levels: a reply to a reply stands under the same answer, one to the question beside the answers.
 *
 * What who asked under a mask says there is masked too, and tells its minute neither by the time kept of the thread nor
 * by the id, which otherwise begins with it.
 *
 * What no reply of the group has is left out of the statement.
 */
const textOf = ({ toPosts, cite, refer, mention, attach, drafted, keyed, held }: Variant): string => `
  WITH asked AS MATERIALIZED (
    SELECT r.*, ${keyed ? `${free(held)} AS free, k.request_hash AS kept_hash, k.result AS kept` : 'true AS free, NULL::bytea AS kept_hash, NULL::jsonb AS kept'}
      FROM (SELECT * FROM json_to_recordset($1) AS r (
              n int, thread_id uuid, author_id uuid, keys text[], moderator boolean, organisation text, reply_to uuid,
              body text, body_html text, message_id text, cited uuid[], key text, request_hash text, patient boolean
              ${drafted ? ', draft text, draft_version int' : ''}${refer ? ', refs jsonb' : ''}
              ${mention ? ', mentioned uuid[]' : ''}${attach ? ', files uuid[]' : ''}) LIMIT ${MOST}) AS r
      ${keyed ? 'LEFT JOIN idempotency_keys k ON k.person_id = r.author_id AND k.key = r.key' : ''}
  ), held AS MATERIALIZED (
    SELECT id, visible_to, locked_at, merged_at FROM threads WHERE id IN (SELECT thread_id FROM asked)
     ORDER BY id FOR NO KEY UPDATE ${held === 'waiting' ? '' : 'SKIP LOCKED'}
  ), taken AS MATERIALIZED (
    SELECT a.*, row_number() OVER (PARTITION BY a.thread_id ORDER BY a.n) AS nth
      FROM asked a JOIN held t ON t.id = a.thread_id AND t.visible_to && a.keys AND (t.locked_at IS NULL OR a.moderator AND t.merged_at IS NULL)
     WHERE a.free AND a.kept_hash IS NULL
       ${toPosts ? 'AND (a.reply_to IS NULL OR EXISTS (SELECT FROM posts p WHERE p.id = a.reply_to AND p.thread_id = a.thread_id))' : ''}
       ${attach ? `AND (a.files IS NULL OR cardinality(a.files) = (SELECT count(*) FROM (${FREE_FILES('a.author_id', 'a.files')}) AS own))` : ''}
  ), thread AS (
    UPDATE threads t SET post_count = post_count + c.more, reply_count = reply_count + c.more,
                         last_seq = last_seq + c.more,
                         last_post_at = CASE WHEN mask IS NULL THEN now() ELSE greatest(last_post_at, date_trunc('hour', now())) END
      FROM (SELECT thread_id, count(*)::int AS more FROM taken GROUP BY thread_id) AS c
     WHERE t.id = c.thread_id
    RETURNING t.id, t.post_count - c.more AS posts, t.last_seq - c.more AS seq, t.mask,
              CASE WHEN t.mask IS NOT NULL THEN t.author_id END AS masked_id
  ), numbered AS MATERIALIZED (
    SELECT r.*, CASE WHEN t.masked_id = r.author_id THEN gen_random_uuid() ELSE uuid_v7() END AS post_id,
           (t.posts + r.nth)::int AS number, (t.seq + r.nth)::int AS seq,
           CASE WHEN t.masked_id = r.author_id THEN t.mask END AS mask
      FROM taken r JOIN thread t ON t.id = r.thread_id
  ), post AS (
    INSERT INTO posts (id, thread_id, number, reply_to_id, author_id, author_organisation, mask, body, body_html,
                       client_message_id${refer ? ', has_references' : ''}${attach ? ', has_files' : ''})
    SELECT r.post_id, r.thread_id, r.number,
           ${toPosts ? '(SELECT CASE WHEN p.number > 1 THEN coalesce(p.reply_to_id, p.id) END FROM posts p WHERE p.id = r.reply_to)' : 'NULL'},
           r.author_id, r.organisation, r.mask, r.body, r.body_html, r.message_id${refer ? ', r.refs IS NOT NULL' : ''}${attach ? ', r.files IS NOT NULL' : ''}
      FROM numbered r
    RETURNING *
  ), ${
    cite
      ? `cited AS (
    INSERT INTO post_citations (post_id, case_note_id, position)
    SELECT r.post_id, n.id, c.position
      FROM numbered r, unnest(r.cited) WITH ORDINALITY AS c (id, position) JOIN case_notes n ON n.id = c.id
    RETURNING *
  ), `
      : ''
  }${
    refer
      ? `referred AS (
    INSERT INTO post_references (post_id, kind, target_id, position)
    SELECT r.post_id, x.kind, x.id, x.position
      FROM numbered r, jsonb_to_recordset(r.refs) AS x (kind text, id uuid, position int) WHERE x.id <> r.thread_id
    RETURNING *
  ), `
      : ''
  }${
    mention
      ? `mentioned AS (
    INSERT INTO post_mentions (post_id, person_id) SELECT r.post_id, m.id FROM numbered r, unnest(r.mentioned) AS m (id)
  ), tell AS (${insertJobs('threads.tell-mentioned', {
    data: `jsonb_build_object('posts', named.posts)`,
    from: `(SELECT jsonb_agg(post_id) AS posts FROM numbered WHERE mentioned IS NOT NULL HAVING count(*) > 0) AS named`,
  })}
  ), `
      : ''
  }${
    attach
      ? `attached AS (
    INSERT INTO post_files (post_id, file_id, position)
    SELECT r.post_id, f.id, x.position
      FROM numbered r, unnest(r.files) WITH ORDINALITY AS x (id, position)
      JOIN files f ON f.id = x.id
     WHERE f.owner_id = r.author_id
    RETURNING *
  ), `
      : ''
  }${
    drafted
      ? `draft AS (
    DELETE FROM drafts d USING numbered r
     WHERE d.person_id = r.author_id AND d.place = r.draft
       AND (d.version = coalesce(r.draft_version, d.version) OR ${IS_THE_SAME('d', 'r.body')})
  ), `
      : ''
  }event AS (${insertEvent(
    {
      streamId: 'r.thread_id',
      seq: 'r.seq',
      kind: `'post-added'`,
      facts: `jsonb_build_object('postId', r.post_id, 'number', r.number)`,
    },
    'r.author_id',
    'numbered r',
  )}
  ), job AS (${insertJobs('threads.tell-followers', {
    data: `jsonb_build_object('replies', told.replies)`,
    from: `(SELECT jsonb_agg(jsonb_build_object('threadId', thread_id, 'number', number, 'authorId', author_id)) AS replies
              FROM numbered HAVING count(*) > 0) AS told`,
  })}
  )${
    keyed
      ? `, key AS (${keptKey(
          {
            personId: 'r.author_id',
            key: 'r.key',
            requestHash: `decode(r.request_hash, 'hex')`,
            result: `jsonb_build_object('id', r.post_id, 'threadId', r.thread_id, 'number', r.number, 'seq', r.seq)`,
          },
          'numbered r WHERE r.key IS NOT NULL',
        )})`
      : ''
  }
  SELECT asked.n, asked.free, encode(asked.kept_hash, 'hex') AS "keptHash", asked.kept, made.*
    FROM asked LEFT JOIN (
      SELECT r.n AS nr, r.seq, ${postColumns({ reader: 'r.author_id', moderator: 'r.moderator', keys: 'r.keys', citations: cite ? 'cited' : null, references: refer ? 'referred' : null, files: attach ? 'attached' : null, fresh: true })}
        FROM numbered r JOIN post p ON p.id = r.post_id JOIN people a ON a.id = r.author_id
    ) AS made ON made.nr = asked.n`;

/** Whether this transaction has the key. In the lane that waits for rows, who is patient waits for the key too. */
const free = (held: Held): string => {
  const claimed = claimedKey('r.author_id', 'r.key');
  const waited = held === 'waiting' ? `WHEN r.patient THEN ${claimedKey('r.author_id', 'r.key', 'patiently')}` : '';
  return `CASE WHEN r.key IS NULL THEN true ${waited} ELSE ${claimed} END`;
};
