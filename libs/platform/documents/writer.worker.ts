import { parentPort } from 'node:worker_threads';
import { type Asked, HEAVY, type Made } from './heavy.ts';

/** One file after the other, as they are asked for. */
let last = Promise.resolve();

parentPort?.on('message', ({ number, document, format }: Asked) => {
  last = last.then(async () => {
    const made: Made = await HEAVY[format](document).then(
      (file) => ({ number, file }),
      (error: unknown) => ({ number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(made);
  });
});
