import { Injectable } from '@nestjs/common';
import { type Actor, NOTE_DUE, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type CircleKind, type Visibility } from './circle-kinds.ts';
import { CircleNotFound, NotMember } from './circles.errors.ts';
import { type CircleListInput } from './circles.inputs.ts';

/** What the reader is to a circle. */
export type Standing = 'facilitator' | 'member' | 'invited' | 'requested' | 'none';

export interface CircleRow {
  id: string;
  name: string;
  purpose: string | null;
  kind: CircleKind;
  visibility: Visibility;
  fictional: boolean;
  /** Null: not for who is outside a private circle. */
  memberCount: number | null;
  /** The reader says who is in it. */
  facilitates: boolean;
  standing: Standing;
  version: number;
  createdAt: Date;
}

export interface CircleMemberRow {
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
  role: 'member' | 'facilitator';
  /** Of this circle alone, and no member of the network. */
  isGuest: boolean;
  /** A moment, ISO 8601. */
  since: string;
}

export interface CircleDetail extends CircleRow {
  questions: string[];
  /** As its facilitators wrote it; null: as for its kind, and for who is not in it. */
  agenda: string | null;
  /**
   * Facilitators first, then by name; the first 200. For a guest the facilitators alone, and for who is outside too; of a
   * private circle nobody.
   */
  members: CircleMemberRow[];
  /** The reader's invitation that waits for an answer. */
  invitation: { by: string; note: string | null } | null;
  /** Of the reader, the latest. */
  request: { id: string; state: 'open' | 'accepted' | 'declined' | 'withdrawn'; sentence: string | null } | null;
  /** Requests that wait; 0 for who does not facilitate it. */
  requestsOpen: number;
}

/** A group that the actor belongs to, and so may ask. */
export interface GroupRow {
  kind: 'circle' | 'organisation';
  id: string;
  name: string;
  fictional: boolean;
}

/** Whether the reader of this id is in circle c: SQL, by who is in it now. */
const INSIDE = (reader: string): string =>
  `EXISTS (SELECT FROM circle_members own WHERE own.circle_id = c.id AND own.person_id = ${reader}::uuid)`;

/** Of circle c, for the person of this id. */
const ROW = (reader: string): string => `
  c.id, c.name, c.purpose, c.kind, c.visibility, c.fictional, c.version, c.created_at AS "createdAt",
  CASE WHEN c.visibility IN ('open', 'restricted') OR ${INSIDE(reader)}
       THEN (SELECT count(*)::int FROM circle_members m WHERE m.circle_id = c.id) END AS "memberCount",
  EXISTS (SELECT FROM circle_members m WHERE m.circle_id = c.id AND m.person_id = ${reader}::uuid
             AND m.role = 'facilitator') AS facilitates,
  coalesce((SELECT m.role FROM circle_members m WHERE m.circle_id = c.id AND m.person_id = ${reader}::uuid),
           (SELECT 'invited' FROM circle_invitations i WHERE i.circle_id = c.id AND i.person_id = ${reader}::uuid AND i.state = 'open'),
           (SELECT 'requested' FROM circle_requests r WHERE r.circle_id = c.id AND r.person_id = ${reader}::uuid AND r.state = 'open'),
           'none') AS standing`;

