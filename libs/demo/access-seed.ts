import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashPassword, hashToken } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Transactions } from '#libs/platform/database';
import { renderMarkdown } from '#libs/platform/markdown';
import { NeverInProduction } from './demo.errors.ts';
import { idOf } from '#libs/platform/database';
import { insertRows, type Row, type TableRows } from './rows.ts';

/** Who is there to ask with. The author wrote everything; the member belongs to every group; the outsider to none. */
const PEOPLE = {
  author: ['member'],
  member: ['member'],
  outsider: ['member'],
  organisation_editor: ['member', 'organisation_editor'],
  subject_editor: ['member', 'subject_editor'],
  moderator: ['member', 'moderator'],
  data_steward: ['member', 'data_steward'],
  administrator: ['member', 'administrator'],
} as const;
type Who = keyof typeof PEOPLE;
const WHO = Object.keys(PEOPLE) as Who[];
/** Who is in the circle and the organisation, and is invited. */
const INSIDE = ['author', 'member'] as const;

const AUDIENCES = ['public', 'network', 'circle', 'organisation', 'invited'] as const;
const STATUSES = ['draft', 'submitted', 'published', 'withdrawn'] as const;
/** Fixed, so that the same seed gives the same rows. */
const AT = '2026-11-02T10:00:00.000Z';

export interface AccessSeeded {
  readonly seed: number;
  readonly people: Readonly<Record<string, { id: string; email: string; password: string; token: string }>>;
  readonly circle: { readonly id: string; readonly name: string; readonly members: readonly string[] };
  readonly organisation: { readonly id: string; readonly name: string; readonly members: readonly string[] };
  /** Audience → the thread's id. */
  readonly threads: Readonly<Record<string, string>>;
  /** Audience → the ids of the question and of an answer to it. */
  readonly posts: Readonly<Record<string, readonly [question: string, answer: string]>>;
  /** Status → the case note's id. */
  readonly caseNotes: Readonly<Record<string, string>>;
  readonly guidance: { readonly draft: string; readonly published: string };
}

