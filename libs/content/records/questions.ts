import { citedCaseNotes } from '#libs/case-notes';
import { idOf, type Tx } from '#libs/platform/database';
import { Choice, Id, Moment, Several, Text, Texts, Whole } from '#libs/platform/inputs';
import { BODY_MAX, FOLLOW_LEVELS, isFollowing, namedIn, renderPost } from '#libs/threads';
import { fullOf } from '../canonical.ts';
import { type RecordProblem } from '../content-types.ts';
import { type Full, type RecordKind } from '../kinds.ts';
import { idFor, type References } from '../references.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import { inOrder, list, moment, MOST_VERSION, orNull, Reference, SubjectInput, text, texts } from './common.ts';

class RevisionInput {
  @Whole({ label: 'version', min: 1, max: MOST_VERSION })
  readonly version!: number;

  @Text({ label: 'body', max: BODY_MAX })
  readonly body!: string;

  @Reference('editedBy', { optional: false })
  readonly editedBy!: string;

  @Moment({ label: 'at' })
  readonly at!: string;
}

/** An answer, or a reply to one. */
class AnswerInput {
  @Id({ label: 'id', optional: true })
  readonly id?: string;

  @Text({ label: 'key', max: 100, optional: true })
  readonly key?: string;

  @Reference('author', { optional: false })
  readonly author!: string;

  @Text({ label: 'authorOrganisation', max: 300, optional: true })
  readonly authorOrganisation?: string;

  /** What stands in place of its author; of an answer by who asks, that of the question where it is not given. */
  @Text({ label: 'mask', max: 120, optional: true })
  readonly mask?: string;

  @Text({ label: 'body', max: BODY_MAX })
  readonly body!: string;

  /** The answer that this is a reply to; it stands before. */
  @Reference('replyTo')
  readonly replyTo?: string;

  @Choice({ label: 'lang', of: ['en', 'cy'], optional: true })
  readonly lang?: string;

  @Whole({ label: 'version', min: 1, max: MOST_VERSION, optional: true })
  readonly version?: number;

  @Moment({ label: 'createdAt', optional: true })
  readonly createdAt?: string;

  @Moment({ label: 'editedAt', optional: true })
  readonly editedAt?: string;

  @Moment({ label: 'acceptedAt', optional: true })
  readonly acceptedAt?: string;

  @Moment({ label: 'hiddenAt', optional: true })
  readonly hiddenAt?: string;

  @Text({ label: 'hiddenReason', max: 2_000, optional: true })
  readonly hiddenReason?: string;

  /** Since hiddenAt: its author deleted it, or it was moved to another question. */
  @Choice({ label: 'gone', of: ['deleted', 'moved'], optional: true })
  readonly gone?: string;

  /** The post that stood here, in the question where it is now. */
  @Id({ label: 'movedTo', optional: true })
  readonly movedTo?: string;

  @Text({ label: 'clientMessageId', max: 255, optional: true })
  readonly clientMessageId?: string;

  @Several({ label: 'revisions', of: RevisionInput, max: 1_000, optional: true })
  readonly revisions?: RevisionInput[];
}

class FollowerInput {
  @Reference('person', { optional: false })
  readonly person!: string;

  @Moment({ label: 'since', optional: true })
  readonly since?: string;

  /** Of what they are told: of every reply, once until they read it, of none as they chose, or never of anything. */
  @Choice({ label: 'level', of: FOLLOW_LEVELS, optional: true })
  readonly level?: string;
}

export class QuestionRecord extends SubjectInput {
  @Choice({ label: 'kind', of: ['question', 'discussion'], optional: true })
  readonly kind?: string;

  @Text({ label: 'title', max: 200 })
  readonly title!: string;

  @Reference('author', { optional: false })
  readonly author!: string;

  @Text({ label: 'authorOrganisation', max: 300, optional: true })
  readonly authorOrganisation?: string;

  /** What stands in place of who asks. */
  @Text({ label: 'mask', max: 120, optional: true })
  readonly mask?: string;

