import { DatabaseUnavailable } from './availability.ts';

/** While the database is away an answer is due within 6 s, and one connection that hangs must not stop all. */
const SLOW_MS = 250;

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Does together what is asked at the same moment: one by one, each would pay for a round trip, a statement and a commit
 * of its own.
 *
 * What comes alone is done at once. What comes while others are being done waits for those, and then goes together with
 * all that waited, in the order they came, at most `most` at a time; what is slow is waited for no longer. `work` gives an answer for each, in their order.
 * When it fails for several, each is done again by itself, so that nobody fails by what another asked; unless the
 * database is away for all of them.
 */
export class Together<Asked, Answer> {
  private readonly waiting: Waiting<Asked, Answer>[] = [];
  private busy = false;

  constructor(
    private readonly work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
    private readonly most: number,
    private readonly slowMs = SLOW_MS,
  ) {}

  ask(asked: Asked): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.waiting.push({ asked, answer, fail });
      if (this.busy) return;
      this.busy = true;
      // After whatever else arrived in this turn of the event loop, so that it goes along.
      setImmediate(() => void this.go());
    });
  }

  private async go(): Promise<void> {
    while (this.waiting.length > 0) {
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise((resolve) => (timer = setTimeout(resolve, this.slowMs)));
      await Promise.race([this.settle(this.waiting.splice(0, this.most)), tooLong]);
      clearTimeout(timer);
    }
    this.busy = false;
  }

  private async settle(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(group.map(({ asked }) => asked));
      for (const [i, { answer }] of group.entries()) answer(answers[i]!);
    } catch (error) {
      if (group.length === 1 || error instanceof DatabaseUnavailable) for (const { fail } of group) fail(error);
      else for (const one of group) await this.settle([one]);
    }
  }
}
