import { Client } from 'pg';
import { Reads } from '#libs/platform/database';
import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('a membership whose last day has passed', () => {
  let platform: TestPlatform;
  let gone: Member;
  let stays: Member;
  let organisation: string;
  beforeAll(async () => {
    platform = await startTestPlatform();
    gone = await platform.given.member({ name: 'Gone' });
    stays = await platform.given.member({ name: 'Stays' });
    [{ id: organisation }] = await platform.dataSource.query(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', 'A trust') RETURNING id`,
    );
    // As it is on the morning after: nothing was written, so no trigger has run.
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at, to_on)
       SELECT unnest($1::uuid[]), $2, now(), current_date`,
      [[gone.id, stays.id], organisation],
    );
    await platform.dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE memberships SET to_on = current_date - 1 WHERE person_id = $1`, [gone.id]);
    });
  });
  afterAll(() => platform.stop());
  const keysOf = async ({ id }: Member): Promise<string[]> =>
    (await platform.dataSource.query(`SELECT reader_keys FROM people WHERE id = $1`, [id]))[0].reader_keys;

  it('is no key any more within the hour; whoever holds the sockets is told, and nobody else is written', async () => {
    expect(await keysOf(gone)).toContain(`organisation:${organisation}`);
    const rows = (): Promise<{ id: string; xmin: string }[]> =>
      platform.dataSource.query(`SELECT id, xmin::text FROM people ORDER BY id`);
    const before = await rows();
    const told: string[] = [];
    const listener = new Client({ connectionString: platform.databaseUrl });
    await listener.connect();
    listener.on('notification', ({ payload }) => told.push(payload ?? ''));
    await listener.query('LISTEN access');
    const housekeeping = new Housekeeping(new Reads(platform.dataSource));

    await housekeeping.run();
    await housekeeping.run();
    await listener.query('SELECT 1');
    await listener.end();

    expect(await keysOf(gone)).not.toContain(`organisation:${organisation}`);
    expect(await keysOf(stays)).toContain(`organisation:${organisation}`);
    expect(told).toEqual([gone.id]);
    const written = (await rows()).filter(({ xmin }, i) => xmin !== before[i]!.xmin);
    expect(written.map(({ id }) => id)).toEqual([gone.id]);
  });
});
