import { isIPv6 } from 'node:net';

/** Where a request came from, as far as sign-in counts and lists it. */
export interface Origin {
  /** The network of the caller. Counted as a hash, never kept. */
  readonly address: string;
  /** The browser's own name, for the list of sessions. */
  readonly device: string;
}

interface From {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Where a request came from. `ip` already believes as many proxies as TRUST_PROXY says. */
export const originOf = ({ ip, headers }: From): Origin => ({
  address: networkOf(ip),
  device: String(headers['user-agent'] ?? '').slice(0, 200),
});

/**
 * What one caller can be told apart by: an IPv4 address, or the first 64 bits of an IPv6 one. A household has all 2^64
 * addresses behind those to try from.
 */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = ip.replace(/%.*$/, '');
  if (!isIPv6(bare)) return ip;
  const [head = '', tail] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
