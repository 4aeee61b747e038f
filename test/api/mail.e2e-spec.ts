import { setTimeout as sleep } from 'node:timers/promises';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface MailState {
  id: string;
  personId: string;
  state: string;
  tries: number;
  why: string | null;
}

describe('mail', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let amina: Member;
  let administrator: Member;
  let moderator: Member;
  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'fatal',
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://waymark.example',
      MAIL_FROM: 'Waymark <no-reply@waymark.example>',
      SESSION_SECRET: 'at least thirty-two characters long',
    });
    amina = await platform.given.member({ name: 'Amina Okafor' });
    administrator = await platform.given.member({ name: 'Ade' }, 'administrator');
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });
  afterEach(() => {
    server.state.onRecipient = () => null;
    server.state.onText = () => null;
    server.state.dropNext = 0;
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const jobsDone = async (name: string): Promise<void> => {
    const waiting = () => sql(`SELECT FROM pgboss.job WHERE name LIKE $1 AND state < 'completed'`, [name]);
    while ((await waiting()).length > 0) await sleep(50);
  };
  /** As the clock does each minute. */
  const clock = async (): Promise<void> => {
    await sql(
      `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('notifications.send-mail', '{}', 'standard')`,
    );
    await jobsDone('notifications.send-mail');
  };
  /** All that waits is due now. */
  const passTime = async (): Promise<void> => {
    await jobsDone('threads.tell-%');
    await jobsDone('notifications.send-mail');
    await sql(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
    await clock();
  };
  const housekeeping = async (): Promise<void> => {
    await sql(`INSERT INTO pgboss.job_common (name, data, policy) VALUES ('platform.housekeeping', '{}', 'short')`);
    await jobsDone('platform.housekeeping');
  };
  const person = (name = 'Dee Marlowick') => platform.given.member({ name });
  const mailsOf = async (who: Member): Promise<MailState[]> =>
    sql<MailState>(`SELECT id, state, tries, why FROM mails WHERE person_id = $1 ORDER BY created_at`, [who.id]);
  const stateOf = async (who: Member): Promise<string[]> => (await mailsOf(who)).map(({ state }) => state);
  const inbox = (who: Member) => server.received.filter(({ to }) => to === who.email);
  const naming = (who: Member): string => `Ask @[${who.name}](person:${who.id}) about the bond.`;
  const mentioned = async (who: Member, over: Record<string, unknown> = {}) => {
    const thread = await platform.given.thread(amina, over);
    const reply = await platform.given.reply(amina, thread.id, { body: naming(who) });
    await jobsDone('threads.tell-%');
    return { thread, reply };
  };
  /** What a mail program shows, without the way it was sent. */
  const textOf = (source: string): string =>
    Buffer.from(
      source
        .replace(/=\r\n/g, '')
        .replace(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString()),
    ).toString();

  const decoded = (header: string): string =>
    textOf(
      header
        .replace(/\?= =\?UTF-8\?Q\?/g, '')
        .replace(/^=\?UTF-8\?Q\?|\?=$/g, '')
        .replaceAll('_', ' '),
    );
  const htmlOf = (source: string): string => textOf(source).slice(textOf(source).indexOf('<!DOCTYPE'));

  describe('a mention', () => {
    it('is one mail after a while, with its reader’s ways out of it, in one conversation', async () => {
      const dee = await person();
      const { thread } = await mentioned(dee);
      await clock();
      expect(inbox(dee)).toEqual([]);

      await passTime();
      await passTime();

      const [mail, ...more] = inbox(dee);
      expect(more).toEqual([]);
      expect(mail!.header('from')).toBe('Waymark <no-reply@waymark.example>');
      expect(mail!.header('to')).toBe(`Dee Marlowick <${dee.email}>`);
      expect(mail!.header('subject')).toBe('Amina named you: How did you handle the pension bond?');
      expect(mail!.header('references')).toBe(`<thread-${thread.id}@waymark.example>`);
      expect(mail!.header('in-reply-to')).toBe(mail!.header('references'));
      expect(mail!.header('auto-submitted')).toBe('auto-generated');
      expect(mail!.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      expect(mail!.header('list-unsubscribe')).toMatch(/^<https:\/\/waymark\.example\/mail\/stop\/[\w.-]+>$/);
      const [row] = await mailsOf(dee);
      expect(mail!.header('message-id')).toBe(`<${row!.id}@waymark.example>`);
      expect(row).toMatchObject({ state: 'sent', tries: 1, why: null });
      expect(textOf(mail!.source)).toContain('> Ask @Dee about the bond.');
      expect(textOf(mail!.source)).toContain('<html lang="en">');
    });

    it.each<[string, (who: Member, given: Awaited<ReturnType<typeof mentioned>>) => Promise<unknown>]>([
      [
        'has read it on the site',
        (who, { thread }) => platform.api('post', `/threads/${thread.id}/read`, who).send({ number: 2 }),
      ],
      ['has marked the notice as read', (who) => platform.api('post', '/me/notifications/read', who).send({})],
      [
        'has muted the discussion',
        (who, { thread }) => sql(`INSERT INTO thread_follows VALUES ($1, $2, now(), 'muted')`, [thread.id, who.id]),
      ],
      [
        'wants no such mail',
        (who) => platform.api('put', '/me/notification-choices', who).send({ mentionInbox: true }),
      ],
      [
        'is suspended',
        (who) => sql(`UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`, [who.id]),
      ],
      [
        'may not read it any more',
        async (who, { thread }) => {
          const [{ id }] = (await sql<{ id: string }>(`INSERT INTO circles (name) VALUES ('Closed') RETURNING id`)) as [
            { id: string },
          ];
          await sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [thread.id, id]);
          expect((await platform.api('get', `/threads/${thread.id}`, who)).status).toBe(404);
        },
      ],
      [
        'finds the post hidden',
        (_who, { reply }) => sql(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [reply.id]),
      ],
    ])('is not sent to who by then %s', async (_why, change) => {
      const dee = await person();
      const given = await mentioned(dee);

      await change(dee, given);
      await sleep(20);
      if (_why.startsWith('has read')) await sleep(1_500);
      await passTime();

      expect(inbox(dee)).toEqual([]);
      expect(await stateOf(dee)).toEqual(['dropped']);
    });

    it('is never about what somebody does themselves, nor made where no mail is wanted', async () => {
      const dee = await person();
      await platform.api('put', '/me/notification-choices', dee).send({});
      const { thread } = await mentioned(dee);
      await platform.given.reply(dee, thread.id, { body: naming(dee) });
      await passTime();

      expect(await stateOf(dee)).toEqual([]);
      const { body } = await platform.api('get', '/me/notifications', dee);
      expect(body.items.map(({ kind, readAt }: { kind: string; readAt: unknown }) => [kind, readAt !== null])).toEqual([
        ['mentioned', true],
      ]);
      expect((await platform.api('get', '/me', dee)).body.unread).toBe(0);
    });
  });

  describe('what stands in it', () => {
    it('is nothing of a discussion that is not open to the network', async () => {
      const dee = await person();
      const audienceId = await platform.given.circle(amina, dee);
      const { thread } = await mentioned(dee, { audience: 'circle', audienceId, title: 'The Harrow sale' });
      await passTime();

      const [mail] = inbox(dee);
      expect(mail!.header('subject')).toBe('You are named in a discussion');
      expect(textOf(mail!.source)).not.toMatch(/Harrow|bond|Amina/);
      expect(textOf(mail!.source)).toContain(`/threads/${thread.id}#post-2`);
    });

    it('is nothing of one that opens on a day', async () => {
      const dee = await person();
      const { thread } = await mentioned(dee, { title: 'The Harrow sale' });
      await sql(`UPDATE threads SET confidential_until = current_date + 9, opens_to = 'public' WHERE id = $1`, [
        thread.id,
      ]);
      await passTime();

      expect(textOf(inbox(dee)[0]!.source)).not.toMatch(/Harrow|bond|Amina/);
    });

    it('is a label in place of who wrote under a mask', async () => {
      const dee = await person();
      const { reply } = await mentioned(dee);
      await sql(`UPDATE posts SET mask = 'Founder, in the north' WHERE id = $1`, [reply.id]);
      await passTime();

      const [mail] = inbox(dee);
      expect(mail!.header('subject')).toContain('Founder, in the north named you');
      expect(textOf(mail!.source)).not.toContain('Amina');
    });

    it('adds no header and no markup, whatever a title, a name or a text is', async () => {
      const dee = await platform.given.member({ name: 'Dee <x@evil.example>, Bob' });
      const thread = await platform.given.thread(amina, { title: 'A <img src=x onerror=alert(1)> title' });
      await sql(`UPDATE threads SET title = $2 WHERE id = $1`, [
        thread.id,
        `Bond\r\nBcc: everyone@evil.example\r\n\r\n<script>alert(1)</script>\u202egpj.exe`,
      ]);
      await platform.given.reply(amina, thread.id, {
        body: `@[Dee](person:${dee.id}) <script>alert(2)</script>\n\n.\n\nBcc: all@evil.example`,
      });
      await passTime();

      const [mail, ...more] = inbox(dee);
      expect(more).toEqual([]);
      expect(server.received.filter(({ to }) => to.includes('evil'))).toEqual([]);
      const head = mail!.source.slice(0, mail!.source.indexOf('\r\n\r\n'));
      expect(head).not.toMatch(/^bcc:/im);
      expect(mail!.header('subject')).toContain('Bond Bcc: everyone@evil.example <script>');
      expect(htmlOf(mail!.source)).toContain('&lt;script');
      expect(htmlOf(mail!.source)).not.toContain('<script');
      expect(mail!.header('to')).toBe(`"Dee <x@evil.example>, Bob" <${dee.email}>`);
    });
  });

  describe('the mail server', () => {
    it('says later, and then takes it: once', async () => {
      const dee = await person();
      await mentioned(dee);
      server.state.onRecipient = () => ({ code: 450, text: 'Greylisted, come back' });
      await passTime();
      expect(await mailsOf(dee)).toMatchObject([
        { state: 'waiting', tries: 1, why: expect.stringContaining('Greylisted') },
      ]);
      await clock();
      expect(await mailsOf(dee)).toMatchObject([{ state: 'waiting', tries: 1 }]);

      server.state.onRecipient = () => null;
      await passTime();
      await passTime();

      expect(inbox(dee)).toHaveLength(1);
      expect(await mailsOf(dee)).toMatchObject([{ state: 'sent', tries: 2 }]);
    });

    it.each<[string, () => void]>([
      ['the recipient', () => (server.state.onRecipient = (address) => ({ code: 550, text: `No ${address} here` }))],
      ['the text', () => (server.state.onText = () => ({ code: 554, text: 'Looks like spam' }))],
    ])('refuses %s for good: it is kept, and an administrator has it tried again', async (_what, refuse) => {
      const dee = await person();
      await mentioned(dee);
      refuse();
      await passTime();
      await passTime();
      const [dead] = await mailsOf(dee);
      expect(dead).toMatchObject({ state: 'dead', tries: 1 });
      expect(dead!.why).not.toContain(dee.email);

      const list = (await platform.api('get', '/mails?state=dead', administrator)).body.items as MailState[];
      expect(list.find(({ id }) => id === dead!.id)).toMatchObject({ state: 'dead', tries: 1 });
      expect(JSON.stringify(list)).not.toContain(dee.id);
      for (const nobody of [dee, moderator, null]) {
        expect((await platform.api('get', '/mails', nobody)).status).toBe(nobody ? 403 : 401);
        expect((await platform.api('post', `/mails/${dead!.id}/retry`, nobody)).status).toBe(nobody ? 403 : 401);
        expect((await platform.page('get', '/moderation/mail', nobody)).status).toBe(nobody ? 403 : 303);
      }
      server.state.onRecipient = () => null;
      server.state.onText = () => null;
      const shown = await platform.page('get', '/moderation/mail?state=dead', administrator);
      expect(shown.text).toContain('Given up');
      expect(shown.text).not.toMatch(/Dee Marlowick|pension bond|person-\d+@/);
      expect((await platform.api('post', `/mails/${dead!.id}/retry`, administrator)).status).toBe(204);
      await jobsDone('notifications.send-mail');

      expect(await stateOf(dee)).toEqual(['sent']);
      expect(inbox(dee)).toHaveLength(1);
      expect((await platform.api('post', `/mails/${dead!.id}/retry`, administrator)).status).toBe(409);
    });

    it('goes away in the middle of the text: it is sent again, under the same Message-ID', async () => {
      const dee = await person();
      await mentioned(dee);
      server.state.dropNext = 1;
      await passTime();
      expect(await mailsOf(dee)).toMatchObject([{ state: 'waiting', tries: 1 }]);

      await passTime();

      const [row] = await mailsOf(dee);
      expect(inbox(dee).map((mail) => mail.header('message-id'))).toEqual([`<${row!.id}@waymark.example>`]);
    });

    it('is away: replies are taken, nothing is lost, and no mail is tried in vain beside the first', async () => {
      const people: Member[] = [];
      for (let n = 0; n < 8; n += 1) people.push(await person(`Dee ${n}`));
      await server.goAway();
      for (const who of people) await mentioned(who);
      await passTime();
      const tries = (await Promise.all(people.map(mailsOf))).flat();
      expect(tries.map(({ state }) => state)).toEqual(people.map(() => 'waiting'));
      expect(tries.filter((mail) => mail.tries > 0).length).toBeLessThanOrEqual(4);

      await server.comeBack();
      await passTime();

      expect(people.map((who) => inbox(who).length)).toEqual(people.map(() => 1));
    });

    it('has taken what the database could not be told of: it goes again under the same Message-ID', async () => {
      const dee = await person();
      await mentioned(dee);
      await sql(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'gone'; END $$`);
      await sql(
        `CREATE TRIGGER fail BEFORE UPDATE ON mails FOR EACH ROW WHEN (NEW.state = 'sent') EXECUTE FUNCTION fail()`,
      );
      await sql(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
      await sql(
        `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('notifications.send-mail', '{}', 'standard')`,
      );
      while (inbox(dee).length === 0) await sleep(50);
      await jobsDone('notifications.send-mail');
      await sql(`DROP TRIGGER fail ON mails`);
      await sql(`DROP FUNCTION fail`);
      expect(await stateOf(dee)).toEqual(['waiting']);
      await clock();
      expect(inbox(dee)).toHaveLength(1);

      await passTime();

      const ids = inbox(dee).map((mail) => mail.header('message-id'));
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      expect(await stateOf(dee)).toEqual(['sent']);
    });

    it('is given up after as many tries as make three days', async () => {
      const dee = await person();
      await mentioned(dee);
      await sql(`UPDATE mails SET tries = 39 WHERE person_id = $1`, [dee.id]);
      server.state.onRecipient = () => ({ code: 450, text: 'Later' });
      await passTime();

      expect(await mailsOf(dee)).toMatchObject([{ state: 'dead', tries: 40 }]);
    });
  });

  it('is chosen on a page that shows what was chosen', async () => {
    const dee = await person();
    const ticked = async (): Promise<string[]> =>
      [
        ...(await platform.page('get', '/settings/notifications', dee)).text.matchAll(
          /<input[^>]*type="checkbox"[^>]*>/g,
        ),
      ]
        .map(([box]) => box)
        .filter((box) => / checked/.test(box))
        .map((box) => /name="(\w+)"/.exec(box)![1]!);
    expect(await ticked()).toEqual([
      'mentionInbox',
      'mentionMail',
      'answersMail',
      'invitationInbox',
      'invitationMail',
      'introductionInbox',
      'introductionMail',
      'moderationMail',
      'circleInbox',
      'circleMail',
    ]);

    const saved = await platform.page('post', '/settings/notifications', dee).type('form').send({ answersMail: 'yes' });

    expect([saved.status, await ticked()]).toEqual([303, ['answersMail']]);
  });

  describe('stopping mails', () => {
    const stopOf = (who: Member): string =>
      new URL(inbox(who).at(-1)!.header('list-unsubscribe')!.slice(1, -1)).pathname;

    it.each([
      ['a form', (path: string) => platform.page('post', path).type('form').send('List-Unsubscribe=One-Click')],
      ['a form in parts', (path: string) => platform.page('post', path).field('List-Unsubscribe', 'One-Click')],
    ])('takes one POST as %s from who is not signed in, and opening the page changes nothing', async (_how, post) => {
      const dee = await person();
      await mentioned(dee);
      await passTime();
      const path = stopOf(dee);
      const byMail = async (): Promise<boolean> =>
        (await platform.api('get', '/me/notification-choices', dee)).body.mentionMail;

      const shown = await platform.page('get', path);
      expect([shown.status, await byMail()]).toEqual([200, true]);
      expect(shown.text).toContain('Stop these mails');
      expect((await post(path)).status).toBe(200);
      expect((await post(path)).status).toBe(200);

      expect(await byMail()).toBe(false);
      expect((await platform.api('get', '/me/notification-choices', dee)).body).toMatchObject({
        answersMail: true,
        mentionInbox: true,
      });
      await mentioned(dee);
      await passTime();
      expect(inbox(dee)).toHaveLength(1);
    });

    it('stops all of them where that is asked', async () => {
      const dee = await person();
      await mentioned(dee);
      await passTime();

      await platform.page('post', stopOf(dee)).type('form').send({ all: 'yes' });

      expect((await platform.api('get', '/me/notification-choices', dee)).body).toEqual({
        mentionInbox: true,
        mentionMail: false,
        answersMail: false,
        invitationInbox: true,
        invitationMail: false,
        introductionInbox: true,
        introductionMail: false,
        moderationMail: false,
        circleInbox: true,
        circleMail: false,
        digest: 'off',
        digestDay: 'tuesday',
      });
    });

    it('works with no address that is not ours', async () => {
      const [dee, bob] = [await person(), await person('Bob')];
      await mentioned(dee);
      await passTime();
      const path = stopOf(dee);
      const forged = [
        path.replace(dee.id, bob.id),
        path.replace('.mention.', '.answers.'),
        `${path}x`,
        path.slice(0, -1),
        '/mail/stop/x',
        '/mail/stop/%00',
      ];

      for (const one of forged) {
        expect((await platform.page('get', one)).status).toBe(404);
        expect((await platform.page('post', one).type('form').send('List-Unsubscribe=One-Click')).status).toBe(404);
      }
      expect((await platform.api('get', '/me/notification-choices', bob)).body.mentionMail).toBe(true);
    });
  });

  describe('the other kinds', () => {
    it('answers that lie unread for a day make one mail, and the next only after those were read', async () => {
      const [asker, bob] = [await person('Asker'), await person('Bob')];
      const thread = await platform.given.thread(asker, { title: 'Who pays for it?' });
      await platform.given.reply(bob, thread.id, { body: 'We did.' });
      await housekeeping();
      await passTime();
      expect(inbox(asker)).toEqual([]);
      const age = () =>
        sql(`UPDATE posts SET created_at = created_at - interval '25 hours' WHERE thread_id = $1`, [thread.id]);
      await platform.given.reply(bob, thread.id, { body: 'And again.' });
      await age();
      await housekeeping();
      await passTime();
      await age();
      await housekeeping();
      await passTime();
      expect(inbox(asker).map((mail) => mail.header('subject'))).toEqual([
        '2 replies to your question: Who pays for it?',
      ]);

      await platform.api('post', `/threads/${thread.id}/read`, asker).send({ number: 3 });
      await sleep(1_500);
      await housekeeping();
      await platform.given.reply(bob, thread.id, { body: 'A third.' });
      await age();
      await housekeeping();
      await passTime();

      expect(inbox(asker).at(-1)!.header('subject')).toBe('Bob replied to your question: Who pays for it?');
      expect(inbox(asker)).toHaveLength(2);
    });

    it('an invitation to answer makes one, and none where it was declined', async () => {
      const [dee, bob] = [await person(), await person('Bob')];
      const thread = await platform.given.thread(amina, { title: 'Who pays for it?' });
      for (const who of [dee, bob]) {
        await platform.api('post', `/threads/${thread.id}/answer-invitations`, amina).send({ personId: who.id });
      }
      const { id } = (await platform.api('get', '/me/answer-invitations', bob)).body.items[0];
      await platform.api('post', `/me/answer-invitations/${id}/decline`, bob);
      await passTime();

      expect(inbox(dee).map((mail) => mail.header('subject'))).toEqual(['You are invited to answer: Who pays for it?']);
      expect([inbox(bob), await stateOf(bob)]).toEqual([[], ['dropped']]);
    });

    it('a moderator’s decision is told at once, with the reason', async () => {
      const dee = await person();
      const thread = await platform.given.thread(amina, { title: 'Who pays for it?' });
      const reply = await platform.given.reply(dee, thread.id);
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: reply.id, reasonCode: 'spam', note: 'An advert' });
      while ((await stateOf(dee))[0] !== 'sent') await sleep(50);

      const [mail, ...more] = inbox(dee);
      expect(more).toEqual([]);
      expect(decoded(mail!.header('subject')!)).toBe('A moderator hid your reply in “Who pays for it?”');
      expect(textOf(mail!.source)).toContain('The moderator writes: “An advert”');
    });
  });
});
