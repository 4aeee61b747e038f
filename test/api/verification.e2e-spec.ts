import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { Reads } from '#libs/platform/database';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Confirming where somebody works: by a link mailed to a work address, or by two colleagues. */
describe('where somebody works', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let steward: Member;
  let works: string;
  let count = 0;

  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'fatal',
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://waymark.example',
      SESSION_SECRET: 'at least thirty-two characters long',
    });
    steward = await platform.given.member({ name: 'Tomos' }, 'data_steward');
    works = await organisation('Fenmarch Works');
    await domain(works, 'fenmarch.example').expect(200);
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const organisation = async (name: string): Promise<string> => {
    const [row] = await sql<{ id: string }>(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', $1) RETURNING id`,
      [name],
    );
    return row!.id;
  };
  const domain = (id: string, name: string, by: Member | null = steward) =>
    platform.api('put', `/organisations/${id}/domains/${encodeURIComponent(name)}`, by).send({});
  const member = async (at: string | null = works): Promise<Member> => {
    const one = await platform.given.member({ name: `Member ${(count += 1)}` });
    if (at !== null) await platform.api('post', `/organisations/${at}/join`, one).send({}).expect(200);
    return one;
  };
  const ask = (by: Member | null, email: unknown, at = works) =>
    platform.api('post', `/organisations/${at}/membership/work-address`, by).send({ email });
  const confirm = (by: Member | null, token: string) => platform.api('post', '/verify-email', by).send({ token });
  const vouch = (by: Member, of: Member, vouches = true, at = works) =>
    platform.api('post', `/organisations/${at}/memberships/${of.id}/vouch`, by).send({ vouches });
  const confirmedBy = async (of: Member, at = works): Promise<string | null> => {
    const { body } = await platform.api('get', '/me/workplaces', of);
    return (body.items as { organisationId: string; confirmedBy: string | null }[]).find(
      ({ organisationId }) => organisationId === at,
    )!.confirmedBy;
  };
  const keysOf = async (of: Member): Promise<string[]> =>
    (await sql<{ keys: string[] }>(`SELECT reader_keys AS keys FROM people WHERE id = $1`, [of.id]))[0]!.keys;
  const confirmed = async (): Promise<Member> => {
    const one = await member();
    await platform
      .api('post', `/organisations/${works}/memberships/${one.id}/verify`, steward)
      .send({ verified: true })
      .expect(200);
    return one;
  };
  const mailTo = async (address: string) => {
    for (let i = 0; i < 200; i += 1) {
      const mail = server.received.findLast(({ to }) => to === address);
      if (mail) return mail;
      await sleep(50);
    }
    throw new Error(`No mail to ${address}`);
  };
  /** The token of the link in the latest mail to an address. */
  const linkTo = async (address: string): Promise<string> =>
    /verify-email\/([\w-]{43})/.exec((await mailTo(address)).source.replaceAll(/=\r?\n/g, ''))![1]!;

  describe('by a link to a work address', () => {
    it('is confirmed by who opens it and presses the button, once, and opens what colleagues keep', async () => {
      const one = await member();
      expect((await ask(one, ' Rosa.One@FENMARCH.example ')).status).toBe(204);
      const token = await linkTo('rosa.one@fenmarch.example');
      expect([await confirmedBy(one), await keysOf(one)]).toEqual([
        null,
        expect.not.arrayContaining([`organisation:${works}`]),
      ]);

      // Opening it does nothing, however often.
      for (let i = 0; i < 2; i += 1) {
        const { status, text } = await platform.page('get', `/verify-email/${token}`, one);
        expect([status, text.includes('Confirm that you work at Fenmarch Works')]).toEqual([200, true]);
        expect(text).not.toContain('rosa.one');
      }
      expect(await confirmedBy(one)).toBeNull();

      const pressed = await platform.page('post', `/verify-email/${token}`, one).type('form').send({});
      expect([pressed.status, pressed.headers['location']]).toEqual([303, '/settings/workplaces']);
      expect([await confirmedBy(one), (await keysOf(one)).includes(`organisation:${works}`)]).toEqual([
        'work-address',
        true,
      ]);

      expect((await confirm(one, token)).body.code).toBe('people.link-ended');
      expect((await platform.page('get', `/verify-email/${token}`, one)).text).toContain('was used already');
      const { body } = await platform.api('get', `/people/${one.id}`, steward);
      expect(body.organisations[0]).toMatchObject({ verified: true, confirmedBy: 'work-address' });
    });

    it('is a mail that says nothing of who asked, to nobody else, with nothing to stop', async () => {
      const one = await platform.given.member({ name: 'Buy <b>now</b> at evil.example' });
      await platform.api('post', `/organisations/${works}/join`, one).send({}).expect(200);
      await ask(one, 'rosa.two@fenmarch.example').expect(204);
      const { source } = await mailTo('rosa.two@fenmarch.example');
      expect(source).not.toMatch(/evil|person-\d|List-Unsubscribe|Stop these mails/i);
      expect(source).toMatch(/Subject: Confirm that you work at Fenmarch Works/);
    });

    it.each([
      ['the link of another', async (token: string) => confirm(await member(), token), 404],
      ['nobody signed in', (token: string) => confirm(null, token), 401],
      ['an invented link', async () => confirm(await member(), 'A'.repeat(43)), 404],
      ['no link', async () => confirm(await member(), ''), 422],
    ])('is not confirmed by %s', async (_who, attack, status) => {
      const one = await member();
      const address = `victim-${one.id.slice(-12)}@fenmarch.example`;
      await ask(one, address).expect(204);
      const token = await linkTo(address);
      expect((await attack(token)).status).toBe(status);
      expect(await confirmedBy(one)).toBeNull();
      expect((await confirm(one, token)).status).toBe(200);
    });

    it('leads who is signed out to sign in, and shows another nothing', async () => {
      const one = await member();
      await ask(one, 'rosa.three@fenmarch.example').expect(204);
      const token = await linkTo('rosa.three@fenmarch.example');
      const out = await platform.page('get', `/verify-email/${token}`);
      expect([out.status, out.headers['location']]).toEqual([303, `/sign-in?next=%2Fverify-email%2F${token}`]);
      expect((await platform.page('get', `/verify-email/${token}`, steward)).status).toBe(404);
      expect((await platform.page('post', `/verify-email/${token}`, steward).type('form').send({})).status).toBe(404);
    });

    it('ends after two days, when another is sent, and where the membership or the domain is gone', async () => {
      const one = await member();
      await ask(one, 'rosa.four@fenmarch.example').expect(204);
      const first = await linkTo('rosa.four@fenmarch.example');
      server.received.length = 0;
      await ask(one, 'rosa.four@fenmarch.example').expect(204);
      const second = await linkTo('rosa.four@fenmarch.example');
      expect((await confirm(one, first)).body.code).toBe('people.link-ended');
      await sql(`UPDATE mail_tokens SET expires_at = now() WHERE person_id = $1 AND used_at IS NULL`, [one.id]);
      expect((await confirm(one, second)).body.code).toBe('people.link-ended');

      const other = await organisation('Of a while');
      await domain(other, 'a-while.example').expect(200);
      const two = await member(other);
      await ask(two, 'a@a-while.example', other).expect(204);
      const token = await linkTo('a@a-while.example');
      await platform.api('delete', `/organisations/${other}/domains/a-while.example`, steward).expect(204);
      expect((await confirm(two, token)).body.code).toBe('organisations.not-their-domain');
      await domain(other, 'a-while.example').expect(200);
      await platform.api('post', `/organisations/${other}/leave`, two).send({}).expect(200);
      expect((await confirm(two, token)).status).toBe(404);
    });

    it('is used once by two at once', async () => {
      const one = await member();
      await ask(one, 'rosa.five@fenmarch.example').expect(204);
      const token = await linkTo('rosa.five@fenmarch.example');
      const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(one, token)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 422)).toHaveLength(3);
    });

    it('confirms one person by one mailbox, whatever stands after a plus', async () => {
      const [one, two] = [await member(), await member()];
      await ask(one, 'shared@fenmarch.example').expect(204);
      await confirm(one, await linkTo('shared@fenmarch.example')).expect(200);
      await ask(two, 'shared+again@fenmarch.example').expect(204);
      const token = await linkTo('shared+again@fenmarch.example');
      expect((await confirm(two, token)).body.code).toBe('organisations.address-taken');
      expect(await confirmedBy(two)).toBeNull();
    });

    it.each([
      'rosa@fenmarch.example.evil.example',
      'rosa@evil-fenmarch.example',
      'rosa@mail.fenmarch.example',
      'rosa@fеnmarch.example',
      'rosa@fenmarch。example',
      'rosa@evil.example@fenmarch.example',
      '"rosa@evil.example"@fenmarch.example',
      'rosa%evil.example@fenmarch.example',
      'rosa@fenmarch.example\r\nBcc: all@evil.example',
      'rosa@fenmarch.example, all@evil.example',
      'Rosa <rosa@fenmarch.example>',
      'rosa@fenmarch.example\0',
      'rosa@gmail.com',
      '',
      ['rosa@fenmarch.example'],
      { $ne: null },
    ])('refuses %j, and sends nothing', async (email) => {
      const one = await member();
      const sent = async () => (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM mails`))[0]!.n;
      const before = await sent();
      const { status, body } = await ask(one, email);
      expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/email']);
      expect(await sent()).toBe(before);
    });

    it('keeps the address no longer than it needs, and shows it nowhere', async () => {
      const one = await member();
      await ask(one, 'secret.rosa@fenmarch.example').expect(204);
      const token = await linkTo('secret.rosa@fenmarch.example');
      const everything = async () =>
        JSON.stringify(
          await Promise.all(
            ['/me', '/me/workplaces', `/people/${one.id}`].map(
              async (path) => (await platform.api('get', path, one)).body,
            ),
          ),
        ) + (await platform.page('get', '/settings/workplaces', one)).text;
      expect(await everything()).not.toContain('secret.rosa');
      const kept = () => sql(`SELECT FROM mail_tokens WHERE address IS NOT NULL AND person_id = $1`, [one.id]);
      expect(await kept()).toHaveLength(1);
      await confirm(one, token).expect(200);
      expect(await kept()).toHaveLength(0);

      await ask(one, 'secret.rosa@fenmarch.example').expect(204);
      await sql(`UPDATE mail_tokens SET expires_at = now() - interval '1 second' WHERE person_id = $1`, [one.id]);
      await new Housekeeping(new Reads(platform.dataSource)).run();
      expect(await kept()).toHaveLength(0);
    });

    it('is for who says that they work there', async () => {
      const stranger = await member(null);
      expect((await ask(stranger, 'x@fenmarch.example')).status).toBe(404);
      expect((await ask(null, 'x@fenmarch.example')).status).toBe(401);
      await sql(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [stranger.id]);
      expect((await ask(stranger, 'x@fenmarch.example')).status).toBe(403);
    });

    it('works as well for the address that one signs in with', async () => {
      const one = await member(null);
      const verified = async () =>
        (
          await sql<{ at: Date | null }>(`SELECT email_verified_at AS at FROM accounts WHERE person_id = $1`, [one.id])
        )[0]!.at !== null;
      expect((await platform.page('get', '/settings', one)).text).toContain('action="/settings/verify-email"');
      expect((await platform.page('post', '/settings/verify-email', one).type('form').send({})).status).toBe(303);
      const token = await linkTo(one.email);
      expect(await verified()).toBe(false);
      expect((await platform.page('get', `/verify-email/${token}`, one)).text).toContain('Confirm your email address');
      expect((await confirm(one, token)).body).toEqual({ organisationId: null });
      expect(await verified()).toBe(true);
      expect((await platform.page('get', '/settings', one)).text).not.toContain('/settings/verify-email');
      await platform.api('post', '/me/verify-email', one).send({}).expect(204);
    });
  });

  describe('by colleagues', () => {
    it('is confirmed by the second of two who were confirmed themselves, until one takes it back', async () => {
      const [ada, bea, one] = [await confirmed(), await confirmed(), await member()];
      await vouch(ada, one).expect(204);
      await vouch(ada, one).expect(204);
      expect(await confirmedBy(one)).toBeNull();
      await vouch(bea, one).expect(204);
      expect([await confirmedBy(one), (await keysOf(one)).includes(`organisation:${works}`)]).toEqual([
        'colleagues',
        true,
      ]);
      await vouch(ada, one, false).expect(204);
      expect([await confirmedBy(one), (await keysOf(one)).includes(`organisation:${works}`)]).toEqual([null, false]);
    });

    it('counts two at once as two', async () => {
      const [ada, bea, one] = [await confirmed(), await confirmed(), await member()];
      const answers = await Promise.all([vouch(ada, one), vouch(bea, one), vouch(ada, one), vouch(bea, one)]);
      expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
      expect(await confirmedBy(one)).toBe('colleagues');
    });

    it('is not for oneself, nor by who was confirmed by colleagues, was not confirmed, left, or works elsewhere', async () => {
      const [ada, bea, one, another] = [await confirmed(), await confirmed(), await member(), await member()];
      expect((await vouch(ada, ada)).status).toBe(403);
      expect((await vouch(another, one)).status).toBe(403);
      expect((await vouch(await member(null), one)).status).toBe(403);
      await vouch(ada, one).expect(204);
      await vouch(bea, one).expect(204);
      // A chain of those who confirm each other ends here.
      expect((await vouch(one, another)).status).toBe(403);

      const elsewhere = await organisation('Elsewhere');
      expect((await vouch(ada, one, true, elsewhere)).status).toBe(403);
      await platform.api('post', `/organisations/${works}/leave`, bea).send({}).expect(200);
      expect((await vouch(bea, another)).status).toBe(403);
      await sql(`UPDATE memberships SET to_on = current_date - 1 WHERE person_id = $1`, [ada.id]);
      expect((await vouch(ada, another)).status).toBe(403);
      expect(await confirmedBy(another)).toBeNull();
    });

    it('does not tell who keeps to themself where they work', async () => {
      const [ada, shy, hidden] = [await confirmed(), await member(), await member()];
      await platform
        .api('patch', '/me', shy)
        .send({ audiences: ['organisations:me'] })
        .expect(200);
      await platform.api('patch', '/me', hidden).send({ listedTo: 'nobody' }).expect(200);
      const stranger = await member(null);
      const answers = [];
      for (const whom of [shy, hidden, stranger]) {
        const { status, body } = await vouch(ada, whom);
        answers.push({ status, ...body, requestId: null });
      }
      expect(answers[0]).toMatchObject({ status: 404, code: 'organisations.membership-not-found' });
      expect([answers[1], answers[2]]).toEqual([answers[0], answers[0]]);
      const { body } = await platform.api('get', `/organisations/${works}/colleagues`, ada);
      const listed = (body.items as { personId: string }[]).map(({ personId }) => personId);
      expect([listed.includes(shy.id), listed.includes(hidden.id)]).toEqual([false, false]);
    });

    it('does not stand against a data steward, nor for who joins anew', async () => {
      const [ada, bea, one] = [await confirmed(), await confirmed(), await member()];
      const both = async () => {
        await vouch(ada, one).expect(204);
        await vouch(bea, one).expect(204);
      };
      await both();
      await platform
        .api('post', `/organisations/${works}/memberships/${one.id}/verify`, steward)
        .send({ verified: false })
        .expect(200);
      expect(await confirmedBy(one)).toBeNull();
      await vouch(ada, one).expect(204);
      expect(await confirmedBy(one)).toBeNull();
      await vouch(bea, one).expect(204);
      for (const what of ['leave', 'join']) {
        await platform.api('post', `/organisations/${works}/${what}`, one).send({}).expect(200);
      }
      expect(await confirmedBy(one)).toBeNull();
      await both();
      // A last day that has passed ends it; taken away again, it has to be confirmed anew.
      const dates = (to: string | null) =>
        platform.api('put', `/organisations/${works}/membership`, one).send({ to }).expect(200);
      await dates('2024-05-31');
      expect(await keysOf(one)).not.toContain(`organisation:${works}`);
      await dates(null);
      expect([await confirmedBy(one), (await keysOf(one)).includes(`organisation:${works}`)]).toEqual([null, false]);
    });

    it('is done on a page, which who was not confirmed does not find', async () => {
      const [ada, one] = [await confirmed(), await member()];
      const path = `/organisations/${works}/colleagues`;
      expect((await platform.page('get', path, one)).status).toBe(404);
      expect((await platform.page('get', path, ada)).text).toContain(one.name);
      const { status } = await platform.page('post', `${path}/${one.id}`, ada).type('form').send({ vouches: 'yes' });
      expect(status).toBe(303);
      expect((await platform.page('get', path, ada)).text).toContain('Take back what you said');
    });
  });

  describe('the domains of an organisation', () => {
    it.each([
      ['a data steward', ['data_steward'], 200],
      ['an organisation editor', ['organisation_editor'], 200],
      ['a moderator', ['moderator'], 403],
      ['a member', [], 403],
    ] as const)('are kept by %s: %s', async (_who, roles, status) => {
      const by = await platform.given.member({}, ...roles);
      const id = await organisation('Domains');
      expect((await domain(id, 'domains.example', by)).status).toBe(status);
      expect((await platform.api('get', `/organisations/${id}/domains`, by)).status).toBe(status);
      expect((await platform.page('get', `/organisations/${id}/domains`, by)).status).toBe(status);
    });

    it.each([
      'gmail.com',
      'nhs.net',
      'gov.uk',
      'example',
      'fen march.example',
      'fеnmarch.example',
      '-a.example',
      '*.example',
      `${'a'.repeat(250)}.example`,
    ])('are not %j', async (name) => {
      const id = await organisation('Domains');
      expect((await domain(id, name)).status).toBe(422);
      const page = await platform
        .page('post', `/organisations/${id}/domains`, steward)
        .type('form')
        .send({ domain: name });
      expect([page.status, page.text.includes('href="#domain"')]).toEqual([422, true]);
    });

    it('are taken from an address that was pasted, and are ten at most', async () => {
      const id = await organisation('Domains');
      expect((await domain(id, 'Someone@Pasted.example')).body.items).toEqual(['pasted.example']);
      for (let i = 0; i < 9; i += 1) await domain(id, `d${i}.example`).expect(200);
      expect((await domain(id, 'eleventh.example')).body.code).toBe('organisations.too-many-domains');
    });
  });

  describe('as a page', () => {
    it('keeps dates, and says what is wrong with them where it is', async () => {
      const one = await member();
      const save = (fields: object) =>
        platform.page('post', `/settings/workplaces/${works}`, one).type('form').send(fields);
      const wrong = await save({ 'from-day': '31', 'from-month': '2', 'from-year': '2020' });
      expect([wrong.status, wrong.text.includes('must be a real date')]).toEqual([422, true]);
      const backwards = await save({
        'from-day': '1',
        'from-month': '2',
        'from-year': '2020',
        'to-day': '1',
        'to-month': '1',
        'to-year': '2020',
      });
      expect(backwards.text).toContain('The last day must be after the first');
      const good = await save({ jobTitle: 'Ranger', 'from-day': '1', 'from-month': '3', 'from-year': '2021' });
      expect(good.status).toBe(303);
      const { text } = await platform.page('get', `/people/${one.id}`, steward);
      expect(text).toMatch(/Ranger[^]*Since March 2021[^]*Not confirmed/);
    });

    it('sends a link, and says what is wrong with an address beside it', async () => {
      const one = await member();
      const send = (email: string) =>
        platform.page('post', `/settings/workplaces/${works}/work-address`, one).type('form').send({ email });
      const wrong = await send('rosa@evil.example');
      expect([wrong.status, wrong.text.includes(`href="#email-${works}"`)]).toEqual([422, true]);
      expect((await send('rosa.page@fenmarch.example')).status).toBe(303);
      expect((await platform.page('get', '/settings/workplaces', one)).text).toContain('A link was sent');
    });
  });
});
