import 'reflect-metadata';
import fc from 'fast-check';
import { parseInput } from '#libs/platform/inputs';
import { EDIT_FACT_INPUTS, type FactInputOf, NEW_FACT_INPUTS } from './facts.inputs.ts';
import { problemsOf } from './facts.rules.ts';
import { type FactKind, KIND_CODES, kindOf } from './kinds.ts';
import { benefitDefaults, FORM_QUESTIONS, LEGAL_FORM_TABLE } from './legal-forms.ts';
import { sumOfStakes } from './stakes.ts';
import { reservesInMonths, tenderFit } from './standing.ts';
import { mfaWindow } from './subsidy.ts';
import { LEGAL_FORMS } from '#libs/taxonomy';

const HEAD = { fromOn: '2025-04-01', sourceKind: 'self', source: 'Told by the board' };
const TODAY = '2026-11-24';

function problems(kind: FactKind, fields: Record<string, unknown>): string[] {
  const parsed = parseInput<FactInputOf>(NEW_FACT_INPUTS[kind], { ...HEAD, ...fields }, { unknownFields: 'refuse' });
  return (parsed.ok ? problemsOf(kind, parsed.input, TODAY) : parsed.problems).map(({ field }) => field);
}

describe('a fact', () => {
  it.each(KIND_CODES)('of the kind %s asks for a date and a source', (kind) => {
    const parsed = parseInput<FactInputOf>(NEW_FACT_INPUTS[kind], {});
    const missing = parsed.ok ? [] : parsed.problems.map(({ field }) => field);
    expect(missing).toEqual(expect.arrayContaining(['fromOn', 'sourceKind', 'source']));
  });

  it.each(KIND_CODES)('of the kind %s may be changed in one field alone', (kind) => {
    expect(parseInput<object>(EDIT_FACT_INPUTS[kind], { note: 'As in the minutes' }).ok).toBe(true);
  });

  it.each<[string, FactKind, Record<string, unknown>, string[]]>([
    ['a day to come', 'workforce', { fromOn: '2027-01-01' }, ['fromOn']],
    ['an end before the beginning', 'legal-form', { form: 'llp', toOn: '2024-01-01' }, ['toOn']],
    ['a financial year without an end', 'financial-year', { turnover: '1' }, ['toOn']],
    [
      'a financial year of two years',
      'financial-year',
      { fromOn: '2022-04-01', toOn: '2024-03-31', turnover: '1' },
      ['toOn'],
    ],
    ['turnover below nothing', 'financial-year', { turnover: '-1', toOn: '2026-03-31' }, ['turnover']],
    ['a loss of net assets', 'financial-year', { turnover: '1', netAssets: '-5000', toOn: '2026-03-31' }, []],
    ['more seats than the board has', 'governance', { boardSeats: 5, staffSeats: 4, userSeats: 2 }, ['staffSeats']],
    [
      'an answer that is not one',
      'mutual-test',
      { publicServices: 'certified', profits: 'yes', employeeControl: 'no' },
      ['publicServices'],
    ],
    ['an employer rate above 100 %', 'pension', { admission: 'open', employerRate: '101' }, ['employerRate']],
    [
      'a stake above 100 %',
      'partnership',
      { name: 'A', form: 'joint_venture', stakes: [{ holder: 'A', percent: '140' }] },
      ['stakes'],
    ],
    ['who may read the legal form', 'legal-form', { form: 'llp', audience: 'organisation' }, ['audience']],
    ['a script for a source', 'legal-form', { form: 'llp', sourceUrl: 'javascript:alert(1)' }, ['sourceUrl']],
  ])('is held against the rules: %s', (_what, kind, fields, expected) => {
    expect(problems(kind, fields)).toEqual(expected);
  });

  it('K24: a transfer at undervalue needs both entries, which may be “not known”', () => {
    const deal = { asset: 'Four branch libraries', tenure: 'peppercorn', atUndervalue: 'yes' };
    expect(problems('asset-deal', deal)).toEqual(['bestConsideration', 'subsidyAssessment']);
    expect(problems('asset-deal', { ...deal, bestConsideration: 'not known' })).toEqual(['subsidyAssessment']);
    expect(problems('asset-deal', { ...deal, bestConsideration: 'not known', subsidyAssessment: 'not_known' })).toEqual(
      [],
    );
    expect(problems('asset-deal', { ...deal, atUndervalue: 'no' })).toEqual([]);
  });
});

describe('K24: minimal financial assistance', () => {
  const aid = (fromOn: string, subsidyAmount: string, subsidyBasis = 'mfa') => ({
    fromOn,
    details: { subsidyBasis, subsidyAmount },
  });

  it('warns when 200k is added to 130k in the window', () => {
    const history = [aid('2024-06-01', '130000')];
    expect(mfaWindow(history)).toMatchObject({ total: '130000.00', aboveLimit: false });
    expect(mfaWindow([...history, aid('2026-05-01', '200000')])).toEqual({
      total: '330000.00',
      aboveLimit: true,
      years: '2024-25 to 2026-27',
    });
  });

  it.each([
    ['exactly the limit', [aid('2025-04-01', '115000'), aid('2025-04-02', '200000')], '315000.00', false],
    ['a penny above it', [aid('2025-04-01', '115000.01'), aid('2025-04-02', '200000')], '315000.01', true],
    ['a day before the window', [aid('2024-03-31', '130000'), aid('2026-04-01', '200000')], '200000.00', false],
    ['the first day of the window', [aid('2024-04-01', '130000'), aid('2026-04-01', '200000')], '330000.00', true],
    ['another basis', [aid('2025-04-01', '130000', 'scheme'), aid('2026-04-01', '200000')], '200000.00', false],
  ])('counts %s', (_what, deals, total, aboveLimit) => {
    expect(mfaWindow(deals)).toMatchObject({ total, aboveLimit });
  });

  it('is nothing where none is on record', () => {
    expect(mfaWindow([aid('2025-04-01', '1', 'spei')])).toBeNull();
  });

  it('is the same in whatever order the deals come', () => {
    const deal = fc.record({
      year: fc.integer({ min: 2015, max: 2026 }),
      amount: fc.integer({ min: 0, max: 400_000 }),
    });
    fc.assert(
      fc.property(fc.array(deal, { minLength: 1, maxLength: 12 }), (deals) => {
        const aids = deals.map(({ year, amount }) => aid(`${year}-06-01`, String(amount)));
        expect(mfaWindow(aids.toReversed())).toEqual(mfaWindow(aids));
      }),
    );
  });
});

