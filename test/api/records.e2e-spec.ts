import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('the records of a public authority', () => {
  let platform: TestPlatform;
  let officer: Member;
  let other: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    officer = await platform.given.member({ name: 'Olu Fenwick', practitionerRole: 'council_officer' });
    other = await platform.given.member({ name: 'Other' });
  });
  afterAll(() => platform.stop());

  it('are copied as a dated file of one’s own posts and of nobody else’s', async () => {
    const { id } = await platform.given.thread(officer, {
      body: '=cmd|calc <b>bold</b>',
      title: 'A bond for "us", and them',
    });
    await platform.given.reply(other, id, { body: 'Not the words of the officer.' });
    await platform.given.reply(officer, id, { body: 'My later words.' });

    const csv = await platform.api('get', '/me/records/posts?format=csv', officer);
    const page = await platform.api('get', '/me/records/posts', officer);

    const today = new Date().toISOString().slice(0, 10);
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="waymark-records-${today}.csv"`);
    expect(csv.text).toContain(`"A bond for ""us"", and them"`);
    expect(csv.text).toContain(`'=cmd|calc`);
    expect(csv.text.indexOf('My later words.')).toBeLessThan(csv.text.indexOf('calc'));
    expect(page.headers['content-disposition']).toBe(`attachment; filename="waymark-records-${today}.html"`);
    const html = page.text ?? String(page.body);
    expect(html).toContain('=cmd|calc &lt;b&gt;bold&lt;/b&gt;');
    for (const text of [csv.text, html]) expect(text).not.toContain('Not the words of the officer');
    const own = await platform.page('get', '/settings/records/posts?format=csv', officer);
    expect(own.text.replace(/20\d\d-[^,\r]+Z/g, '')).toBe(csv.text.replace(/20\d\d-[^,\r]+Z/g, ''));
  });

  it('name the files that stand beside a post', async () => {
    const sender = await platform.given.member({ name: 'Sender' });
    const [one, two] = await Promise.all(
      ['plan.pdf', '=costs.csv'].map((filename) =>
        platform.api('post', '/files', sender).attach('file', Buffer.from('%PDF-1.7\n'), { filename }),
      ),
    );
    await platform.given.thread(sender, { files: [one!.body.id, two!.body.id] });
    const csv = await platform.api('get', '/me/records/posts?format=csv', sender);
    expect(csv.text).toContain(',plan.pdf; =costs.pdf,');
    const page = await platform.api('get', '/me/records/posts', sender);
    expect(page.text ?? String(page.body)).toContain('Files beside it: plan.pdf; =costs.pdf.');
  });

  it('can be copied for a time', async () => {
    await platform.given.thread(officer);
    const old = await platform.api('get', '/me/records/posts?format=csv&to=2020-01-01', officer);
    expect(old.text.trim().split('\r\n')).toHaveLength(1);
    const bad = await platform.api('get', '/me/records/posts?from=2026-02-31', officer);
    expect(bad.status).toBe(422);
  });

  it('do not name a discussion that one may no longer read', async () => {
    const leaver = await platform.given.member({ name: 'Leaver' });
    const circle = await platform.given.circle(leaver);
    await platform.given.thread(leaver, {
      audience: 'circle',
      audienceId: circle,
      title: 'What the circle alone knows',
    });
    await platform.dataSource.query(`DELETE FROM circle_members WHERE person_id = $1`, [leaver.id]);

    const { text } = await platform.api('get', '/me/records/posts?format=csv', leaver);

    expect(text).toContain('We need a second option by May.');
    expect(text).not.toContain('What the circle alone knows');
  });

  it('are kept: one says what one was asked to keep, and that it is over', async () => {
    const set = await platform.api('put', '/me/records/hold', officer).send({ about: ' The leisure trust ' });
    expect([set.status, set.body.about]).toEqual([200, 'The leisure trust']);
    const again = await platform.api('put', '/me/records/hold', officer).send({ about: 'The leisure trust and pools' });
    expect(again.body).toEqual({ about: 'The leisure trust and pools', since: set.body.since });
    expect((await platform.page('get', '/settings/records', officer)).text).toContain('The leisure trust and pools');
    expect((await platform.api('get', '/me/records/hold', other)).body).toEqual({ about: null, since: null });

    const over = await platform.page('post', '/settings/records', officer).type('form').send({ about: '' });
    expect([over.status, over.headers['location']]).toEqual([303, '/settings/records']);
    expect((await platform.api('get', '/me/records/hold', officer)).body).toEqual({ about: null, since: null });
  });

  it('are explained in the rules', async () => {
    expect((await platform.page('get', '/rules')).text).toContain('id="foi"');
  });
});
