import { asksWhatCameNext, hasEnded } from './ended.ts';

const contract = {
  end: '2026-03-31',
  extensionTo: null,
  extensionCertain: false,
  endedReason: null,
  nextProviderKind: null,
};

describe('K31: a contract has ended', () => {
  it.each([
    ['on its last day, not', contract, '2026-03-31', false],
    ['the day after', contract, '2026-04-01', true],
    ['without an end, never', { ...contract, end: null }, '2099-01-01', false],
    ['with an extension that is only possible', { ...contract, extensionTo: '2028-03-31' }, '2026-04-01', true],
    [
      'with an agreed extension, not until that is over',
      { ...contract, extensionTo: '2028-03-31', extensionCertain: true },
      '2028-03-31',
      false,
    ],
    [
      'after its agreed extension',
      { ...contract, extensionTo: '2028-03-31', extensionCertain: true },
      '2028-04-01',
      true,
    ],
  ])('%s', (_when, of, today, ended) => {
    expect(hasEnded(of, today)).toBe(ended);
    expect(asksWhatCameNext(of, today)).toBe(ended);
  });

  it('asks until both the reason and the next provider are known', () => {
    const half = { ...contract, endedReason: 'Lost on price' };
    expect(asksWhatCameNext(half, '2026-04-01')).toBe(true);
    expect(asksWhatCameNext({ ...half, nextProviderKind: 'private' }, '2026-04-01')).toBe(false);
  });
});