describe('K49: stakes', () => {
  it('of MyCSP are 25, 40 and 35, and complete', () => {
    const stakes = [
      { holder: 'Employees, through a trust', percent: '25' },
      { holder: 'A private partner', percent: '40' },
      { holder: 'The government', percent: '35' },
    ];
    expect(sumOfStakes(stakes)).toEqual({ percent: '100', complete: true });
    expect(sumOfStakes(stakes.slice(1))).toEqual({ percent: '75', complete: false });
  });

  it.each([
    [['33.3', '33.3', '33.3'], true],
    [['99.9'], true],
    [['100.1'], true],
    [['99.89'], false],
    [['100.11'], false],
    [[], false],
  ])('%j are complete: %s', (percents, complete) => {
    expect(sumOfStakes(percents.map((percent) => ({ holder: 'x', percent }))).complete).toBe(complete);
  });

  it('add up exactly, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 10 }), (parts) => {
        const stakes = parts.map((part) => ({ holder: 'x', percent: (part / 100).toFixed(2) }));
        const sum = parts.reduce((total, part) => total + part, 0);
        expect(Number(sumOfStakes(stakes.toReversed()).percent) * 100).toBeCloseTo(sum, 6);
        expect(sumOfStakes(stakes).complete).toBe(Math.abs(sum - 10_000) <= 10);
      }),
    );
  });
});

describe('K22: financial standing', () => {
  it.each([
    ['600000', '2400000', '2025-04-01', '2026-03-31', 3],
    ['100000', '1200000', '2025-04-01', '2026-03-31', 1],
    ['-100000', '1200000', '2025-04-01', '2026-03-31', -1],
    ['600000', '3600000', '2024-10-01', '2026-03-31', 3],
    ['600000', '0', '2025-04-01', '2026-03-31', null],
  ])('%s of reserves and %s of costs from %s to %s are %s months', (reserves, costs, from, to, months) => {
    expect(reservesInMonths({ reserves, costs }, from, to)).toBe(months);
  });

  it('is not said where one of the two is not known', () => {
    expect(reservesInMonths({ reserves: '5' }, '2025-04-01', '2026-03-31')).toBeNull();
  });

  it('fails the twofold turnover test with 3.0m for a contract of 2.0m a year', () => {
    expect(tenderFit('2000000', { turnover: '3000000' })).toEqual([
      { test: 'turnover', needed: '4000000.00', has: '3000000', passes: false },
      { test: 'net-assets', needed: '0.01', has: null, passes: null },
      { test: 'bond', needed: '200000.00', has: null, passes: null },
    ]);
    expect(tenderFit('1500000', { turnover: '3000000' })[0]!.passes).toBe(true);
  });

  it.each([
    ['200000', true],
    ['199999.99', false],
    ['-1', false],
  ])('compares a bond of a tenth of the contract with free reserves of %s', (reserves, passes) => {
    expect(tenderFit('2000000', { turnover: '3000000', reserves })[2]).toMatchObject({ test: 'bond', passes });
  });

  it.each([
    ['0', false],
    ['0.01', true],
    ['-5', false],
  ])('asks for net assets above nothing: %s', (netAssets, passes) => {
    expect(tenderFit('2000000', { turnover: '3000000', netAssets })[1]!.passes).toBe(passes);
  });
});

describe('legal forms', () => {
  it('K33: all that an organisation can have are compared, in every question', () => {
    expect(LEGAL_FORM_TABLE.map(({ code }) => code)).toEqual(
      Object.keys(LEGAL_FORMS).filter((code) => code !== 'none_in_house'),
    );
    const questions = Object.keys(FORM_QUESTIONS) as (keyof typeof FORM_QUESTIONS)[];
    expect(LEGAL_FORM_TABLE.flatMap((form) => questions.filter((question) => !form[question].text))).toEqual([]);
  });

  it.each([
    ['cic_guarantee', 'yes'],
    ['cic_shares', 'yes'],
    ['community_benefit_society', 'unknown'],
    ['co_operative_society', undefined],
    ['employee_ownership_trust', undefined],
    [null, undefined],
  ])('K48: staff benefit of %s begins from an asset lock that is %s', (form, assetLock) => {
    expect(benefitDefaults(form)).toEqual(assetLock ? { assetLock, onSale: 'No distribution on sale' } : {});
  });

  it('K41: nothing in the words of a fact says that anybody certified it', () => {
    expect(JSON.stringify(KIND_CODES.map(kindOf))).not.toMatch(/certif/i);
  });
});
