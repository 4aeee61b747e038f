import { dayNumber, yearName, yearOf, yearSpan } from './days.ts';
import { divided, penceOf, percentOf } from './pence.ts';

/** Of a contract, what the figures are made of. */
export interface ContractFigures {
  id: string;
  title: string;
  /** The same for the same payer, however the name is spelt. */
  payerKey: string;
  payer: string;
  /** In pounds as text; null: not recorded. */
  annualValue: string | null;
  totalValue: string | null;
  currency: string;
  /** Both days inside. An end that is null: none is recorded, and it counts as going on. */
  start: string;
  end: string | null;
  extensionTo: string | null;
  route: string;
  /** Who pays from a day on, in place of the payer. */
  novation?: { on: string; payer: string; payerKey: string } | null;
}

export interface ExposureChoice {
  grants: boolean;
  trading: boolean;
}

interface PayerShare {
  payer: string;
  annualPence: bigint;
  share: number;
}

/** What of its fall is which contract's. */
export interface Cliff {
  year: number;
  name: string;
  beforePence: bigint;
  afterPence: bigint;
  /** Above 0: 66.7 is two thirds less. */
  fall: number;
  cause: { id: string; title: string; payer: string; lostPence: bigint };
}

export interface YearIncome {
  year: number;
  name: string;
  withoutPence: bigint;
  withPence: bigint;
}

interface ActiveExposure {
  activePence: bigint;
  contracts: number;
  /** Largest first; equal ones by name. */
  payers: PayerShare[];
  largestShare: number;
  /** 0 to 10,000. */
  hhi: number;
  /** Days that a pound of active income still runs, without and with extensions; null: no active one has an end. */
  remainingDays: number | null;
  remainingDaysExtended: number | null;
}

export type LeftOutWhy = 'no-value' | 'no-end-for-total' | 'other-currency';

export interface Exposure {
  at: string;
  /** Null: no current contracts. */
  active: ActiveExposure | null;
  years: YearIncome[];
  cliff: Cliff | null;
  cliffExtended: Cliff | null;
  /** Which say too little to be counted. */
  leftOut: { id: string; title: string; why: LeftOutWhy }[];
  /** Counted as going on, as no end is recorded. */
  openEnded: { id: string; title: string }[];
}

/** A contract, or the part of it that one payer pays, with its value in pence a year and its days as numbers. */
interface Counted {
  readonly of: ContractFigures;
  readonly payer: string;
  readonly payerKey: string;
  readonly annual: bigint;
  readonly from: number;
  readonly to: number;
  readonly extendedTo: number;
  /** When the contract itself runs out, whoever pays by then. */
  readonly ends: number;
  readonly extendedEnds: number;
}

const EVER = Number.MAX_SAFE_INTEGER;
/** Longer than any register holds: a slip of the pen must not make an endless table. */
const YEARS_MAX = 130;

/** What is given, or the whole value ÷ (days ÷ 365.25); null with why it cannot be said. */
export function annualPence(contract: ContractFigures): bigint | LeftOutWhy {
  if (contract.currency !== 'GBP') return 'other-currency';
  if (contract.annualValue !== null) return penceOf(contract.annualValue);
  if (contract.totalValue === null) return 'no-value';
  if (contract.end === null) return 'no-end-for-total';
  const days = dayNumber(contract.end) - dayNumber(contract.start) + 1;
  return divided(penceOf(contract.totalValue) * 36_525n, BigInt(days) * 100n);
}

const isChosen = ({ route }: ContractFigures, { grants, trading }: ExposureChoice): boolean =>
  route === 'grant' ? grants : route === 'trading' ? trading : true;

const ALL: ExposureChoice = { grants: true, trading: true };

/**
 * How much hangs on whom on a day, and when it runs out: exactly the definitions of the sector's own measure of contract
 * concentration. Amounts are added as whole pence and divided once, at the end.
 */
export function exposureOf(contracts: readonly ContractFigures[], at: string, choice: ExposureChoice = ALL): Exposure {
  const { counted, leftOut } = count(contracts.filter((contract) => isChosen(contract, choice)));
  const years = yearsOf(counted, at);
  return {
    at,
    active: activeOf(counted, at),
    years,
    cliff: cliffOf(counted, at, false),
    cliffExtended: cliffOf(counted, at, true),
    leftOut,
    openEnded: counted.filter(({ to }) => to === EVER).map(({ of: { id, title } }) => ({ id, title })),
  };
}

