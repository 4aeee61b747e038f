import 'reflect-metadata';
import fc from 'fast-check';
import { type ReservedCheckInput } from './eligibility.input.ts';
import { reservedReasons, verdictOf, windowStart } from './eligibility.ts';
import { reservableMatch } from './reservable-cpv.ts';

const GOOD: ReservedCheckInput = {
  nation: 'England',
  authority: 'Arden Council',
  service: 'service',
  cpv: '85312000',
  months: 60,
  awardOn: '2027-06-01',
  publicServices: 'yes',
  profits: 'yes',
  control: 'yes',
  previous: 'none',
};

const checked = (over: Partial<ReservedCheckInput>) => {
  const { regime, reasons } = reservedReasons({ ...GOOD, ...over });
  return { regime, reasons, verdict: verdictOf(reasons) };
};
const reason = (over: Partial<ReservedCheckInput>, about: string) =>
  checked(over).reasons.find((one) => one.about === about)!;

describe('K25: the check of a reserved contract', () => {
  it.each<[string, Partial<ReservedCheckInput>, string]>([
    ['all that the section asks', {}, 'eligible'],
    ['a term of 60 months', { months: 60 }, 'eligible'],
    ['a term of 61 months', { months: 61 }, 'not-eligible'],
    ['a comparable contract exactly three years before', { previous: 'same', previousOn: '2024-06-01' }, 'eligible'],
    ['one a day later', { previous: 'same', previousOn: '2024-06-02' }, 'not-eligible'],
    ['one on the day of the award', { previous: 'same', previousOn: '2027-06-01' }, 'not-eligible'],
    ['a contract of another authority', { previous: 'other' }, 'eligible'],
    ['nobody knows what it had before', { previous: 'unknown' }, 'unsure'],
    ['Scotland', { nation: 'Scotland' }, 'not-this-law'],
    ['Wales', { nation: 'Wales' }, 'eligible'],
    ['Northern Ireland', { nation: 'Northern Ireland' }, 'eligible'],
    ['a CPV code that is not in the list', { cpv: '45000000' }, 'not-eligible'],
    ['libraries, below a listed code', { cpv: '92511000-6' }, 'eligible'],
    ['goods', { service: 'goods-works' }, 'not-eligible'],
    ['health care in England', { service: 'health' }, 'not-this-law'],
    ['health care in Wales', { service: 'health', nation: 'Wales' }, 'unsure'],
    ['not (a)', { publicServices: 'no' }, 'not-eligible'],
    ['not (b)', { profits: 'no' }, 'not-eligible'],
    ['not (c)', { control: 'no' }, 'not-eligible'],
    ['not sure of (c)', { control: 'unknown' }, 'unsure'],
    ['not sure of (c), and too long', { control: 'unknown', months: 61 }, 'not-eligible'],
  ])('%s: %j is %s', (_what, over, verdict) => {
    expect(checked(over).verdict).toBe(verdict);
  });

  it.each([
    ['2025-02-23', 36, 'regulations-2015', 'eligible'],
    ['2025-02-23', 37, 'regulations-2015', 'not-eligible'],
    ['2025-02-24', 37, 'procurement-act-2023', 'eligible'],
  ])('an award on %s for %d months is by %s: %s', (awardOn, months, regime, verdict) => {
    expect(checked({ awardOn, months })).toMatchObject({ regime, verdict });
  });

  it('names the subsection of every reason, of the law that holds', () => {
    expect(checked({}).reasons.map(({ subsection }) => subsection)).toEqual([
      'commencement',
      'section 33(1)(a)',
      'section 33(1)(a) and (7); regulation 42(2)',
      'section 33(1)(b)',
      'section 33(6)(a)',
      'section 33(6)(b)',
      'section 33(6)(c)',
      'section 33(5) and (7)',
    ]);
    expect(
      checked({ awardOn: '2024-06-01', months: 24 })
        .reasons.slice(1)
        .map(({ law }) => law),
    ).toEqual(Array.from({ length: 7 }, () => 'pcr2015-r77'));
  });

  it('states the assumption that a listed code covers its sub-codes, and that the row is unchecked', () => {
    const { text, assumptions } = reason({ cpv: '92511000' }, 'CPV code');
    expect(text).toMatch(/^92511000 is below 92500000/);
    expect(assumptions.join(' ')).toMatch(/92500000 covers 92511000.*from memory.*compared code by code/);
    expect(reason({ cpv: '75121000' }, 'CPV code').assumptions.join(' ')).not.toMatch(/covers|memory/);
  });

  it.each([
    ['75121000', '75121000', false],
    ['75121110', '75121000', true],
    ['80300000', '80300000', false],
    ['80310000', '80300000', true],
    ['85000000', '85000000', false],
    ['85311000', '85000000', false],
    ['85323000', '85000000', false],
    ['85323100', '85000000', true],
    ['98133110', '98133110', false],
    ['92510000', '92500000', true],
  ])('%s is listed by %s (as a sub-code: %s)', (cpv, from, bySubCode) => {
    expect(reservableMatch(cpv)).toMatchObject({ listed: { from }, bySubCode });
  });

  it.each(['85330000', '92000000', '80000000', '75120000', '98130000'])('%s is not listed', (cpv) => {
    expect(reservableMatch(cpv)).toBeNull();
  });

  it.each([
    ['2027-06-01', '2024-06-02'],
    ['2028-02-29', '2025-03-01'],
    ['2028-03-01', '2025-03-02'],
    ['2027-12-31', '2025-01-01'],
  ])('the three years that end with %s begin on %s', (awardOn, from) => {
    expect(windowStart(awardOn)).toBe(from);
  });
});

describe('K25: for any day of an award', () => {
  const anyDay = fc
    .integer({ min: Date.UTC(2025, 1, 24) / 86_400_000, max: Date.UTC(2090, 0, 1) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  const earlier = (date: string, days: number): string =>
    new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);

  it('the window has a first day inside and the day before it outside', () => {
    fc.assert(
      fc.property(anyDay, (awardOn) => {
        const from = windowStart(awardOn);
        expect(checked({ awardOn, previous: 'same', previousOn: from }).verdict).toBe('not-eligible');
        expect(checked({ awardOn, previous: 'same', previousOn: earlier(from, 1) }).verdict).toBe('eligible');
        const days = (Date.parse(awardOn) - Date.parse(from)) / 86_400_000 + 1;
        expect([1095, 1096]).toContain(days);
      }),
    );
  });

  it('an earlier contract is never worse, nor a shorter term', () => {
    const rank = ['eligible', 'unsure', 'not-eligible'];
    fc.assert(
      fc.property(anyDay, fc.nat(2000), fc.nat(2000), fc.integer({ min: 1, max: 200 }), (awardOn, a, b, months) => {
        const at = (days: number, term: number) =>
          rank.indexOf(
            checked({ awardOn, months: term, previous: 'same', previousOn: earlier(awardOn, days) }).verdict,
          );
        const [near, far] = a < b ? [a, b] : [b, a];
        expect(at(far, months)).toBeLessThanOrEqual(at(near, months));
        expect(at(far, Math.max(1, months - 1))).toBeLessThanOrEqual(at(far, months));
      }),
    );
  });
});
