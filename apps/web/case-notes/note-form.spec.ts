import 'reflect-metadata';
import { type CaseNoteContent } from '#libs/case-notes';
import { differences, fieldsOf, parseNote, rowsShown, tidyNote } from './note-form.ts';

const saved: CaseNoteContent = {
  title: 'Twelve libraries, one society',
  summary: 'They moved.',
  council: 'ZFEN',
  spinOut: null,
  serviceAreas: ['libraries', 'culture'],
  topics: [],
  stage: 'go-live',
  result: 'went-ahead',
  legalForm: null,
  route: null,
  lossReason: null,
  periodFrom: null,
  periodTo: null,
  outcomes: [
    {
      name: 'Visits',
      unit: '',
      better: 'up',
      baselineValue: '14.2',
      baselinePeriod: '2022-23',
      laterValue: null,
      laterPeriod: null,
      source: null,
      confidence: 'self',
      comparator: null,
      confidentialUntil: null,
    },
  ],
  whyNotKnown: null,
  money: [],
  whatHappened: 'It went live.',
  whatWentWrong: '',
  whatWeWouldDoAgain: '',
  costOfDoingNothing: null,
  lawfulHelp: null,
  politicalContext: null,
  doneWhileCuttingPercent: null,
  decision: null,
  whyNow: null,
  options: [],
  capacity: [],
  tacticsUsed: null,
  objectionsMet: null,
  documents: [],
  peopleToAsk: [],
  politicalTags: [],
  claimsEvidenced: false,
  authorTie: 'staff',
};

describe('tidyNote', () => {
  it('drops rows that were not used, whatever their lists show, and closes the gap', () => {
    const fields = tidyNote({
      _once: 'x',
      title: 'Twelve libraries',
      'outcomes.0.name': ' ',
      'outcomes.0.better': 'up',
      'outcomes.2.name': 'Visits',
      'outcomes.2.better': 'down',
      'money.0.kind': 'saving',
      'money.0.amount': '5',
      'money.99.label': { hostile: true },
    });
    expect(fields).toMatchObject({ 'outcomes.0.name': 'Visits', 'outcomes.0.better': 'down', 'money.0.amount': '5' });
    expect(Object.keys(fields).filter((name) => /_once|outcomes\.[12]|money\.[1-9]/.test(name))).toEqual([]);
  });
});

describe('parseNote', () => {
  it('makes of a note’s own fields the same note', () => {
    const parsed = parseNote(fieldsOf(saved));
    expect(parsed.ok && parsed.input).toMatchObject({
      title: saved.title,
      serviceAreas: saved.serviceAreas,
      outcomes: [{ name: 'Visits', baselineValue: '14.2', confidence: 'self' }],
      money: [],
    });
  });

  it('says in which row something is wrong, under the name of its field', () => {
    const parsed = parseNote(
      tidyNote({
        title: 'Twelve libraries',
        'outcomes.0.name': 'Visits',
        'outcomes.0.better': 'up',
        'outcomes.1.unit': '%',
        'outcomes.1.better': 'up',
        'outcomes.1.baselineValue': 'many',
      }),
    );
    expect(parsed).toMatchObject({
      ok: false,
      form: {
        problems: [
          { field: 'outcomes.1.name', message: 'Measure 2: enter what was measured, such as visits per open hour' },
          {
            field: 'outcomes.1.baselineValue',
            message: 'Measure 2: value before must be a number, like 1234 or 1234.50',
          },
        ],
      },
    });
  });
});

describe('rowsShown', () => {
  it('leaves room for two more, up to twenty', () => {
    const form = (n: number) => ({
      values: Object.fromEntries(Array.from({ length: n }, (_, i) => [`money.${i}.label`, 'x'])),
      problems: [],
    });
    expect([0, 3, 19, 20].map((n) => rowsShown(form(n), 'money'))).toEqual([2, 5, 20, 20]);
  });
});

describe('differences', () => {
  it('finds none in the same text, also after a browser has sent it', () => {
    const typed = { ...fieldsOf(saved), serviceAreas: ['culture', 'libraries'], whatHappened: 'It went live.\r\n' };
    expect(differences(typed, saved)).toEqual([]);
  });

  it.each([
    ['a text', { summary: 'Other words' }, { field: 'summary', saved: 'They moved.' }],
    ['a choice', { stage: 'idea' }, { field: 'stage', saved: 'go-live' }],
    ['a figure', { 'outcomes.0.laterValue': '16.9' }, { field: 'outcomes.0.laterValue', saved: '' }],
    ['a new row', { 'money.0.label': 'Saved' }, { field: 'money.0.label', saved: '' }],
    ['a council taken away', { council: '' }, { field: 'council', saved: 'ZFEN' }],
  ])('finds %s', (_what, over, difference) => {
    expect(differences({ ...fieldsOf(saved), ...over }, saved)).toEqual([difference]);
  });

  it('does not take a council’s name and its code for two councils', () => {
    expect(differences({ ...fieldsOf(saved), council: 'Fenmarch County Council' }, saved)).toEqual([]);
  });
});
