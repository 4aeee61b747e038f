import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type CapacityFilterInput } from './capacity.inputs.ts';

/** Days a week as text. Null where fewer than three cases report it: they would be told apart. */
export interface ReportedCapacity {
  stage: string;
  role: string;
  /** Of how many cases. */
  cases: number;
  min: string | null;
  median: string | null;
  max: string | null;
}

export interface OwnCapacity {
  id: string;
  stage: string;
  role: string;
  daysPerWeek: string;
}

/** Fewer say nothing of others. */
export const CASES_MIN = 3;

/** How many days a week are missing to the median: "2.5"; "0": none. Null: too few cases, or nothing was entered. */
export function gapOf({ median }: Pick<ReportedCapacity, 'median'>, own: OwnCapacity | undefined): string | null {
  if (median === null || own === undefined) return null;
  const gap = Math.round((Number(median) - Number(own.daysPerWeek)) * 100) / 100;
  return String(Math.max(0, gap));
}

const ROWS_MAX = 300;
const figure = (sql: string): string => `CASE WHEN r.cases >= ${CASES_MIN} THEN trim_scale(${sql})::text END`;

@Injectable()
export class CapacityQueries {
  constructor(private readonly reads: Reads) {}

  /** By stage and role, of the published case notes that the reader may see; what most cases report comes first. */
  reported(reader: Reader, { route, serviceArea, stage }: CapacityFilterInput): Promise<ReportedCapacity[]> {
    return this.reads.rows<ReportedCapacity>({
      name: 'capacity.reported',
      // A case that names a role twice at one stage had both: their sum is one value.
      text: `WITH reports AS MATERIALIZED (
               SELECT c.stage, lower(trim(c.role)) AS key, min(trim(c.role)) AS role, n.id,
                      sum(c."daysPerWeek"::numeric) AS days
                 FROM case_notes n
                CROSS JOIN LATERAL jsonb_to_recordset(n.capacity) AS c (stage text, role text, "daysPerWeek" text)
                WHERE n.status = 'published' AND n.capacity <> '[]' AND n.visible_to && $1::text[]
                  AND ($2::text IS NULL OR n.route = $2)
                  AND ($3::text IS NULL OR n.service_areas @> ARRAY[$3::text])
                  AND ($4::text IS NULL OR c.stage = $4)
                  AND c."daysPerWeek" ~ '^[0-9]+([.][0-9]+)?$'
                GROUP BY c.stage, key, n.id)
             SELECT r.stage, r.role, r.cases, ${figure('r.least')} AS min, ${figure('r.median')} AS median,
                    ${figure('r.most')} AS max
               FROM (SELECT stage, min(role) AS role, count(*)::int AS cases, min(days) AS least, max(days) AS most,
                            percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric AS median
                       FROM reports GROUP BY stage, key) r
              ORDER BY r.cases DESC, r.stage, r.role
              LIMIT ${ROWS_MAX}`,
      values: [reader.keys, route ?? null, serviceArea ?? null, stage ?? null],
    });
  }

  /** What the reader entered themselves; nobody reads another's. */
  own(reader: Reader): Promise<OwnCapacity[]> {
    return this.reads.rows<OwnCapacity>({
      name: 'capacity.own',
      text: `SELECT id, stage, role, trim_scale(days_per_week)::text AS "daysPerWeek"
               FROM capacity_entries
              WHERE person_id = $1::uuid AND visible_to && $2::text[]
              ORDER BY stage, role
              LIMIT 200`,
      values: [reader.personId, reader.keys],
    });
  }
}
