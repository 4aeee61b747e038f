import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { COUNCIL_TYPES } from '#libs/taxonomy';
import { today } from './day.ts';
import { STANDS } from './likeness.sql.ts';
import { type Posture } from './posture.ts';
import { type PostureCount, type PostureTotals, totalsOf } from './posture-totals.ts';

export interface PostureChange {
  posture: Posture;
  shown: boolean;
  note: string | null;
  /** Null: no longer there, or not to be seen. */
  by: string | null;
  at: string;
}

export interface PosturesByGroup {
  byType: PostureTotals[];
  byRegion: PostureTotals[];
}

@Injectable()
export class PosturesQueries {
  constructor(private readonly reads: Reads) {}

  /** Every change, the newest first, at most a hundred; none for who is not on the team. */
  history(reader: Reader, councilId: string): Promise<PostureChange[]> {
    return this.reads.rows<PostureChange>({
      name: 'postures.history',
      text: `SELECT h.posture, h.shown, h.note, p.name AS by, h.changed_at AS at
               FROM council_posture_changes h
               LEFT JOIN people p ON p.id = h.changed_by AND p.visible_to && $2::text[]
              WHERE h.council_id = $1 AND h.visible_to && $2::text[]
              ORDER BY h.changed_at DESC, h.id DESC
              LIMIT 100`,
      values: [councilId, reader.keys],
    });
  }

  /**
   * How many teams of the councils that stand today say what, by type and by region. Everybody may read it: also teams
   * that are not shown count, so cells under five are left out (totalsOf).
   */
  async totals(reader: Reader, day = today()): Promise<PosturesByGroup> {
    const counts = await this.reads.rows<PostureCount & { kind: 'type' | 'region' }>({
      name: 'postures.totals',
      text: `WITH said AS (
               SELECT c.type, coalesce(nullif(c.region, ''), c.nation) AS region, p.posture
                 FROM councils c
                 JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $1::text[]
                 LEFT JOIN council_postures p ON p.council_id = c.organisation_id
                WHERE ${STANDS('c', '$2')})
             SELECT 'type' AS kind, type AS group, posture, count(*)::int AS councils FROM said GROUP BY type, posture
             UNION ALL
             SELECT 'region', region, posture, count(*)::int FROM said GROUP BY region, posture
             ORDER BY 1, 2`,
      values: [reader.keys, day],
    });
    // Rows without a posture only say that there is such a type or region.
    const of = (kind: string, order: readonly string[]): PostureTotals[] =>
      totalsOf(
        counts.filter((count) => count.kind === kind),
        order,
      );
    const types = new Set(counts.filter(({ kind }) => kind === 'type').map(({ group }) => group));
    const regions = new Set(counts.filter(({ kind }) => kind === 'region').map(({ group }) => group));
    return {
      byType: of(
        'type',
        Object.keys(COUNCIL_TYPES).filter((type) => types.has(type)),
      ),
      byRegion: of('region', [...regions].toSorted()),
    };
  }
}
