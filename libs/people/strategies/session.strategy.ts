import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { Config } from '#libs/platform/config';
import { type Actor } from '../actor.ts';
import { SessionsQueries } from '../sessions.queries.ts';

/** Signs in by the session cookie. No cookie, or one that no longer stands: the next strategy may try. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly config: Config,
  ) {
    super();
  }

  async validate(request: { cookies?: Record<string, string | undefined> }): Promise<Actor | null> {
    const token = request.cookies?.[this.config.sessionCookie];
    return token ? this.sessions.actorOfSession(token) : null;
  }
}
