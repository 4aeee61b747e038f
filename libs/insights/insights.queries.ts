import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';

/** A spin-out that ended, with what kind of provider came next; null: not recorded. */
export interface EndedRow {
  id: string;
  name: string;
  fictional: boolean;
  year: number;
  kind: string | null;
}

/** Contracts that ended, of all registers: `contracts` null where fewer than five spin-outs stand behind it. */
export interface ContractCell {
  year: number;
  kind: string;
  contracts: number | null;
}

export interface AdopterRow {
  year: number;
  serviceAreas: string[];
}

/** Fewer could be told apart. */
export const SPIN_OUTS_MIN = 5;

/** More profiles than there are mutuals in the country. */
const PROFILES_MAX = 5_000;

@Injectable()
export class InsightsQueries {
  constructor(private readonly reads: Reads) {}

  /** Latest first. */
  ended(reader: Reader): Promise<EndedRow[]> {
    return this.reads.rows<EndedRow>({
      name: 'insights.ended',
      text: `SELECT o.id, o.name, o.fictional, extract(year FROM s.ended_on)::int AS year, s.next_provider_kind AS kind
               FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id AND o.visible_to && $1::text[]
              WHERE s.ended_on IS NOT NULL
              ORDER BY s.ended_on DESC, o.name, o.id
              LIMIT ${PROFILES_MAX}`,
      values: [reader.keys],
    });
  }

  /** No reader's rights: registers are private, and so nothing but numbers of five spin-outs or more leaves here. */
  endedContracts(): Promise<ContractCell[]> {
    return this.reads.rows<ContractCell>({
      name: 'insights.ended-contracts',
      text: `SELECT extract(year FROM c.ends_on)::int AS year, c.next_provider_kind AS kind,
                    CASE WHEN count(DISTINCT c.spin_out_id) >= ${SPIN_OUTS_MIN} THEN count(*)::int END AS contracts
               FROM contracts c
              WHERE c.next_provider_kind IS NOT NULL AND c.ends_on < current_date
                AND (c.confidential_until IS NULL OR c.confidential_until <= current_date)
              GROUP BY year, kind
              ORDER BY year DESC, kind
              LIMIT 500`,
      values: [],
    });
  }

  /** A row for each spin-out that went live, by the year of its first go-live. */
  adopters(reader: Reader): Promise<AdopterRow[]> {
    return this.reads.rows<AdopterRow>({
      name: 'insights.adopters',
      text: `SELECT extract(year FROM s.went_live_on)::int AS year, s.service_areas AS "serviceAreas"
               FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id AND o.visible_to && $1::text[]
              WHERE s.went_live_on <= current_date
              ORDER BY s.went_live_on, o.id
              LIMIT ${PROFILES_MAX}`,
      values: [reader.keys],
    });
  }
}
