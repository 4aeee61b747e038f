import { hash, randomBytes } from 'node:crypto';

/** A secret that cannot be guessed: 32 random bytes. Only its hash is kept. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

/** Plain SHA-256 is enough for a secret of full entropy, and quick: it is made on every request. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
