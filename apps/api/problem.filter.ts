import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DatabaseUnavailable, isUnavailable } from '#libs/platform/database';
import { DomainError, type ErrorKind, Stale } from '#libs/platform/errors';
import { type Problem } from '#libs/platform/inputs';
import { log } from '#libs/platform/logging';

const STATUS = {
  'not-found': 404,
  forbidden: 403,
  conflict: 409,
  stale: 412,
  invalid: 422,
  'too-many': 429,
  'signed-out': 401,
  unreadable: 400,
  unavailable: 503,
} satisfies Record<ErrorKind, number>;

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign in needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid input',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

interface Problem9457 {
  status: number;
  code: string;
  detail?: string;
  errors?: { pointer: string; message: string }[];
  current?: unknown;
}

/** Every failure of the API as application/problem+json (RFC 9457). A bug says nothing of itself but its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = isUnavailable(error) ? new DatabaseUnavailable() : error;
    const { status, code, ...more } = describe(known, request.id);
    if (known instanceof DomainError && known.retryAfter) void reply.header('retry-after', String(known.retryAfter));
    if (status === 401) void reply.header('www-authenticate', 'Bearer realm="waymark"');
    if (known instanceof Stale) void reply.header('etag', `"v${known.version}"`);
    const problem = { type: `/api/docs#${code}`, title: TITLES[status] ?? 'Problem', status, code, ...more };
    void reply
      .code(status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify({ ...problem, requestId: request.id }));
  }
}

function describe(error: unknown, requestId: string): Problem9457 {
  if (error instanceof DomainError) {
    const { problems } = error as { problems?: readonly Problem[] };
    return {
      status: STATUS[error.kind],
      code: error.code,
      detail: error.message,
      errors: problems?.map(({ field, message }) => ({ pointer: pointerTo(field), message })),
      ...(error instanceof Stale ? { current: error.current } : {}),
    };
  }
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status < 500) return { status, code: `http.${status}`, detail: DETAILS[status] };
  log.error({ msg: 'request failed', requestId, error });
  return { status: 500, code: 'http.500', detail: 'Something went wrong at our end. Try again later.' };
}

/** RFC 6901: the whole document is the empty pointer, and a name may hold a slash. */
const pointerTo = (field: string): string =>
  field === '' ? '' : `/${field.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.', '/')}`;

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The request body is not valid JSON.',
  404: 'There is nothing at this address.',
  413: 'Send less than 1 MB at a time.',
  415: 'Send the body as application/json.',
};

/** Fastify's own refusals (body too large, malformed JSON) carry a statusCode. */
function statusOf(error: unknown): number {
  const { statusCode } = error as { statusCode?: number };
  return typeof statusCode === 'number' ? statusCode : 500;
}
