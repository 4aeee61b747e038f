import { missingFrom } from './missing.ts';

const pair = { better: 'up', baselineValue: '1', laterValue: '2', source: 'Review' } as const;
const saving = { kind: 'saving', amount: '1', per: 'year', from: '2025-04-01', source: 'Accounts' } as const;
const full = {
  outcomes: [pair],
  money: [saving],
  council: 'DEV',
  periodFrom: '2023-04-01',
  whatWentWrong: 'The IT split.',
  whatWeWouldDoAgain: 'Ask for the plans.',
  costOfDoingNothing: '£1m',
  lawfulHelp: 'A reserved contract',
  politicalContext: 'No overall control',
  decision: 'To move twelve libraries',
  documents: [{}],
};

describe('missingFrom', () => {
  it.each([
    ['idea', 0, []],
    ['options-appraisal', 2, []],
    ['options-appraisal', 1, ['The options that were considered']],
    ['go-live', 0, ['The options that were considered']],
  ])('K06: at the stage %s with %i options', (stage, options, missing) => {
    expect(missingFrom({ ...full, stage, options: Array.from({ length: options }, () => ({})) })).toEqual(missing);
  });

  it('says nothing of a note that has it all', () => {
    expect(missingFrom(full)).toEqual([]);
  });

  it.each([
    [
      'outcomes without two values',
      { outcomes: [{ better: 'up' as const }] },
      ['A measure of the service, before and after'],
    ],
    ['outcomes without a source', { outcomes: [{ ...pair, source: null }] }, ['A source for the measures']],
    ['no money', { money: [] }, ['A figure for money']],
    ['money for no period', { money: [{ ...saving, from: null }] }, ['The period that the money is for']],
    ['money without a source', { money: [{ ...saving, source: '' }] }, ['A source for the money']],
    ['no organisation', { council: null }, ['Which council or spin-out it was']],
    ['a spin-out in place of a council', { council: null, spinOut: {} }, []],
    [
      'no failure told',
      { whatWentWrong: '', costOfDoingNothing: null },
      ['What went wrong', 'The cost of doing nothing'],
    ],
  ])('names %s', (_what, over, missing) => {
    expect(missingFrom({ ...full, ...over })).toEqual(missing);
  });
});
