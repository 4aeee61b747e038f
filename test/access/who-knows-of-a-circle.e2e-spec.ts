import { type Visibility, VISIBILITIES } from '#libs/circles';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const READERS = [
  'signed out',
  'outsider',
  'member',
  'facilitator',
  'ex-member',
  'invited',
  'requested',
  'guest of another',
  'guest of it',
  'moderator',
  'administrator',
] as const;
type Who = (typeof READERS)[number];

/** nothing: it is as if it were not there. name: its name and purpose. leads: who facilitates it, too. inside: all of it. */
type Knows = 'nothing' | 'name' | 'leads' | 'inside';

/** The rule. Everything else here asks a surface what it shows. */
function knows(who: Who, visibility: Visibility): Knows {
  if (who === 'member' || who === 'facilitator' || who === 'guest of it') return 'inside';
  if (who === 'signed out' || who === 'guest of another') return 'nothing';
  if (visibility === 'confidential') return who === 'invited' ? 'name' : 'nothing';
  return visibility === 'private' ? 'name' : 'leads';
}

/** A word of its own for each thing that could be told, so that a trace of it is found wherever it stands. */
const WORDS: Readonly<Record<Visibility, { name: string; lead: string; peer: string; inside: string }>> = {
  open: { name: 'Quillfernum', lead: 'Ottavine', peer: 'Perrigold', inside: 'Umberquay' },
  restricted: { name: 'Marrowvane', lead: 'Lysandrew', peer: 'Tamblyne', inside: 'Vexilloom' },
  private: { name: 'Zorbulent', lead: 'Corvinne', peer: 'Hesperan', inside: 'Yarrowmint' },
  confidential: { name: 'Thistlewock', lead: 'Evandrel', peer: 'Isolbart', inside: 'Gossamerly' },
};

interface Made {
  id: string;
  threadId: string;
  noteId: string;
  peerId: string;
  revoked: string;
}

