import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('statements inside transactions', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());

  it('are prepared from the second time on, and give the same rows', async () => {
    await platform.dataSource.transaction(async (tx) => {
      const text = 'SELECT $1::int + 1 AS next';
      const next = async (n: number) => (await tx.query<{ next: number }[]>(text, [n]))[0]?.next;

      expect([await next(1), await next(2), await next(3)]).toEqual([2, 3, 4]);

      const prepared = await tx.query<{ statement: string }[]>(`SELECT statement FROM pg_prepared_statements`);
      expect(prepared.filter(({ statement }) => statement === text)).toHaveLength(1);
    });
  });

  it('do not fill a connection where their text varies', async () => {
    await platform.dataSource.transaction(async (tx) => {
      for (let i = 0; i < 400; i += 1) {
        for (let twice = 0; twice < 2; twice += 1) await tx.query(`SELECT $1::int AS "n${i}"`, [i]);
      }
      const [row] = await tx.query<{ prepared: number }[]>(
        `SELECT count(*)::int AS prepared FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int AS "n%'`,
      );
      expect(row!.prepared).toBeGreaterThan(100);
      expect(row!.prepared).toBeLessThanOrEqual(300);
    });
  });

  it('leave a connection usable after one has failed', async () => {
    const divide = (by: number) => platform.dataSource.query<{ n: number }[]>('SELECT 10 / $1::int AS n', [by]);

    await divide(5);
    await expect(divide(0)).rejects.toThrow('division by zero');
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect(await divide(2)).toEqual([{ n: 5 }]);
  });
});
