import { type FieldAudience, PROFILE_FIELDS } from '#libs/people';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Each field of the profile is narrowed for one person each way, and read by everybody on every surface. */
describe('who sees which field of a profile', () => {
  let platform: TestPlatform;
  const readers: Record<string, Member> = {};
  const owners = {} as Record<FieldAudience, Member>;
  let spinOut: string;

  const FIELDS = {
    jobTitle: 'Keeper of otters',
    bio: 'I kept a quokka for nineteen years.',
    serviceAreas: ['youth'],
    stagesLived: ['go-live'],
    topicsOffered: ['vat'],
    topicsWanted: ['tupe'],
    languages: ['cy'],
    availability: 'limited',
  };
  /** Who reads a field that is for: all, those with whom the person shares something, the person alone. */
  const MATRIX: readonly [reader: string, seen: Record<FieldAudience, boolean>][] = [
    ['somebody of the network', { all: true, shared: false, me: false }],
    ['somebody of another circle', { all: true, shared: false, me: false }],
    ['somebody of the same circle', { all: true, shared: true, me: false }],
    ['a verified colleague', { all: true, shared: true, me: false }],
    ['somebody who says that they are a colleague', { all: true, shared: false, me: false }],
    ['a former colleague', { all: true, shared: false, me: false }],
    ['a moderator', { all: true, shared: false, me: false }],
    ['an administrator', { all: true, shared: false, me: false }],
    ['the person', { all: true, shared: true, me: true }],
  ];
  const AUDIENCES = ['all', 'shared', 'me'] as const;

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given, dataSource, api } = platform;
    const [{ id }] = await dataSource.query<[{ id: string }]>(
      `INSERT INTO organisations (kind, name) VALUES ('spin_out', 'Otterbourne Works') RETURNING id`,
    );
    spinOut = id;
    await dataSource.query(
      `INSERT INTO spin_outs (organisation_id, stage, legal_form, staff) VALUES ($1, 'go-live', 'cio', 20)`,
      [spinOut],
    );
    for (const [name, ...roles] of [
      ['somebody of the network'],
      ['somebody of another circle'],
      ['somebody of the same circle'],
      ['a verified colleague'],
      ['somebody who says that they are a colleague'],
      ['a former colleague'],
      ['a moderator', 'moderator'],
      ['an administrator', 'administrator'],
    ] as const) {
      readers[name] = await given.member({ name: 'A Reader' }, ...roles);
    }
    const works = (member: Member, verifiedAt: Date | null, to: string | null = null) =>
      dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id, verified_at, from_on, to_on) VALUES ($1, $2, $3, '2021-03-01', $4)`,
        [member.id, spinOut, verifiedAt, to],
      );
    await works(readers['a verified colleague']!, new Date());
    await works(readers['somebody who says that they are a colleague']!, null);
    await works(readers['a former colleague']!, new Date(), '2024-05-31');
    await given.circle(readers['somebody of another circle']!);
    for (const audience of AUDIENCES) {
      const owner = await given.member({ name: `Owner ${audience}`, practitionerRole: 'finance' });
      owners[audience] = owner;
      await works(owner, new Date());
      await given.circle(owner, readers['somebody of the same circle']!);
      await api('patch', '/me', owner)
        .send({ ...FIELDS, audiences: PROFILE_FIELDS.map((field) => `${field}:${audience}`) })
        .expect(200);
    }
  });
  afterAll(() => platform.stop());

  const reading = (reader: string, audience: FieldAudience): Member =>
    reader === 'the person' ? owners[audience] : readers[reader]!;
  const cases = MATRIX.flatMap(([reader, seen]) =>
    AUDIENCES.map((audience) => ({ reader, audience, seen: seen[audience] })),
  );

  it.each(cases)('$reader, of what is for $audience: $seen, in the API', async ({ reader, audience, seen }) => {
    const by = reading(reader, audience);
    const { body } = await platform.api('get', `/people/${owners[audience].id}`, by);
    const nothing = {
      jobTitle: null,
      bio: null,
      serviceAreas: [],
      stagesLived: [],
      topicsOffered: [],
      topicsWanted: [],
      languages: [],
      availability: null,
    };
    expect(body).toMatchObject({ name: `Owner ${audience}`, role: 'finance', ...(seen ? FIELDS : nothing) });
    expect([body.helpsAWeek, body.organisations.length]).toEqual(seen ? [2, 1] : [null, 0]);
    const listed = (await platform.api('get', '/people?limit=100', by)).body.items as {
      id: string;
      bio: string | null;
    }[];
    expect(listed.find(({ id }) => id === owners[audience].id)?.bio).toBe(seen ? FIELDS.bio : null);
  });

  it.each(cases)('$reader, of what is for $audience: $seen, on the page', async ({ reader, audience, seen }) => {
    const { status, text } = await platform.page('get', `/people/${owners[audience].id}`, reading(reader, audience));
    expect(status).toBe(200);
    const words = [FIELDS.jobTitle, FIELDS.bio, 'Welsh', 'Otterbourne Works', 'VAT', 'Youth services', 'little time'];
    expect(words.filter((word) => text.includes(word))).toEqual(seen ? words : []);
  });

  it.each(cases)('$reader, of what is for $audience: $seen, as a way to find', async ({ reader, audience, seen }) => {
    const by = reading(reader, audience);
    const found = async (path: string): Promise<boolean> => {
      const { status, text } = await (path.startsWith('/support') ? platform.page : platform.api)('get', path, by);
      expect([path, status]).toEqual([path, 200]);
      return text.includes(owners[audience].id);
    };
    expect(await found('/support?topic=vat')).toBe(seen);
    // What is for themself alone finds nobody in the directory, not even themself.
    const listed = seen && audience !== 'me';
    for (const query of ['serviceArea=youth', 'topic=vat', 'wants=tupe', 'stage=go-live']) {
      expect([query, await found(`/people?${query}&limit=100`)]).toEqual([query, listed]);
    }
    // Nobody is a peer of their own.
    if (reader !== 'the person') {
      for (const path of ['serviceArea=youth', 'stage=go-live', 'legalForm=cio', 'size=small']) {
        expect([path, await found(`/peers?${path}&limit=100`)]).toEqual([path, seen]);
      }
    }
    // The index holds what all may read, and nothing else.
    for (const word of ['quokka', 'otters']) {
      expect([word, await found(`/search?q=${word}&type=person`)]).toEqual([word, audience === 'all']);
    }
  });

  it('counts where people work only for who may know it', async () => {
    const counted = async (by: Member) =>
      /(\d+) members? says?/.exec((await platform.page('get', `/spin-outs/${spinOut}`, by)).text)?.[1];
    // Two colleagues that are current, and of the three owners: one, two, or all for nobody.
    expect(await counted(readers['somebody of the network']!)).toBe('3');
    expect(await counted(readers['a verified colleague']!)).toBe('4');
    expect(await counted(owners.me)).toBe('5');
  });

  it('writes where somebody works beside a post only where all may know it', async () => {
    const { id } = await platform.given.thread(readers['somebody of the network']!);
    const organisations = [];
    for (const audience of AUDIENCES) {
      const { body } = await platform.api('post', `/threads/${id}/posts`, owners[audience]).send({ body: 'We asked.' });
      organisations.push(body.author?.organisation ?? body.organisation ?? null);
    }
    expect(organisations).toEqual(['Otterbourne Works', null, null]);
  });

  it('is told to the person alone', async () => {
    const { body: mine } = await platform.api('get', '/me', owners.shared);
    expect(mine.audiences).toEqual(PROFILE_FIELDS.map((field) => `${field}:shared`).toSorted());
    const { body } = await platform.api('get', `/people/${owners.shared.id}`, readers['a verified colleague']);
    expect(JSON.stringify(body)).not.toContain('audience');
  });

  it('takes the narrower of two, drops what all may see, and refuses what is no field', async () => {
    const person = await platform.given.member();
    const change = (audiences: unknown) => platform.api('patch', '/me', person).send({ audiences });
    expect((await change(['bio:me', 'bio:shared', 'jobTitle:all'])).body.audiences).toEqual(['bio:me']);
    for (const wrong of [['name:me'], ['practitionerRole:me'], ['interests:me'], ['bio:everyone'], 'x', [{}]]) {
      expect((await change(wrong)).status).toBe(422);
    }
  });

  it('ends with what was shared', async () => {
    const [person, mate] = [await platform.given.member({ bio: 'For friends.' }), await platform.given.member()];
    const circle = await platform.given.circle(person, mate);
    await platform.api('patch', '/me', person).send({ audiences: ['bio:shared'] });
    const bio = async () => (await platform.api('get', `/people/${person.id}`, mate)).body.bio;
    expect(await bio()).toBe('For friends.');
    await platform.dataSource.query(`DELETE FROM circle_members WHERE circle_id = $1 AND person_id = $2`, [
      circle,
      mate.id,
    ]);
    expect(await bio()).toBeNull();
  });

  describe('a profile that nobody finds', () => {
    it('is in no list, no search, no suggestion and no count, and its page does not exist', async () => {
      const [hidden, by, moderator] = [
        await platform.given.member({ name: 'Zebedee Quillfeather', topicsOffered: ['foi'], bio: 'Of narwhals.' }),
        await platform.given.member(),
        await platform.given.member({}, 'moderator', 'administrator'),
      ];
      await platform.given.circle(hidden, by);
      const surfaces = [
        `/people/${hidden.id}`,
        '/people?topic=foi&limit=100',
        '/search?q=narwhals&type=person',
        '/search?q=Quillfeather',
        '/suggestions/mentions?q=Zebe',
      ];
      const finding = async (reader: Member) => {
        const found = [];
        for (const path of surfaces) {
          const { body } = await platform.api('get', path, reader);
          if (JSON.stringify(body).includes(hidden.id)) found.push(path);
        }
        return found;
      };
      expect((await finding(by)).length).toBe(5);

      expect((await platform.api('patch', '/me', hidden).send({ listedTo: 'nobody' })).status).toBe(200);
      expect([await finding(by), await finding(moderator)]).toEqual([[], []]);
      expect((await platform.page('get', `/people/${hidden.id}`, by)).status).toBe(404);
      expect((await platform.page('get', `/people/${hidden.id}`, hidden)).text).toContain('Nobody but you');

      await platform.api('patch', '/me', hidden).send({ listedTo: 'network' });
      expect((await finding(by)).length).toBe(5);
    });
  });

  describe('declared interests', () => {
    it.each([
      ['a paid adviser who says nothing', { practitionerRole: 'paid_adviser' }, 422, null],
      ['a paid adviser who has some', { practitionerRole: 'paid_adviser', interests: 'Fees.' }, 200, 'Fees.'],
      ['a paid adviser who has none', { practitionerRole: 'paid_adviser', noInterests: true }, 200, 'None to declare.'],
      ['both at once', { interests: 'Fees.', noInterests: true }, 422, null],
      ['anybody else who says nothing', { practitionerRole: 'founder' }, 200, null],
    ])('%s', async (_who, change, status, interests) => {
      const person = await platform.given.member();
      const answer = await platform.api('patch', '/me', person).send(change);
      expect(answer.status).toBe(status);
      if (status === 422) expect(answer.body.errors[0].pointer).toBe('/interests');
      const { body } = await platform.api('get', `/people/${person.id}`, readers['somebody of the network']);
      expect(body.interests).toBe(interests);
    });

    it('of a paid adviser are missed where there are none', async () => {
      const adviser = await platform.given.member({ practitionerRole: 'paid_adviser' });
      const page = () => platform.page('get', `/people/${adviser.id}`, readers['somebody of the network']);
      expect((await page()).text).toContain('has not declared any interest');
      await platform.api('patch', '/me', adviser).send({ interests: 'I am paid by <b>councils</b>.' });
      expect((await page()).text).toContain('I am paid by &lt;b>councils&lt;/b>.');
    });
  });
});
