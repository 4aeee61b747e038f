import { Injectable } from '@nestjs/common';
import { type Actor, hashToken, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type CircleKind, type Visibility } from './circle-kinds.ts';
import { CircleLinkNotFound, CircleNotFound, NotFacilitator } from './circles.errors.ts';

interface Named {
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
}

export interface CircleRequestRow extends Named {
  id: string;
  answers: { question: string; answer: string }[];
  /** A moment, ISO 8601. */
  createdAt: string;
}

export interface CircleInvitationRow extends Named {
  id: string;
  invitedBy: string;
  /** A moment, ISO 8601. */
  createdAt: string;
}

export interface CircleLinkRow {
  id: string;
  uses: number;
  used: number;
  /** Moments, ISO 8601. */
  expiresAt: string;
  createdAt: string;
}

/** An invitation by mail that waits for an answer. */
export interface GuestInvitationRow {
  id: string;
  email: string;
  /** Moments, ISO 8601. */
  expiresAt: string;
  createdAt: string;
}

/** Who waits to come in, and by what: for facilitators. */
export interface CircleDoor {
  requests: CircleRequestRow[];
  invitations: CircleInvitationRow[];
  guests: GuestInvitationRow[];
  /** Those that still work. */
  links: CircleLinkRow[];
}

/** What a link says to who has it. */
export interface LinkedCircle {
  id: string;
  name: string;
  purpose: string | null;
  kind: CircleKind;
  visibility: Visibility;
  fictional: boolean;
  /** The reader is in it already. */
  isMember: boolean;
  usedUp: boolean;
}

const NAMED = `p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional`;

@Injectable()
export class CircleJoiningQueries {
  constructor(private readonly reads: Reads) {}

  /** Oldest first, at most 100 of each. Throws CircleNotFound, NotFacilitator. */
  async door(actor: Actor, id: string): Promise<CircleDoor> {
    const row = await this.reads.row<CircleDoor & { role: string | null }>({
      name: 'circles.door',
      text: `SELECT m.role,
                    (SELECT coalesce(json_agg(r), '[]') FROM (
                       SELECT r.id, r.answers, r.created_at AS "createdAt", ${NAMED}
                         FROM circle_requests r JOIN people p ON p.id = r.person_id
                        WHERE r.circle_id = c.id AND r.state = 'open' AND m.role = 'facilitator'
                        ORDER BY r.created_at, r.id LIMIT 100) AS r) AS requests,
                    (SELECT coalesce(json_agg(i), '[]') FROM (
                       SELECT i.id, b.name AS "invitedBy", i.created_at AS "createdAt", ${NAMED}
                         FROM circle_invitations i JOIN people p ON p.id = i.person_id JOIN people b ON b.id = i.invited_by
                        WHERE i.circle_id = c.id AND i.state = 'open' AND m.role = 'facilitator'
                        ORDER BY i.created_at, i.id LIMIT 100) AS i) AS invitations,
                    (SELECT coalesce(json_agg(g), '[]') FROM (
                       SELECT g.id, g.email, g.expires_at AS "expiresAt", g.created_at AS "createdAt"
                         FROM circle_guest_invitations g
                        WHERE g.circle_id = c.id AND g.state = 'open' AND g.expires_at > now() AND m.role = 'facilitator'
                        ORDER BY g.created_at, g.id LIMIT 100) AS g) AS guests,
                    (SELECT coalesce(json_agg(l), '[]') FROM (
                       SELECT l.id, l.uses, l.used, l.expires_at AS "expiresAt", l.created_at AS "createdAt" FROM circle_links l
                        WHERE l.circle_id = c.id AND l.revoked_at IS NULL AND l.expires_at > now() AND l.used < l.uses
                          AND m.role = 'facilitator'
                        ORDER BY l.created_at, l.id LIMIT 100) AS l) AS links
               FROM circles c JOIN people me ON me.id = $2
               LEFT JOIN circle_members m ON m.circle_id = c.id AND m.person_id = me.id
              WHERE c.id = $1 AND c.visible_to && me.reader_keys`,
      values: [id, actor.personId],
    });
    if (!row) throw CircleNotFound();
    if (row.role !== 'facilitator') throw new NotFacilitator();
    const { requests, invitations, guests, links } = row;
    return { requests, invitations, guests, links };
  }

  /** Who has the token may know what it opens, and no more. Throws CircleLinkNotFound. */
  async linked(reader: Reader, token: string): Promise<LinkedCircle> {
    const row = await this.reads.row<LinkedCircle>({
      name: 'circles.linked',
      text: `SELECT c.id, c.name, c.purpose, c.kind, c.visibility, c.fictional, l.used >= l.uses AS "usedUp",
                    EXISTS (SELECT FROM circle_members m WHERE m.circle_id = c.id AND m.person_id = $2::uuid) AS "isMember"
               FROM circle_links l JOIN circles c ON c.id = l.circle_id
              WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > now()`,
      values: [hashToken(token), reader.personId],
    });
    if (!row) throw CircleLinkNotFound();
    return row;
  }
}