@Injectable()
export class AccessSeed {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /**
   * One person of each role, a circle, an organisation, and one thing for each answer to "who may read this?". The same
   * seed gives the same ids, passwords and tokens, and finds what an earlier run left. Throws NeverInProduction.
   */
  async load(seed: number): Promise<AccessSeeded> {
    if (this.config.production) throw new NeverInProduction();
    const seeded = plan(seed);
    const hashes = await Promise.all(
      WHO.map(async (who) => [who, await hashPassword(seeded.people[who]!.password)] as const),
    );
    const tables = [
      ...groupRows(seeded),
      ...peopleRows(seeded, Object.fromEntries(hashes)),
      ...threadRows(seeded),
      ...editedRows(seeded),
    ];
    await this.transactions.run(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('waymark.seed-access'))`);
      for (const table of tables) await insertRows(tx, table, { again: true });
    });
    return seeded;
  }
}

const each = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;

function plan(seed: number): AccessSeeded {
  const id = (kind: string, key: string): string => idOf(kind, `access/${seed}/${key}`);
  const secret = (what: string): string =>
    createHmac('sha256', `waymark access ${seed}`).update(what).digest('base64url');
  const members = INSIDE.map((who) => id('person', who));
  return {
    seed,
    people: each(WHO, (who) => ({
      id: id('person', who),
      email: `${who.replace('_', '-')}@access-${seed}.waymark.example`,
      password: secret(`password of ${who}`).slice(0, 24),
      token: `wm_${secret(`token of ${who}`)}`,
    })),
    circle: { id: id('circle', 'circle'), name: `Check circle ${seed}`, members },
    organisation: { id: id('organisation', 'organisation'), name: `Check organisation ${seed}`, members },
    threads: each(AUDIENCES, (audience) => id('thread', audience)),
    posts: each(AUDIENCES, (audience) => [id('post', `${audience}/1`), id('post', `${audience}/2`)] as const),
    caseNotes: each(STATUSES, (status) => id('case-note', status)),
    guidance: each(['draft', 'published'] as const, (status) => id('guidance', status)),
  };
}

function groupRows({ circle, organisation }: AccessSeeded): TableRows[] {
  return [
    { table: 'circles', rows: [{ id: circle.id, name: circle.name, created_at: AT }] },
    {
      table: 'organisations',
      rows: [{ id: organisation.id, kind: 'spin_out', name: organisation.name, fictional: true, created_at: AT }],
    },
    { table: 'spin_outs', rows: [{ organisation_id: organisation.id, stage: 'idea' }] },
  ];
}

function peopleRows(seeded: AccessSeeded, hashes: Readonly<Record<string, string>>): TableRows[] {
  const everybody = WHO.map((who) => ({ who, ...seeded.people[who]! }));
  const { circle, organisation } = seeded;
  return [
    {
      table: 'people',
      rows: everybody.map(({ id, who }) => ({
        id,
        name: `Check ${who.replace('_', ' ')}`,
        practitioner_role: 'council_officer',
        fictional: true,
        created_at: AT,
      })),
    },
    {
      table: 'accounts',
      rows: everybody.map(({ id, who, email }) => ({
        person_id: id,
        email,
        password_hash: hashes[who],
        email_verified_at: AT,
        demo: true,
        created_at: AT,
      })),
    },
    {
      table: 'role_grants',
      rows: everybody.flatMap(({ id, who }) =>
        PEOPLE[who].map((role) => ({
          person_id: id,
          role,
          scope_id: role === 'organisation_editor' ? organisation.id : null,
          granted_at: AT,
        })),
      ),
    },
    {
      table: 'access_tokens',
      rows: everybody.map(({ id, who, token }) => ({
        id: idOf('token', token),
        person_id: id,
        name: `Check ${who.replace('_', ' ')}`,
        token_hash: `\\x${hashToken(token).toString('hex')}`,
        created_at: AT,
        expires_at: '2036-11-02T10:00:00.000Z',
      })),
    },
    {
      table: 'circle_members',
      rows: circle.members.map((person) => ({ circle_id: circle.id, person_id: person, since: AT })),
    },
    {
      table: 'memberships',
      rows: organisation.members.map((person) => ({
        person_id: person,
        organisation_id: organisation.id,
        verified_at: AT,
      })),
    },
  ];
}

function threadRows({ people, circle, organisation, threads, posts }: AccessSeeded): TableRows[] {
  const author = people['author']!.id;
  const groups: Readonly<Record<string, string>> = { circle: circle.id, organisation: organisation.id };
  const body = { 1: 'Who can read this question?', 2: 'Whoever its audience names, and nobody else.' };
  const numbers = [1, 2] as const;
  const eachPost = (row: (audience: string, number: 1 | 2) => Row): Row[] =>
    AUDIENCES.flatMap((audience) => numbers.map((number) => row(audience, number)));
  return [
    {
      table: 'threads',
      rows: AUDIENCES.map((audience) => ({
        id: threads[audience],
        title: `A question for: ${audience}`,
        author_id: author,
        audience,
        audience_id: groups[audience] ?? null,
        post_count: 2,
        reply_count: 1,
        follower_count: 1,
        last_seq: 2,
        last_post_at: AT,
        fictional: true,
        created_at: AT,
      })),
    },
    {
      table: 'posts',
      rows: eachPost((audience, number) => ({
        id: posts[audience]![number - 1],
        thread_id: threads[audience],
        number,
        author_id: author,
        body: body[number],
        body_html: renderMarkdown(body[number]),
        created_at: AT,
      })),
    },
    {
      table: 'events',
      rows: eachPost((audience, number) => ({
        stream_id: threads[audience],
        seq: number,
        kind: 'post-added',
        facts: { postId: posts[audience]![number - 1], number },
        actor_id: author,
        at: AT,
      })),
    },
    {
      table: 'thread_follows',
      rows: AUDIENCES.map((audience) => ({ thread_id: threads[audience], person_id: author, at: AT })),
    },
    {
      table: 'thread_invitations',
      rows: INSIDE.map((who) => ({ thread_id: threads['invited'], person_id: people[who]!.id, at: AT })),
    },
  ];
}

/** What its status keeps from others until it is published. */
function editedRows({ seed, people, caseNotes, guidance }: AccessSeeded): TableRows[] {
  const author = people['author']!.id;
  const owner = people['subject_editor']!.id;
  const pages = ['draft', 'published'] as const;
  const body = 'One page for each answer to who may read it.';
  return [
    {
      table: 'case_notes',
      rows: STATUSES.map((status) => ({
        id: caseNotes[status],
        title: `A case note that is ${status}`,
        summary: 'One note for each answer to who may read it.',
        author_id: author,
        stage: 'idea',
        result: 'in-progress',
        what_happened: 'It was written to check who may read it.',
        status,
        submitted_at: status === 'draft' ? null : AT,
        published_at: status === 'published' || status === 'withdrawn' ? AT : null,
        published_by: status === 'published' || status === 'withdrawn' ? people['moderator']!.id : null,
        withdrawn_at: status === 'withdrawn' ? AT : null,
        withdrawn_reason: status === 'withdrawn' ? 'To check what is left of a withdrawn note.' : null,
        fictional: true,
        created_at: AT,
        updated_at: AT,
      })),
    },
    {
      table: 'guidance_pages',
      rows: pages.map((status) => ({
        id: guidance[status],
        slug: `check-${seed}-${status}`,
        title: `A page that is ${status}`,
        summary: body,
        body,
        body_html: renderMarkdown(body, { firstHeading: 2 }),
        owner_id: owner,
        status,
        published_at: status === 'published' ? AT : null,
        fictional: true,
        created_at: AT,
        updated_at: AT,
      })),
    },
    {
      table: 'guidance_versions',
      rows: pages.map((status) => ({
        page_id: guidance[status],
        version: 1,
        title: `A page that is ${status}`,
        summary: body,
        body,
        changed_by: owner,
        at: AT,
      })),
    },
  ];
}
