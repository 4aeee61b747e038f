import { type Serializable } from 'node:child_process';

/** Answers each question of the process that measures; what goes wrong is told too. Ends when told to, or with it. */
export function answer<Question>(work: (question: Question) => Promise<Serializable>): void {
  process.on('message', (question) => {
    work(question as Question).then(
      (result) => process.send!(result),
      (error: unknown) =>
        process.send!({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => process.exit(0));
}
