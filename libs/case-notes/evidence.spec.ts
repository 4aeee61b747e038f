import fc from 'fast-check';
import { type AuthorTie, type Confidence } from './case-note.entity.ts';
import { CONFIDENCES } from './case-notes.words.ts';
import {
  gradeOf,
  gradeOfFigure,
  headlineSaving,
  isEvidenced,
  type MoneyFacts,
  type OutcomeFacts,
  outcomeVerdict,
  verdictOf,
} from './evidence.ts';

const outcome = (over: Partial<OutcomeFacts> = {}): OutcomeFacts => ({
  better: 'up',
  baselineValue: '14.2',
  laterValue: '16.9',
  source: 'Commissioner’s review',
  confidence: 'commissioner',
  ...over,
});

const money = (over: Partial<MoneyFacts> = {}): MoneyFacts => ({
  kind: 'saving',
  amount: '412000',
  per: 'year',
  from: '2025-04-01',
  to: '2026-03-31',
  source: 'Accounts 2025-26',
  confidence: 'audited',
  ...over,
});

const better = outcome();
const worse = outcome({ laterValue: '12' });
const same = outcome({ laterValue: '14.20' });
const unknown = outcome({ laterValue: null });

describe('outcomeVerdict', () => {
  it.each([
    ['more, where more is better', 'up', '14.2', '16.9', 'better'],
    ['less, where more is better', 'up', '15.1', '12', 'worse'],
    ['less, where less is better', 'down', '9.8', '6.1', 'better'],
    ['more, where less is better', 'down', '212', '348', 'worse'],
    ['the same value written otherwise', 'up', '95.2', '95.2000', 'same'],
    ['below nought', 'up', '-3', '-2.5', 'better'],
    ['a step that a double cannot hold', 'up', '123456789012.0001', '123456789012.0002', 'better'],
    ['no value after', 'up', '14.2', null, 'unknown'],
    ['no value before', 'up', undefined, '14.2', 'unknown'],
  ] as const)('%s', (_what, direction, baselineValue, laterValue, verdict) => {
    expect(outcomeVerdict({ better: direction, baselineValue, laterValue })).toBe(verdict);
  });
});

describe('verdictOf', () => {
  it.each([
    ['no outcomes', [], 'unknown'],
    ['none with two values', [unknown], 'unknown'],
    ['all better', [better, better], 'better'],
    ['better and the same', [same, better], 'better'],
    ['all the same', [same, same], 'same'],
    ['worse and the same', [same, worse], 'worse'],
    ['better and worse', [better, worse, better], 'mixed'],
    ['the unknown does not count', [unknown, worse], 'worse'],
  ] as const)('%s', (_what, outcomes, verdict) => {
    expect(verdictOf(outcomes)).toBe(verdict);
  });

  const value = fc.option(
    fc.integer({ min: -9999, max: 9999 }).map((n) => (n / 4).toFixed(2)),
    { nil: null },
  );
  const anyOutcome: fc.Arbitrary<OutcomeFacts> = fc.record({
    better: fc.constantFrom('up', 'down'),
    baselineValue: value,
    laterValue: value,
  });
  const anyOutcomes = fc.array(anyOutcome, { maxLength: 8 });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(anyOutcomes, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (outcomes, keys) => {
        const shuffled = outcomes
          .map((item, i) => ({ item, key: keys[i]! }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ item }) => item);
        expect(verdictOf(shuffled)).toBe(verdictOf(outcomes));
      }),
    );
  });

  it('turns better into worse, and nothing else, where every direction is turned round', () => {
    const turned = { better: 'worse', worse: 'better', same: 'same', mixed: 'mixed', unknown: 'unknown' } as const;
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const flipped = outcomes.map((item) => ({ ...item, better: item.better === 'up' ? 'down' : 'up' }) as const);
        expect(verdictOf(flipped)).toBe(turned[verdictOf(outcomes)]);
      }),
    );
  });

  it('never calls a note better in which a measure got worse', () => {
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const anyWorse = outcomes.some((item) => outcomeVerdict(item) === 'worse');
        expect(['worse', 'mixed'].includes(verdictOf(outcomes))).toBe(anyWorse);
      }),
    );
  });
});

describe('isEvidenced', () => {
  it.each([
    ['a pair and a figure, both with source and period', [better], [money()], true],
    ['worse is evidence as well', [worse], [money()], true],
    ['any kind of money counts', [better], [money({ kind: 'price' })], true],
    ['one day of the period is enough', [better], [money({ to: null })], true],
    ['no outcome', [], [money()], false],
    ['no money', [better], [], false],
    ['an outcome with one value', [unknown], [money()], false],
    ['an outcome without a source', [outcome({ source: ' ' })], [money()], false],
    ['money without a source', [better], [money({ source: null })], false],
    ['money without a period', [better], [money({ from: null, to: null })], false],
    [
      'source and period on different figures',
      [better],
      [money({ source: null }), money({ from: null, to: null })],
      false,
    ],
  ] as const)('%s', (_what, outcomes, figures, evidenced) => {
    expect(isEvidenced(outcomes, figures)).toBe(evidenced);
  });
});

