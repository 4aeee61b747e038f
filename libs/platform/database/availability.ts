import { DomainError } from '#libs/platform/errors';

/** The database is away or does not answer in time. Nothing was written that was not acknowledged. */
export class DatabaseUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'database.unavailable';
  override readonly retryAfter = 5;
  constructor() {
    super('Waymark cannot reach its database. Nothing was lost. Try again in a few seconds.');
  }
}

/** Class 08: connection; 57P0x: shutting down or starting; 53300: too many connections; 57014: took too long. */
const CODES = /^(08|57P0|53300$|57014$|55P03$|ECONN|ENOENT$|EPIPE$|ETIMEDOUT$|EHOSTUNREACH$|ENOTFOUND$|EAI_AGAIN$)/;
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|server closed the connection|not queryable|Driver not Connected|Cannot use a pool after calling end/i;

/** What PostgreSQL said: its code, and the constraint that was broken. Empty where it is no error of the database. */
export function driverErrorOf(error: unknown): { code?: unknown; constraint?: unknown } {
  if (!(error instanceof Error)) return {};
  return (error as { driverError?: object }).driverError ?? error;
}

/** Whether an error means "the database is away", not "the statement is wrong". */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = driverErrorOf(error);
  return (typeof code === 'string' && CODES.test(code)) || MESSAGES.test(error.message);
}

/** A connection that had died before this statement: the statement itself did not run. */
export function isDeadConnection(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return isUnavailable(error) && code !== '57014' && !/timeout/.test((error as Error).message);
}
