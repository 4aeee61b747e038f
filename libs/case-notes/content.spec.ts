import { type CaseNoteInput } from './case-notes.inputs.ts';
import { contentOf, contradictionsIn, gapsIn } from './content.ts';

const input = (over: Partial<CaseNoteInput> = {}): CaseNoteInput => ({
  title: 'Twelve libraries, one society',
  summary: 'They moved.',
  serviceAreas: ['libraries'],
  stage: 'go-live',
  result: 'went-ahead',
  whatHappened: 'It went live.',
  whyNotKnown: 'Nobody counted.',
  ...over,
});
const fields = (problems: { field: string }[]) => problems.map(({ field }) => field);

describe('gapsIn', () => {
  it.each([
    ['a note with what every note needs', {}, []],
    ['no summary', { summary: undefined }, ['summary']],
    ['no service area', { serviceAreas: [] }, ['serviceAreas']],
    ['no stage and no result', { stage: undefined, result: undefined }, ['stage', 'result']],
    ['no story', { whatHappened: undefined }, ['whatHappened']],
    ['neither a measure nor why there is none', { whyNotKnown: undefined }, ['whyNotKnown']],
    [
      'a measure in place of why there is none',
      { whyNotKnown: undefined, outcomes: [{ name: 'Visits', better: 'up' as const, confidence: 'none' as const }] },
      [],
    ],
  ])('%s', (_what, over, missing) => {
    expect(fields(gapsIn(contentOf(input(over))))).toEqual(missing);
  });
});

describe('contradictionsIn', () => {
  const money = { kind: 'saving', label: 'Saved', amount: '1', per: 'year', confidence: 'none' } as const;

  it.each([
    ['nothing dated', {}, []],
    ['a note that ends before it begins', { periodFrom: '2024-04-01', periodTo: '2023-03-31' }, ['periodTo']],
    ['one day', { periodFrom: '2024-04-01', periodTo: '2024-04-01' }, []],
    ['a cut of more than all', { doneWhileCuttingPercent: '101' }, ['doneWhileCuttingPercent']],
    ['a cut below nought', { doneWhileCuttingPercent: '-1' }, ['doneWhileCuttingPercent']],
    [
      'money whose period ends before it begins',
      { money: [money, { ...money, from: '2024-04-01', to: '2023-04-01' }] },
      ['money.1.to'],
    ],
  ])('%s', (_what, over, wrong) => {
    expect(fields(contradictionsIn(contentOf(input(over))))).toEqual(wrong);
  });
});
