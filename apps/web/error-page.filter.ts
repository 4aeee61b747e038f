import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Config } from '#libs/platform/config';
import { DatabaseUnavailable, isUnavailable } from '#libs/platform/database';
import { DomainError, type ErrorKind } from '#libs/platform/errors';
import { log } from '#libs/platform/logging';
import { emptyForm } from './forms.ts';
import { ErrorView } from './layouts/error.view.tsx';
import { NotCarried } from './reader.guard.ts';
import { page, type Page, SeeOther, send } from './page.ts';
import { carriedFrom } from './sign-in/carried.ts';
import { SignInAgainPage } from './sign-in/carry-on.tsx';

const ANSWER = {
  'not-found': { status: 404, title: 'Page not found' },
  forbidden: { status: 403, title: 'You cannot do that' },
  conflict: { status: 409, title: 'That is no longer possible' },
  stale: { status: 409, title: 'Someone else changed this' },
  invalid: { status: 422, title: 'There is a problem' },
  'too-many': { status: 429, title: 'Wait a little' },
  'signed-out': { status: 401, title: 'Sign in first' },
  unreadable: { status: 400, title: 'That cannot be read' },
  unavailable: { status: 503, title: 'Waymark is away for a moment' },
} satisfies Record<ErrorKind, { status: number; title: string }>;

/** Every failure as a page, with the status that says what it is. */
@Catch()
export class ErrorPageFilter implements ExceptionFilter {
  constructor(private readonly config: Config) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const known = isUnavailable(error) ? new DatabaseUnavailable() : error;
    if (known instanceof DomainError && known.retryAfter) void reply.header('retry-after', String(known.retryAfter));
    void reply.send(send(request, reply, this.answer(known, request), this.config));
  }

  private answer(error: unknown, request: FastifyRequest): Page | SeeOther {
    if (error instanceof DomainError) {
      if (error.kind === 'signed-out' && request.method === 'GET') {
        return new SeeOther(`/sign-in?next=${encodeURIComponent(request.url)}`);
      }
      if (error.kind === 'signed-out' && !(error instanceof NotCarried)) {
        const carried = carriedFrom(request.url, request.body);
        if (carried) return page(SignInAgainPage, { carried, form: emptyForm }, ANSWER['signed-out'].status);
      }
      const { status, title } = ANSWER[error.kind];
      return page(ErrorView, { title, text: error.message, typed: typedIn(request.body) }, status);
    }
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status === 413) {
      return page(ErrorView, { title: 'That is too much to send', text: 'Send less than 1 MB at a time.' }, 413);
    }
    if (status === 415) {
      return page(ErrorView, { title: 'That cannot be read', text: 'Use the form on the page itself.' }, 415);
    }
    if (status < 500) {
      const text = 'Check the address, or use the search box above. The page may have moved, or you may not see it.';
      return page(ErrorView, { title: ANSWER['not-found'].title, text }, 404);
    }
    log.error({ msg: 'page failed', requestId: request.id, error });
    const text = 'Something went wrong at our end. Try again later. If it happens again, tell us the reference below.';
    return page(ErrorView, { title: 'Sorry, there is a problem', text, requestId: request.id }, 500);
  }
}

/** Fastify's own refusals (body too large, a kind of body it does not read) carry a statusCode. */
function statusOf(error: unknown): number {
  const { statusCode } = error as { statusCode?: number };
  return typeof statusCode === 'number' ? statusCode : 500;
}

/** The longer texts of a form that could not be taken: nothing that a person wrote is lost. */
function typedIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body)
    .filter(([name, value]) => !/password|^_/i.test(name) && typeof value === 'string' && value.length > 30)
    .map(([, value]) => String(value))
    .filter((value) => !PLACE_OR_ID.test(value));
}

/** As hidden fields hold: nobody wrote it. */
const PLACE_OR_ID = /^(?:\w+:)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
