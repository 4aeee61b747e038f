import { Injectable } from '@nestjs/common';
import { LIKENESS } from '#libs/organisations';
import { type Actor, fieldIsOpen, type ProfileField } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type PeerInput } from './peers.inputs.ts';
import { SIZES } from './sizes.ts';

export { SIZES } from './sizes.ts';

/** What somebody has in common with what was asked for. */
export type PeerReason = 'serviceArea' | 'stage' | 'like' | 'legalForm' | 'size';

export interface PeerRow {
  id: string;
  name: string;
  practitionerRole: string;
  jobTitle: string | null;
  organisation: string | null;
  fictional: boolean;
  reasons: PeerReason[];
}

/** Of each reason so many are looked at: who fits more than one is found all the same in any network there will be. */
const MOST_EACH = 2_000;
const ALIKE = 20;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class PeersQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * Members who share at least one of the things asked for, those who share more first, then by name. Not who asks, and
   * nobody who sells advice. Nothing asked for finds nobody. One statement.
   */
  async find(actor: Actor, input: PeerInput): Promise<{ items: PeerRow[]; next: string | null }> {
    const [matches = '99', name = '', id = FIRST_UUID] = fromCursor(input.after, 'number', 'text', 'id') ?? [];
    const values: unknown[] = [actor.keys, actor.personId, Number(matches), name, id, input.limit + 1];
    const arms = armsOf(input, (value) => `$${values.push(value)}`);
    if (arms.length === 0) return { items: [], next: null };
    const rows = await this.reads.rows<PeerRow & { matches: number; sortName: string }>({
      name: null,
      text: `
        WITH fits AS MATERIALIZED (
          SELECT person_id, array_agg(DISTINCT reason ORDER BY reason) AS reasons, count(DISTINCT reason)::int AS matches
            FROM (${arms.join(' UNION ALL ')}) AS arms
           WHERE person_id <> $2 GROUP BY person_id)
        SELECT p.id, p.name, p.practitioner_role AS "practitionerRole", p.fictional,
               CASE WHEN ${open('jobTitle')} THEN p.job_title END AS "jobTitle",
               p.sort_name AS "sortName", f.reasons, f.matches,
               (SELECT o.name FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $1::text[]
                 WHERE ${open('organisations')} AND m.person_id = p.id AND (m.to_on IS NULL OR m.to_on >= current_date)
                 ORDER BY m.from_on DESC NULLS LAST, o.name LIMIT 1) AS organisation
          FROM fits f JOIN people p ON p.id = f.person_id
         WHERE p.visible_to && $1::text[] AND p.practitioner_role <> 'paid_adviser'
           AND (-f.matches, p.sort_name, p.id) > (-$3::int, $4, $5::uuid)
         ORDER BY f.matches DESC, p.sort_name, p.id
         LIMIT $6`,
      values,
    });
    const { items, next } = pageOf(rows, input.limit, (row) => [row.matches, row.sortName, row.id]);
    return { items: items.map(({ matches: _, sortName: __, ...row }) => row), next };
  }
}

/** SQL: whether who asks ($1 their keys, $2 their id) may know a field of `people p`. */
const open = (field: ProfileField): string => fieldIsOpen(field, { of: 'p', keys: '$1', reader: '$2' });

const arm = (reason: PeerReason, from: string): string =>
  `(SELECT x.person_id, '${reason}' AS reason FROM (${from} LIMIT ${MOST_EACH}) AS x)`;
const members = (where: string): string => `
  SELECT m.person_id FROM spin_outs s
    JOIN organisations o ON o.id = s.organisation_id AND o.visible_to && $1::text[]
    JOIN memberships m ON m.organisation_id = s.organisation_id
    JOIN people p ON p.id = m.person_id AND ${open('organisations')} WHERE ${where}`;

/** One for each thing asked for: who has it. Each starts from an index. */
function armsOf({ serviceArea, stage, like, legalForm, size }: PeerInput, add: (value: unknown) => string): string[] {
  const arms: string[] = [];
  if (serviceArea !== undefined) {
    arms.push(
      arm(
        'serviceArea',
        `SELECT id AS person_id FROM people p
          WHERE service_areas @> ARRAY[${add(serviceArea)}] AND ${open('serviceAreas')}`,
      ),
    );
  }
  if (stage !== undefined) {
    arms.push(
      arm(
        'stage',
        `SELECT id AS person_id FROM people p WHERE stages_lived @> ARRAY[${add(stage)}] AND ${open('stagesLived')}`,
      ),
    );
  }
  if (legalForm !== undefined) arms.push(arm('legalForm', members(`s.legal_form = ${add(legalForm)}`)));
  if (size !== undefined) {
    const [least, most] = SIZES[size];
    arms.push(arm('size', members(`s.staff BETWEEN ${add(least)} AND ${add(most)}`)));
  }
  if (like !== undefined) {
    const council = `SELECT c.organisation_id FROM councils c WHERE c.code = upper(${add(like)})`;
    const alike = `SELECT organisation_id FROM (${council}) AS own (organisation_id)
                   UNION ALL
                   SELECT council_id FROM (SELECT * FROM (${LIKENESS(council, 'current_date')}) AS l
                                            ORDER BY distance, council_id LIMIT ${ALIKE}) AS nearest`;
    arms.push(
      arm(
        'like',
        `WITH alike AS MATERIALIZED (${alike})
         SELECT m.person_id FROM memberships m JOIN people p ON p.id = m.person_id AND ${open('organisations')}
          WHERE m.organisation_id IN (SELECT organisation_id FROM alike
                                      UNION SELECT s.organisation_id FROM spin_outs s JOIN alike a ON a.organisation_id = s.parent_id)`,
      ),
    );
  }
  return arms;
}
