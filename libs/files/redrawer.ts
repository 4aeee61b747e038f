import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FileCode } from './kinds.ts';
import { type Redrawn, redraw } from './redraw.ts';

const LONGEST_MS = 20_000;
/** No picture of so few pixels is larger. */
const MOST_BYTES = 60_000_000;

/**
 * Draws pictures anew, one at a time, each in a process of its own that knows no secret, has so much time, and then is
 * gone with all the memory it took: a file that breaks the decoder breaks nothing else. Run from its sources (a process
 * would not understand them) it draws in this one.
 */
export class Redrawer {
  private last: Promise<unknown> = Promise.resolve();

  /** Null where it is no picture that can be drawn. As many wait as FilesService.taking() lets in. */
  draw(bytes: Buffer, code: FileCode): Promise<Redrawn | null> {
    const drawn = this.last.then(() => drawAlone(bytes, code)).catch(() => null);
    this.last = drawn;
    return drawn;
  }
}

const drawAlone = (bytes: Buffer, code: FileCode): Promise<Redrawn> =>
  import.meta.filename.endsWith('.ts') ? redraw(bytes, code) : inProcess(bytes, code);

function inProcess(bytes: Buffer, code: FileCode): Promise<Redrawn> {
  const program = fileURLToPath(new URL('redraw.process.js', import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=128', program, code], {
    env: { MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  return new Promise<Redrawn>((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      parts.push(part);
      if (length > MOST_BYTES) child.kill('SIGKILL');
    });
    child.once('error', reject);
    // It may end before it has read everything.
    child.stdin.on('error', () => undefined);
    child.once('close', (status) => {
      if (status !== 0 || length <= 8) return reject(new Error('The picture could not be drawn.'));
      const made = Buffer.concat(parts);
      resolve({ width: made.readUInt32BE(0), height: made.readUInt32BE(4), bytes: made.subarray(8) });
    });
    child.stdin.end(bytes);
  });
}
