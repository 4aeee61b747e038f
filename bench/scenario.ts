import { type BenchDatabases } from './database.ts';
import { type Comparison } from './measure.ts';
import { type Scale } from './scales.ts';

export interface Settings {
  scale: Scale;
  rounds: number;
  /** How long one side is measured in one round. */
  seconds: number;
  databases: BenchDatabases;
  dir: string;
}

export interface Level extends Comparison {
  name: string;
  unit: 'requests/s' | 'members/s' | 'ms' | 'MB';
  /** The goal for the ratio; above it for throughput, below it for the rest. */
  goal?: number;
  notes?: string[];
}

/** One or more levels; the first is the one that the scenario is known by. */
export type Scenario = (settings: Settings) => Promise<Level[]>;