describe('headlineSaving', () => {
  const once = money({ per: 'once', amount: '1' });
  const yearly = money({ amount: '2' });
  const second = money({ amount: '3' });
  const claimed = money({ amount: '120000', from: null, to: null });

  it.each([
    ['a yearly one before a one-off', [once, yearly], '2'],
    ['the author’s order among several', [yearly, second], '2'],
    ['a one-off where there is no yearly one', [once], '1'],
    ['nought is an answer', [money({ amount: '0' })], '0'],
    ['no other kind of money', [money({ kind: 'price' })], undefined],
    ['nothing that was only claimed or expected', [claimed], undefined],
    ['what was made before what was claimed', [claimed, second], '3'],
  ] as const)('%s', (_what, figures, amount) => {
    expect(headlineSaving(figures)?.amount).toBe(amount);
  });
});

describe('gradeOf', () => {
  const graded = (confidence: Confidence) => outcome({ confidence });
  const saving = (confidence: Confidence) => money({ confidence });

  it.each([
    ['the weaker of the two', [graded('commissioner')], [saving('audited')], 'none', 'commissioner'],
    ['whichever of the two it is', [graded('audited')], [saving('media')], 'none', 'media'],
    ['the outcome alone', [graded('inspected')], [], 'none', 'inspected'],
    ['the saving alone', [], [saving('audited')], 'none', 'audited'],
    ['the first pair, not a measure without values', [unknown, graded('self')], [saving('audited')], 'staff', 'self'],
    ['nothing', [], [], 'staff', 'none'],
    ['no source, whatever was claimed', [outcome({ confidence: 'audited', source: null })], [], 'staff', 'none'],
    ['a paid adviser: not above self', [graded('audited')], [saving('audited')], 'adviser_paid', 'self'],
    ['a paid adviser: not lifted up to self', [graded('media')], [], 'adviser_paid', 'media'],
    ['staff: not above self', [graded('audited')], [saving('audited')], 'staff', 'self'],
    ['staff: not lifted up to self', [graded('none')], [], 'staff', 'none'],
    [
      'the commissioner’s own: not above it',
      [graded('audited')],
      [saving('inspected')],
      'commissioner',
      'commissioner',
    ],
    ['the commissioner’s own: not lifted up to it', [graded('self')], [], 'commissioner', 'self'],
    ['an unpaid adviser', [graded('audited')], [saving('audited')], 'adviser_unpaid', 'audited'],
  ] as const)('%s', (_what, outcomes, figures, tie, grade) => {
    expect(gradeOf(outcomes, figures, tie)).toBe(grade);
  });

  it.each<[string, string, string[], AuthorTie, Confidence]>([
    ['staff, a document that the note names', 'Accounts 2025-26, page 14', ['Accounts 2025–26'], 'staff', 'audited'],
    ['a paid adviser likewise', 'From the accounts 2025-26', ['Accounts 2025-26'], 'adviser_paid', 'audited'],
    ['the commissioner likewise', 'Accounts 2025-26', ['Accounts 2025-26'], 'commissioner', 'audited'],
    ['another document', 'Accounts 2025-26', ['Accounts 2024-25'], 'staff', 'self'],
    ['part of a word', 'Our accountsheet', ['Accounts'], 'staff', 'self'],
    ['a title that is no word', 'Accounts', ['–'], 'staff', 'self'],
  ])('counts in full what can be looked up: %s', (_what, source, titles, tie, grade) => {
    const documents = titles.map((title) => ({ title }));
    expect(gradeOf([outcome({ confidence: 'audited', source })], [], tie, documents)).toBe(grade);
  });

  it('never gets stronger by one more tie to money', () => {
    const anyConfidence = fc.constantFrom<Confidence>(...CONFIDENCES);
    fc.assert(
      fc.property(
        anyConfidence,
        anyConfidence,
        fc.constantFrom<AuthorTie>('staff', 'commissioner', 'adviser_unpaid', 'none'),
        (a, b, tie) => {
          const grade = (by: AuthorTie): number => CONFIDENCES.indexOf(gradeOf([graded(a)], [saving(b)], by));
          expect(grade('adviser_paid')).toBeGreaterThanOrEqual(grade(tie));
        },
      ),
    );
  });
});

describe('gradeOfFigure', () => {
  const documents = [{ title: 'Accounts 2025-26' }];

  it.each<[string, AuthorTie, { title: string }[], Confidence]>([
    ['staff, on their word', 'staff', [], 'self'],
    ['staff, with the document', 'staff', documents, 'audited'],
    ['the commissioner, on their word', 'commissioner', [], 'commissioner'],
    ['somebody without a tie', 'none', [], 'audited'],
  ])('counts an audited figure of %s as far as it may', (_who, authorTie, named, grade) => {
    expect(gradeOfFigure(money(), { authorTie, documents: named })).toBe(grade);
  });

  it('never lifts a figure, and takes one without a source for none', () => {
    expect(gradeOfFigure(money({ confidence: 'media' }), { authorTie: 'staff', documents })).toBe('media');
    expect(gradeOfFigure(money({ source: ' ' }), { authorTie: 'none', documents })).toBe('none');
  });
});
