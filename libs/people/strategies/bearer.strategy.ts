import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { type Actor } from '../actor.ts';
import { SessionsQueries } from '../sessions.queries.ts';

/** Signs in by `Authorization: Bearer wm_…`, a personal access token. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(private readonly sessions: SessionsQueries) {
    super({ passReqToCallback: true });
  }

  /** By the header alone: the strategy would also take a token from the body or the address, where it would be logged. */
  validate({ headers }: { headers: { authorization?: string } }, token: string): Promise<Actor | null> | null {
    return token.startsWith('wm_') && headers.authorization?.endsWith(` ${token}`)
      ? this.sessions.actorOfToken(token)
      : null;
  }
}
