import { parse } from 'node:querystring';
import { Injectable } from '@nestjs/common';
import { type DefaultEventsMap, type Server, type Socket } from 'socket.io';
import { ANONYMOUS, isSignedIn, type Reader, SessionsQueries } from '#libs/people';
import { Config } from '#libs/platform/config';
import { SignInNeeded } from '#libs/platform/errors';
import { type Minute, newMinute, SocketLimits } from './socket-limits.ts';

/** What is kept of each socket: there are thousands, so no more than that. */
export interface SocketData {
  /** What it signed in by, asked for again whenever it reads. */
  readonly secret: Secret | null;
  readonly signIn: SignIn | null;
  /** Where who is not signed in comes from. */
  readonly address: string | null;
  readonly minute: Minute;
}

interface Secret {
  readonly kind: 'token' | 'session';
  readonly value: string;
}

interface SignIn {
  readonly personId: string;
  /** Of the session or the token. */
  readonly id: string;
}

export type LiveSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
export type LiveServer = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

/** Who a socket belongs to: the same sign-in as the API, by cookie or `auth: { token }`. */
@Injectable()
export class SocketSignIn {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly limits: SocketLimits,
    private readonly config: Config,
  ) {}

  /** Of a socket that begins. Null: a token was given that does not stand. Without a sign-in it reads what is public. */
  async begin({ handshake, request }: LiveSocket): Promise<SocketData | null> {
    const { token } = handshake.auth as { token?: unknown };
    if (token !== undefined && (typeof token !== 'string' || !token.startsWith('wm_'))) return null;
    const secret = token === undefined ? this.sessionOf(handshake.headers.cookie) : tokenOf(token);
    const reader = await this.readerBy(secret);
    if (!reader) return null;
    const signIn = isSignedIn(reader) ? { personId: reader.personId, id: reader.sessionId ?? reader.tokenId! } : null;
    const address = signIn ? null : this.limits.addressOf(request);
    return { secret: signIn && secret, signIn, address, minute: newMinute() };
  }

  /**
   * A socket that has been open a while reads by the rights of now, not by those with which it came. Throws
   * SignInNeeded where its sign-in no longer stands.
   */
  async readerNow({ data: { secret, signIn } }: LiveSocket): Promise<Reader> {
    const reader = await this.readerBy(secret);
    if (!reader || (signIn && !isSignedIn(reader))) throw new SignInNeeded();
    return reader;
  }

  /** Of these sockets, those whose sign-in still stands and may read something with these keys. */
  async stillReading(sockets: readonly LiveSocket[], visibleTo: readonly string[]): Promise<Set<LiveSocket>> {
    const standing = new Set<LiveSocket>();
    for (let from = 0; from < sockets.length; from += AT_ONCE) {
      const some = sockets.slice(from, from + AT_ONCE);
      const ids = await this.sessions.stillReading(signInsOf(some), visibleTo);
      for (const one of standingOf(some, visibleTo, ids)) standing.add(one);
    }
    return standing;
  }

  private async readerBy(secret: Secret | null): Promise<Reader | null> {
    if (!secret) return ANONYMOUS;
    if (secret.kind === 'token') return this.sessions.actorOfToken(secret.value);
    return (await this.sessions.actorOfSession(secret.value)) ?? ANONYMOUS;
  }

  private sessionOf(cookie = ''): Secret | null {
    const value = parse(cookie, '; ')[this.config.sessionCookie];
    return typeof value === 'string' ? { kind: 'session', value } : null;
  }
}

/** Sockets asked for by one statement. */
export const AT_ONCE = 1_000;

export const signInsOf = (sockets: readonly LiveSocket[]): string[] =>
  sockets.flatMap(({ data }) => data.signIn?.id ?? []);

/** Of these sockets, those that may read something with these keys: by their sign-in, if they have one. */
export function standingOf(
  sockets: readonly LiveSocket[],
  visibleTo: readonly string[],
  signIns: Iterable<string>,
): Set<LiveSocket> {
  const standing = new Set(signIns);
  const open = visibleTo.includes('public');
  return new Set(sockets.filter(({ data: { signIn } }) => (signIn ? standing.has(signIn.id) : open)));
}

const tokenOf = (value: string): Secret => ({ kind: 'token', value });