  @Text({ label: 'body', max: BODY_MAX })
  readonly body!: string;

  /** Of the post that asks; made of the question's where it is not given. */
  @Id({ label: 'postId', optional: true })
  readonly postId?: string;

  @Whole({ label: 'bodyVersion', min: 1, max: MOST_VERSION, optional: true })
  readonly bodyVersion?: number;

  @Moment({ label: 'editedAt', optional: true })
  readonly editedAt?: string;

  @Several({ label: 'revisions', of: RevisionInput, max: 1_000, optional: true })
  readonly revisions?: RevisionInput[];

  @Choice({ label: 'audience', of: ['public', 'network', 'circle', 'organisation', 'invited'], optional: true })
  readonly audience?: string;

  /** The circle or the organisation, for those audiences. */
  @Reference('audienceOf')
  readonly audienceOf?: string;

  /** Who may read it, for that audience. */
  @Texts({ label: 'invited', max: 1_000, each: 200, optional: true })
  readonly invited?: string[];

  @Moment({ label: 'lockedAt', optional: true })
  readonly lockedAt?: string;

  @Choice({ label: 'lockedBy', of: ['asker', 'moderator'], optional: true })
  readonly lockedBy?: string;

  @Text({ label: 'lockedReason', max: 500, optional: true })
  readonly lockedReason?: string;

  /** The whole discussion. */
  @Moment({ label: 'hiddenAt', optional: true })
  readonly hiddenAt?: string;

  /** The words of the question alone. */
  @Moment({ label: 'bodyHiddenAt', optional: true })
  readonly bodyHiddenAt?: string;

  @Text({ label: 'bodyHiddenReason', max: 2_000, optional: true })
  readonly bodyHiddenReason?: string;

  @Choice({ label: 'bodyGone', of: ['deleted', 'moved'], optional: true })
  readonly bodyGone?: string;

  @Id({ label: 'bodyMovedTo', optional: true })
  readonly bodyMovedTo?: string;

  @Text({ label: 'clientMessageId', max: 255, optional: true })
  readonly clientMessageId?: string;

  @Several({ label: 'followers', of: FollowerInput, max: 50_000, optional: true })
  readonly followers?: FollowerInput[];

  @Several({ label: 'answers', of: AnswerInput, max: 50_000, optional: true })
  readonly answers?: AnswerInput[];
}

const REVISIONS = (post: string): string => `
  (SELECT coalesce(json_agg(json_build_object('version', r.version, 'body', r.body, 'editedBy', r.edited_by, 'at', r.at)
                            ORDER BY r.version), '[]')
     FROM post_revisions r WHERE r.post_id = ${post}.id)`;

const READ = `
  SELECT t.id, ${moment('t.created_at')} AS "createdAt", t.lang, t.fictional, t.version,
         t.service_areas AS "serviceAreas", t.topics, t.stage, t.kind, t.title, t.author_id AS author,
         q.author_organisation AS "authorOrganisation", t.mask, q.body, q.id AS "postId", q.version AS "bodyVersion",
         ${moment('q.edited_at')} AS "editedAt", ${REVISIONS('q')} AS revisions, t.audience, t.audience_id AS "audienceOf",
         ARRAY(SELECT i.person_id::text FROM thread_invitations i WHERE i.thread_id = t.id ORDER BY i.person_id) AS invited,
         ${moment('t.locked_at')} AS "lockedAt", t.locked_by AS "lockedBy", t.locked_reason AS "lockedReason",
         ${moment('t.hidden_at')} AS "hiddenAt", ${moment('q.hidden_at')} AS "bodyHiddenAt",
         q.hidden_reason AS "bodyHiddenReason", q.gone AS "bodyGone", q.moved_to_id AS "bodyMovedTo", q.client_message_id AS "clientMessageId",
         (SELECT coalesce(json_agg(json_build_object('person', f.person_id, 'since', f.at, 'level', f.level) ORDER BY f.person_id), '[]')
            FROM thread_follows f WHERE f.thread_id = t.id) AS followers,
         (SELECT coalesce(json_agg(json_build_object('id', p.id, 'author', p.author_id,
                   'authorOrganisation', p.author_organisation, 'mask', p.mask, 'body', p.body, 'replyTo', p.reply_to_id, 'lang', p.lang,
                   'version', p.version, 'createdAt', p.created_at, 'editedAt', p.edited_at,
                   'acceptedAt', p.accepted_at, 'hiddenAt', p.hidden_at, 'hiddenReason', p.hidden_reason,
                   'gone', p.gone, 'movedTo', p.moved_to_id,
                   'clientMessageId', p.client_message_id, 'revisions', ${REVISIONS('p')}) ORDER BY p.number), '[]')
            FROM posts p WHERE p.thread_id = t.id AND p.number > 1) AS answers
    FROM threads t JOIN posts q ON q.thread_id = t.id AND q.number = 1
   WHERE t.id = ANY ($1::uuid[])`;

