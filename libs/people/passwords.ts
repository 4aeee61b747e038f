import { hash, verify } from '@node-rs/argon2';

/** argon2id (the package's default) with the OWASP minimum: 19 MiB, two passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

let unknownHash: Promise<string> | undefined;

/**
 * Whether the password is the one that was hashed. Without a hash (an unknown address) it takes as long and says no, so
 * that neither answer nor time tells whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  unknownHash ??= hashPassword('no account has this password');
  const right = await verify(passwordHash ?? (await unknownHash), password);
  return passwordHash !== null && right;
}
