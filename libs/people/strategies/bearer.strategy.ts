import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { type Actor } from '../actor.ts';
import { SessionsQueries } from '../sessions.queries.ts';

/** Signs in by `Authorization: Bearer wm_…`, a personal access token. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(private readonly sessions: SessionsQueries) {
    super();
  }

  validate(token: string): Promise<Actor | null> | null {
    return token.startsWith('wm_') ? this.sessions.actorOfToken(token) : null;
  }
}
