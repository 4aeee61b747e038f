import { type Socket } from 'socket.io-client';
import { caseNotesGiven } from '../api/case-notes.given.ts';
import { embargoGiven } from '../api/embargo.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Whoever is signed in, and may be. */
const MEMBERS = [
  'member',
  'circle member',
  'former circle member',
  'colleague',
  'former colleague',
  'claims to be a colleague',
  'invited',
  'uninvited',
  'moderator',
  'administrator',
  'asker',
] as const;

/**
 * One rule of who may read a discussion, on every surface, for every audience and state, and for every kind of reader.
 *
 * READS is what the rule means. Everything else here asks a surface what it shows.
 */
const READS = {
  public: ['signed out', 'suspended', ...MEMBERS],
  network: MEMBERS,
  circle: ['circle member', 'asker'],
  organisation: ['colleague', 'asker'],
  invited: ['invited', 'asker'],
  hidden: ['moderator', 'asker'],
  'hidden in a circle': ['asker'],
  /** For a circle until a day, then for everyone. */
  'not open yet': ['circle member', 'asker'],
  /** The same for all members, after its day. */
  'open by now': MEMBERS,
} as const;
type Kind = keyof typeof READS;
const KINDS = Object.keys(READS) as Kind[];
const READERS = READS.public;
type Who = (typeof READERS)[number];

const mayRead = (kind: Kind, who: Who): boolean => (READS[kind] as readonly Who[]).includes(who);
const isHidden = (kind: Kind): boolean => kind.startsWith('hidden');

/** A word of its own in every title, so that a trace of it is found wherever it stands. */
const WORD: Readonly<Record<Kind, string>> = {
  public: 'Quillfernum',
  network: 'Marrowvane',
  circle: 'Zorbulent',
  organisation: 'Thistlewock',
  invited: 'Brackenfold',
  hidden: 'Umberquay',
  'hidden in a circle': 'Vexilloom',
  'not open yet': 'Yarrowmint',
  'open by now': 'Gossamerly',
};
/** What the asker has not posted: a question, and a reply to what everybody reads. */
const DRAFT = 'Nimblewick';
const titleOf = (kind: Kind): string => `How do harrowgate teams price a ${WORD[kind]} lease?`;

interface Surface {
  /** Under the reader's own sign-in. Null: the surface is not for who is signed out. */
  readonly path: (reader: Member | null) => string;
  readonly by: 'page' | 'api';
  /** What of the discussion stands there; else its title's own word. */
  readonly shows?: (text: string, kind: Kind) => boolean;
  /** Whoever may read it finds it there; else it may be left out (a list of a few, or what was hidden). */
  readonly complete: boolean;
  /** So many stand there; whoever may read more finds some of them. */
  readonly most?: number;
  readonly signedInOnly?: true;
}