/** The largest payer's part of what is active on a day, in tenths of a per cent; null: nothing is. */
export function largestShareAt(contracts: readonly ContractFigures[], at: string): number | null {
  return activeOf(count(contracts).counted, at)?.largestShare ?? null;
}

/** The largest payer's part of what a financial year brings; null: it brings nothing. */
export function largestShareOfYear(contracts: readonly ContractFigures[], year: number): number | null {
  const byPayer = new Map<string, bigint>();
  for (const contract of count(contracts).counted) {
    const income = incomeDays(contract, year, false);
    byPayer.set(contract.payerKey, (byPayer.get(contract.payerKey) ?? 0n) + income);
  }
  const all = sum([...byPayer.values()]);
  return all === 0n ? null : percentOf([...byPayer.values()].reduce(larger, 0n), all);
}

function count(contracts: readonly ContractFigures[]): { counted: Counted[]; leftOut: Exposure['leftOut'] } {
  const counted: Counted[] = [];
  const leftOut: Exposure['leftOut'] = [];
  for (const contract of contracts) {
    const annual = annualPence(contract);
    if (typeof annual === 'string') {
      leftOut.push({ id: contract.id, title: contract.title, why: annual });
      continue;
    }
    const to = contract.end === null ? EVER : dayNumber(contract.end);
    const extendedTo = contract.extensionTo === null ? to : Math.max(to, dayNumber(contract.extensionTo));
    const from = dayNumber(contract.start);
    const ends = { ends: to, extendedEnds: extendedTo };
    counted.push(...partsOf({ of: contract, ...payerOf(contract), annual, from, to, extendedTo, ...ends }));
  }
  return { counted, leftOut };
}

const payerOf = ({ payer, payerKey }: { payer: string; payerKey: string }) => ({ payer, payerKey });

/** Who pays on a day: the first payer, or from the day of a novation on the new one. */
export const payerAt = (contract: ContractFigures, at: string): { payer: string; payerKey: string } =>
  payerOf(contract.novation && contract.novation.on <= at ? contract.novation : contract);

/** One part a payer: of a contract that was novated, the days before and the days from then on. */
function partsOf(whole: Counted): Counted[] {
  const { novation } = whole.of;
  if (!novation) return [whole];
  const on = dayNumber(novation.on);
  const before = { ...whole, to: Math.min(whole.to, on - 1), extendedTo: Math.min(whole.extendedTo, on - 1) };
  const after = { ...whole, ...payerOf(novation), from: Math.max(whole.from, on) };
  return [before, after].filter(({ from, extendedTo }) => from <= extendedTo);
}

function activeOf(counted: readonly Counted[], at: string): ActiveExposure | null {
  const day = dayNumber(at);
  const active = counted.filter(({ from, to, annual }) => from <= day && day <= to && annual > 0n);
  if (active.length === 0) return null;
  const activePence = sum(active.map(({ annual }) => annual));
  const byPayer = new Map<string, { payer: string; annualPence: bigint }>();
  // By start and id, so that the name shown for a payer does not hang on the order they came in.
  for (const { payer, payerKey, annual } of active.toSorted((a, b) => a.from - b.from || order(a.of.id, b.of.id))) {
    const known = byPayer.get(payerKey);
    byPayer.set(payerKey, {
      payer: known?.payer ?? payer,
      annualPence: (known?.annualPence ?? 0n) + annual,
    });
  }
  const payers = [...byPayer.values()]
    .toSorted((a, b) => Number(b.annualPence - a.annualPence) || order(a.payer, b.payer))
    .map((one) => ({ ...one, share: percentOf(one.annualPence, activePence) }));
  const squares = sum(payers.map((one) => one.annualPence * one.annualPence));
  return {
    activePence,
    contracts: active.length,
    payers,
    largestShare: payers[0]!.share,
    hhi: Number(divided(squares * 10_000n, activePence * activePence)),
    remainingDays: remaining(active, day, ({ ends }) => ends),
    remainingDaysExtended: remaining(active, day, ({ extendedEnds }) => extendedEnds),
  };
}

