import { type LoggerService } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import pino from 'pino';

/** To standard error, so that what a command prints stays its own. */
export const log = pino(
  {
    level: 'warn',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: describeError },
  },
  pino.destination({ fd: 2, sync: true }),
);

export function setLogLevel(level: string): void {
  log.level = level;
}

/** Name, message, code and stack; never the values of a statement, which hold what people wrote. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, code: (error as { code?: unknown }).code, stack };
}

/** One line a request: no query string, no address, no person. */
export function requestLog(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  log.info({
    msg: 'request',
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  });
  done();
}

/** Nest's own messages in the same log; its start-up chatter is left out. */
export const nestLogger: LoggerService = {
  log: () => undefined,
  debug: () => undefined,
  verbose: () => undefined,
  warn: (message: unknown, context?: unknown) => log.warn(entry(message, context)),
  error: (message: unknown, ...rest: unknown[]) => log.error(entry(message, rest.at(-1))),
  fatal: (message: unknown, context?: unknown) => log.fatal(entry(message, context)),
};

const entry = (message: unknown, context: unknown): object =>
  typeof message === 'object' && message !== null
    ? { ...message, context }
    : { msg: String(message), context: typeof context === 'string' ? context : undefined };