describe('who may read a discussion', () => {
  let platform: TestPlatform;
  const people = new Map<Who, Member | null>();
  const threads = new Map<Kind, { id: string; postId: string; fileId: string }>();
  const sockets = new Map<Who, Socket>();
  /** Open to everybody: from it a post was moved to each of them. */
  let left: string;
  /** Open to everybody, of each of them: a question that it repeats, and one that was merged into it. */
  const leading = new Map<Kind, { duplicate: string; merged: string }>();
  let noteId: string;
  let slug: string;

  const person = (who: Who): Member | null => people.get(who)!;
  const asker = (): Member => person('asker')!;
  const sql = (text: string, values: unknown[] = []): Promise<{ id: string }[]> =>
    platform.dataSource.query(text, values);

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given } = platform;
    for (const who of READERS) {
      const role =
        who === 'moderator' ? (['moderator'] as const) : who === 'administrator' ? (['administrator'] as const) : [];
      people.set(who, who === 'signed out' ? null : await given.member({ name: `Person ${who}` }, ...role));
    }
    const circleId = (await sql(`INSERT INTO circles (name) VALUES ('Harbour circle') RETURNING id`))[0]!.id;
    const organisationId = (
      await sql(`INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell') RETURNING id`)
    )[0]!.id;
    for (const who of ['asker', 'circle member', 'former circle member'] as const) {
      await sql(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [circleId, person(who)!.id]);
    }
    for (const who of ['asker', 'colleague', 'former colleague', 'claims to be a colleague'] as const) {
      await sql(
        `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, CASE WHEN $3 THEN now() END)`,
        [person(who)!.id, organisationId, who !== 'claims to be a colleague'],
      );
    }
    const scope: Record<Kind, object> = {
      public: { audience: 'public' },
      network: { audience: 'network' },
      circle: { audience: 'circle', audienceId: circleId },
      organisation: { audience: 'organisation', audienceId: organisationId },
      invited: { audience: 'invited', invited: [person('invited')!.id, person('uninvited')!.id] },
      hidden: { audience: 'network' },
      'hidden in a circle': { audience: 'circle', audienceId: circleId },
      'not open yet': {
        audience: 'circle',
        audienceId: circleId,
        confidentialUntil: '2099-04-01',
        opensTo: 'public',
      },
      'open by now': { audience: 'circle', audienceId: circleId, confidentialUntil: '2099-04-01' },
    };
    for (const kind of KINDS) {
      const text = Buffer.from(`The ${WORD[kind]} lease;1\n`);
      const sent = await platform
        .api('post', '/files', asker())
        .attach('file', text, { filename: `${WORD[kind]}.csv` });
      const fileId = sent.body.id as string;
      const body = `About the ${WORD[kind]} lease.`;
      const made = await given.thread(asker(), { title: titleOf(kind), body, files: [fileId], ...scope[kind] });
      threads.set(kind, { ...made, fileId });
    }

    // What stands around a discussion: an earlier text, followers, notices, a cited note, guidance made of it.
    noteId = (await caseNotesGiven(platform).published(asker(), person('moderator')!)).id;
    slug = await guidancePage();
    let position = 1;
    for (const kind of KINDS) {
      const { id, postId } = threads.get(kind)!;
      await platform
        .api('patch', `/posts/${postId}`, asker())
        .send({ body: `About the ${WORD[kind]} lease, and why.` });
      await sql(`INSERT INTO post_citations (post_id, case_note_id, position) VALUES ($1, $2, 1)`, [postId, noteId]);
      await sql(
        `INSERT INTO guidance_sources (page_id, position, post_id, credited_id)
         SELECT id, $2, $3, $4 FROM guidance_pages WHERE slug = $1`,
        [slug, position, postId, asker().id],
      );
      position += 1;
      await sql(`INSERT INTO thread_follows (thread_id, person_id) SELECT $1, id FROM people ON CONFLICT DO NOTHING`, [
        id,
      ]);
      await sql(
        `INSERT INTO notifications (person_id, kind, cause, title, about, about_id, unnamed, url, first_post)
         SELECT id, 'new-reply', 'new-reply:' || $1, 'New reply: {title}', 'thread', $1::uuid, 'New reply somewhere', '/threads/' || $1, 1
           FROM people`,
        [id],
      );
    }

    // What leads to it from where everybody reads: moved posts, duplicates and merges, by a moderator who reads all.
    await sql(`INSERT INTO role_grants (person_id, role) VALUES ($1, 'moderator')`, [asker().id]);
    left = (await given.thread(asker(), { title: 'What is left of what was moved?', audience: 'public' })).id;
    for (const kind of KINDS) {
      const { id: to } = threads.get(kind)!;
      const { id: post } = await given.reply(asker(), left, { body: 'It is said elsewhere.' });
      const duplicate = (await given.thread(asker(), { title: 'Was this asked before?', audience: 'public' })).id;
      const merged = (await given.thread(asker(), { title: 'Is it all there now?', audience: 'public' })).id;
      for (const [path, body] of [
        [`/threads/${left}/move`, { posts: [post], to, reason: 'A test' }],
        [`/threads/${merged}/merge`, { to, reason: 'A test' }],
        [`/threads/${duplicate}/duplicate`, { to }],
      ] as const) {
        const { status, text } = await platform.api('post', path, asker()).send(body);
        if (status !== 200) throw new Error(`${kind}: ${path} gave ${status} ${text}`);
      }
      leading.set(kind, { duplicate, merged });
    }
    await sql(`DELETE FROM role_grants WHERE person_id = $1 AND role = 'moderator'`, [asker().id]);

    // Those who could read something once listen to it before they lose that.
    for (const who of READERS) sockets.set(who, await platform.socket(person(who)));
    for (const [who, kind] of [
      ['former circle member', 'circle'],
      ['former colleague', 'organisation'],
      ['uninvited', 'invited'],
    ] as const) {
      const answer: { ok: boolean } = await sockets
        .get(who)!
        .emitWithAck('thread:follow', { threadId: threads.get(kind)!.id });
      if (!answer.ok) throw new Error(`${who} could not follow ${kind}`);
    }
    for (const kind of KINDS.filter(isHidden)) {
      const { id, postId } = threads.get(kind)!;
      await sql(`UPDATE posts SET hidden_at = now(), hidden_reason = 'A test' WHERE id = $1`, [postId]);
      await sql(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [id]);
    }
    await embargoGiven(platform).dayComes(threads.get('open by now')!.id);
    await embargoGiven(platform).openDue();
    for (const [place, what] of [
      ['question', 'question'],
      [`thread:${threads.get('public')!.id}`, 'reply'],
    ] as const) {
      const fields = { title: `A ${DRAFT} ${what}?`, body: `A ${DRAFT} harrowgate ${what}.` };
      const { status } = await platform.api('put', `/me/drafts/${place}`, asker()).send({ fields });
      if (status !== 200) throw new Error(`No draft: ${status}`);
    }
    await sql(`DELETE FROM circle_members WHERE person_id = $1`, [person('former circle member')!.id]);
    await sql(`UPDATE memberships SET to_on = current_date - 1 WHERE person_id = $1`, [person('former colleague')!.id]);
    await sql(`DELETE FROM thread_invitations WHERE person_id = $1`, [person('uninvited')!.id]);
    await sql(`UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`, [
      person('suspended')!.id,
    ]);
  }, 60_000);
  afterAll(() => platform.stop());

  async function guidancePage(): Promise<string> {
    const editor = await platform.given.member({ name: 'Editor' }, 'subject_editor');
    const { body } = await platform
      .api('post', '/guidance', editor)
      .send({ title: 'How to lease', summary: 'Ask. Then price.', body: 'Text' });
    await sql(`UPDATE guidance_pages SET status = 'published', published_at = now() WHERE slug = $1`, [body.slug]);
    return body.slug as string;
  }

  const DIRECT: readonly (readonly [
    'page' | 'api',
    (thread: { id: string; postId: string; fileId: string }) => string,
  ])[] = [
    ['page', ({ id }) => `/threads/${id}`],
    ['page', ({ id }) => `/threads/${id}-any-slug?after=0`],
    ['page', ({ id }) => `/threads/${id}/posts`],
    ['page', ({ id }) => `/threads/${id}/standing`],
    ['api', ({ id }) => `/threads/${id}`],
    ['api', ({ id }) => `/threads/${id}/posts`],
    ['api', ({ id }) => `/threads/${id}/events`],
    ['api', ({ postId }) => `/posts/${postId}`],
    ['api', ({ postId }) => `/posts/${postId}/revisions`],
    ['page', ({ fileId }) => `/files/${fileId}`],
    ['api', ({ fileId }) => `/files/${fileId}`],
  ];

  /** `complete` is for what is not hidden: what a moderator hid is found at its address alone. */
  const LISTS: Readonly<Record<string, Surface>> = {
    'the list of questions': { by: 'page', path: () => '/questions', complete: true },
    'the questions as a feed': { by: 'page', path: () => '/questions.atom', complete: true },
    'the questions of the API': { by: 'api', path: () => '/threads?limit=100', complete: true },
    'the questions of a circle': {
      by: 'api',
      path: () => `/threads?limit=100&circle=${circleOf()}`,
      complete: false,
    },
    'a search by a word of all': { by: 'page', path: () => '/search?q=harrowgate', complete: true },
    'the same of the API': { by: 'api', path: () => '/search?q=harrowgate&limit=100', complete: true },
    'the same as a feed': { by: 'page', path: () => '/search.atom?q=harrowgate', complete: true },
    'the list of all questions by filter': { by: 'api', path: () => '/search?type=question&limit=100', complete: true },
    'what is like it, while somebody writes': {
      by: 'api',
      path: () => `/suggestions/similar?title=${encodeURIComponent('How do harrowgate teams price a lease?')}`,
      complete: false,
      signedInOnly: true,
    },
    'the home page': { by: 'page', path: () => '/', complete: false },
    'the profile of who asked': { by: 'page', path: () => `/people/${asker().id}`, complete: false },
    'the case note that is cited': { by: 'page', path: () => `/case-notes/${noteId}`, complete: true, most: 5 },
    'the note of the API': { by: 'api', path: () => `/case-notes/${noteId}`, complete: false },
    'the guidance made of it': { by: 'page', path: () => `/guidance/${slug}`, complete: true },
    'the guidance of the API': { by: 'api', path: () => `/guidance/${slug}`, complete: true },
    'the guidance as a feed': { by: 'page', path: () => '/guidance.atom', complete: false },
    'the case notes as a feed': { by: 'page', path: () => '/case-notes.atom', complete: false },
    'one’s notices': { by: 'page', path: () => '/notifications', complete: true, signedInOnly: true },
    'one’s notices of the API': {
      by: 'api',
      path: () => '/me/notifications?limit=100',
      complete: true,
      signedInOnly: true,
    },
    'what one follows': { by: 'api', path: () => '/me/follows?limit=100', complete: true, signedInOnly: true },
    'what is left where posts were moved from': { by: 'page', path: () => `/threads/${left}`, complete: true },
    'its events': { by: 'api', path: () => `/threads/${left}/events`, complete: false },
    'one’s own file for the records': {
      by: 'api',
      path: () => '/me/records/posts?format=csv',
      complete: false,
      signedInOnly: true,
    },
  };
  let circle = '';
  const circleOf = (): string => circle;

  describe.each(READERS.map((who) => [who]))('%s', (who) => {
    /** A token of somebody who is suspended opens nothing at all, also what is open to everybody. */
    const noToken = who === 'suspended';
    const readable = KINDS.filter((kind) => mayRead(kind, who));

    it('reads at its address what they may, and nothing else is there', async () => {
      const wrong: string[] = [];
      for (const kind of KINDS) {
        for (const [by, pathOf] of DIRECT) {
          const path = pathOf(threads.get(kind)!);
          const { status, text } = await platform[by]('get', path, person(who));
          const due = by === 'api' && noToken ? 401 : mayRead(kind, who) ? 200 : 404;
          if (status !== due) wrong.push(`${kind}: ${by} ${path} gave ${status}, not ${due}`);
          if (due !== 200 && text.includes(WORD[kind])) wrong.push(`${kind}: ${by} ${path} names it`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it.each(Object.keys(LISTS))('finds in %s what they may, and nothing else', async (name) => {
      [{ id: circle } = { id: '' }] = await sql(`SELECT id FROM circles LIMIT 1`);
      const { by, path, complete, most = KINDS.length, signedInOnly } = LISTS[name]!;
      if (signedInOnly && (who === 'signed out' || who === 'suspended')) return;
      const { status, text } = await platform[by]('get', path(person(who)), person(who));
      if (by === 'api' && noToken) return expect(status).toBe(401);
      expect([200, 404]).toContain(status);

      const named = KINDS.filter((kind) => text.includes(WORD[kind]));

      expect(named.filter((kind) => !mayRead(kind, who))).toEqual([]);
      const due = readable.filter((kind) => !isHidden(kind));
      if (complete && due.length <= most) expect(due.filter((kind) => !named.includes(kind))).toEqual([]);
      else if (complete) expect(named.length).toBe(most);
    });

    it('is led to what was moved by the API, where they may read it', async () => {
      if (noToken) return;
      const { text } = await platform.api('get', `/threads/${left}/posts?limit=100`, person(who));
      expect(KINDS.filter((kind) => text.includes(threads.get(kind)!.id))).toEqual(readable);
    });

    it('is led to it by a duplicate, and from what was merged, where they may read it', async () => {
      const wrong: string[] = [];
      for (const kind of KINDS) {
        for (const id of Object.values(leading.get(kind)!)) {
          for (const [by, path] of [
            ['page', `/threads/${id}`],
            ['page', `/threads/${id}/standing`],
            ['page', `/threads/${id}/posts`],
            ['api', `/threads/${id}`],
          ] as const) {
            if (by === 'api' && noToken) continue;
            const { status, text } = await platform[by]('get', path, person(who));
            const may = mayRead(kind, who);
            const leads = text.includes(WORD[kind]) || text.includes(threads.get(kind)!.id);
            if (status !== 200 || (leads && !may)) wrong.push(`${kind}: ${path} gave ${status}, ${leads}`);
            if (may && !leads && !path.endsWith('/posts')) wrong.push(`${kind}: ${path} does not lead there`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });

    it('sees of a draft nothing but their own', async () => {
      const own = who === 'asker';
      const drafts: Surface[] = [
        { by: 'page', path: () => '/questions/new', complete: true },
        { by: 'page', path: () => `/threads/${threads.get('public')!.id}?draft=yes`, complete: true },
        { by: 'page', path: () => '/settings/drafts', complete: true },
        { by: 'api', path: () => '/me/drafts/posts', complete: true },
        { by: 'api', path: () => '/me/drafts/question', complete: true },
      ];
      const direct = KINDS.flatMap((kind) =>
        DIRECT.map(([by, pathOf]): Surface => ({ by, path: () => pathOf(threads.get(kind)!), complete: false })),
      );
      const searches: Surface[] = [
        { by: 'api', path: () => `/search?q=${DRAFT}`, complete: false },
        { by: 'page', path: () => `/search.atom?q=${DRAFT}`, complete: false },
        { by: 'api', path: () => `/suggestions/similar?title=A+${DRAFT}+question`, complete: false },
        { by: 'api', path: () => `/suggestions/references?q=${DRAFT}`, complete: false },
      ];
      const lists = Object.values(LISTS).map((list) => ({ ...list, complete: false }));
      const wrong: string[] = [];
      for (const { by, path, complete } of [...drafts, ...direct, ...searches, ...lists]) {
        const { text } = await platform[by]('get', path(person(who)), person(who));
        const shown = text.replaceAll(`q=${DRAFT}`, '').includes(`${DRAFT} `);
        if (own ? complete && !shown : shown) wrong.push(`${by} ${path(person(who))}: ${shown}`);
      }
      expect(wrong).toEqual([]);
    });

    it('is counted no more than they may read', async () => {
      if (noToken) return;
      const { body } = await platform.api('get', '/search?q=harrowgate&limit=1', person(who));
      const found = readable.filter((kind) => !isHidden(kind)).length;
      expect(body.total).toBe(found);
      const counts = Object.values(body.facets as Record<string, { count: number }[]>).flat();
      expect(counts.length).toBeGreaterThan(0);
      expect(counts.filter(({ count }) => count > found)).toEqual([]);
    });

    it('is offered the spelling of no title that they may not read', async () => {
      if (noToken) return;
      for (const kind of KINDS) {
        const misspelt = WORD[kind].replace(/(...)$/, 'x$1');
        const { text } = await platform.api('get', `/search?q=${misspelt}`, person(who));
        if (!mayRead(kind, who) || isHidden(kind)) expect(text.toLowerCase()).not.toContain(WORD[kind].toLowerCase());
      }
    });

    it('writes where they read, and nowhere else', async () => {
      if (person(who) === null || noToken) return;
      const wrong: string[] = [];
      for (const kind of KINDS) {
        const { id, postId, fileId } = threads.get(kind)!;
        const may = mayRead(kind, who);
        for (const [method, path] of [
          ['post', `/threads/${id}/follow`],
          ['get', `/threads/${id}/audience`],
        ] as const) {
          const { status } = await platform.api(method, path, person(who)).send(method === 'get' ? undefined : {});
          if (status !== (may ? 200 : 404)) wrong.push(`${kind}: ${method} ${path} gave ${status}`);
        }
        if (may) continue;
        for (const [method, path, body] of [
          ['post', `/threads/${id}/posts`, { body: 'May I?' }],
          ['post', `/threads/${id}/accept`, { postId }],
          ['patch', `/threads/${id}`, { title: 'Another title for it' }],
          ['put', `/threads/${id}/audience`, { audience: 'public', reason: 'x' }],
          ['put', `/threads/${id}/invited/${person(who)!.id}`, {}],
          ['patch', `/posts/${postId}`, { body: 'Other words' }],
          ['post', `/posts/${postId}/reports`, { reason: 'off-topic' }],
          ['post', `/threads/${id}/split`, { posts: [postId], title: 'Out into the open', reason: 'x' }],
          ['post', `/threads/${id}/move`, { posts: [postId], to: left, reason: 'x' }],
          ['post', `/threads/${id}/merge`, { to: left, reason: 'x' }],
          ['post', `/threads/${id}/duplicate`, { to: left }],
          ['put', `/files/${fileId}/description`, { alt: 'Mine' }],
          ['delete', `/files/${fileId}`, {}],
        ] as const) {
          const { status } = await platform.api(method, path, person(who)).send(body);
          if (status !== 404) wrong.push(`${kind}: ${method} ${path} gave ${status}`);
        }
        for (const page of ['move', 'merge', 'duplicate']) {
          const { status, text } = await platform.page('get', `/threads/${id}/${page}`, person(who));
          if (status !== 404 || text.includes(WORD[kind])) wrong.push(`${kind}: the page ${page} gave ${status}`);
        }
        // As the place to move to it is as if it were not there, for those who may move at all.
        const open = (
          await sql(`SELECT id FROM posts WHERE thread_id = $1 AND gone IS NULL AND number > 1`, [left])
        )[0];
        const into = { posts: [open?.id ?? postId], to: id, reason: 'x' };
        const { status, body } = await platform.api('post', `/threads/${left}/move`, person(who)).send(into);
        const due =
          who === 'moderator' || who === 'administrator'
            ? [422, 'threads.no-such-target']
            : [403, 'people.not-allowed'];
        if (status !== due[0] || body.code !== due[1]) wrong.push(`${kind}: moving there gave ${status} ${body.code}`);
      }
      expect(wrong).toEqual([]);
    });

    it('follows by a socket what they may', async () => {
      if (noToken) return;
      const socket = await platform.socket(person(who));
      const followed: Kind[] = [];
      for (const kind of KINDS) {
        const answer = await socket.emitWithAck('thread:follow', { threadId: threads.get(kind)!.id, afterSeq: 0 });
        if (answer.ok) followed.push(kind);
        else expect(JSON.stringify(answer)).not.toContain(WORD[kind]);
      }
      expect(followed).toEqual(readable);
      socket.close();
    });
  });

  it('is pushed to who may read it, and to nobody who could once', async () => {
    const heard = new Map<Who, Set<string>>(READERS.map((who) => [who, new Set()]));
    const listening = READERS.filter((who) => who !== 'suspended');
    for (const who of listening) {
      const socket = await platform.socket(person(who));
      for (const at of [socket, sockets.get(who)!]) {
        at.on('thread:event', ({ threadId }: { threadId: string }) => heard.get(who)!.add(threadId));
      }
      for (const kind of KINDS) await socket.emitWithAck('thread:follow', { threadId: threads.get(kind)!.id });
    }
    const open = KINDS.filter((kind) => !isHidden(kind));
    for (const kind of open)
      await platform.given.reply(asker(), threads.get(kind)!.id, { body: `More on ${WORD[kind]}.` });
    // The last to be told has been told: then nothing is on its way to anybody.
    await until(() => open.every((kind) => heard.get('asker')!.has(threads.get(kind)!.id)));
    await until(() => heard.get('member')!.has(threads.get('network')!.id));

    for (const who of listening) {
      expect([who, open.filter((kind) => heard.get(who)!.has(threads.get(kind)!.id))]).toEqual([
        who,
        open.filter((kind) => mayRead(kind, who)),
      ]);
    }
  }, 30_000);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 400) throw new Error('It did not come to be so.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
