import { parse } from 'node:querystring';
import { Injectable } from '@nestjs/common';
import { type Socket } from 'socket.io';
import { type Actor, ANONYMOUS, isSignedIn, type Reader, SessionsQueries } from '#libs/people';
import { Config } from '#libs/platform/config';
import { SignInNeeded } from '#libs/platform/errors';

interface SocketData {
  reader: Reader;
}

export const readerOf = (socket: { data: unknown }): Reader => (socket.data as Partial<SocketData>).reader ?? ANONYMOUS;

/** Who a socket belongs to: the same sign-in as the API, by cookie or `auth: { token }`. */
@Injectable()
export class SocketSignIn {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly config: Config,
  ) {}

  /** Null: a token was given that does not stand. Without any sign-in the socket reads what is public. */
  async readerFor({ handshake }: Socket): Promise<Reader | null> {
    const { token } = handshake.auth as { token?: unknown };
    if (token !== undefined) {
      return typeof token === 'string' && token.startsWith('wm_') ? this.sessions.actorOfToken(token) : null;
    }
    const cookies = parse(handshake.headers.cookie ?? '', '; ');
    const session = cookies[this.config.sessionCookie];
    return typeof session === 'string' ? ((await this.sessions.actorOfSession(session)) ?? ANONYMOUS) : ANONYMOUS;
  }

  /**
   * As readerFor(), for a socket that has been open a while: it reads by the rights of now, not by those with which it
   * came. Throws SignInNeeded where its sign-in no longer stands.
   */
  async readerNow(socket: Socket): Promise<Reader> {
    const reader = await this.readerFor(socket);
    if (!reader || (isSignedIn(readerOf(socket)) && !isSignedIn(reader))) throw new SignInNeeded();
    return reader;
  }

  /** Of these sockets, those whose sign-in still stands and may read something with these keys. */
  async stillReading<S extends { data: unknown }>(
    sockets: readonly S[],
    visibleTo: readonly string[],
  ): Promise<Set<S>> {
    const actors = sockets.map(readerOf).filter(isSignedIn);
    const standing = actors.length > 0 ? await this.sessions.stillReading(actors, visibleTo) : new Set<string>();
    const open = visibleTo.includes('public');
    return new Set(
      sockets.filter((socket) => {
        const reader = readerOf(socket);
        return isSignedIn(reader) ? standing.has(signInId(reader)) : open;
      }),
    );
  }
}

const signInId = ({ sessionId, tokenId }: Actor): string => sessionId ?? tokenId ?? '';
