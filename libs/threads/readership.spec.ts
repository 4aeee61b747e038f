import { breaksPromise, type Readership, readershipOf, readersToken, whyNot } from './readership.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000000';
const B = 'bbbbbbbb-0000-4000-8000-000000000000';
const SOON = '2099-01-01';
const LATER = '2099-06-01';

/** `circle A until 2099-01-01 network` and so on. */
function of(words: string): Readership {
  const [, audience, group, day, to] =
    /^(\w+)(?: ([AB]))?(?: until (\S+) (network|public))?$/.exec(words) ??
    (() => {
      throw new Error(words);
    })();
  return {
    audience: audience as Readership['audience'],
    audienceId: group === undefined ? null : group === 'A' ? A : B,
    confidentialUntil: day ?? null,
    opensTo: (to as Readership['opensTo']) ?? null,
  };
}

describe('what a page says of who reads', () => {
  it.each([
    ['circle A', `circle:${A}`],
    [`organisation B until ${SOON} public`, `organisation:${B}, ${SOON} public`],
    ['invited', 'invited'],
    [`invited until ${LATER} network`, `invited, ${LATER} network`],
    ['network', null],
    [`network until ${SOON} public`, null],
    ['public', null],
  ])('%s: %s', (words, token) => {
    expect(readersToken(of(words))).toBe(token);
    expect(readershipOf(token ?? '')).toEqual(token === null ? null : of(words));
  });

  it('is nothing else', () => {
    for (const token of ['', 'network', 'circle:', 'invited, 2099-01-01', 'circle:x', ' invited']) {
      expect(readershipOf(token)).toBeNull();
    }
  });
});

describe('what others wrote for some readers', () => {
  it.each([
    // Nobody new reads it.
    ['circle A', 'circle A', false],
    ['public', 'network', false],
    ['network', 'circle A', false],
    ['network', 'invited', false],
    [`circle A until ${SOON} network`, 'circle A', false],
    [`circle A until ${SOON} network`, `circle A until ${LATER} network`, false],
    [`circle A until ${SOON} public`, `circle A until ${SOON} network`, false],
    [`circle A until ${SOON} public`, `circle A until ${LATER} network`, false],
    // Back to those who could read it before.
    ['network', `circle A until ${SOON} network`, false],
    ['public', `invited until ${SOON} public`, false],
    ['public', `network until ${SOON} public`, false],
    // Somebody new, or sooner.
    ['circle A', 'circle B', true],
    ['circle A', 'invited', true],
    ['invited', 'organisation A', true],
    ['circle A', 'network', true],
    ['network', 'public', true],
    ['circle A', `circle A until ${LATER} network`, true],
    ['network', `network until ${SOON} public`, true],
    ['network', `circle A until ${SOON} public`, true],
    [`circle A until ${LATER} network`, `circle A until ${SOON} network`, true],
    [`circle A until ${SOON} network`, `circle A until ${LATER} public`, true],
    [`circle A until ${SOON} network`, 'network', true],
    [`circle A until ${SOON} network`, `circle B until ${LATER} network`, true],
  ])('%s → %s: broken %s', (before, after, broken) => {
    expect(breaksPromise(of(before), of(after))).toBe(broken);
  });

  it.each([
    [{ own: true, writers: 0 }, 'circle A', 'public', null],
    [{ own: true, writers: 1 }, 'circle A', 'public', 'others-have-written'],
    [{ own: true, writers: 1 }, 'circle A', 'circle A', null],
    [{ own: true, writers: 0, masked: true }, 'network', 'circle A', 'masked'],
    [{ own: true, writers: 0, masked: true }, 'circle A', `circle A until ${SOON} network`, null],
    [{ own: false, writers: 1, moderator: true }, 'network', 'public', null],
    [{ own: false, writers: 1, moderator: true }, 'network', `network until ${SOON} public`, null],
    [{ own: false, writers: 1, moderator: true }, 'circle A', 'network', 'others-have-written'],
    [{ own: false, writers: 0, moderator: true }, 'network', 'circle A', 'not-theirs'],
    [{ own: false, writers: 0, moderator: true }, 'circle A', `circle A until ${SOON} network`, 'not-theirs'],
  ] as const)('%j, %s → %s: %s', (who, before, after, why) => {
    expect(whyNot({ masked: false, moderator: false, ...who }, of(before), of(after))).toBe(why);
  });
});
