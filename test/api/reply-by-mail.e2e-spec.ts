import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { sendMail, type Told } from '../support/mail-client.ts';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Post {
  id: string;
  number: number;
  body: string;
  replyTo: string | null;
  author: { name: string };
  files: { name: string; kind: string; alt: string | null }[];
}

describe('reply by mail', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let amina: Member;
  let moderator: Member;
  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      LOG_LEVEL: 'silent',
      RATE_LIMITS: 'off',
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://waymark.example',
      MAIL_FROM: 'Waymark <no-reply@waymark.example>',
      SESSION_SECRET: 'at least thirty-two characters long',
      INBOUND_SMTP_PORT: '0',
      REPLY_DOMAIN: 'reply.waymark.example',
    });
    amina = await platform.given.member({ name: 'Amina Okafor' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const jobsDone = async (name: string): Promise<void> => {
    const waiting = () => sql(`SELECT FROM pgboss.job WHERE name LIKE $1 AND state < 'completed'`, [name]);
    while ((await waiting()).length > 0) await sleep(50);
  };
  /** All that waits is due now. */
  const passTime = async (): Promise<void> => {
    await jobsDone('threads.tell-%');
    await sql(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
    await sql(
      `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('notifications.send-mail', '{}', 'standard')`,
    );
    await jobsDone('notifications.send-mail');
  };
  const inbox = (who: Member) => server.received.filter(({ to }) => to === who.email);
  const textOf = (source: string): string =>
    Buffer.from(
      source
        .replace(/=\r\n/g, '')
        .replace(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString()),
    ).toString();

  /** Somebody was named by Amina, and has the mail. */
  const mailed = async (name = 'Siân Prys') => {
    const dee = await platform.given.member({ name });
    const thread = await platform.given.thread(amina);
    const post = await platform.given.reply(amina, thread.id, { body: `Ask @[${name}](person:${dee.id}) of it.` });
    await passTime();
    const mail = inbox(dee).at(-1)!;
    return { dee, thread, post, mail, to: mail.header('reply-to')! };
  };
  type Given = Awaited<ReturnType<typeof mailed>>;
  const answer = ({ dee, to }: Given, over: Partial<Parameters<typeof sendMail>[1]> = {}): Promise<Told> =>
    sendMail(platform.mailPort!, {
      to,
      from: dee.email,
      subject: 'RE: A bond',
      text: 'Ask for pass-through.',
      ...over,
    });
  const postsOf = async (threadId: string, by = amina): Promise<Post[]> =>
    (await platform.api('get', `/threads/${threadId}`, by)).body.posts;
  const lastOf = async ({ thread }: Given): Promise<Post> => (await postsOf(thread.id)).at(-1)!;
  const numberOf = async ({ thread }: Given): Promise<number> => (await postsOf(thread.id)).length;

  describe('the mail that is answered', () => {
    it('says that it can be, and where', async () => {
      const { mail, to, dee } = await mailed();

      expect(to).toMatch(/^reply\+[a-z2-7]{45}@reply\.waymark\.example$/);
      expect(textOf(mail.source)).toContain('You can answer this mail');
      expect(textOf(mail.source)).not.toContain('Nobody reads replies');
      expect(mail.envelopeFrom).toMatch(/^bounce\+[a-z2-7]{45}@reply\.waymark\.example$/);
      expect(mail.header('from')).toBe('Waymark <no-reply@waymark.example>');
      expect(dee.email).toBeTruthy();
    });

    it('is none of a discussion that is not open to the network: nothing of it goes into mailboxes', async () => {
      const dee = await platform.given.member({ name: 'Dee' });
      const audienceId = await platform.given.circle(amina, dee);
      const thread = await platform.given.thread(amina, { audience: 'circle', audienceId });
      await platform.given.reply(amina, thread.id, { body: `@[Dee](person:${dee.id})` });
      await passTime();

      expect(inbox(dee)[0]!.header('reply-to')).toBeNull();
      expect(textOf(inbox(dee)[0]!.source)).toContain('Nobody reads replies to this address');
    });
  });

  it('is a post of its writer, in the place that they answer, and others see it live', async () => {
    const given = await mailed();
    const socket = await platform.socket(amina);
    await socket.emitWithAck('thread:follow', { threadId: given.thread.id, afterSeq: 2 });
    const heard = new Promise<{ kind: string }>((resolve) => socket.once('thread:event', resolve));

    const told = await answer(given, {
      text: `Ask for pass-through.\n\nIt moves the risk.\n\nSiân\n\nOn 30 Nov 2026 at 09:12, Waymark <no-reply@waymark.example> wrote:\n> You get this because.`,
    });

    expect(told.code).toBe(250);
    expect(await lastOf(given)).toMatchObject({
      number: 3,
      body: 'Ask for pass-through.\n\nIt moves the risk.',
      replyTo: given.post.id,
      author: { name: 'Siân' },
    });
    expect(await heard).toMatchObject({ kind: 'post-added' });
    await passTime();
    expect(inbox(given.dee)).toHaveLength(1);
  });

  it('answers the question where the mail was about the question', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const thread = await platform.given.thread(amina);
    await platform.api('post', `/threads/${thread.id}/answer-invitations`, amina).send({ personId: dee.id });
    await passTime();
    const told = await sendMail(platform.mailPort!, {
      to: inbox(dee)[0]!.header('reply-to')!,
      from: `Dee <${dee.email.toUpperCase()}>`,
      envelopeFrom: dee.email,
      text: 'We did.',
    });

    expect(told.code).toBe(250);
    expect((await postsOf(thread.id)).at(-1)).toMatchObject({ number: 2, body: 'We did.', replyTo: null });
  });

  describe('once', () => {
    it('is one post, however often and however much at once its server brings it', async () => {
      const given = await mailed();
      const messageId = `<${randomUUID()}@porthgain.example>`;
      const bring = () => answer(given, { messageId });

      const first = await Promise.all([bring(), bring(), bring()]);
      const later = await bring();

      expect([...first, later].map(({ code }) => code)).toEqual([250, 250, 250, 250]);
      expect(await numberOf(given)).toBe(3);
    });

    it('is one post where the answer to its server was lost', async () => {
      const given = await mailed();
      const source = `From: ${given.dee.email}\r\nMessage-ID: <${randomUUID()}@porthgain.example>\r\n\r\nAsk for pass-through.\r\n`;
      // Everything is said, and the line is cut before the answer comes.
      await new Promise<void>((resolve) => {
        const socket = connect(platform.mailPort!, '127.0.0.1');
        socket.on('error', () => undefined).on('close', () => resolve());
        const say = [`EHLO x`, `MAIL FROM:<${given.dee.email}>`, `RCPT TO:<${given.to}>`, 'DATA'];
        socket.on('data', (chunk: Buffer) => {
          if (/^\d{3}-/.test(chunk.toString()) && !/^250 /m.test(chunk.toString())) return;
          const next = say.shift();
          if (next !== undefined) socket.write(`${next}\r\n`);
          else {
            socket.write(`${source}.\r\n`);
            setImmediate(() => setTimeout(() => socket.destroy(), 5));
          }
        });
      });
      const again = await sendMail(platform.mailPort!, { to: given.to, from: given.dee.email, raw: source });

      expect(again.code).toBe(250);
      expect(await numberOf(given)).toBe(3);
    });

    it('is posted where a crash came between the post and what is kept of it, and not again', async () => {
      const given = await mailed();
      const messageId = `<${randomUUID()}@porthgain.example>`;
      await answer(given, { messageId });
      await sql(`DELETE FROM received_mails WHERE message_id = $1`, [messageId.slice(1, -1)]);

      expect((await answer(given, { messageId })).code).toBe(250);
      expect(await numberOf(given)).toBe(3);
    });

    it('is two posts where two mails say the same', async () => {
      const given = await mailed();
      await answer(given);
      await answer(given);

      expect(await numberOf(given)).toBe(4);
    });
  });

  describe('who may', () => {
    it.each<[string, (given: Given) => Partial<Parameters<typeof sendMail>[1]>, number]>([
      [
        'an address that we never made',
        ({ to }) => ({ to: to.replace(/\+(.)/, (_, one) => `+${one === 'a' ? 'b' : 'a'}`) }),
        550,
      ],
      ['no address of ours', () => ({ to: 'no-reply@reply.waymark.example' }), 550],
      ['an address of another domain', ({ to }) => ({ to: to.replace('reply.waymark', 'elsewhere') }), 550],
      ['another sender', () => ({ from: amina.email }), 550],
      [
        'another sender under the envelope of the member',
        ({ dee }) => ({ from: 'eve@evil.example', envelopeFrom: dee.email }),
        550,
      ],
      [
        'two senders',
        ({ dee, to }) => ({ raw: `From: ${dee.email}\r\nFrom: eve@evil.example\r\nTo: ${to}\r\n\r\nHello` }),
        550,
      ],
      ['what is too large', () => ({ text: 'a '.repeat(16_000_000) }), 552],
    ])('refuses %s, so that its server tells the sender', async (_what, over, code) => {
      const given = await mailed();
      const told = await answer(given, over(given));
      await passTime();

      expect([told.code, await numberOf(given)]).toEqual([code, 2]);
      expect([inbox(given.dee).length, server.received.filter(({ to }) => to.includes('evil')).length]).toEqual([1, 0]);
    });

    it('refuses mail of who is suspended, and of who has no account any more', async () => {
      const given = await mailed();
      await sql(`UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`, [given.dee.id]);

      expect(await answer(given)).toMatchObject({ code: 550, said: expect.stringContaining('suspended') });
      expect(await numberOf(given)).toBe(2);
    });

    it.each<[string, (given: Given) => Promise<unknown>, RegExp]>([
      [
        'is closed',
        ({ thread }) => platform.api('post', `/threads/${thread.id}/lock`, amina).send({ locked: true }),
        /closed to new replies/,
      ],
      [
        'they may not read any more',
        async ({ thread }) => {
          const id = await platform.given.circle(amina);
          await sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [thread.id, id]);
        },
        /no such discussion, or you may not see it/,
      ],
    ])('gives the words back, once, where the discussion %s', async (_how, change, why) => {
      const given = await mailed();
      await change(given);
      const messageId = `<${randomUUID()}@porthgain.example>`;
      const told = await answer(given, { messageId, text: 'Ask for *pass-through* & <b>more</b>.\n\nSecond line.' });
      await answer(given, { messageId });
      await passTime();
      await passTime();

      expect([told.code, await numberOf(given)]).toEqual([250, 2]);
      const [, mail, ...more] = inbox(given.dee);
      expect(more).toEqual([]);
      expect(mail!.header('subject')).toBe('Your reply was not posted');
      expect(mail!.header('auto-submitted')).toBe('auto-replied');
      expect(mail!.header('in-reply-to')).toBe(messageId);
      expect(mail!.header('reply-to')).toBeNull();
      expect(mail!.header('list-unsubscribe')).toBeNull();
      const text = textOf(mail!.source);
      expect(text).toMatch(why);
      expect(text).toContain('> Ask for *pass-through* & <b>more</b>.');
      expect(text).toContain('> Second line.');
      expect(text.slice(text.indexOf('<!DOCTYPE'))).not.toContain('<b>more');
      expect(text).not.toContain('How did you handle');
      expect(await sql(`SELECT FROM received_mails WHERE returned IS NOT NULL`)).toEqual([]);
    });

    it('keeps who asked under a mask under it, and posts nothing that would tell who they are', async () => {
      const asker = await platform.given.member({ name: 'Zephyrine Quillfeather' });
      const thread = await platform.given.thread(asker);
      await sql(`UPDATE threads SET mask = 'Founder, in the north' WHERE id = $1`, [thread.id]);
      await sql(`UPDATE posts SET mask = 'Founder, in the north' WHERE thread_id = $1`, [thread.id]);
      await platform.given.reply(amina, thread.id, { body: 'How large is it?' });
      await sql(`INSERT INTO mails (person_id, kind, key, thread_id) VALUES ($1, 'answers', $2, $3)`, [
        asker.id,
        `answers:${thread.id}:0`,
        thread.id,
      ]);
      await passTime();
      const to = inbox(asker)[0]!.header('reply-to')!;
      const send = (text: string) => sendMail(platform.mailPort!, { to, from: asker.email, text });

      await send('We are 96 people.\n\nKind regards,\nZephyrine');
      await send('Quillfeather here: we are 97 people.');
      await passTime();

      const posts = await postsOf(thread.id);
      expect(posts.map(({ body }) => body)).toEqual([
        'We need a second option by May.',
        'How large is it?',
        'We are 96 people.',
      ]);
      expect(JSON.stringify(posts)).not.toMatch(/Zephyrine|Quillfeather/);
      expect(textOf(inbox(asker).at(-1)!.source)).toMatch(/under a mask.*“Quillfeather”/s);
    });
  });

  describe('what nobody wrote', () => {
    it.each<[string, Partial<Parameters<typeof sendMail>[1]>]>([
      ['an absence', { headers: { 'Auto-Submitted': 'auto-replied' } }],
      ['an absence of Outlook', { headers: { 'X-Auto-Response-Suppress': 'All' }, subject: 'Automatic reply: A bond' }],
      ['mail to many', { headers: { Precedence: 'bulk' } }],
      ['a mailing list', { headers: { 'List-Id': '<all.porthgain.example>' } }],
      ['a report without a sender', { envelopeFrom: '' }],
      ['our own mail, sent back by a machine', { headers: { 'Auto-Submitted': 'auto-generated' } }],
    ])('is neither posted nor answered: %s', async (_what, over) => {
      const given = await mailed();
      const told = await answer(given, over);
      await passTime();

      expect([told.code, await numberOf(given), inbox(given.dee).length]).toEqual([250, 2, 1]);
    });
  });

  describe('files', () => {
    const png = () =>
      sharp({ create: { width: 20, height: 10, channels: 3, background: '#10382e' } })
        .png()
        .toBuffer();

    it('are taken by what they are, and what is not taken is said', async () => {
      const given = await mailed();
      const told = await answer(given, {
        attachments: [
          { filename: 'plan.bin', content: await png() },
          { filename: 'figures.csv', content: Buffer.from('a,b\n1,2\n') },
          { filename: 'run.exe', content: Buffer.from('MZ\0\0') },
        ],
      });
      await passTime();

      expect(told.code).toBe(250);
      const { files, body } = await lastOf(given);
      expect(body).toBe('Ask for pass-through.');
      expect(files.map(({ name, kind }) => [name, kind])).toEqual([
        ['plan.bin.png', 'png'],
        ['figures.csv', 'csv'],
      ]);
      expect(files[0]!.alt).toBe('Picture sent by mail, not described');
      const mail = inbox(given.dee).at(-1)!;
      expect(mail.header('subject')).toBe('Your reply was posted, but not all of it');
      expect(textOf(mail.source)).toMatch(/“run\.exe” is not of a kind that can be attached/);
    });

    it('are five of a post, and are once in it however often the mail comes', async () => {
      const given = await mailed();
      const attachments = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({
        filename: `${name}.txt`,
        content: Buffer.from(`Text ${name}`),
      }));
      const messageId = `<${randomUUID()}@porthgain.example>`;
      await answer(given, { attachments, messageId });
      await sql(`DELETE FROM received_mails WHERE message_id = $1`, [messageId.slice(1, -1)]);
      await answer(given, { attachments, messageId });
      await passTime();

      expect((await lastOf(given)).files.map(({ name }) => name)).toEqual([
        'a.txt',
        'b.txt',
        'c.txt',
        'd.txt',
        'e.txt',
      ]);
      expect(await numberOf(given)).toBe(3);
      expect(textOf(inbox(given.dee).at(-1)!.source)).toContain('“f.txt” was not attached: a post takes 5 files');
    });

    it('are a post without a word, and none is one where none of them is taken', async () => {
      const given = await mailed();
      await answer(given, { text: '', attachments: [{ filename: 'a.txt', content: Buffer.from('Text') }] });
      await answer(given, { text: '', attachments: [{ filename: 'a.exe', content: Buffer.from('MZ\0\0') }] });
      await passTime();

      expect(await lastOf(given)).toMatchObject({ number: 3, body: 'Attached: a.txt' });
      expect(textOf(inbox(given.dee).at(-1)!.source)).toMatch(/None of the files/);
    });

    it('are not left behind where nothing is posted', async () => {
      const given = await mailed();
      await platform.api('post', `/threads/${given.thread.id}/lock`, amina).send({ locked: true });
      await answer(given, { attachments: [{ filename: 'a.txt', content: Buffer.from('Text') }] });

      expect(await sql(`SELECT FROM files WHERE owner_id = $1`, [given.dee.id])).toEqual([]);
    });
  });

  describe('a mail that comes back', () => {
    const report = (address: string, action = 'failed', status = '5.1.1'): string =>
      [
        'From: MAILER-DAEMON@mx.example',
        'Subject: Undelivered Mail Returned to Sender',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'It could not be delivered.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        `Final-Recipient: rfc822; ${address}`,
        `Action: ${action}`,
        `Status: ${status}`,
        `Diagnostic-Code: smtp; 550 ${status} <${address}> no such user`,
        '--b--',
        '',
      ].join('\r\n');
    const bounce = (given: Given, ...over: string[]): Promise<Told> =>
      sendMail(platform.mailPort!, {
        to: given.mail.envelopeFrom,
        from: '',
        envelopeFrom: '',
        raw: report(given.dee.email, ...over),
      });
    const mailsOf = (who: Member) =>
      sql<{ state: string; why: string | null }>(
        `SELECT state, why FROM mails WHERE person_id = $1 ORDER BY created_at`,
        [who.id],
      );

    it('is given up with what the server said, without an address', async () => {
      const given = await mailed();

      expect((await bounce(given)).code).toBe(250);
      expect(await mailsOf(given.dee)).toEqual([
        { state: 'dead', why: 'It came back: 550 5.1.1 <[address]> no such user' },
      ]);
    });

    it.each([
      ['is only late', 'delayed', '4.4.1'],
      ['arrived', 'delivered', '2.0.0'],
    ])('stays as it is where it %s', async (_what, action, status) => {
      const given = await mailed();
      await bounce(given, action, status);

      expect(await mailsOf(given.dee)).toEqual([{ state: 'sent', why: null }]);
    });

    it('three times in a row makes the address one that nothing is sent to, until its owner wants it again', async () => {
      const given = await mailed();
      const administrator = await platform.given.member({ name: 'Ade' }, 'administrator');
      const again = async (): Promise<void> => {
        await platform.given.reply(amina, given.thread.id, { body: `@[Siân](person:${given.dee.id}) again` });
        await passTime();
        given.mail = inbox(given.dee).at(-1)!;
      };
      const shown = async () => (await platform.page('get', '/settings/notifications', given.dee)).text;
      for (let n = 0; n < 3; n += 1) {
        if (n > 0) await again();
        expect(await shown()).not.toContain('came back');
        await bounce(given);
      }
      await again();

      expect((await mailsOf(given.dee)).at(-1)).toEqual({ state: 'dropped', why: 'Address not reachable' });
      expect(inbox(given.dee)).toHaveLength(3);
      expect(await shown()).toContain('The last three mails came back');
      expect((await platform.page('get', '/moderation/mail', administrator)).text).toContain(
        '1 member cannot be reached',
      );
      await platform.page('post', '/settings/notifications/reachable', given.dee).type('form').send({});
      expect(await shown()).not.toContain('came back');
      await again();
      expect(inbox(given.dee)).toHaveLength(4);
    });

    it('is believed of no address that we never made', async () => {
      const given = await mailed();
      given.mail = { ...given.mail, envelopeFrom: given.mail.envelopeFrom.replace(/\+./, '+7') };

      if (given.mail.envelopeFrom !== inbox(given.dee)[0]!.envelopeFrom) expect((await bounce(given)).code).toBe(550);
      expect(await mailsOf(given.dee)).toEqual([{ state: 'sent', why: null }]);
    });
  });

  it.each([
    ['nothing', ''],
    ['more than a post takes', `${'All of it. '.repeat(2_000)}The end.`],
    [
      'what only points to its own quotation',
      'See my answers below in red.\n\nFrom: Waymark <no-reply@waymark.example>\nSent: today\nTo: x\n\nWhat?\nA bond.',
    ],
  ])('gives back what cannot be posted: %s', async (_what, text) => {
    const given = await mailed();
    expect((await answer(given, { text })).code).toBe(250);
    await passTime();

    expect(await numberOf(given)).toBe(2);
    const mail = textOf(inbox(given.dee).at(-1)!.source);
    expect(mail).toContain('was not posted');
    if (text.endsWith('The end.')) expect(mail).toMatch(/20,000 characters or fewer[\s\S]*The end\./);
  });

  it('goes to where the post is by now that it answers, by the rights there', async () => {
    const given = await mailed();
    const { body: split } = await platform
      .api('post', `/threads/${given.thread.id}/split`, moderator)
      .send({ posts: [given.post.id], title: 'The bond in a place of its own', reason: 'Another matter' });
    expect((await answer(given)).code).toBe(250);
    await passTime();

    const moved = (await sql<{ id: string }>(`SELECT thread_id AS id FROM posts WHERE id = $1`, [given.post.id]))[0]!
      .id;
    expect(moved).not.toBe(given.thread.id);
    expect(split).toBeTruthy();
    expect((await postsOf(moved)).at(-1)).toMatchObject({
      body: 'Ask for pass-through.',
      author: { name: 'Siân' },
    });
  });
});

