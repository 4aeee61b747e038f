import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCli } from '../../apps/cli/run.ts';
import { filesIn } from '../cli/content.given.ts';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const REASON = 'We decide about the bond in Quillmarsh.';
const NOTE = 'Gladly, on a Tuesday in Ottersea.';

describe('an introduction', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let moderator: Member;
  let administrator: Member;
  let other: Member;
  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      RATE_LIMITS: 'off',
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://waymark.example',
    });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    administrator = await platform.given.member({ name: 'Greta' }, 'administrator');
    other = await platform.given.member({ name: 'Omar' });
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const clock = async (job: string): Promise<void> => {
    await sql(`INSERT INTO pgboss.job_common (name, data, policy) VALUES ($1, '{}', 'standard')`, [job]);
    while ((await sql(`SELECT FROM pgboss.job WHERE name = $1 AND state < 'completed'`, [job])).length > 0)
      await sleep(30);
  };
  const mailed = async (): Promise<void> => {
    await sql(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
    await clock('notifications.send-mail');
  };
  const mails = (who: Member): string[] =>
    server.received.filter(({ to }) => to === who.email).map(({ source }) => source.replace(/=\r\n/g, ''));
  const subjects = (who: Member): (string | null)[] =>
    server.received.filter(({ to }) => to === who.email).map((mail) => mail.header('subject'));
  const told = async (who: Member): Promise<string[]> =>
    (await platform.api('get', '/me/notifications', who)).body.items.map(({ title }: { title: string }) => title);

  const twoOf = async (): Promise<{ asker: Member; asked: Member }> => ({
    asker: await platform.given.member({ name: 'Astrid Wexcombe' }),
    asked: await platform.given.member({ name: 'Boaz Tellingham' }),
  });
  const ask = async (asker: Member, asked: Member): Promise<string> => {
    const { status, body } = await platform
      .api('post', `/people/${asked.id}/introductions`, asker)
      .send({ reason: REASON });
    expect(status).toBe(201);
    return body.id as string;
  };
  const answer = (who: Member, id: string, said: string) =>
    platform.api('post', `/introductions/${id}/answer`, who).send({ answer: said, note: NOTE });
  const end = (id: string) => sql(`UPDATE introductions SET expires_at = now() WHERE id = $1`, [id]);

  /** Every byte that somebody can read of it, on every surface. */
  async function surfaces(who: Member, id: string): Promise<Record<'page' | 'api' | 'notices' | 'mail', string>> {
    const all = async (texts: Promise<{ text: string }>[]): Promise<string> =>
      (await Promise.all(texts)).map(({ text }) => text).join('\n');
    return {
      page: await all([platform.page('get', `/introductions/${id}`, who), platform.page('get', '/introductions', who)]),
      api: await all([platform.api('get', `/introductions/${id}`, who), platform.api('get', '/introductions', who)]),
      notices: await all([
        platform.page('get', '/notifications', who),
        platform.api('get', '/me/notifications', who),
        platform.page('get', '/', who),
      ]),
      mail: mails(who).join('\n'),
    };
  }

  type State = 'open' | 'agreed' | 'declined' | 'no-answer' | 'withdrawn';
  const bring: Record<State, (id: string, by: { asker: Member; asked: Member }) => Promise<unknown>> = {
    open: () => Promise.resolve(),
    agreed: (id, { asked }) => answer(asked, id, 'agreed'),
    declined: (id, { asked }) => answer(asked, id, 'declined'),
    'no-answer': (id) => end(id),
    withdrawn: (id, { asker }) => platform.api('post', `/introductions/${id}/withdraw`, asker),
  };

  // What each reads of the reason, of the answer’s words, of the other’s address: on its page and in the API alike.
  describe.each<[State, { asker: string; asked: string }]>([
    ['open', { asker: 'reason', asked: 'reason' }],
    ['agreed', { asker: 'reason note address', asked: 'reason note address' }],
    ['declined', { asker: 'reason note', asked: 'reason note' }],
    ['no-answer', { asker: 'reason', asked: 'reason' }],
    ['withdrawn', { asker: 'reason', asked: '' }],
  ])('that is %s', (state, reads) => {
    let pair: Awaited<ReturnType<typeof twoOf>>;
    let id: string;
    beforeAll(async () => {
      pair = await twoOf();
      id = await ask(pair.asker, pair.asked);
      await bring[state](id, pair);
      await mailed();
      await clock('platform.housekeeping');
      await mailed();
    });

    it.each(['asker', 'asked'] as const)('shows the %s what concerns them, and no address too early', async (side) => {
      const [who, peer] = side === 'asker' ? [pair.asker, pair.asked] : [pair.asked, pair.asker];
      const { page, api, notices, mail } = await surfaces(who, id);
      for (const text of [page, api]) {
        expect(text.includes(REASON)).toBe(reads[side].includes('reason'));
        expect(text.includes(NOTE)).toBe(reads[side].includes('note'));
        expect(text.includes(peer.email)).toBe(reads[side].includes('address'));
      }
      // Neither text, nor address, nor in a mailbox the name and what was answered.
      for (const text of [notices, mail]) {
        for (const secret of [REASON, NOTE, peer.email]) expect(text).not.toContain(secret);
      }
      expect(mail).not.toMatch(/agreed|declined/);
      expect(mail).not.toContain(peer.name.split(' ')[0]);
      if (side === 'asker') {
        expect((await platform.api('get', `/introductions/${id}`, who)).body.state).toBe(state);
      }
    });

    it('is nothing to anybody else', async () => {
      for (const who of [other, moderator, administrator]) {
        expect((await platform.api('get', `/introductions/${id}`, who)).status).toBe(404);
        expect((await platform.page('get', `/introductions/${id}`, who)).status).toBe(404);
        for (const text of Object.values(await surfaces(who, id))) {
          for (const secret of [REASON, NOTE, pair.asker.email, pair.asked.email]) expect(text).not.toContain(secret);
        }
      }
      expect((await platform.api('get', `/introductions/${id}`)).status).toBe(401);
    });
  });

  it('is in the operator’s export without an address, and in nobody’s copy of what they wrote', async () => {
    const pair = await twoOf();
    await answer(pair.asked, await ask(pair.asker, pair.asked), 'agreed');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'waymark-introductions-'));
    try {
      const quiet = { out: () => undefined, err: () => undefined, progress: null, askSecret: null };
      const env = { NODE_ENV: 'test', LOG_LEVEL: 'error', DATABASE_URL: platform.databaseUrl };
      expect(
        await runCli(['export', folder, '--force'], { ...quiet, env }, async () => ({ openapi: {}, asyncapi: {} })),
      ).toBe(0);
      const all = Object.values(filesIn(folder)).join('\n');
      expect(all).toContain(REASON);
      for (const { email } of Object.values(pair)) expect(all).not.toContain(email);
    } finally {
      await rm(folder, { recursive: true });
    }
    for (const who of Object.values(pair)) {
      const own = await platform.api('get', '/me/records/posts', who);
      expect([own.status, own.text.includes(REASON)]).toEqual([200, false]);
    }
  });

  it('is told by a mail that does not say who, and not told of again once it is answered', async () => {
    const { asker, asked } = await twoOf();
    const id = await ask(asker, asked);
    expect(await told(asked)).toEqual(['Astrid would like to talk to you']);
    await mailed();
    expect(subjects(asked)).toEqual(['A member would like to talk to you']);
    expect(mails(asked)[0]).toContain(`https://waymark.example/introductions/${id}`);

    await answer(asked, id, 'declined');
    await mailed();
    expect(subjects(asker)).toEqual(['Your request to talk was answered']);

    const quick = await twoOf();
    await answer(quick.asked, await ask(quick.asker, quick.asked), 'agreed');
    await mailed();
    expect(subjects(quick.asked)).toEqual([]);
  });

  it('is not told of to who wants no such mail', async () => {
    const { asker, asked } = await twoOf();
    await platform.api('put', '/me/notification-choices', asked).send({ introductionInbox: false });
    await ask(asker, asked);
    await mailed();
    expect(subjects(asked)).toEqual([]);
    expect((await platform.api('get', '/me/notifications', asked)).body.items).toMatchObject([
      { readAt: expect.any(String) },
    ]);
  });

  it('that is taken back is nothing that they were told of, and no mail of it goes', async () => {
    const { asker, asked } = await twoOf();
    const id = await ask(asker, asked);
    await platform.api('post', `/introductions/${id}/withdraw`, asker);
    await mailed();
    expect([await told(asked), subjects(asked)]).toEqual([[], []]);
  });

  it('is called to mind once, after a week without an answer, and ends after two, which who asked is told once', async () => {
    const { asker, asked } = await twoOf();
    const id = await ask(asker, asked);
    await clock('platform.housekeeping');
    expect(await told(asked)).toHaveLength(1);

    await sql(`UPDATE introductions SET expires_at = now() + interval '7 days' WHERE id = $1`, [id]);
    for (let twice = 0; twice < 2; twice += 1) await clock('platform.housekeeping');
    expect(await told(asked)).toEqual([
      'Astrid waits for your answer: they would like to talk to you',
      'Astrid would like to talk to you',
    ]);

    await end(id);
    for (let twice = 0; twice < 2; twice += 1) await clock('platform.housekeeping');
    expect(await told(asker)).toEqual(['Your request to talk has ended: there was no answer in 14 days']);
    expect((await platform.api('get', `/introductions/${id}`, asker)).body.state).toBe('no-answer');
    expect((await platform.page('get', `/introductions/${id}`, asker)).text).toContain('did not answer within 14 days');
    expect((await platform.api('get', '/me/notifications', asked)).body.items).toMatchObject([
      { readAt: expect.any(String) },
      { readAt: expect.any(String) },
    ]);
    expect((await answer(asked, id, 'agreed')).body.code).toBe('peers.introduction-closed');
  });

  it('is asked of nobody for whom ten wait already, whoever asks, also by two at once', async () => {
    const { asked } = await twoOf();
    for (let n = 0; n < 9; n += 1) await ask(await platform.given.member(), asked);
    const two = [await platform.given.member(), await platform.given.member()];
    const both = await Promise.all(
      two.map((who) => platform.api('post', `/people/${asked.id}/introductions`, who).send({ reason: REASON })),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    expect(both.find(({ status }) => status === 422)!.body.errors[0].message).toContain('ask somebody else');
  });
});
