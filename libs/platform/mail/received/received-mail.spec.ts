import fc from 'fast-check';
import { readMail, type ReceivedMail } from './received-mail.ts';
import { REPLIES } from './replies.given.ts';

const OURS = ['You get this ', 'Stop these mails'];
const read = (source: string, from = 'sian@porthgain.example'): Promise<ReceivedMail> =>
  readMail(Buffer.from(source.replace(/\r?\n/g, '\r\n')), {
    from,
    sender: 'Waymark',
    ours: OURS,
  });
const HEAD =
  'From: =?UTF-8?Q?Si=C3=A2n_Prys?= <Sian@Porthgain.example>\nSubject: RE: A bond\nMessage-ID: <1@porthgain.example>\nMIME-Version: 1.0\n';
const part = (type: string, text: string): string =>
  `Content-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64')}\n`;
const mailOf = ({ text, html }: { text?: string; html?: string }, head = HEAD): string => {
  const parts = [
    ...(text === undefined ? [] : [part('text/plain', text)]),
    ...(html === undefined ? [] : [part('text/html', html)]),
  ];
  return parts.length === 1
    ? `${head}${parts[0]}`
    : `${head}Content-Type: multipart/alternative; boundary=b\n\n${parts.map((one) => `--b\n${one}\n`).join('')}--b--\n`;
};

describe('what somebody wrote in a mail', () => {
  it.each(REPLIES.map((given) => [given.program, given] as const))('is found in one of %s', async (_program, given) => {
    const { text, inside } = (await read(mailOf(given))).written('Siân Prys');

    expect(inside ? null : text).toBe(given.written);
  });

  it('is tried on mails of many programs', () => {
    expect(REPLIES.length).toBeGreaterThanOrEqual(25);
  });

  it('is all of it, whatever words it is of, above a quotation and below one', async () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/).filter((one) => !['from', 'on', 'ps', 'o', 'sian'].includes(one));
    const line = fc.array(word, { minLength: 5, maxLength: 12 }).map((words) => `We ${words.join(' ')}.`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), async (lines, above) => {
        const own = lines.join('\n\n');
        const quotation =
          'On 30 Nov 2026 at 09:12, Waymark <no-reply@waymark.example> wrote:\n> You get this because.\n> Bye.';
        const mail = await read(mailOf({ text: above ? `${own}\n\n${quotation}` : `${quotation}\n\n${own}` }));

        expect(mail.written('Siân Prys').text).toBe(own);
      }),
      { numRuns: 200 },
    );
  });

  it('takes bounded time for any text', async () => {
    for (const text of [
      '>'.repeat(200_000),
      'On '.repeat(60_000),
      'a\n'.repeat(100_000),
      `On ${'2026 '.repeat(50_000)}`,
      '<a@b '.repeat(50_000),
      '[x]('.repeat(50_000),
    ]) {
      expect((await read(mailOf({ text }))).written('Siân Prys').text.length).toBeGreaterThanOrEqual(0);
    }
    for (const html of [
      '<blockquote>'.repeat(50_000),
      '<div>'.repeat(100_000),
      `<a href="x">`.repeat(50_000),
      '<p>a'.repeat(100_000),
    ]) {
      expect((await read(mailOf({ html }))).written('Siân Prys').text.length).toBeGreaterThanOrEqual(0);
    }
  });

  it('holds the pictures that stand in it, and no logo of a signature nor of what is answered', async () => {
    const picture = (id: string): string =>
      `--r\nContent-Type: image/png; name="${id}.png"\nContent-ID: <${id}>\nContent-Disposition: inline; filename="${id}.png"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n`;
    const html = `<p>Look at this: <img src="cid:plan"></p><div id="Signature"><img src="cid:logo"></div><blockquote><img src="cid:theirs"></blockquote>`;
    const source = `${HEAD}Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/related; boundary=r\n\n--r\n${part('text/html', html)}\n${['plan', 'logo', 'theirs'].map(picture).join('')}--r--\n--m\nContent-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="=?UTF-8?Q?Caf=C3=A9.pdf?="\n\n%PDF-1.4\n--m\nContent-Type: message/rfc822\n\nSubject: Another\n\nInner text\n--m--\n`;
    const { text, files } = (await read(source)).written('Siân Prys');

    expect(text).toBe('Look at this:');
    expect(files.map(({ name }) => name)).toEqual(['plan.png', 'Café.pdf', 'attachment-5.eml']);
    expect(files[1]!.bytes.toString()).toContain('%PDF-1.4');
  });
});