function remaining(active: readonly Counted[], day: number, endOf: (contract: Counted) => number): number | null {
  const ending = active.filter((contract) => endOf(contract) !== EVER);
  if (ending.length === 0) return null;
  const weighted = sum(ending.map((contract) => contract.annual * BigInt(endOf(contract) - day)));
  return Number(divided(weighted, sum(ending.map(({ annual }) => annual))));
}

/** Pence × days: to be divided by the days of the year, once. */
function incomeDays({ annual, from, to, extendedTo }: Counted, year: number, extended: boolean): bigint {
  const span = yearSpan(year);
  const days = Math.min(extended ? extendedTo : to, span.to) - Math.max(from, span.from) + 1;
  return days > 0 ? annual * BigInt(days) : 0n;
}

const incomeOf = (counted: readonly Counted[], year: number, extended: boolean): bigint =>
  sum(counted.map((contract) => incomeDays(contract, year, extended)));

const inPence = (income: bigint, year: number): bigint => divided(income, BigInt(yearSpan(year).days));

/** From the year before the first start, or before `at`, to the year after the last end. */
function yearsOf(counted: readonly Counted[], at: string): YearIncome[] {
  if (counted.length === 0) return [];
  const first = Math.min(yearOf(at), ...counted.map(({ of: { start } }) => yearOf(start)));
  const last = Math.min(Math.max(yearOf(at), lastYear(counted)) + 1, yearOf(at) + YEARS_MAX);
  return Array.from({ length: Math.max(0, last - Math.max(first, last - 2 * YEARS_MAX) + 1) }, (_, index) => {
    const year = Math.max(first, last - 2 * YEARS_MAX) + index;
    return {
      year,
      name: yearName(year),
      withoutPence: inPence(incomeOf(counted, year, false), year),
      withPence: inPence(incomeOf(counted, year, true), year),
    };
  });
}

const lastYear = (counted: readonly Counted[]): number =>
  Math.max(
    ...counted.flatMap(({ of: { start, end, extensionTo } }) =>
      [start, end, extensionTo].filter((date) => date !== null).map(yearOf),
    ),
  );

/** The first year from that of `at` on which brings at least 30 % less than the year before it. */
function cliffOf(counted: readonly Counted[], at: string, extended: boolean): Cliff | null {
  if (counted.length === 0) return null;
  const last = Math.min(lastYear(counted) + 1, yearOf(at) + YEARS_MAX);
  for (let year = yearOf(at); year <= last; year += 1) {
    const [days, daysBefore] = [BigInt(yearSpan(year).days), BigInt(yearSpan(year - 1).days)];
    const before = incomeOf(counted, year - 1, extended) * days;
    const after = incomeOf(counted, year, extended) * daysBefore;
    if (before === 0n || (before - after) * 10n < before * 3n) continue;
    const { id, title, payer, ...lost } = mostLost(counted, year, extended);
    return {
      year,
      name: yearName(year),
      beforePence: inPence(incomeOf(counted, year - 1, extended), year - 1),
      afterPence: inPence(incomeOf(counted, year, extended), year),
      fall: percentOf(before - after, before),
      cause: { id, title, payer, lostPence: divided(lost.pence, days * daysBefore) },
    };
  }
  return null;
}

/**
 * The contract that loses most from the year before to this one, in pence × days × days. Both parts of a contract that
 * was novated count together: another payer is no loss. Named is who paid it last.
 */
function mostLost(
  counted: readonly Counted[],
  year: number,
  extended: boolean,
): { id: string; title: string; payer: string; pence: bigint } {
  const [days, daysBefore] = [BigInt(yearSpan(year).days), BigInt(yearSpan(year - 1).days)];
  const byContract = new Map<string, { id: string; title: string; payer: string; pence: bigint }>();
  for (const part of counted) {
    const before = incomeDays(part, year - 1, extended);
    const { id, title } = part.of;
    const known = byContract.get(id);
    byContract.set(id, {
      id,
      title,
      payer: known && before === 0n ? known.payer : part.payer,
      pence: (known?.pence ?? 0n) + before * days - incomeDays(part, year, extended) * daysBefore,
    });
  }
  return [...byContract.values()].reduce((a, b) => (b.pence > a.pence || (b.pence === a.pence && b.id < a.id) ? b : a));
}

const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
