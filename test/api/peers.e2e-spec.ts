import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('peers', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let other: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    rosa = await platform.given.member({ name: 'Rosa Velthorne' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    other = await platform.given.member({ name: 'Omar Lane' });
  });
  afterAll(() => platform.stop());

  const member = () => platform.given.member();
  const sql = (text: string, values: unknown[] = []): Promise<Record<string, string>[]> =>
    platform.dataSource.query(text, values);
  const ask = (by: Member, of: Member, reason = 'We decide about the pension in May.') =>
    platform.api('post', `/people/${of.id}/introductions`, by).send({ reason });
  const answer = (by: Member, id: string, sent: object) =>
    platform.api('post', `/introductions/${id}/answer`, by).send(sent);
  const seen = async (id: string, by: Member) => (await platform.api('get', `/introductions/${id}`, by)).body;
  /** Everything that somebody could read about the other, on every surface of the two. */
  const everything = async (by: Member, id: string, of: Member): Promise<string> => {
    const pages = [`/introductions/${id}`, '/introductions', `/people/${of.id}`, '/people', '/notifications'];
    const answers = [`/introductions/${id}`, '/introductions', `/people/${of.id}`, '/people', '/me/notifications'];
    const texts = await Promise.all([
      ...pages.map(async (address) => (await platform.page('get', address, by)).text),
      ...answers.map(async (address) => (await platform.api('get', address, by)).text),
    ]);
    return texts.join('\n');
  };

  describe('an introduction', () => {
    it('K08: shows no address before both have agreed, and then each the other’s', async () => {
      const asker = await platform.given.member({ name: 'Ada Asker' });
      const asked = await platform.given.member({ name: 'Ben Asked' });
      const { status, body, headers } = await ask(asker, asked);
      expect([status, body.state, body.mine, headers['location']]).toEqual([
        201,
        'open',
        true,
        `/api/v1/introductions/${body.id}`,
      ]);
      expect(await everything(asker, body.id, asked)).not.toContain(asked.email);
      expect(await everything(asked, body.id, asker)).not.toContain(asker.email);

      const agreed = await answer(asked, body.id, { answer: 'agreed', note: 'Gladly. Ring in the morning.' });

      expect([agreed.status, agreed.body.person.email]).toEqual([200, asker.email]);
      expect(await seen(body.id, asker)).toMatchObject({
        state: 'agreed',
        note: 'Gladly. Ring in the morning.',
        person: { email: asked.email },
      });
      expect((await platform.page('get', `/introductions/${body.id}`, asker)).text).toContain(asked.email);
    });

    it('K08: leaves a state that who asked can see, when it is declined, met with silence, or taken back', async () => {
      const asker = await platform.given.member();
      const [no, silent, early] = [await member(), await member(), await member()];
      const [declined, ignored, withdrawn] = [
        (await ask(asker, no)).body.id as string,
        (await ask(asker, silent)).body.id as string,
        (await ask(asker, early)).body.id as string,
      ];
      await answer(no, declined, { answer: 'declined' });
      await sql(`UPDATE introductions SET expires_at = now() WHERE id = $1`, [ignored]);
      expect((await platform.api('post', `/introductions/${withdrawn}/withdraw`, asker)).status).toBe(204);

      const { body } = await platform.api('get', '/introductions?side=asked', asker);
      expect(new Map((body.items as { id: string; state: string }[]).map(({ id, state }) => [id, state]))).toEqual(
        new Map([
          [withdrawn, 'withdrawn'],
          [ignored, 'no-answer'],
          [declined, 'declined'],
        ]),
      );
      for (const id of [declined, ignored, withdrawn]) expect((await seen(id, asker)).person.email).toBeNull();
      expect((await platform.page('get', `/introductions/${ignored}`, asker)).text).toContain('No answer in 14 days');
      // What was taken back is not there any more for who was asked.
      expect((await platform.api('get', `/introductions/${withdrawn}`, early)).status).toBe(404);
      expect((await answer(silent, ignored, { answer: 'agreed' })).body.code).toBe('peers.introduction-closed');
    });

    it.each<[string, () => Member | null, number]>([
      ['who asked', () => rosa, 200],
      ['who was asked', () => dee, 200],
      ['another member', () => other, 404],
      ['a moderator', () => moderator, 404],
      ['nobody', () => null, 401],
    ])('is for %s to see as far as it concerns them', async (_who, who, status) => {
      const { id } = await made;
      expect((await platform.api('get', `/introductions/${id}`, who())).status).toBe(status);
      const page = await platform.page('get', `/introductions/${id}`, who());
      expect(page.status).toBe(status === 401 ? 303 : status);
    });
    let moderator: Member;
    let made: Promise<{ id: string }>;
    beforeAll(async () => {
      moderator = await platform.given.member({}, 'moderator');
      made = ask(rosa, dee).then(({ body }) => body as { id: string });
      await made;
    });

    it('is answered by who was asked alone, and once', async () => {
      const { id } = await made;
      expect((await answer(rosa, id, { answer: 'agreed' })).status).toBe(404);
      expect((await answer(other, id, { answer: 'agreed' })).status).toBe(404);
      expect((await platform.api('post', `/introductions/${id}/withdraw`, dee)).status).toBe(404);
      expect((await answer(dee, id, { answer: 'perhaps' })).body.errors[0].pointer).toBe('/answer');
      expect((await answer(dee, id, { answer: 'declined' })).status).toBe(200);
      expect((await answer(dee, id, { answer: 'declined' })).status).toBe(200);
      expect((await answer(dee, id, { answer: 'agreed' })).body.code).toBe('peers.introduction-closed');
      expect((await ask(rosa, dee)).body.code).toBe('peers.not-again');
    });

    it('is asked once of one person, and of no more than five at a time, also by two clicks at once', async () => {
      const asker = await platform.given.member();
      const people: Member[] = [];
      for (let i = 0; i < 6; i += 1) people.push(await member());
      const twice = await Promise.all([ask(asker, people[0]!), ask(asker, people[0]!)]);
      expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
      const rest = await Promise.all(people.slice(1).map((person) => ask(asker, person)));
      expect(rest.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 422]);
      expect(rest.find(({ status }) => status === 422)?.body.code).toBe('peers.too-many-introductions');
    });

    it('is not asked of oneself, of nobody, or without a reason', async () => {
      expect((await ask(other, other)).status).toBe(404);
      expect((await ask(other, { ...other, id: '0199a000-0000-7000-8000-000000000000' })).status).toBe(404);
      expect((await ask(other, dee, ' ')).body.errors[0].pointer).toBe('/reason');
      expect((await platform.page('get', `/people/${other.id}/introduction`, other)).status).toBe(404);
    });

    it('tells who is asked, and who asked of the answer, without saying which', async () => {
      const asker = await platform.given.member({ name: 'Cara' });
      const asked = await platform.given.member({ name: 'Ben' });
      const { body } = await ask(asker, asked);
      await answer(asked, body.id, { answer: 'declined' });
      const told = async (who: Member) =>
        ((await platform.api('get', '/me/notifications', who)).body.items as { title: string; url: string }[])[0];
      expect(await told(asked)).toMatchObject({
        title: 'Cara would like to talk to you',
        url: `/introductions/${body.id}`,
      });
      expect(await told(asker)).toMatchObject({ title: 'Your request to talk was answered' });
    });

    it('works by a form, and shows it again where the reason lacks', async () => {
      const asked = await platform.given.member({ name: 'Fay Form' });
      const address = `/people/${asked.id}/introduction`;
      const again = await platform.page('post', address, other).type('form').send({ reason: '' });
      expect([again.status, again.text.includes('Say why you would like to talk')]).toEqual([422, true]);
      const sent = await platform.page('post', address, other).type('form').send({ reason: 'Pools.' });
      expect([sent.status, sent.headers['location']]).toEqual([303, expect.stringMatching(/^\/introductions\//)]);
      const id = sent.headers['location']!.split('/').at(-1)!;
      const done = await platform
        .page('post', `/introductions/${id}/answer`, asked)
        .type('form')
        .send({ answer: 'agreed' });
      expect(done.status).toBe(303);
      expect((await platform.page('get', `/introductions/${id}`, other)).text).toContain(asked.email);
    });
  });

  describe('are found', () => {
    const people: Record<string, string> = {};
    const find = async (query: string): Promise<[string, string[]][]> => {
      const { body } = await platform.api('get', `/peers?${query}`, rosa);
      return (body.items as { name: string; reasons: string[] }[]).map(({ name, reasons }) => [name, reasons]);
    };
    beforeAll(async () => {
      for (const name of ['Both', 'Stage', 'Service', 'Seller', 'Works', 'Near']) {
        people[name] = (await platform.given.member({ name })).id;
      }
      await sql(`UPDATE people SET service_areas = '{fire-rescue}', stages_lived = '{transition}' WHERE id = $1`, [
        people['Both'],
      ]);
      await sql(`UPDATE people SET stages_lived = '{transition}' WHERE id = $1`, [people['Stage']]);
      await sql(`UPDATE people SET service_areas = '{fire-rescue}' WHERE id = $1`, [people['Service']]);
      await sql(`UPDATE people SET service_areas = '{fire-rescue}', practitioner_role = 'paid_adviser' WHERE id = $1`, [
        people['Seller'],
      ]);
      const [council] = await sql(`SELECT organisation_id AS id FROM councils WHERE code = 'SOO'`);
      await sql(`INSERT INTO memberships (person_id, organisation_id) VALUES ($1, $2)`, [
        people['Near'],
        council!['id']!,
      ]);
      const steward = await platform.given.member({}, 'data_steward');
      const { body } = await platform
        .api('post', '/spin-outs', steward)
        .send({ name: 'Fire Trainers', parent: 'SOO', stage: 'go-live', legalForm: 'llp', staff: 60 });
      await sql(`INSERT INTO memberships (person_id, organisation_id) VALUES ($1, $2)`, [people['Works'], body.id]);
    });

    it('K08: by stage, service, likeness, legal form and size, who shares more first, and why', async () => {
      expect(await find('serviceArea=fire-rescue&stage=transition')).toEqual([
        ['Both', ['serviceArea', 'stage']],
        ['Service', ['serviceArea']],
        ['Stage', ['stage']],
      ]);
      expect(await find('legalForm=llp&size=medium')).toEqual([['Works', ['legalForm', 'size']]]);
      expect(await find('size=large')).toEqual([]);
      expect(await find('like=soo')).toEqual([
        ['Near', ['like']],
        ['Works', ['like']],
      ]);
      expect(await find('')).toEqual([]);
    });

    it('goes on where the page before ended', async () => {
      const first = (await platform.api('get', '/peers?serviceArea=fire-rescue&stage=transition&limit=2', rosa)).body;
      const rest = (
        await platform.api('get', `/peers?serviceArea=fire-rescue&stage=transition&limit=2&after=${first.next}`, rosa)
      ).body;
      expect([...first.items, ...rest.items].map(({ name }: { name: string }) => name)).toEqual([
        'Both',
        'Service',
        'Stage',
      ]);
    });

    it('never the hidden, never by who is signed out, and on a page with each reason in words', async () => {
      await sql(`UPDATE people SET visible_to = '{}' WHERE id = $1`, [people['Stage']]);
      expect(await find('stage=transition')).toEqual([['Both', ['stage']]]);
      await sql(`UPDATE people SET visible_to = '{network}' WHERE id = $1`, [people['Stage']]);
      expect((await platform.api('get', '/peers?stage=transition')).status).toBe(401);
      expect((await platform.api('get', '/peers?stage=nowhere', rosa)).status).toBe(422);
      const { status, text } = await platform.page(
        'get',
        '/people/peers?stage=transition&serviceArea=fire-rescue',
        rosa,
      );
      expect(status).toBe(200);
      expect(text).toContain('lived through this stage: transition');
    });
  });
});
