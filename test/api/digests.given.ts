import { setTimeout as sleep } from 'node:timers/promises';
import { DigestRuns, dueAt, runsDue } from '#libs/digests';
import { Reads, Transactions } from '#libs/platform/database';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

export const DAY_MS = 86_400_000;

/** What a mail program shows, without the way it was sent. */
const textOf = (source: string): string =>
  Buffer.from(
    source
      .replace(/=\r\n/g, '')
      .replace(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString()),
  )
    .toString()
    .replaceAll('\r\n', '\n');

/** The next day of the week after tomorrow, so that everybody who is there now was there before it was due. */
export function nextDay(weekday: number, from = Date.now()): string {
  for (let ahead = 2; ; ahead += 1) {
    const at = new Date(from + ahead * DAY_MS);
    if ((at.getUTCDay() || 7) === weekday) return at.toISOString().slice(0, 10);
  }
}

/** The platform with a worker that sends to a mail server of this file's own. */
export async function startWithDigests() {
  const server = await startMailServer();
  const platform = await startTestPlatform({
    ROLES: 'web,api,realtime,worker',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'fatal',
    SMTP_URL: server.url,
    PUBLIC_URL: 'https://waymark.example',
    SESSION_SECRET: 'at least thirty-two characters long',
  });
  const stop = async (): Promise<void> => {
    await platform.stop();
    await server.stop();
  };
  return { server, platform, given: await digestsGiven(platform, server), stop };
}

/** Digests as the worker makes and sends them; its own clock finds all done. */
async function digestsGiven(platform: TestPlatform, server: Awaited<ReturnType<typeof startMailServer>>) {
  const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const runs = new DigestRuns(new Reads(platform.dataSource), new Transactions(platform.dataSource));
  for (const { kind, day } of runsDue(new Date(Date.now() + DAY_MS))) {
    await sql(`INSERT INTO digest_runs (kind, day, done_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING`, [
      kind,
      day,
    ]);
  }
  const clock = async (name: string, policy: string): Promise<void> => {
    await sql(`INSERT INTO pgboss.job_common (name, data, policy) VALUES ($1, '{}', $2)`, [name, policy]);
    const waiting = () => sql(`SELECT FROM pgboss.job WHERE name = $1 AND state < 'completed'`, [name]);
    while ((await waiting()).length > 0) await sleep(50);
  };
  const tuesday = nextDay(2);
  const inbox = (who: Member) => server.received.filter(({ to }) => to === who.email);
  const texts = (who: Member): string[] => inbox(who).map(({ source }) => textOf(source));
  /** All that is due on the morning of that day. */
  const make = (day: string): Promise<number> => runs.makeDue(new Date(dueAt(day).getTime() + 60_000));
  const send = (): Promise<void> => clock('notifications.send-mail', 'standard');
  const given = {
    sql,
    runs,
    tuesday,
    inbox,
    texts,
    make,
    send,
    /** What it tells somebody, as text; null: they get none. */
    async digest(who: Member, day = tuesday): Promise<string | null> {
      await make(day);
      await send();
      return texts(who).at(-1) ?? null;
    },
    /** As if no digest had ever been made, and nothing said by anybody. */
    async forget(): Promise<void> {
      await sql(`DELETE FROM digest_runs WHERE day >= current_date + 2`);
      await sql(`DELETE FROM digests`);
      await sql(`UPDATE mails SET state = 'dropped' WHERE state = 'waiting'`);
      await sql(`UPDATE threads SET locked_at = now() WHERE locked_at IS NULL`);
      await sql(`UPDATE case_notes SET status = 'draft' WHERE status = 'published'`);
      server.received.length = 0;
    },
    /** A published note; what it tells of is told by its result and verdict. */
    async note(by: Pick<Member, 'id'>, over: Record<string, unknown> = {}): Promise<string> {
      const columns = {
        title: 'Twelve libraries, one society',
        summary: 'Visits went up.',
        author_id: by.id,
        status: 'published',
        what_happened: 'Staff asked for ninety days.',
        stage: 'trading-established',
        result: 'went-ahead',
        evidenced: true,
        verdict: 'better',
        saving_amount: '412000',
        saving_per: 'year',
        service_areas: ['libraries'],
        published_at: new Date(),
        ...over,
      };
      const [row] = await sql<{ id: string }>(
        `INSERT INTO case_notes (${Object.keys(columns).join(', ')})
         VALUES (${Object.keys(columns)
           .map((_, n) => `$${n + 1}`)
           .join(', ')}) RETURNING id`,
        Object.values(columns),
      );
      return row!.id;
    },
    /** One that worked, one that did not and an open question, of an area that the reader knows. */
    async balance(by: Member, area = 'libraries'): Promise<Record<'worked' | 'failed' | 'asked', string>> {
      const worked = await given.note(by, { title: `Worked in ${area}`, service_areas: [area] });
      const failed = await given.note(by, {
        title: `Closed in ${area}`,
        result: 'closed',
        verdict: 'worse',
        service_areas: [area],
      });
      const { id: asked } = await platform.given.thread(by, { title: `Open about ${area}?`, serviceAreas: [area] });
      return { worked, failed, asked };
    },
    reader: (over: Parameters<TestPlatform['given']['member']>[0] = {}) =>
      platform.given.member({ name: 'Dee Marlowick', serviceAreas: ['libraries'], ...over }),
    choose: (who: Member, choice: Record<string, unknown>) =>
      platform.api('put', '/me/notification-choices', who).send(choice),
  };
  return given;
}
