import { setTimeout as sleep } from 'node:timers/promises';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('reading a discussion on its pages', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa' });
    peer = await platform.given.member({ name: 'Dee' });
  });
  afterAll(() => platform.stop());

  /** A discussion of so many posts. */
  const thread = async (posts: number, over: object = {}): Promise<string> => {
    const { id } = await platform.given.thread(asker, { ...over });
    await grow(id, posts - 1);
    return id;
  };
  /** By rows: a reply each would take minutes. */
  const grow = async (id: string, more: number): Promise<void> => {
    await platform.dataSource.query(
      `WITH t AS (UPDATE threads SET post_count = post_count + $2, reply_count = reply_count + $2 WHERE id = $1
                  RETURNING post_count - $2 AS had)
       INSERT INTO posts (thread_id, number, author_id, body, body_html)
       SELECT $1, t.had + n, $3, 'Reply', '<p>Reply</p>' FROM t, generate_series(1, $2::int) AS n`,
      [id, more, asker.id],
    );
  };
  const position = async (who: Member, id: string): Promise<number | null> =>
    (await platform.api('get', `/threads/${id}`, who)).body.readNumber as number | null;
  const becomes = async (who: Member, id: string, expected: number): Promise<void> => {
    for (let tries = 0; tries < 100 && (await position(who, id)) !== expected; tries += 1) await sleep(20);
    expect(await position(who, id)).toBe(expected);
  };
  const get = async (path: string, who: Member | null = peer): Promise<string> =>
    (await platform.page('get', path, who)).text;
  const numbers = (html: string): number[] => [...html.matchAll(/data-number="(\d+)"/g)].map(([, n]) => Number(n));
  /** The post that stands below the divider; null without one. */
  const newFrom = (html: string): number | null => {
    const at = html.indexOf('id="new"');
    return at === -1 ? null : numbers(html.slice(at))[0]!;
  };
  const read = (id: string, number: number) => platform.api('post', `/threads/${id}/read`, peer).send({ number });

  it('takes the posts of a page as read once it is sent, page by page', async () => {
    const id = await thread(45);
    await get(`/threads/${id}`);
    await becomes(peer, id, 20);
    await get(`/threads/${id}?after=20`);
    await becomes(peer, id, 40);
    await get(`/threads/${id}`);
    await get(`/threads/${id}?after=40`);
    await becomes(peer, id, 45);
  });

  it.each([
    [
      'where a script says what was seen',
      (path: string) => platform.page('get', path).set('cookie', `${peer.cookie}; waymark-script=yes`),
    ],
    [
      'for a page that a browser fetched in advance',
      (path: string) => platform.page('get', path, peer).set('sec-purpose', 'prefetch;prerender'),
    ],
    ['for who is signed out', (path: string) => platform.page('get', path)],
  ])('takes nothing as read %s', async (_when, ask) => {
    const id = await thread(3, { audience: 'public' });
    expect((await ask(`/threads/${id}`)).status).toBe(200);
    // What another page makes read afterwards is written after it.
    const other = await thread(2);
    await get(`/threads/${other}`);
    await becomes(peer, other, 2);
    expect(await position(peer, id)).toBeNull();
  });

  it('asks for no fourth statement on its way, whether something is new or not', async () => {
    const id = await thread(60);
    for (const path of ['', '?unread', '?latest', '?after=40', '?unread']) {
      const { length } = await statementsOf(platform.dataSource, () =>
        platform.page('get', `/threads/${id}${path}`, peer),
      );
      expect([path, length <= 3]).toEqual([path, true]);
    }
  });

  it.each([
    // posts, read up to, first and last on the page, the first below the divider
    [50, 30, 29, 48, 31],
    [50, 1, 1, 20, 2],
    [50, 2, 1, 20, 3],
    [50, 49, 48, 50, 50],
    [50, 50, 31, 50, null],
    [12, 7, 1, 12, 8],
    [12, 12, 1, 12, null],
    [50, 0, 1, 20, null],
  ])('opens %i posts of which %i were read at the first that is new', async (posts, seen, first, last, below) => {
    const id = await thread(posts);
    if (seen > 0) await read(id, seen);
    const html = await get(`/threads/${id}?unread`);
    expect([numbers(html)[0], numbers(html).at(-1), newFrom(html)]).toEqual([first, last, below]);
  });

  it('does not begin with what the reader wrote', async () => {
    const id = await thread(3);
    await read(id, 3);
    await platform.given.reply(peer, id); // 4
    await platform.given.reply(asker, id); // 5
    await sleep(0);
    for (let tries = 0; tries < 100 && newFrom(await get(`/threads/${id}?after=2`)) === 4; tries += 1) await sleep(20);
    const other = await platform.given.member();
    expect(newFrom(await get(`/threads/${id}`, other))).toBeNull();
  });

  it('leads from the lists to the first new post, and says how many there are', async () => {
    const title = 'How long does a transfer of staff take?';
    const id = await thread(30, { title });
    await read(id, 27);
    const row = (html: string): string => html.split('class="wm-row"').find((part) => part.includes(title)) ?? '';
    const before = row(await get('/questions'));
    expect(before).toMatch(new RegExp(`href="/threads/${id}[^"]*\\?unread#new"`));
    expect(before).toContain('3 new');
    await read(id, 30);
    const after = row(await get('/questions'));
    expect([after.includes(' new<'), after.includes('?unread')]).toEqual([false, false]);
    expect(row(await get('/questions', asker))).not.toContain('?unread"');
  });

  it('goes through a long discussion both ways, and to any place in it', async () => {
    const id = await thread(65);
    await read(id, 25);
    const first = await get(`/threads/${id}`);
    expect(first).not.toContain('Older posts');
    expect(first).toMatch(/href="[^"]*\?after=20"[^>]*>\s*Next replies/);
    for (const place of [
      /#post-1"[^>]*>\s*First post/,
      /\?unread#new"[^>]*>\s*First unread/,
      /\?latest#post-65"[^>]*>\s*Latest/,
    ]) {
      expect(first).toMatch(place);
    }
    const latest = await get(`/threads/${id}?latest`);
    expect([numbers(latest)[0], numbers(latest).at(-1)]).toEqual([46, 65]);
    const [, older] = /href="([^"]*)"[^>]*>\s*Older posts/.exec(latest)!;
    expect(older).toMatch(/\?after=25#post-45$/);
    expect(numbers(await get(older!.split('#')[0]!)).at(-1)).toBe(45);

    for (const [number, address] of [
      [47, '?after=40#post-47'],
      [1, '#post-1'],
      [9_999, '?after=60#post-65'],
    ] as const) {
      const { status, headers } = await platform.page('get', `/threads/${id}?number=${number}`, peer);
      expect([status, headers['location']]).toEqual([303, `/threads/${id}${address}`]);
    }
    for (const number of ['', 'x', '0', '-4', '%00', '1.5']) {
      expect((await platform.page('get', `/threads/${id}?number=${number}`, peer)).status).toBe(200);
    }
    const hidden = await platform.given.thread(asker, { audience: 'invited', invited: [] });
    expect((await platform.page('get', `/threads/${hidden.id}?number=3`, peer)).status).toBe(404);
  });

  it('keeps a short discussion free of ways through it', async () => {
    const id = await thread(20);
    expect(await get(`/threads/${id}`)).not.toContain('Places in this discussion');
  });

  it('marks posts as unread from any of them, and opens there the next time', async () => {
    const id = await thread(30);
    await read(id, 30);
    const page = await get(`/threads/${id}`);
    expect(page).toContain('Mark unread from here');
    const { status, headers } = await platform
      .page('post', `/threads/${id}/unread`, peer)
      .type('form')
      .send({ number: '12' });
    expect([status, headers['location']]).toEqual([303, '/questions']);
    expect(await position(peer, id)).toBe(11);
    expect(newFrom(await get(`/threads/${id}?unread`))).toBe(12);
  });

  it('keeps what a page showed before what its reader then says of it', async () => {
    const id = await thread(3);
    await get(`/threads/${id}`);
    await platform.page('post', `/threads/${id}/unread`, peer).type('form').send({ number: '2' });
    await sleep(400);
    expect(await position(peer, id)).toBe(1);
  });

  it('reads no more of 10,000 posts than of 20 to open at the first that is new', async () => {
    const short = await thread(20);
    const long = await thread(10_000);
    await read(short, 10);
    await read(long, 7_321);
    await platform.dataSource.query('ANALYZE posts');
    await platform.dataSource.query('ANALYZE threads');
    const asked = async (id: string) => {
      const statements = await statementsOf(platform.dataSource, () =>
        platform.page('get', `/threads/${id}?unread`, peer),
      );
      return statements.length;
    };
    expect(await asked(long)).toBe(await asked(short));

    // The statement of the page itself, with the values of that page.
    const text = (
      await statementsOf(platform.dataSource, () => platform.page('get', `/threads/${long}?latest`, peer))
    ).find((statement) => statement.includes('FROM posts p JOIN people a'))!;
    // Under the plan that serves all values, as the name of the statement makes PostgreSQL use.
    const runner = platform.dataSource.createQueryRunner();
    await runner.query(`SET plan_cache_mode = force_generic_plan`);
    await runner.query(`PREPARE posts_of_page AS ${text}`);
    const plan = async (id: string, after: number) => {
      const values = `'${id}', ${after}, 20, '${peer.id}', false, '{network}'`;
      const [row] = (await runner.query(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE posts_of_page (${values})`,
      )) as [{ 'QUERY PLAN': [{ Plan: Plan }] }];
      const [{ Plan: top }] = row['QUERY PLAN'];
      return { buffers: top['Shared Hit Blocks'] + top['Shared Read Blocks'], nodes: nodesOf(top) };
    };
    const [one, many] = [await plan(short, 0), await plan(long, 7_319)];
    await runner.query('DEALLOCATE posts_of_page');
    await runner.query('RESET plan_cache_mode');
    await runner.release();
    for (const { nodes } of [one, many]) {
      expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'posts')).toEqual([]);
      const scanned = nodes.filter((node) => node['Relation Name'] === 'posts' && node['Alias'] === 'p');
      expect(scanned.map((node) => [node['Index Name'], node['Actual Rows'] <= 20])).toEqual([
        ['posts_thread_id_number_key', true],
      ]);
    }
    expect(many.buffers).toBeLessThanOrEqual(one.buffers + 8);
  }, 60_000);
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Alias?: string;
  'Actual Rows': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
