import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('bodies', () => {
  let platform: TestPlatform;
  let rosa: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(() => platform.stop());

  const posted = (path: string, type: string, body: string | Buffer): Promise<Response> =>
    fetch(`${platform.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': type, cookie: rosa.cookie },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const threads = async (): Promise<number> =>
    Number((await platform.dataSource.query(`SELECT count(*) AS n FROM threads`))[0].n);

  it.each([
    ['application/x-www-form-urlencoded', 'title=Does+a+form+get+in%3F&body=It+should+not.&kind=question'],
    ['text/plain', '{"title":"Does plain text get in?","body":"It should not."}'],
    ['application/xml', '<title>Does this?</title>'],
    ['application/jsonp', '{"title":"Does this get in?","body":"It should not."}'],
  ])('of the kind %s are refused by the API', async (type, body) => {
    const before = await threads();
    const answer = await posted('/api/v1/threads', type, body);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([415, expect.stringMatching(/problem\+json/)]);
    expect(await answer.json()).toMatchObject({ code: 'http.415', detail: 'Send the body as application/json.' });
    expect(await threads()).toBe(before);
  });

  it('of JSON are taken, with and without a charset', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8']) {
      const sent = JSON.stringify({ title: 'Does café get in?', body: 'It should. 字 👩‍👩‍👧' });
      expect((await posted('/api/v1/threads', type, sent)).status).toBe(201);
    }
  });

  it('that are no JSON, or would reach into prototypes, are 400', async () => {
    for (const body of ['{"title":', '', '{"__proto__":{"a":1}}']) {
      const answer = await posted('/api/v1/threads', 'application/json', body);
      expect([body, answer.status, (await answer.json()).code]).toEqual([body, 400, 'http.400']);
    }
  });

  it('of JSON that are not UTF-8 are refused with a sentence, and nothing is kept', async () => {
    const before = await threads();
    const [start, end] = ['{"title":"What does caf', ' mean?","body":"Half a letter."}'].map((text) =>
      Buffer.from(text),
    );
    for (const bytes of [[0xe9], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf]]) {
      const answer = await posted(
        '/api/v1/threads',
        'application/json',
        Buffer.concat([start!, Buffer.from(bytes), end!]),
      );
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        code: 'request.not-utf-8',
        detail: expect.stringMatching(/not text in UTF-8/),
      });
    }
    expect(await threads()).toBe(before);
  });

  it.each([
    ['escaped', Buffer.from('title=What+does+caf%E9+mean%3F&body=Half+a+letter.&audience=network')],
    ['a half pair', Buffer.from('title=What+does+%ED%A0%80+mean%3F&body=Half+a+letter.&audience=network')],
    [
      'raw',
      Buffer.concat([Buffer.from('title=What+does+caf'), Buffer.from([0xe9]), Buffer.from('&body=B&audience=network')]),
    ],
  ])('of a form that are not UTF-8 (%s) are refused with a page', async (_how, form) => {
    const before = await threads();
    const answer = await posted('/questions', 'application/x-www-form-urlencoded', form);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/<h1[^>]*>That cannot be read[^]*not text in UTF-8/);
    expect(await threads()).toBe(before);
  });

  it('of a form keep a per cent sign of their own, and letters of every kind', async () => {
    const form = 'title=Is+100%+caf%C3%A9+%e5%ad%97+enough%3F&body=It+may+be.&audience=network&x=1&x=2';
    expect((await posted('/questions', 'application/x-www-form-urlencoded', form)).status).toBe(303);
    const rows = await platform.dataSource.query(`SELECT title FROM threads WHERE title LIKE 'Is 100%'`);
    expect(rows).toEqual([{ title: 'Is 100% café 字 enough?' }]);
  });
});
