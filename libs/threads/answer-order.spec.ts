import { type AnswerStanding, answerScore, failedForMost } from './answer-order.ts';

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const standings: AnswerStanding[] = (() => {
  const next = numbers(4);
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  return Array.from({ length: 500 }, () => ({
    worked: upTo(40),
    partly: upTo(10),
    failed: upTo(40),
    marks: upTo(4),
    since: new Date(Date.UTC(2015 + upTo(15), upTo(11), 1 + upTo(27))),
    hidden: false,
  }));
})();

const DAY = 86_400_000;
const later = (days: number) => (answer: AnswerStanding) => ({
  ...answer,
  since: new Date(answer.since.getTime() + days * DAY),
});

/** One of them says the one in place of the other, where anybody said that. */
const instead = (answer: AnswerStanding, of: 'partly' | 'failed', now: 'worked' | 'partly'): AnswerStanding =>
  answer[of] === 0 ? answer : { ...answer, [of]: answer[of] - 1, [now]: answer[now] + 1 };

describe('the score of an answer', () => {
  it.each<[string, (answer: AnswerStanding) => AnswerStanding]>([
    ['one more for whom it worked', (answer) => ({ ...answer, worked: answer.worked + 1 })],
    ['the same for somebody just now', (answer) => later(400)({ ...answer, worked: answer.worked + 1 })],
    ['one who says worked in place of partly', (answer) => instead(answer, 'partly', 'worked')],
    ['one who says partly in place of failed', (answer) => instead(answer, 'failed', 'partly')],
    ['being newer by a day', later(1)],
    ['being newer by a year', later(365)],
  ])('is never lowered by %s', (_change, change) => {
    for (const answer of standings) expect(answerScore(change(answer))).toBeGreaterThanOrEqual(answerScore(answer));
  });

  it.each<[string, (answer: AnswerStanding) => AnswerStanding]>([
    ['one more for whom it failed', (answer) => ({ ...answer, failed: answer.failed + 1 })],
    ['a mark', (answer) => ({ ...answer, marks: answer.marks + 1 })],
    ['being hidden', (answer) => ({ ...answer, hidden: true })],
  ])('is lowered by %s', (_change, change) => {
    for (const answer of standings) expect(answerScore(change(answer))).toBeLessThan(answerScore(answer));
  });

  it('counts a failure as much as a success', () => {
    for (const answer of standings) {
      const turned = { ...answer, marks: 0, worked: answer.failed, failed: answer.worked };
      const level = answerScore({ ...answer, marks: 0, worked: 0, partly: 0, failed: 0 });
      const over = answerScore({ ...answer, marks: 0 }) - level;
      expect(Math.abs(over + (answerScore(turned) - level))).toBeLessThanOrEqual(2);
    }
  });

  it('puts what nobody tried between what worked and what failed, and what worked for more above', () => {
    const since = new Date('2026-01-01');
    const of = (worked: number, partly: number, failed: number, marks = 0) =>
      answerScore({ worked, partly, failed, marks, since, hidden: false });
    const best = [of(9, 0, 0), of(3, 0, 0), of(1, 0, 0), of(0, 0, 0), of(0, 0, 1), of(1, 0, 5), of(0, 0, 9)];
    expect(best).toEqual(best.toSorted((a, b) => b - a));
    expect(of(0, 4, 0)).toBe(of(0, 0, 0));
    expect(of(9, 0, 0, 1)).toBeLessThan(of(9, 0, 0));
    expect(of(0, 0, 0, 1)).toBe(of(0, 0, 2));
  });

  it('halves the odds every two years', () => {
    const [old, young] = [new Date('2024-01-01T00:00:00Z'), new Date('2025-12-31T12:00:00Z')];
    const at = (since: Date, worked: number) =>
      answerScore({ worked, partly: 0, failed: 0, marks: 0, since, hidden: false });
    expect(at(old, 1)).toBe(at(young, 0));
  });
});

describe('an answer is marked where more than half say that it failed', () => {
  it.each([
    ['nobody tried it', 0, 0, 0, false],
    ['one, and it failed', 0, 0, 1, true],
    ['just half', 1, 0, 1, false],
    ['partly counts as not failed', 0, 2, 2, false],
    ['more than half', 1, 1, 3, true],
  ])('%s', (_what, worked, partly, failed, marked) => {
    expect(failedForMost({ worked, partly, failed })).toBe(marked);
  });
});
