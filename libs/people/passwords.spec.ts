import { hashPassword, verifyPassword } from './passwords.ts';

describe('passwords', () => {
  it('are hashed by argon2id at no less than the OWASP minimum, never twice alike', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
  });

  it('are the same however a keyboard composes them', async () => {
    const composed = await hashPassword('caf\u00e9 au lait');
    expect(await verifyPassword(composed, 'cafe\u0301 au lait')).toBe(true);
    expect(await verifyPassword(composed, 'cafe au lait')).toBe(false);
  });

  it('of nobody are never right, and take as long to say so', async () => {
    const known = await hashPassword('correct horse');
    const timed = async (hash: string | null): Promise<number> => {
      const start = performance.now();
      expect(await verifyPassword(hash, 'wrong horse')).toBe(false);
      return performance.now() - start;
    };
    // In turns, and the quickest of each: what else the machine does then weighs on neither.
    const [nobodys, knowns]: [number[], number[]] = [[], []];
    for (let i = 0; i < 12; i += 1) {
      nobodys.push(await timed(null));
      knowns.push(await timed(known));
    }
    const ratio = Math.min(...nobodys) / Math.min(...knowns);
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});