describe('a mail', () => {
  it('is of one sender, or of none that counts', async () => {
    expect((await read(mailOf({ text: 'x' }))).from).toBe('sian@porthgain.example');
    expect((await read(mailOf({ text: 'x' }, `From: a@b.example\n${HEAD}`))).from).toBeNull();
    expect((await read('Subject: x\n\nx')).from).toBeNull();
    expect((await read(mailOf({ text: 'x' }, HEAD.replace(/<.*>/, '<none>')))).from).toBeNull();
  });

  it('has an id, of its own or of its bytes', async () => {
    expect((await read(mailOf({ text: 'x' }))).messageId).toBe('1@porthgain.example');
    const [one, same, other] = await Promise.all(['a', 'a', 'b'].map((text) => read(`From: a@b.example\n\n${text}`)));
    expect(one!.messageId).toBe(same!.messageId);
    expect(one!.messageId).not.toBe(other!.messageId);
  });

  it.each<[string, string, string]>([
    ['no sender', 'X-Other: 1\n', ''],
    ['auto-submitted', 'Auto-Submitted: auto-replied (vacation)\n', 'sian@porthgain.example'],
    ['precedence', 'Precedence: bulk\n', 'sian@porthgain.example'],
    ['precedence', 'Precedence: junk\n', 'sian@porthgain.example'],
    ['precedence', 'Precedence: list\n', 'sian@porthgain.example'],
    ['auto-response-suppress', 'X-Auto-Response-Suppress: All\n', 'sian@porthgain.example'],
    ['mailing list', 'List-Id: <all.porthgain.example>\n', 'sian@porthgain.example'],
    ['automatic', 'X-Autoreply: yes\n', 'sian@porthgain.example'],
    ['automatic by its subject', 'Subject: Automatic reply: A bond\n', 'sian@porthgain.example'],
    ['automatic by its subject', 'Subject: Out of Office\n', 'sian@porthgain.example'],
    ['automatic by its subject', 'Subject: Ymateb awtomatig: A bond\n', 'sian@porthgain.example'],
    ['sent by a machine', 'X-Other: 1\n', 'MAILER-DAEMON@porthgain.example'],
  ])('that nobody wrote is told: %s', async (why, header, from) => {
    const rest = HEAD.split('\n').filter((line) => !line.startsWith(header.split(':')[0]!));

    expect((await read(mailOf({ text: 'x' }, `${header}${rest.join('\n')}`), from)).automatic).toBe(why);
  });

  it.each([
    'Auto-Submitted: no\n',
    'X-Auto-Response-Suppress: DR\n',
    'Precedence: normal\n',
    'X-Other: Automatic reply\n',
  ])('that somebody wrote is none of these: %s', async (header) => {
    expect((await read(mailOf({ text: 'x' }, `${header}${HEAD}`))).automatic).toBeNull();
  });

  const report = (fields: string): string =>
    `From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; sian@porthgain.example\n${fields}\n--b\nContent-Type: text/rfc822-headers\n\nSubject: A bond\n--b--\n`;

  it('that tells of a failure says which, and none where it may still arrive', async () => {
    const failed = await read(
      report(
        'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <sian@porthgain.example>:\n  no such user\n',
      ),
      '',
    );

    expect(failed.failure).toEqual({ status: '5.1.1', said: '550 5.1.1 <[address]>: no such user' });
    expect(failed.automatic).toBe('no sender');
    expect((await read(report('Action: delayed\nStatus: 4.4.1\n'), '')).failure).toBeNull();
    expect((await read(report('Action: delivered\nStatus: 2.0.0\n'), '')).failure).toBeNull();
    expect((await read(mailOf({ text: 'Action: failed\nStatus: 5.1.1' }), '')).failure).toBeNull();
  });
});
