import { createHash } from 'node:crypto';

/**
 * The id of a thing that comes with a key instead of one, from a seed or a file: a version 5 UUID of its kind and key, so
 * that it is the same from one load to the next.
 */
export function idOf(kind: string, key: string): string {
  const hash = createHash('sha1').update(`waymark:${kind}:${key}`).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