const LATEST = 'infinity';
const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class CirclesQueries {
  constructor(private readonly reads: Reads) {}

  /** The circles that the actor is in, newest first. */
  async mine(
    actor: Actor,
    { after, limit }: Pick<CircleListInput, 'after' | 'limit'>,
  ): Promise<{ items: CircleRow[]; next: string | null }> {
    const [at = LATEST, id = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
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

  /** Those that the actor is in, is invited to, or has asked: what waits for them first, then by name. At most 200. */
  own(actor: Actor): Promise<CircleRow[]> {
    return this.reads.rows<CircleRow>({
      name: 'circles.own',
      text: `SELECT * FROM (
               SELECT ${ROW('$1')} FROM circles c
                WHERE c.visible_to && $2::text[]
                  AND c.id IN (SELECT circle_id FROM circle_members WHERE person_id = $1
                                UNION SELECT circle_id FROM circle_invitations WHERE person_id = $1 AND state = 'open'
                                UNION SELECT circle_id FROM circle_requests WHERE person_id = $1 AND state = 'open')) AS o
              ORDER BY CASE standing WHEN 'invited' THEN 0 WHEN 'requested' THEN 1 ELSE 2 END, name, id LIMIT 200`,
      values: [actor.personId, actor.keys],
    });
  }

  /** Those that others may know of, newest first; the actor's own are not among them. */
  async listed(
    actor: Actor,
    { kind, after, limit }: Pick<CircleListInput, 'kind' | 'after' | 'limit'>,
  ): Promise<{ items: CircleRow[]; next: string | null }> {
    const [at = LATEST, id = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<CircleRow>({
      name: 'circles.listed',
      text: `SELECT ${ROW('$1')} FROM circles c
              WHERE c.visible_to && $2::text[] AND c.visibility <> 'confidential' AND NOT ${INSIDE('$1')}
                AND c.kind = coalesce($6::text, c.kind) AND (c.created_at, c.id) < ($3::timestamptz, $4::uuid)
              ORDER BY c.created_at DESC, c.id DESC LIMIT $5`,
      values: [actor.personId, actor.keys, at, id, limit + 1, kind ?? null],
    });
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }

  /**
   * As much of it as the reader may know; throws CircleNotFound. By the keys of now: who has just made it has its key, who
   * has just left not.
   */
  async circle(reader: Reader, id: string): Promise<CircleDetail> {
    const row = await this.reads.row<CircleDetail>({
      name: 'circles.circle',
      text: `SELECT ${ROW('$2')}, c.questions,
                    CASE WHEN c.inside_visible_to && me.reader_keys THEN c.agenda END AS agenda,
                    coalesce((SELECT json_agg(m) FROM (
                       SELECT p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional, m.role, m.since,
                              EXISTS (SELECT FROM guests g WHERE g.person_id = p.id) AS "isGuest"
                         FROM circle_members m JOIN people p ON p.id = m.person_id
                        WHERE m.circle_id = c.id
                          AND CASE WHEN NOT c.inside_visible_to && me.reader_keys
                                   THEN m.role = 'facilitator' AND c.visibility IN ('open', 'restricted')
                                   ELSE 'network' = ANY (me.reader_keys) OR m.role = 'facilitator' OR m.person_id = me.id END
                        ORDER BY m.role, p.sort_name, p.id LIMIT 200) AS m), '[]') AS members,
                    (SELECT json_build_object('by', p.name, 'note', i.note)
                       FROM circle_invitations i JOIN people p ON p.id = i.invited_by
                      WHERE i.circle_id = c.id AND i.person_id = me.id AND i.state = 'open') AS invitation,
                    (SELECT json_build_object('id', r.id, 'state', r.state, 'sentence', r.sentence) FROM circle_requests r
                      WHERE r.circle_id = c.id AND r.person_id = me.id ORDER BY r.created_at DESC, r.id DESC LIMIT 1) AS request,
                    (SELECT count(*)::int FROM circle_requests r
                      WHERE r.circle_id = c.id AND r.state = 'open'
                        AND EXISTS (SELECT FROM circle_members f WHERE f.circle_id = c.id AND f.person_id = me.id
                                       AND f.role = 'facilitator')) AS "requestsOpen"
               FROM circles c JOIN people me ON me.id = $2::uuid
              WHERE c.id = $1 AND c.visible_to && me.reader_keys`,
      values: [id, reader.personId],
    });
    if (!row) throw CircleNotFound();
    return row;
  }

  /** The same, for who is in it; throws CircleNotFound, NotMember. */
  async inside(actor: Actor, id: string): Promise<CircleDetail> {
    const circle = await this.circle(actor, id);
    if (circle.standing !== 'member' && circle.standing !== 'facilitator') throw new NotMember();
    return circle;
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
