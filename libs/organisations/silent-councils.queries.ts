import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { today } from './day.ts';
import { STANDS } from './likeness.sql.ts';
import { CouncilNotFound } from './organisations.errors.ts';
import { type SilentCouncilsInput } from './organisations.inputs.ts';
import { organisationsPolicy } from './organisations.policy.ts';

export interface SilentCouncil {
  code: string;
  name: string;
  type: string;
  nation: string;
  region: string;
  population: number | null;
  fictional: boolean;
}

@Injectable()
export class SilentCouncils {
  constructor(private readonly reads: Reads) {}

  /**
   * Councils that stand today without a member, without a case note about it or about a spin-out that left it, and whose
   * page nobody has looked at for a year; the largest first. For data stewards: to others it is not there (CouncilNotFound).
   */
  async list(
    reader: Reader,
    { after, limit, nation }: SilentCouncilsInput,
    day = today(),
  ): Promise<{ items: SilentCouncil[]; next: string | null; all: number }> {
    if (!organisationsPolicy.canSteward(reader)) throw CouncilNotFound();
    const [population = '2147483647', code = ''] = fromCursor(after, 'number', 'text') ?? [];
    const rows = await this.reads.rows<SilentCouncil & { all: number }>({
      name: 'councils.silent',
      // NOT EXISTS, not EXCEPT: councils are few, and each is looked up by an index.
      text: `WITH silent AS MATERIALIZED (
               SELECT c.code, c.official_name AS name, c.type, c.nation, c.region, c.population, o.fictional
                 FROM councils c
                 JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $1::text[]
                WHERE ${STANDS('c', '$2')}
                  AND ($6::text IS NULL OR c.nation = $6)
                  AND NOT EXISTS (SELECT FROM memberships m
                                   WHERE m.organisation_id = c.organisation_id AND (m.to_on IS NULL OR m.to_on >= $2::date))
                  AND NOT EXISTS (SELECT FROM case_notes n
                                   WHERE n.council_id = c.organisation_id AND n.status = 'published'
                                     AND n.visible_to && $1::text[])
                  AND NOT EXISTS (SELECT FROM spin_outs s JOIN case_notes n ON n.spin_out_id = s.organisation_id
                                   WHERE s.parent_id = c.organisation_id AND n.status = 'published'
                                     AND n.visible_to && $1::text[])
                  AND NOT EXISTS (SELECT FROM council_page_views v
                                   WHERE v.council_id = c.organisation_id
                                     AND v.day > $2::date - interval '1 year'))
             SELECT s.*, (SELECT count(*)::int FROM silent) AS all
               FROM silent s
              WHERE (-coalesce(s.population, -1), s.code) > (-($3::numeric), $4)
              ORDER BY coalesce(s.population, -1) DESC, s.code
              LIMIT $5`,
      values: [reader.keys, day, population, code, limit + 1, nation ?? null],
    });
    const all = rows[0]?.all ?? 0;
    const { items, next } = pageOf(rows, limit, (row) => [row.population ?? -1, row.code]);
    return { items: items.map(({ all: _all, ...row }) => row), next, all };
  }
}