/** `[[case-note:KEY]]` in a text stands for the address of that note. */
const CASE_NOTE_KEY = /\[\[case-note:([^\]\n]{1,200})\]\]/g;
const withAddresses = (body: unknown): string =>
  text(body).replace(CASE_NOTE_KEY, (_all, key: string) => `/case-notes/${idFor('case-note', key)}`);

export const questions: RecordKind = {
  type: 'question',
  Input: QuestionRecord,
  table: 'threads',
  listKeys: { answers: 'id', followers: 'person', revisions: 'version' },

  async read(tx, ids) {
    const rows = await tx.query<Row[]>(READ, [ids]);
    return inOrder(
      rows.map((row) => fullOf(QuestionRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const id = text(full['id']);
    const answers = list(full['answers']);
    const ids = answers.map((answer, index) => {
      const known = orNull(answer['id']) ?? orNull(answer['key']);
      return known === null ? idOf('post', `${id}/${index + 2}`) : idFor('post', known);
    });
    const followers = list(full['followers']);
    const invited = texts(full['invited']);
    const revisions = [full, ...answers].map((post) => list(post['revisions']));
    const people = await refs.several(
      [
        ['author', full['author']],
        ...answers.map((answer, i) => [`answers.${i}.author`, answer['author']] as const),
        ...followers.map((follower, i) => [`followers.${i}.person`, follower['person']] as const),
        ...invited.map((person, i) => [`invited.${i}`, person] as const),
        ...revisions.flatMap((of, i) =>
          of.map(
            (revision, j) =>
              [`${i === 0 ? '' : `answers.${i - 1}.`}revisions.${j}.editedBy`, revision['editedBy']] as const,
          ),
        ),
      ],
      'practitioner',
    );
    const taken = people.values();
    const next = (): string | null => taken.next().value ?? null;
    const author = next();
    const authors = answers.map(next);
    const following = followers.map((follower) => ({ ...follower, person: next() }));
    const guests = invited.map(next).toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
    const [ownRevisions = [], ...answersRevisions] = revisions.map((of) =>
      of.map((revision) => ({ ...revision, editedBy: next() })),
    );
    return {
      ...full,
      author,
      body: withAddresses(full['body']),
      postId: full['postId'] ?? idOf('post', `${id}/1`),
      audienceOf: await audienceOf(full, refs),
      invited: guests,
      followers: following,
      revisions: ownRevisions,
      answers: answers.map((answer, index) => ({
        ...answer,
        id: ids[index],
        key: null,
        author: authors[index],
        body: withAddresses(answer['body']),
        replyTo: replyTo(answer, index, ids, refs),
        revisions: answersRevisions[index],
      })),
    };
  },

  defaults(full, now) {
    const createdAt = orNull(full['createdAt']) ?? now;
    const lang = full['lang'] ?? 'en';
    return {
      ...full,
      createdAt,
      lang,
      fictional: full['fictional'] ?? false,
      version: full['version'] ?? 1,
      bodyVersion: full['bodyVersion'] ?? 1,
      kind: full['kind'] ?? 'question',
      audience: full['audience'] ?? 'network',
      followers: list(full['followers']).map((follower) => ({
        ...follower,
        since: follower['since'] ?? createdAt,
        level: follower['level'] ?? 'first',
      })),
      answers: list(full['answers']).map((answer) => ({
        ...answer,
        mask: answer['mask'] ?? (answer['author'] === full['author'] ? full['mask'] : null),
        lang: answer['lang'] ?? lang,
        version: answer['version'] ?? 1,
        createdAt: answer['createdAt'] ?? createdAt,
      })),
    };
  },

  async keep(tx, full, before) {
    const id = text(full['id']);
    const posts = postsOf(full);
    const problems = contradictions(full, posts);
    if (problems.length > 0) return problems;
    const [locked] = await tx.query<{ lastSeq: number; version: number }[]>(
      `SELECT last_seq AS "lastSeq", version FROM threads WHERE id = $1 FOR UPDATE`,
      [id],
    );
    const earlier = new Map(before === null ? [] : postsOf(before).map((post) => [post['id'], post]));
    const events = eventsOf(full, posts, before === null ? null : { head: before, posts: earlier });
    const lastSeq = locked?.lastSeq ?? 0;
    await keepRows(
      tx,
      'threads',
      ['id'],
      [
        {
          id,
          kind: full['kind'],
          title: full['title'],
          author_id: full['author'],
          mask: full['mask'],
          service_areas: full['serviceAreas'],
          topics: full['topics'],
          stage: full['stage'],
          audience: full['audience'],
          audience_id: full['audienceOf'],
          locked_at: full['lockedAt'],
          locked_by: full['lockedAt'] === null ? null : full['lockedBy'],
          locked_reason: full['lockedReason'],
          post_count: posts.length,
          reply_count: posts.filter((post) => post['number'] !== 1 && post['hiddenAt'] === null).length,
          accepted_count: posts.filter((post) => post['acceptedAt'] !== null && post['hiddenAt'] === null).length,
          follower_count: list(full['followers']).filter(({ level }) => isFollowing(level)).length,
          last_seq: lastSeq + events.length,
          last_post_at: posts
            .map((post) => text(post['createdAt']))
            .toSorted()
            .at(-1),
          lang: full['lang'],
          fictional: full['fictional'],
          hidden_at: full['hiddenAt'],
          version: full['version'],
          created_at: full['createdAt'],
        },
      ],
    );
    await keepPosts(tx, id, posts, earlier);
    await replaceRows(
      tx,
      'thread_follows',
      ['thread_id', id],
      list(full['followers']).map((follower) => ({
        thread_id: id,
        person_id: follower['person'],
        at: follower['since'],
        level: follower['level'],
      })),
    );
    await keepInvitations(tx, id, texts(full['invited']));
    await keepRows(
      tx,
      'events',
      ['stream_id', 'seq'],
      events.map(({ kind, facts, by, at }, index) => ({
        stream_id: id,
        seq: lastSeq + index + 1,
        kind,
        facts,
        actor_id: by,
        at,
      })),
    );
    if (before !== null) await tx.query(`SELECT pg_notify('events', $1)`, [id]);
    return [];
  },
};

async function audienceOf(full: Full, refs: References): Promise<string | null> {
  if (full['audience'] === 'circle') return refs.one('audienceOf', 'circle', full['audienceOf']);
  if (full['audience'] === 'organisation') {
    return (await refs.organisation('audienceOf', full['audienceOf']))?.id ?? null;
  }
  return null;
}

/** The answer itself, also where the record names a reply to it: discussions are two levels deep. */
function replyTo(answer: Full, index: number, ids: readonly string[], refs: References): string | null {
  const reference = orNull(answer['replyTo']);
  if (reference === null) return null;
  const id = idFor('post', reference);
  const place = ids.indexOf(id);
  if (place === -1 || place >= index) {
    refs.problems.push({
      field: `answers.${index}.replyTo`,
      message: 'A reply names an answer that stands before it in the same question',
    });
    return null;
  }
  return id;
}

/** Number 1 asks; then the answers in their order. */
const postsOf = (full: Full): Full[] => [
  {
    id: full['postId'],
    number: 1,
    author: full['author'],
    authorOrganisation: full['authorOrganisation'],
    mask: full['mask'],
    body: full['body'],
    replyTo: null,
    lang: full['lang'],
    version: full['bodyVersion'],
    createdAt: full['createdAt'],
    editedAt: full['editedAt'],
    acceptedAt: null,
    hiddenAt: full['bodyHiddenAt'],
    hiddenReason: full['bodyHiddenReason'],
    gone: full['bodyGone'],
    movedTo: full['bodyMovedTo'],
    clientMessageId: full['clientMessageId'],
    revisions: full['revisions'],
  },
  ...list(full['answers']).map((answer, index) => ({ ...answer, number: index + 2 })),
];

function contradictions(full: Full, posts: readonly Full[]): RecordProblem[] {
  const problems: RecordProblem[] = [];
  const needsGroup = full['audience'] === 'circle' || full['audience'] === 'organisation';
  if (needsGroup && full['audienceOf'] === null) {
    problems.push({ field: 'audienceOf', message: 'Name the circle or the organisation that may read it' });
  }
  if (full['audience'] === 'invited' && texts(full['invited']).length === 0) {
    problems.push({ field: 'invited', message: 'Name who may read it' });
  }
  const byId = new Map(posts.map((post) => [post['id'], post]));
  if (byId.size < posts.length) problems.push({ field: 'answers', message: 'Two answers have the same id or key' });
  for (const [index, post] of posts.entries()) {
    const field = index === 0 ? 'bodyGone' : `answers.${index - 1}.gone`;
    if (post['gone'] !== null && post['hiddenAt'] === null) {
      problems.push({ field, message: 'Say since when it is gone, as hiddenAt' });
    }
    if ((post['gone'] === 'moved') !== (post['movedTo'] !== null)) {
      problems.push({ field, message: 'Name the post that it was moved to, of a moved one alone' });
    }
  }
  for (const [index, post] of posts.slice(1).entries()) {
    const to = byId.get(post['replyTo']);
    if (post['replyTo'] !== null && post['acceptedAt'] !== null) {
      problems.push({
        field: `answers.${index}.acceptedAt`,
        message: 'Only an answer to the question can be accepted',
      });
    }
    if (to !== undefined && to['replyTo'] !== null && to['replyTo'] !== undefined) {
      problems.push({ field: `answers.${index}.replyTo`, message: 'A reply names an answer and not another reply' });
    }
  }
  return problems;
}

async function keepPosts(
  tx: Tx,
  threadId: string,
  posts: readonly Full[],
  earlier: ReadonlyMap<unknown, Full>,
): Promise<void> {
  const now = new Date().toISOString();
  const changed = posts.filter((post) => {
    const was = earlier.get(post['id']);
    return was !== undefined && was['body'] !== post['body'];
  });
  for (const post of changed) {
    await tx.query(
      `INSERT INTO post_revisions (post_id, version, body, edited_by, at)
       SELECT id, version, body, author_id, coalesce(edited_at, created_at) FROM posts WHERE id = $1
       ON CONFLICT DO NOTHING`,
      [post['id']],
    );
  }
  await keepRows(
    tx,
    'posts',
    ['id'],
    posts.map((post) => {
      const isChanged = changed.includes(post);
      const was = earlier.get(post['id']);
      return {
        id: post['id'],
        thread_id: threadId,
        number: post['number'],
        reply_to_id: post['replyTo'],
        author_id: post['author'],
        author_organisation: post['authorOrganisation'],
        mask: post['mask'],
        body: post['body'],
        body_html: renderPost(text(post['body'])),
        has_references: namedIn(text(post['body'])).references.length > 0,
        lang: post['lang'],
        version: isChanged ? Number(was!['version']) + 1 : post['version'],
        edited_at: isChanged ? now : post['editedAt'],
        accepted_at: post['acceptedAt'],
        hidden_at: post['hiddenAt'],
        hidden_reason: post['hiddenReason'],
        gone: post['gone'],
        moved_to_id: post['movedTo'],
        client_message_id: post['clientMessageId'],
        created_at: post['createdAt'],
      };
    }),
  );
  await keepRows(
    tx,
    'post_revisions',
    ['post_id', 'version'],
    posts.flatMap((post) =>
      list(post['revisions']).map((revision) => ({
        post_id: post['id'],
        version: revision['version'],
        body: revision['body'],
        edited_by: revision['editedBy'],
        at: revision['at'],
      })),
    ),
  );
  await tx.query(`DELETE FROM post_citations WHERE post_id = ANY ($1::uuid[])`, [posts.map((post) => post['id'])]);
  const cited = posts.flatMap((post) =>
    citedCaseNotes(text(post['body'])).map((note, index) => ({ post: post['id'], note, position: index + 1 })),
  );
  if (cited.length === 0) return;
  await tx.query(
    `INSERT INTO post_citations (post_id, case_note_id, position)
     SELECT c.post, n.id, c.position
       FROM json_to_recordset($1) AS c (post uuid, note uuid, position int) JOIN case_notes n ON n.id = c.note`,
    [JSON.stringify(cited)],
  );
}

async function keepInvitations(tx: Tx, id: string, invited: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM thread_invitations WHERE thread_id = $1 AND person_id <> ALL ($2::uuid[])`, [
    id,
    invited,
  ]);
  await tx.query(
    `INSERT INTO thread_invitations (thread_id, person_id)
     SELECT $1, person FROM unnest($2::uuid[]) AS person ON CONFLICT DO NOTHING`,
    [id, invited],
  );
}

interface Happened {
  kind: string;
  facts: object;
  by: unknown;
  at: string;
}

/** What happened, oldest first: of a new discussion all that its posts tell; of one that is there what is new in it. */
function eventsOf(
  full: Full,
  posts: readonly Full[],
  before: { head: Full; posts: ReadonlyMap<unknown, Full> } | null,
): Happened[] {
  const now = new Date().toISOString();
  const asker = full['author'];
  const events: Happened[] = [];
  for (const post of posts) {
    const was = before?.posts.get(post['id']);
    const facts = { postId: post['id'], number: post['number'] };
    const tell = (kind: string, by: unknown, at: unknown): void => {
      events.push({ kind, facts, by, at: before === null ? text(at) : now });
    };
    if (was === undefined) tell('post-added', post['author'], post['createdAt']);
    else if (was['body'] !== post['body']) tell('post-edited', post['author'], now);
    if ((was?.['acceptedAt'] ?? null) === null && post['acceptedAt'] !== null) {
      tell('answer-accepted', asker, post['acceptedAt']);
    }
    if (was !== undefined && was['acceptedAt'] !== null && post['acceptedAt'] === null) {
      tell('answer-unaccepted', asker, now);
    }
    if ((was?.['hiddenAt'] ?? null) === null && post['hiddenAt'] !== null) tell('post-hidden', null, post['hiddenAt']);
    if (was !== undefined && was['hiddenAt'] !== null && post['hiddenAt'] === null) tell('post-restored', null, now);
  }
  if (
    before !== null &&
    ['title', 'serviceAreas', 'topics', 'stage'].some((name) => differs(full, before.head, name))
  ) {
    events.push({ kind: 'thread-edited', facts: {}, by: asker, at: now });
  }
  return before === null ? events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) : events;
}

const differs = (a: Full, b: Full, name: string): boolean => JSON.stringify(a[name]) !== JSON.stringify(b[name]);