describe('a flood of mail', () => {
  it('of one person is told to come again later, and nothing of it is lost', async () => {
    const server = await startMailServer();
    const platform = await startTestPlatform({
      ROLES: 'web,api,worker',
      LOG_LEVEL: 'silent',
      SMTP_URL: server.url,
      INBOUND_SMTP_PORT: '0',
      REPLY_DOMAIN: 'reply.waymark.example',
    });
    try {
      const dee = await platform.given.member({ name: 'Dee' });
      const thread = await platform.given.thread(dee);
      await platform.dataSource.query(
        `INSERT INTO rate_limits (key, used, resets_at)
         SELECT 'mail.replies:' || replace(replace(rtrim(encode(sha256($1::text::bytea), 'base64'), '='), '+', '-'), '/', '_'), 29, now() + interval '1 hour'`,
        [dee.id],
      );
      await platform.given.reply(await platform.given.member({ name: 'Bob' }), thread.id);
      await platform.dataSource.query(
        `INSERT INTO mails (person_id, kind, key, thread_id) VALUES ($1, 'answers', 'a', $2)`,
        [dee.id, thread.id],
      );
      await platform.dataSource.query(
        `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('notifications.send-mail', '{}', 'standard')`,
      );
      while (server.received.length === 0) await sleep(50);
      const to = server.received[0]!.header('reply-to')!;
      const send = () => sendMail(platform.mailPort!, { to, from: dee.email, text: 'Thank you, all of you.' });

      expect([(await send()).code, (await send()).code]).toEqual([250, 450]);
      await platform.dataSource.query(`DELETE FROM rate_limits`);
      expect((await send()).code).toBe(250);
    } finally {
      await platform.stop();
      await server.stop();
    }
  });

  it('of guesses is cut off', async () => {
    const platform = await startTestPlatform({ ROLES: 'worker', INBOUND_SMTP_PORT: '0', REPLY_DOMAIN: 'localhost' });
    try {
      const codes: string[] = [];
      await new Promise<void>((resolve) => {
        const socket = connect(platform.mailPort!, '127.0.0.1');
        socket.on('error', () => undefined).on('close', () => resolve());
        const say = [
          'EHLO x',
          'MAIL FROM:<a@b.example>',
          ...Array.from({ length: 30 }, (_, n) => `RCPT TO:<reply+${n}@localhost>`),
        ];
        socket.on('data', (chunk: Buffer) => {
          codes.push(chunk.toString().slice(0, 3));
          const next = say.shift();
          if (next === undefined) socket.destroy();
          else socket.write(`${next}\r\n`);
        });
      });

      expect(codes.filter((code) => code === '550')).toHaveLength(10);
      expect(codes).toContain('421');
    } finally {
      await platform.stop();
    }
  });
});
