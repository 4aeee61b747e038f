import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('people, inbox and what Waymark says about itself', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    rosa = await platform.given.member({
      name: 'Rosa Velthorne',
      topicsOffered: ['pensions'],
      serviceAreas: ['youth'],
    });
    dee = await platform.given.member({ name: 'Dee Marrowby', practitionerRole: 'finance', jobTitle: 'Finance lead' });
  });
  afterAll(() => platform.stop());

  const tell = async (person: Member, cause: string, url = '/questions'): Promise<string> => {
    const [{ id }] = await platform.dataSource.query(
      `INSERT INTO notifications (person_id, kind, cause, title, url) VALUES ($1, 'test', $2, $2, $3) RETURNING id`,
      [person.id, cause, url],
    );
    return id as string;
  };

  describe('the directory', () => {
    it('names nobody to who is signed out, and says how to join', async () => {
      const { status, text } = await platform.page('get', '/people');
      expect(status).toBe(200);
      expect(text).toContain('This page is for members');
      expect(text).toContain('href="/sign-up?next=%2Fpeople"');
      expect(text).not.toMatch(/Rosa|Dee/);
    });

    it('shows members by first name and role, and never an address', async () => {
      const { text } = await platform.page('get', '/people', dee);
      expect(text).toContain('Rosa, founder or lead');
      expect(text).not.toMatch(/Velthorne<|@/);
    });

    it('narrows by what people can help with, and offers to take the filter away', async () => {
      const { text } = await platform.page('get', '/people?topic=pensions', dee);
      expect(text).toContain('Rosa, founder');
      expect(text).not.toContain('Dee, finance');
      expect(text).toContain('Remove filter: ');
    });

    it('shows an empty state, not an error, for filters that fit nobody or are none', async () => {
      const nobody = await platform.page('get', '/people?topic=foi', dee);
      expect([nobody.status, nobody.text]).toEqual([200, expect.stringContaining('Nobody matches')]);
      expect((await platform.page('get', '/people?topic=gossip&after=x', dee)).status).toBe(200);
    });
  });

  describe('a profile', () => {
    it('shows what a person can help with and what they shared, as far as the reader may read it', async () => {
      const open = await platform.given.thread(dee, { title: 'Who pays for the bond in the end?' });
      const answer = await platform.given.reply(rosa, open.id);
      const closed = await platform.given.thread(rosa, { title: 'What did your ballot paper say?' });
      await platform.dataSource.query(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [closed.id]);

      const { text } = await platform.page('get', `/people/${rosa.id}`, dee);
      expect(text).toContain('Can help with');
      expect(text).toContain(`who-pays-for-the-bond-in-the-end#post-${answer.number}`);
      expect(text).not.toContain('What did your ballot paper say?');
    });

    it('looks the same where it is hidden and where there is none', async () => {
      const hidden = await platform.given.member({ name: 'Hidden' });
      await platform.dataSource.query(`UPDATE people SET visible_to = '{role:administrator}' WHERE id = $1`, [
        hidden.id,
      ]);
      const bare = async (id: string, by: Member | null): Promise<[number, string]> => {
        const { status, text } = await platform.page('get', `/people/${id}`, by);
        return [
          status,
          text
            .replaceAll(/ nonce="\w+"/g, '')
            .replaceAll(id, 'ID')
            .replaceAll(/next=%2Fpeople%2F[\w-]+/g, ''),
        ];
      };
      const unknown = '0199c0de-0000-7000-8000-000000000000';
      expect((await bare(hidden.id, dee))[0]).toBe(404);
      expect(await bare(hidden.id, dee)).toEqual(await bare(unknown, dee));
      expect(await bare(rosa.id, null)).toEqual(await bare(unknown, null));
      expect((await platform.page('get', '/people/nobody', dee)).status).toBe(404);
    });

    it('escapes what a person wrote about themselves', async () => {
      const loud = await platform.given.member({ name: '<b>Loud</b>', bio: '<script>alert(1)</script>' });
      const { text } = await platform.page('get', `/people/${loud.id}`, dee);
      expect(text).toContain('&lt;script>alert(1)&lt;/script>');
      expect(text).not.toContain('<script>alert');
    });
  });

  describe('the inbox', () => {
    it('marks a notice read when it is opened, and goes where it leads', async () => {
      const person = await platform.given.member();
      const id = await tell(person, 'A reply', '/threads/x#post-3');
      const inbox = await platform.page('get', '/notifications', person);
      expect(inbox.text).toContain('<span class="wm-new">New</span>');
      expect(inbox.text).toContain(`href="/notifications/${id}/open"`);

      const ahead = await platform.page('get', `/notifications/${id}/open`, person).set('sec-purpose', 'prefetch');
      expect(ahead.headers['location']).toBe('/notifications');
      const opened = await platform.page('get', `/notifications/${id}/open`, person);
      expect([opened.status, opened.headers['location']]).toEqual([303, '/threads/x#post-3']);
      expect((await platform.page('get', '/notifications', person)).text).not.toContain('wm-new');
      expect((await platform.page('get', `/notifications/${id}/open`, dee)).status).toBe(404);
    });

    it('leads nowhere else, whatever a notice holds', async () => {
      const person = await platform.given.member();
      const id = await tell(person, 'Away', '//evil.example');
      const { headers } = await platform.page('get', `/notifications/${id}/open`, person);
      expect(headers['location']).toBe('/notifications');
    });

    it('marks all as read up to the newest that was shown', async () => {
      const person = await platform.given.member();
      await tell(person, 'Old');
      const shown = await tell(person, 'Shown');
      await platform.dataSource.query(
        `UPDATE notifications SET created_at = created_at - interval '1 day' WHERE person_id = $1`,
        [person.id],
      );
      await tell(person, 'Came meanwhile');
      await platform.page('post', '/notifications/read', person).type('form').send({ upTo: shown });
      const { text } = await platform.page('get', '/notifications', person);
      expect(text.match(/wm-new/g)).toHaveLength(1);
    });

    it('says what would stand there when nothing does', async () => {
      const { text } = await platform.page('get', '/notifications', await platform.given.member());
      expect(text).toContain('Nothing has been sent to you yet');
    });
  });

  const OPEN = [
    '/sign-in',
    '/sign-up',
    '/people',
    '/about',
    '/rules',
    '/privacy',
    '/accessibility',
    '/cookies',
    '/report',
  ];
  const OWN = [
    '/people',
    '/notifications',
    '/settings',
    '/settings/profile',
    '/settings/password',
    '/settings/sessions',
    '/settings/tokens',
    '/sign-out',
  ];

  it.each(OPEN)('%s is open to everyone, has one h1, and links to nothing that is not there', async (path) => {
    const { status, text } = await platform.page('get', path);
    expect([status, text.match(/<h1/g)?.length]).toEqual([200, 1]);
    const [, main = ''] = text.split('<main');
    const links = [...main.split('</main>')[0]!.matchAll(/href="(\/[^"#?]*)/g)].map(([, href]) => href!);
    for (const href of new Set(links)) {
      expect([href, (await platform.page('get', href)).status < 400]).toEqual([href, true]);
    }
  });

  it.each([...OWN, '/people?topic=pensions'])('%s takes three statements at most', async (path) => {
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, rosa));
    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('takes three statements at most for a profile', async () => {
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', `/people/${rosa.id}`, dee));
    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('fits a narrow phone and leaves axe nothing to say, on every page', async () => {
    await tell(rosa, 'A reply to your question');
    const browser = await openBrowser(platform.url);
    const found: string[] = [];
    const look = async (member: Member | null, paths: readonly string[]): Promise<void> => {
      const { page } = await browser.person(member, { viewport: PHONE });
      for (const path of paths) {
        await page.goto(path);
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
        if (await overflows(page)) found.push(`${path} scrolls sideways`);
      }
    };
    await look(null, OPEN);
    await look(rosa, [...OWN, `/people/${dee.id}`]);
    await browser.close();
    expect([...found, ...browser.errors]).toEqual([]);
  }, 120_000);
});
