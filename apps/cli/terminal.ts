import { type Config } from '#libs/platform/config';

/** What a command may do with the world outside the database; tests give another. */
export interface Terminal {
  /** What was asked for: to standard output. */
  out(line: string): void;
  /** What went wrong, and anything said beside the result: to standard error. */
  err(line: string): void;
  /** Where one line can be written over again and again; else null, and no progress is shown. */
  readonly progress: ((line: string) => void) | null;
  /** Asks for something that must not be seen while it is typed. Null where nobody can be asked. */
  readonly askSecret: ((question: string) => Promise<string>) | null;
  readonly env: NodeJS.ProcessEnv;
}

/** The command line cannot be understood: exit code 2. */
export class BadUsage extends Error {}

/** `0…1` and a word, as one line that stays in place; nothing where there is no terminal. */
export function showProgress(terminal: Terminal): (done: number, what: string) => void {
  return (done, what) => {
    const bar = '█'.repeat(Math.round(done * 24)).padEnd(24, '·');
    terminal.progress?.(done >= 1 ? '' : `${bar} ${String(Math.floor(done * 100)).padStart(3)} % ${what}`);
  };
}

export const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** Everything a command is given. */
export interface Given {
  readonly terminal: Terminal;
  readonly config: Config;
}
