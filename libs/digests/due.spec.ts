import { dueAt, runsDue } from './due.ts';

const at = (moment: string): string[] => runsDue(new Date(moment)).map(({ kind, day }) => `${kind} ${day}`);

describe('a digest is due at seven in London', () => {
  it.each([
    ['2026-12-01', '2026-12-01T07:00:00.000Z'],
    ['2027-07-01', '2027-07-01T06:00:00.000Z'],
    // The last mornings before and the first after the clocks change.
    ['2027-03-27', '2027-03-27T07:00:00.000Z'],
    ['2027-03-28', '2027-03-28T06:00:00.000Z'],
    ['2027-10-30', '2027-10-30T06:00:00.000Z'],
    ['2027-10-31', '2027-10-31T07:00:00.000Z'],
  ])('on %s that is %s', (day, moment) => {
    expect(dueAt(day).toISOString()).toBe(moment);
  });

  it('on every day of four years once, each later than the one before', () => {
    const days = Array.from({ length: 4 * 366 }, (_, n) =>
      new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10),
    );
    const moments = days.map((day) => dueAt(day).getTime());
    const hoursBetween = moments.slice(1).map((moment, n) => (moment - moments[n]!) / 3_600_000);
    expect(new Set(hoursBetween)).toEqual(new Set([24, 23, 25]));
    const lastAt = (moment: number): string =>
      runsDue(new Date(moment))
        .filter(({ kind }) => kind === 'digest')
        .at(-1)!.day;
    expect(moments.map(lastAt)).toEqual(days);
    expect(moments.slice(1).map((moment) => lastAt(moment - 1))).toEqual(days.slice(0, -1));
  });
});

describe('the runs that are due', () => {
  it.each([
    ['2026-11-17T06:59:00Z', ['digest 2026-11-15', 'digest 2026-11-16']],
    ['2026-11-17T07:00:00Z', ['digest 2026-11-15', 'digest 2026-11-16', 'digest 2026-11-17']],
    // Late in the evening in London it is the next day elsewhere; in summer a little after midnight it is still the day
    // before by UTC.
    ['2027-06-30T23:30:00Z', ['digest 2027-06-29', 'digest 2027-06-30']],
    ['2027-01-01T07:00:00Z', ['digest 2026-12-30', 'digest 2026-12-31', 'digest 2027-01-01', 'watches 2027-01-01']],
    ['2027-01-15T07:00:00Z', ['digest 2027-01-13', 'digest 2027-01-14', 'digest 2027-01-15', 'watches 2027-01-01']],
    ['2027-01-15T07:01:00Z', ['digest 2027-01-13', 'digest 2027-01-14', 'digest 2027-01-15']],
    ['2027-04-01T06:00:00Z', ['digest 2027-03-30', 'digest 2027-03-31', 'digest 2027-04-01', 'watches 2027-04-01']],
    ['2027-10-01T05:59:00Z', ['digest 2027-09-29', 'digest 2027-09-30']],
  ])('at %s', (moment, runs) => {
    expect(at(moment)).toEqual(runs);
  });

  it.each([
    ['2026-11-30', 1],
    ['2026-12-01', 2],
    ['2026-12-06', 7],
  ])('know that %s is day %i of the week', (day, weekday) => {
    expect(runsDue(new Date(`${day}T08:00:00Z`)).find((run) => run.day === day)!.weekday).toBe(weekday);
  });
});
