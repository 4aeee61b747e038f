import { isUnavailable } from '#libs/platform/database';
import { CannotStart } from '#libs/platform/errors';

/** Why the process did not start, for whoever started it: a sentence that says what to do; the whole of a bug. */
export function whyNotStarted(error: unknown): string {
  if (error instanceof CannotStart) return error.message;
  const { code, syscall, port, address, stack } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (syscall === 'listen') return cannotListen(code, port, address);
  if (code === '28P01' || code === '28000') return 'The database refuses the user or the password of DATABASE_URL.';
  if (code === '3D000') return 'The database that DATABASE_URL names does not exist. Create it, then start again.';
  if (/pg-boss is not installed/.test(String(error))) {
    return 'The database is not set up. Run "npm run waymark -- migrate", then start again.';
  }
  if (isUnavailable(error) || syscall === 'connect') {
    return `The database does not answer (${code ?? 'no connection'}). Is DATABASE_URL right?`;
  }
  return stack ?? String(error);
}

function cannotListen(code: string | undefined, port = 0, address = ''): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: Waymark may be running already. Stop what uses it, or set PORT to another port.`;
  }
  if (code === 'EACCES') return `Port ${port} is not for ordinary users. Set PORT to one from 1024 up.`;
  return `Nothing can listen on ${address}:${port} (${code}). Set HOST to an address of this machine.`;
}
