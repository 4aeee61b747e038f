import { ageAt, dayNumber, monthsBetween, yearName, yearOf, yearsLater } from './days.ts';
import { type ContractFigures, largestShareAt, largestShareOfYear, payerAt } from './exposure.ts';

/** As many tenths of a per cent around one's own share count as similar. */
const POINTS = 10;

export interface YearShare {
  name: string;
  /** Null: no contracted income in that year. */
  share: number | null;
}

/** The largest payer's share of each financial year from the one of go-live to the one of `at`. */
export function trajectoryOf(contracts: readonly ContractFigures[], wentLiveOn: string, at: string): YearShare[] {
  const first = yearOf(wentLiveOn);
  return Array.from({ length: Math.max(0, Math.min(60, yearOf(at) - first + 1)) }, (_, index) => ({
    name: yearName(first + index),
    share: largestShareOfYear(contracts, first + index),
  }));
}

/** Another spin-out with its contracts. */
export interface PossiblePeer {
  id: string;
  name: string;
  wentLiveOn: string;
  contracts: readonly ContractFigures[];
}

export interface Peer {
  id: string;
  name: string;
  shareThen: number;
  shareNow: number;
  /** From go-live to the first contract of a second payer; null: there never was one. */
  monthsToSecondPayer: number | null;
  /** How that contract was won. */
  route: string | null;
}

/** Those whose share at this age was within ten points of `share` and is lower at `at`; most lowered first. */
export function peersWhoDiversified(
  candidates: readonly PossiblePeer[],
  age: number,
  share: number,
  at: string,
): Peer[] {
  return candidates
    .flatMap((candidate): Peer[] => {
      const then = yearsLater(candidate.wentLiveOn, age);
      if (then > at || ageAt(candidate.wentLiveOn, at) < age) return [];
      const shareThen = largestShareAt(candidate.contracts, then);
      const shareNow = largestShareAt(candidate.contracts, at);
      if (shareThen === null || shareNow === null || shareNow >= shareThen) return [];
      // In tenths, as whole numbers: 94.1 − 84.1 is not 10 otherwise.
      if (Math.abs(Math.round(shareThen * 10) - Math.round(share * 10)) > POINTS * 10) return [];
      const { id, name } = candidate;
      return [{ id, name, shareThen, shareNow, ...secondPayer(candidate, at) }];
    })
    .toSorted((a, b) => b.shareThen - b.shareNow - (a.shareThen - a.shareNow) || (a.name < b.name ? -1 : 1));
}

function secondPayer(peer: PossiblePeer, at: string): Pick<Peer, 'monthsToSecondPayer' | 'route'> {
  const started = peer.contracts
    .filter(({ start }) => start <= at)
    .toSorted((a, b) => dayNumber(a.start) - dayNumber(b.start) || (a.id < b.id ? -1 : 1));
  // A contract that went to a successor of its payer brought no second payer.
  const second = started.find(({ payerKey, start }) => payerKey !== payerAt(started[0]!, start).payerKey);
  if (!second) return { monthsToSecondPayer: null, route: null };
  return { monthsToSecondPayer: Math.max(0, monthsBetween(peer.wentLiveOn, second.start)), route: second.route };
}
