/** Digests are for who comes to work: there at seven, in London, in summer and winter. */
const HOUR = 7;
/** What could not be made on its day is made within two more; then the next one has it. */
const LATE_DAYS = 2;
const QUARTER_LATE_DAYS = 14;
const DAY_MS = 86_400_000;

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/London' });

/** All digests that are due on one day. */
export interface DigestRun {
  kind: 'digest' | 'watches';
  /** "2026-12-01", in London. */
  day: string;
  /** 1 is Monday. */
  weekday: number;
  /** What somebody chose, or wrote, after this is for the next. */
  dueAt: Date;
}

/** The moment at which it is seven o'clock in London on that day: 6:00 UTC in summer, 7:00 in winter. */
export function dueAt(day: string): Date {
  const winter = new Date(`${day}T0${HOUR}:00:00Z`);
  const summer = new Date(winter.getTime() - 3_600_000);
  return Number(CLOCK.format(summer)) === HOUR ? summer : winter;
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

const runOn = (kind: DigestRun['kind'], day: string): DigestRun => ({
  kind,
  day,
  weekday: new Date(`${day}T12:00:00Z`).getUTCDay() || 7,
  dueAt: dueAt(day),
});

/** The runs that should have begun by now, the oldest first; those that are long over are left out. */
export function runsDue(now: Date): DigestRun[] {
  const today = DAY.format(now);
  const days = Array.from({ length: LATE_DAYS + 1 }, (_, ago) => dayBefore(today, LATE_DAYS - ago));
  const quarter = runOn('watches', quarterBegun(today));
  const isLate = now.getTime() - quarter.dueAt.getTime() > QUARTER_LATE_DAYS * DAY_MS;
  return [...days.map((day) => runOn('digest', day)), ...(isLate ? [] : [quarter])].filter((run) => run.dueAt <= now);
}

/** The first day of the quarter that the day lies in. */
function quarterBegun(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}