describe('who knows of a circle, and what', () => {
  let platform: TestPlatform;
  const people = new Map<Who, Member | null>();
  const leads = new Map<Visibility, Member>();
  const circles = new Map<Visibility, Made>();

  const person = (who: Who): Member | null => people.get(who)!;
  const some = (who: Who): Member => person(who)!;
  const post = async (path: string, by: Member, body: object, due = 201) => {
    const { status, body: made } = await platform.api('post', path, by).send(body);
    if (status !== due) throw new Error(`${path}: ${status} ${JSON.stringify(made)}`);
    return made;
  };

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given } = platform;
    const elsewhere = await given.circle(await given.member({ name: 'Elsewhere' }));
    for (const who of READERS) {
      if (who === 'signed out') people.set(who, null);
      else if (who === 'guest of another') people.set(who, await given.guest('Person there', elsewhere));
      else if (who === 'guest of it') people.set(who, await given.guest('Person guest'));
      else {
        const roles = who === 'moderator' || who === 'administrator' ? [who] : [];
        people.set(who, await given.member({ name: `Person ${who}` }, ...roles));
      }
    }
    for (const visibility of VISIBILITIES) circles.set(visibility, await circle(visibility));
  }, 60_000);
  afterAll(() => platform.stop());

  async function circle(visibility: Visibility): Promise<Made> {
    const { name, lead: leadName, peer: peerName, inside } = WORDS[visibility];
    const { given } = platform;
    const lead = await given.member({ name: `${leadName} Ash` });
    const peer = await given.member({ name: `${peerName} Oak` });
    leads.set(visibility, lead);
    const { id } = await post('/circles', lead, {
      name: `${name} harrowgate circle`,
      purpose: `The purpose of ${name}`,
      visibility: 'restricted',
    });
    await post(`/circles/${id}/requests`, some('requested'), {});
    await platform.api('patch', `/circles/${id}`, lead).send({ visibility });
    for (const who of [peer, some('member'), some('facilitator'), some('ex-member'), some('guest of it')]) {
      await given.join(id, who.id);
    }
    await platform.api('put', `/circles/${id}/members/${some('facilitator').id}`, lead).send({ role: 'facilitator' });
    await post(`/circles/${id}/invitations`, lead, { personId: some('invited').id });
    const title = `How do harrowgate teams lease ${inside}?`;
    const thread = await given.thread(peer, { title, body: inside, audience: 'circle', audienceId: id });
    const note = { title: `Meeting on ${inside}`, metOn: '2026-11-05', body: inside };
    const { id: noteId } = await post(`/circles/${id}/notes`, peer, note);
    await platform.api('patch', `/circle-notes/${noteId}`, peer).send({ body: `${inside}, changed` });
    await platform.api('put', `/circles/${id}/milestones/stage`, peer).send({ stage: 'idea', note: inside });
    await platform.api('put', `/circles/${id}/summary`, lead).send({ body: `${inside} for all` });
    const link = await post(`/circles/${id}/links`, lead, {});
    await platform.api('delete', `/circles/${id}/links/${link.id}`, lead);
    // Everybody was told something of it once, and follows what is asked there.
    await platform.dataSource.query(
      `INSERT INTO notifications (person_id, kind, cause, title, about, about_id, unnamed, url)
       SELECT id, 'circle-accepted', 'told:' || $1, 'News of {title}', 'circle', $1::uuid, 'News of a circle', '/circles/' || $1 FROM people`,
      [id],
    );
    await platform.dataSource.query(
      `INSERT INTO thread_follows (thread_id, person_id) SELECT $1, id FROM people ON CONFLICT DO NOTHING`,
      [thread.id],
    );
    await platform.api('delete', `/circles/${id}/members/${some('ex-member').id}`, some('ex-member'));
    return { id, threadId: thread.id, noteId, peerId: peer.id, revoked: link.token };
  }

  /** Of one circle. `names`: whoever may know its name finds it there. `inside`: for its members alone. */
  const DIRECT: readonly (readonly ['page' | 'api', (made: Made) => string, 'names' | 'inside'])[] = [
    ['page', ({ id }) => `/circles/${id}`, 'names'],
    ['api', ({ id }) => `/circles/${id}`, 'names'],
    ['page', ({ id }) => `/circles/${id}-any-slug`, 'names'],
    ['page', ({ id }) => `/circles/${id}/notes`, 'inside'],
    ['page', ({ id }) => `/circles/${id}/notes/new`, 'inside'],
    ['page', ({ id }) => `/circles/${id}/milestones`, 'inside'],
    ['page', ({ id }) => `/circles/${id}/summary`, 'inside'],
    ['page', ({ noteId }) => `/circle-notes/${noteId}`, 'inside'],
    ['page', ({ noteId }) => `/circle-notes/${noteId}/edit`, 'inside'],
    ['page', ({ noteId }) => `/circle-notes/${noteId}/versions`, 'inside'],
    ['page', ({ threadId }) => `/threads/${threadId}`, 'inside'],
    ['api', ({ id }) => `/circles/${id}/notes`, 'inside'],
    ['api', ({ id }) => `/circles/${id}/milestones`, 'inside'],
    ['api', ({ id }) => `/circles/${id}/summary`, 'inside'],
    ['api', ({ noteId }) => `/circle-notes/${noteId}`, 'inside'],
    ['api', ({ noteId }) => `/circle-notes/${noteId}/versions`, 'inside'],
    ['api', ({ threadId }) => `/threads/${threadId}`, 'inside'],
    ['api', ({ threadId }) => `/threads/${threadId}/events`, 'inside'],
  ];

  /** Of everything. `all`: whoever may know the name finds it there. */
  const LISTS: readonly (readonly [by: 'page' | 'api', path: string, all?: 'all'])[] = [
    ['page', '/circles', 'all'],
    ['page', '/circles?kind=topic', 'all'],
    ['api', '/circles?limit=100'],
    ['api', '/circles?of=listed&limit=100'],
    ['page', '/notifications', 'all'],
    ['api', '/me/notifications?limit=100', 'all'],
    ['page', '/'],
    ['page', '/questions'],
    ['page', '/questions.atom'],
    ['page', '/questions/new'],
    ['page', '/search?q=harrowgate'],
    ['page', '/search.atom?q=harrowgate'],
    ['api', '/search?q=harrowgate&limit=100'],
    ['api', '/threads?limit=100'],
    ['api', `/suggestions/similar?title=${encodeURIComponent('How do harrowgate teams lease it?')}`],
    ['api', '/me/follows?limit=100'],
    ['api', '/me/records/posts?format=csv'],
    ['page', '/settings/following'],
  ];

  /** What stands in a text of what this reader may not know. */
  const told = (text: string, who: Who, visibility: Visibility, path: string): string[] => {
    const { name, lead, peer, inside } = WORDS[visibility];
    const level = knows(who, visibility);
    const hidden = [
      ...(level === 'nothing' ? [name] : []),
      // An invitation says who invites.
      ...(level === 'nothing' || (level === 'name' && who !== 'invited') ? [lead] : []),
      ...(level === 'inside' ? [] : [peer, inside]),
    ];
    return hidden.filter((word) => text.includes(word)).map((word) => `${path} tells ${who} of ${word}`);
  };

  describe.each(READERS.map((who) => [who]))('%s', (who) => {
    it('finds at its addresses what they may know, and nothing else is there', async () => {
      const wrong: string[] = [];
      for (const visibility of VISIBILITIES) {
        const made = circles.get(visibility)!;
        const level = knows(who, visibility);
        for (const [by, pathOf, shows] of DIRECT) {
          const path = pathOf(made);
          const { status, text } = await platform[by]('get', path, person(who));
          wrong.push(...told(text, who, visibility, `${visibility} ${path}`));
          const may = level === 'inside' || (shows === 'names' && level !== 'nothing');
          const needsSignIn = who === 'signed out' && !/threads/.test(path);
          const due = may
            ? [200]
            : needsSignIn
              ? [by === 'api' ? 401 : 303]
              : // Who knows that it is there is told that they are not in it; its texts are not there at all.
                level === 'nothing' || /threads|circle-notes|api.*summary/.test(path)
                ? [404]
                : [403, 404];
          if (!due.includes(status)) wrong.push(`${visibility} ${by} ${path} gave ${status}`);
          if (may && shows === 'names' && !text.includes(WORDS[visibility].name)) wrong.push(`${path} has no name`);
        }
        const published = await platform.page('get', `/circle-summaries/${made.id}`, person(who));
        if (published.status !== 404) wrong.push(`${visibility}: a summary that nobody agreed to is public`);
      }
      expect(wrong).toEqual([]);
    });

    it('is told in no list, search, suggestion, notice or export of what they may not know', async () => {
      const wrong: string[] = [];
      for (const [by, path, all] of LISTS) {
        const { text } = await platform[by]('get', path, person(who));
        for (const visibility of VISIBILITIES) {
          wrong.push(...told(text, who, visibility, path));
          const listed = knows(who, visibility) !== 'nothing';
          if (all && listed && !text.includes(WORDS[visibility].name)) wrong.push(`${path} leaves out ${visibility}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('learns of nobody that they are in it', async () => {
      const wrong: string[] = [];
      for (const visibility of VISIBILITIES) {
        const { peerId } = circles.get(visibility)!;
        for (const by of ['page', 'api'] as const) {
          const { text } = await platform[by]('get', `/people/${peerId}`, person(who));
          const { name, inside } = WORDS[visibility];
          if (knows(who, visibility) !== 'inside' && (text.includes(name) || text.includes(inside))) {
            wrong.push(`${by} of a person tells ${who} of ${visibility}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });

    it('follows by a socket what is asked in it only from inside', async () => {
      const socket = await platform.socket(person(who));
      const followed: Visibility[] = [];
      for (const visibility of VISIBILITIES) {
        const { threadId } = circles.get(visibility)!;
        const answer = await socket.emitWithAck('thread:follow', { threadId, afterSeq: 0 });
        if (answer.ok) followed.push(visibility);
        else expect(JSON.stringify(answer)).not.toContain(WORDS[visibility].inside);
      }
      expect(followed).toEqual(VISIBILITIES.filter((visibility) => knows(who, visibility) === 'inside'));
      socket.close();
    });

    it('changes nothing from outside, and gets in by no link that was taken back', async () => {
      const wrong: string[] = [];
      for (const visibility of VISIBILITIES) {
        const { id, noteId, threadId, revoked } = circles.get(visibility)!;
        const level = knows(who, visibility);
        const link = await platform.api('post', `/circle-links/${revoked}`, person(who)).send({});
        if (![401, 403, 404].includes(link.status)) wrong.push(`the link gave ${link.status}`);
        if (level === 'inside') continue;
        for (const [method, path, body] of [
          ['post', `/circles/${id}/notes`, { title: 'Mine', metOn: '2026-11-06', body: 'Mine' }],
          ['patch', `/circle-notes/${noteId}`, { body: 'Mine' }],
          ['put', `/circles/${id}/milestones/stage`, { stage: 'idea' }],
          ['post', `/circles/${id}/milestones`, { title: 'Mine' }],
          ['put', `/circles/${id}/summary`, { body: 'Mine' }],
          ['put', `/circles/${id}/summary/consent`, { version: 1 }],
          ['patch', `/circles/${id}`, { name: 'Mine now' }],
          ['post', `/circles/${id}/links`, {}],
          ['post', `/circles/${id}/guests`, { email: 'mine@elsewhere.example' }],
          ['post', `/circles/${id}/invitations`, { personId: some('outsider').id }],
          ['put', `/circles/${id}/members/${some('member').id}`, { role: 'facilitator' }],
          ['delete', `/circles/${id}/members/${some('member').id}`, {}],
          ['post', `/threads/${threadId}/posts`, { body: 'Mine' }],
          ['post', '/threads', { title: 'What do you all think?', body: 'Mine', audience: 'circle', audienceId: id }],
        ] as const) {
          const { status } = await platform.api(method, path, person(who)).send(body);
          const due = who === 'signed out' ? [401] : [403, 404, 422];
          if (!due.includes(status)) wrong.push(`${visibility}: ${method} ${path} gave ${status}`);
          // That it is there is no secret where its name is none; else a refusal would tell.
          const tells = status === 403 && level === 'nothing' && !who.startsWith('guest');
          if (tells) wrong.push(`${visibility}: ${method} ${path} tells that it is there`);
        }
      }
      expect(wrong).toEqual([]);
    });
  });
});
