import { connect, type Socket } from 'node:net';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const TEXT = 'What we wrote over half an hour, and would not write again.';

/** Forms with parts that are never sent to their end: what is answered was decided before. */
describe('a form with parts that is too much', () => {
  let platform: TestPlatform;
  let member: Member;
  const open: Socket[] = [];
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    member = await platform.given.member();
  });
  afterEach(() => open.splice(0).forEach((socket) => socket.destroy()));
  afterAll(() => platform.stop());

  const field = (name: string, value: string): string =>
    `--wm\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fileBegins = '--wm\r\nContent-Disposition: form-data; name="_upload"; filename="hall.pdf"\r\n\r\n%PDF-1.7';

  /** Sends `body`, which is not all of it, and waits for an answer; the connection stays open. */
  const answerTo = (
    body: string,
    length: number,
    by: Member | null = null,
  ): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(platform.url);
      const socket = connect(Number(port), hostname);
      open.push(socket);
      let text = '';
      socket.setEncoding('utf8').on('error', reject);
      socket.on('data', (chunk: string) => {
        text += chunk;
        if (text.includes('</html>')) resolve({ status: Number(text.split(' ')[1]), text });
      });
      socket.write(
        [
          'POST /questions HTTP/1.1',
          `Host: ${hostname}:${port}`,
          'Content-Type: multipart/form-data; boundary=wm',
          `Content-Length: ${length}`,
          ...(by ? [`Cookie: ${by.cookie}`] : []),
          '\r\n',
        ].join('\r\n') + body,
      );
    });

  it.each([
    ['nobody', () => null],
    ['a member', () => member],
  ])('in its fields together is read no further than they may hold: sent by %s', async (_who, by) => {
    const fields = field('title', TEXT) + field('x', 'x'.repeat(180_000)).repeat(7);
    const { status, text } = await answerTo(fields, 38_000_000, by());
    expect(status).toBe(422);
    expect(text).toContain('send less than 1 MB');
    expect(text).toContain(`>${TEXT}</textarea>`);
  });

  it('with its files, sent by nobody, is read to the first of them, and its text is given back', async () => {
    const { status, text } = await answerTo(field('body', TEXT) + fileBegins, 5_000_000);
    expect(status).toBe(401);
    expect(text).toContain('Copy what you wrote, sign in, and choose your files again.');
    expect(text).toContain(`>${TEXT}</textarea>`);
    expect(text).not.toContain('name="carried"');
  });

  it('at once, sent by nobody from one address, waits for the others', async () => {
    const answers: number[] = [];
    await new Promise<void>((enough, reject) => {
      for (let i = 0; i < 6; i += 1) {
        answerTo(field('body', TEXT), 100_000).then(({ status }) => {
          answers.push(status);
          if (answers.length === 2) enough();
        }, reject);
      }
    });
    expect(answers).toEqual([429, 429]);
    expect((await platform.page('post', '/questions').field('body', TEXT)).status).toBe(429);
    expect((await platform.page('post', '/questions', member).field('body', TEXT)).status).toBe(422);

    open.splice(0).forEach((socket) => socket.destroy());
    let status = 429;
    while (status === 429) ({ status } = await platform.page('post', '/questions').field('body', TEXT));
    expect(status).toBe(401);
  });
});
