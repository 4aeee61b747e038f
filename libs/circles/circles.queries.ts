import { Injectable } from '@nestjs/common';
import { type Actor, NOTE_DUE, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { CircleNotFound } from './circles.errors.ts';
import { type CircleListInput } from './circles.inputs.ts';

export interface CircleRow {
  id: string;
  name: string;
  purpose: string | null;
  fictional: boolean;
  memberCount: number;
  /** The reader says who is in it. */
  facilitates: boolean;
  version: number;
  createdAt: Date;
}

export interface CircleMemberRow {
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
  role: 'member' | 'facilitator';
  /** A moment, ISO 8601. */
  since: string;
}

export interface CircleDetail extends CircleRow {
  /** Facilitators first, then by name; the first 200. */
  members: CircleMemberRow[];
}

/** A group that the actor belongs to, and so may ask. */
export interface GroupRow {
  kind: 'circle' | 'organisation';
  id: string;
  name: string;
  fictional: boolean;
}

/** Of circle c, for the person of this id. */
const ROW = (reader: string): string => `
  c.id, c.name, c.purpose, c.fictional, c.version, c.created_at AS "createdAt",
  (SELECT count(*)::int FROM circle_members m WHERE m.circle_id = c.id) AS "memberCount",
  EXISTS (SELECT FROM circle_members m WHERE m.circle_id = c.id AND m.person_id = ${reader}::uuid
             AND m.role = 'facilitator') AS facilitates`;

@Injectable()
export class CirclesQueries {
  constructor(private readonly reads: Reads) {}

  /** The circles that the actor is in, newest first. */
  async mine(actor: Actor, { after, limit }: CircleListInput): Promise<{ items: CircleRow[]; next: string | null }> {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<CircleRow>({
      name: 'circles.mine',
      text: `SELECT ${ROW('$1')}
               FROM circle_members own JOIN circles c ON c.id = own.circle_id AND c.visible_to && $2::text[]
              WHERE own.person_id = $1 AND (c.created_at, c.id) < ($3::timestamptz, $4::uuid)
              ORDER BY c.created_at DESC, c.id DESC LIMIT $5`,
      values: [actor.personId, actor.keys, at, id, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }

  /** With who is in it; throws CircleNotFound. By the keys of now: who has just made it has its key, who has just left not. */
  async circle(reader: Reader, id: string): Promise<CircleDetail> {
    const row = await this.reads.row<CircleDetail>({
      name: 'circles.circle',
      text: `SELECT ${ROW('$2')},
                    (SELECT json_agg(m) FROM (
                       SELECT p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional, m.role, m.since
                         FROM circle_members m JOIN people p ON p.id = m.person_id
                        WHERE m.circle_id = c.id
                        ORDER BY m.role, p.sort_name, p.id LIMIT 200) AS m) AS members
               FROM circles c
              WHERE c.id = $1 AND c.visible_to && (SELECT reader_keys FROM people WHERE id = $2::uuid)`,
      values: [id, reader.personId],
    });
    if (!row) throw CircleNotFound();
    return row;
  }

  /**
   * What somebody who asks has to know: the circles and organisations that they belong to, by name, and whether they are
   * to be told again that their authority may hold what they write.
   */
  async asking(actor: Actor): Promise<{ groups: GroupRow[]; noteDue: boolean }> {
    const row = await this.reads.row<{ groups: GroupRow[]; noteDue: boolean }>({
      name: 'circles.asking',
      text: `SELECT coalesce((SELECT json_agg(g) FROM (
                      (SELECT 'circle' AS kind, c.id, c.name, c.fictional
                         FROM circle_members m JOIN circles c ON c.id = m.circle_id AND c.visible_to && $2::text[]
                        WHERE m.person_id = $1 ORDER BY c.name, c.id LIMIT 50)
                       UNION ALL
                      (SELECT 'organisation', o.id, o.name, o.fictional
                         FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $2::text[]
                        WHERE m.person_id = $1 AND ('organisation:' || o.id) = ANY ($2::text[])
                        ORDER BY o.name, o.id LIMIT 50)) AS g), '[]') AS groups,
                    $3::boolean AND ${NOTE_DUE('$1')} AS "noteDue"`,
      values: [actor.personId, actor.keys, actor.publicSector],
    });
    return row!;
  }
}
