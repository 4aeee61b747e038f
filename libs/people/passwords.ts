import { hash, verify } from '@node-rs/argon2';

/** argon2id (the package's default) with the OWASP minimum: 19 MiB, two passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Made with the same options, so that a check against it takes as long as any other. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$AGcxHkdnF+Czr6tkU+mypQ$h931IQW3kr4v1E/UFktbdhFouvrQktGGvCSgg/7IQMg';

export const hashPassword = (password: string): Promise<string> => hash(sameEverywhere(password), OPTIONS);

/**
 * Whether the password is the one that was hashed. Without a hash (an unknown address) it takes as long and says no, so
 * that neither answer nor time tells whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? NOBODYS, sameEverywhere(password));
  return passwordHash !== null && right;
}

/** One keyboard sends "é" as one character and another as two: NIST SP 800-63B wants one form before hashing. */
const sameEverywhere = (password: string): string => password.normalize('NFKC');
