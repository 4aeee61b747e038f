import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '#libs/platform/config';
import { DomainError } from '#libs/platform/errors';

class ForeignOrigin extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'request.foreign-origin';
  constructor() {
    super('This request came from another site. Open Waymark itself and try again.');
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a browser says that a request came from one of our own pages; true where it is no browser at all. */
export function isSameOrigin(headers: FastifyRequest['headers'], publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return true;
  const { origin, host } = headers;
  if (origin === undefined) return site === undefined;
  try {
    // Behind a proxy the host may be another; the public address is the one that people use.
    return origin === publicUrl || (origin !== 'null' && new URL(origin).host === host);
  } catch {
    return false;
  }
}

/**
 * Refuses a request that changes something and that a browser sent from another site (OWASP: verifying origin with
 * standard headers). With SameSite=Lax cookies this is the whole defence: no token is needed, and none can leak. A
 * bearer token is not sent by itself, so a request with one may come from anywhere.
 */
export const refuseForeignOrigin =
  (config: Config) =>
  (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const { method, headers } = request;
    const free = SAFE.has(method) || headers.authorization?.startsWith('Bearer ');
    done(free || isSameOrigin(headers, config.publicUrl) ? undefined : new ForeignOrigin());
  };
