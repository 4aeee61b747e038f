import { setTimeout as sleep } from 'node:timers/promises';
import { faults, live, openBrowser } from '../support/browser.ts';
import { sendMail } from '../support/mail-client.ts';
import { startMailServer } from '../support/mail-server.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

jest.setTimeout(90_000);

describe('a founder asks, and a member answers by mail', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      RATE_LIMITS: 'off',
      SMTP_URL: server.url,
      INBOUND_SMTP_PORT: '0',
      REPLY_DOMAIN: 'reply.waymark.example',
    });
    chromium = await openBrowser(platform.url);
  }, 90_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
    await server.stop();
  });

  it('and the founder sees it on the open page', async () => {
    const founder = await platform.given.member({ name: 'Rosa Quillfeather' });
    const helper = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    const { id } = await platform.given.thread(founder, { title: 'Who carries the pension risk?' });
    const { page } = await chromium.person(founder);
    await page.goto(`/threads/${id}`);
    await live(page);

    await platform.api('post', `/threads/${id}/answer-invitations`, founder).send({ personId: helper.id });
    await platform.dataSource.query(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
    await platform.dataSource.query(
      `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('notifications.send-mail', '{}', 'standard')`,
    );
    while (server.received.length === 0) await sleep(50);
    const [mail] = server.received;
    expect(mail!.to).toBe(helper.email);
    const told = await sendMail(platform.mailPort!, {
      to: mail!.header('reply-to')!,
      from: `Dee Marlowick <${helper.email}>`,
      envelopeFrom: helper.email,
      subject: `RE: ${mail!.header('subject')}`,
      text: `The council can: ask for pass-through.\n\nKind regards,\nDee\n\nOn 30 Nov 2026 at 09:12, Waymark <no-reply@localhost> wrote:\n> You are invited to answer.`,
    });

    expect(told.code).toBe(250);
    await page.locator('#post-2').getByText('The council can: ask for pass-through.').waitFor();
    expect(await page.locator('#post-2').textContent()).not.toContain('Kind regards');
    expect(await page.locator('#post-2').textContent()).toContain('Dee');
    expect(await faults(page)).toEqual([]);
  });
});
