import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AccountsService, originOf, sessionCookie } from '#libs/people';
import { Config } from '#libs/platform/config';

/** The session of the browser that a request came from. */
@Injectable()
export class BrowserSession {
  constructor(
    private readonly accounts: AccountsService,
    private readonly config: Config,
  ) {}

  /** A new session in place of the one the browser came with, which ends: no token outlives a sign-in. */
  async start(personId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { sessionCookie: name } = this.config;
    const token = await this.accounts.startSession(personId, originOf(request), request.cookies[name]);
    void reply.setCookie(name, token, sessionCookie(this.config));
  }

  forget(reply: FastifyReply): void {
    void reply.clearCookie(this.config.sessionCookie, sessionCookie(this.config));
  }
}
