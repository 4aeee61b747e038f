import { failsMoreThanNot, shareAccepted } from './standing.ts';

describe('K12: a tactic is marked where more than half say that it failed', () => {
  it.each([
    ['nobody tried it', 0, 0, 0, false],
    ['one, and it failed', 0, 0, 1, true],
    ['just half', 1, 0, 1, false],
    ['partly counts as not failed', 0, 2, 2, false],
    ['more than half', 1, 1, 3, true],
  ])('%s', (_what, worked, partly, failed, marked) => {
    expect(failsMoreThanNot({ worked, partly, failed })).toBe(marked);
  });
});

describe('the share of meetings where the answer was accepted', () => {
  it.each([
    ['none', 0, 0, 0, null],
    ['two are too few to tell', 2, 0, 0, null],
    ['two of three', 2, 1, 0, 67],
    ['none of four', 0, 1, 3, 0],
  ])('%s', (_what, accepted, deferred, refused, share) => {
    expect(shareAccepted({ accepted, deferred, refused })).toBe(share);
  });
});
