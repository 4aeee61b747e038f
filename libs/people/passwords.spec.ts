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

  it('of nobody are never right', async () => {
    expect(await verifyPassword(null, 'wrong horse')).toBe(false);
  });
});
