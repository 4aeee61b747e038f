import { contentOf } from '../content.ts';
import { noteChanges } from './note-changes.ts';

const note = (over: object = {}) => contentOf({ title: 'Twelve libraries, one society', ...over });
const visits = {
  name: 'Visits',
  better: 'up' as const,
  baselineValue: '14.2',
  laterValue: '16.9',
  confidence: 'self' as const,
};
const saved = {
  kind: 'saving' as const,
  label: 'Saved',
  amount: '412000',
  per: 'year' as const,
  confidence: 'self' as const,
};

describe('noteChanges', () => {
  it.each([
    ['nothing', {}, {}],
    ['the same figure, written otherwise', { money: [saved] }, { money: [{ ...saved, amount: '412000.00' }] }],
    [
      'the order of rows',
      { outcomes: [visits, { ...visits, name: 'Loans' }] },
      { outcomes: [{ ...visits, name: 'Loans' }, visits] },
    ],
    ['the order of codes', { topics: ['savings', 'tupe'] }, { topics: ['tupe', 'savings'] }],
    ['empty lines', { whatHappened: 'One.\nTwo.' }, { whatHappened: 'One.\n\nTwo.' }],
  ])('%s is no change', (_what, before, after) => {
    expect(noteChanges(note(before), note(after))).toEqual([]);
  });

  it('compares figures as figures, by the name of their row', () => {
    const before = note({ outcomes: [visits], money: [saved] });
    const after = note({ outcomes: [{ ...visits, laterValue: '12' }], money: [{ ...saved, label: 'Spent' }] });
    expect(noteChanges(before, after)).toEqual([
      {
        kind: 'rows',
        field: 'outcomes',
        rows: [{ kind: 'changed', name: 'Visits', cells: [{ field: 'laterValue', before: '16.9', after: '12' }] }],
      },
      {
        kind: 'rows',
        field: 'money',
        rows: [
          expect.objectContaining({ kind: 'added', name: 'Spent' }),
          expect.objectContaining({ kind: 'removed', name: 'Saved' }),
        ],
      },
    ]);
  });

  it('tells two rows of one name apart by their place', () => {
    const before = note({ money: [saved, { ...saved, amount: '5' }] });
    const after = note({ money: [saved, { ...saved, amount: '6' }] });
    expect(noteChanges(before, after)).toEqual([
      {
        kind: 'rows',
        field: 'money',
        rows: [{ kind: 'changed', name: 'Saved', cells: [{ field: 'amount', before: '5', after: '6' }] }],
      },
    ]);
  });

  it('names what was put in and what was taken out of a list of codes', () => {
    expect(noteChanges(note({ topics: ['savings'] }), note({ topics: ['tupe'] }))).toEqual([
      { kind: 'codes', field: 'topics', added: ['tupe'], removed: ['savings'] },
    ]);
  });

  it('takes a version that was kept before there was a field as one with nothing in it', () => {
    const older = Object.fromEntries(
      Object.entries(note()).filter(([field]) => !['options', 'decision'].includes(field)),
    );
    expect(noteChanges(older, note({ decision: 'To leave' }))).toEqual([
      { kind: 'text', field: 'decision', lines: [{ kind: 'added', text: 'To leave' }] },
    ]);
  });

  it('looks at every field of a note', () => {
    const empty = note();
    const full: Record<string, unknown> = Object.fromEntries(
      Object.entries(empty).map(([field, value]) => [
        field,
        Array.isArray(value)
          ? ['serviceAreas', 'topics', 'politicalTags', 'lawfulHelpKinds'].includes(field)
            ? ['x']
            : [{ name: 'x', label: 'x', role: 'x', title: 'x' }]
          : value === false
            ? true
            : 'changed',
      ]),
    );
    expect(
      noteChanges(empty, full)
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(Object.keys(empty).toSorted());
  });
});
