import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { ANSWERED } from './answer-invitations.ts';
import { ThreadNotFound } from './threads.errors.ts';

export interface SentInvitation {
  id: string;
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
  /** What was declined waits until it lapses. */
  state: 'waiting' | 'answered' | 'lapsed';
  /** A moment, ISO 8601. */
  expiresAt: string;
}

export interface InvitingRow {
  id: string;
  title: string;
  sent: SentInvitation[];
}

export interface ReceivedInvitation {
  id: string;
  threadId: string;
  title: string;
  /** First name and role, or the label under which they asked; of who invited. */
  by: string;
  note: string | null;
  expiresAt: Date;
}

@Injectable()
export class AnswerInvitationsQueries {
  constructor(private readonly reads: Reads) {}

  /** A discussion with whom the actor invited to answer it; throws ThreadNotFound. */
  async by(actor: Actor, threadId: string): Promise<InvitingRow> {
    const row = await this.reads.row<InvitingRow>({
      name: 'threads.invitations-by',
      text: `SELECT t.id, t.title, ${SENT_BY('$3')} AS sent
               FROM threads t WHERE t.id = $1 AND t.visible_to && $2::text[]`,
      values: [threadId, actor.keys, actor.personId],
    });
    if (!row) throw ThreadNotFound();
    return row;
  }

  /** What the actor is invited to answer, newest first: neither answered nor declined, and not lapsed. */
  received(actor: Actor): Promise<ReceivedInvitation[]> {
    return this.reads.rows<ReceivedInvitation>({
      name: 'threads.invitations-received',
      text: `SELECT i.id, t.id AS "threadId", t.title, i.note, i.expires_at AS "expiresAt", ${INVITER} AS by
               FROM ${RECEIVED('$1', '$2')} ORDER BY i.created_at DESC, i.id LIMIT 20`,
      values: [actor.personId, actor.keys],
    });
  }
}

/** SQL: whom a person invited to answer thread t, latest first, as JSON. */
export const SENT_BY = (person: string): string => `
  coalesce((SELECT json_agg(s) FROM (
     SELECT i.id, p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional,
            CASE WHEN ${ANSWERED('i')} THEN 'answered' WHEN i.expires_at <= now() THEN 'lapsed'
                 ELSE 'waiting' END AS state, i.expires_at AS "expiresAt"
       FROM answer_invitations i JOIN people p ON p.id = i.person_id
      WHERE i.thread_id = t.id AND i.invited_by = ${person} ORDER BY i.created_at DESC LIMIT 100) AS s), '[]')`;

/** SQL: who invited by i to thread t, as who was invited may know it. A masked asker invites as one. */
export const INVITER = `
  CASE WHEN t.author_id = i.invited_by AND t.mask IS NOT NULL THEN t.mask ELSE substring(b.name FROM '^\\S+') END`;

/** SQL: the invitations i of a person that are open, with their threads t and who sent them b. */
export const RECEIVED = (person: string, keys: string): string => `
  answer_invitations i
  JOIN threads t ON t.id = i.thread_id AND t.visible_to && ${keys}::text[] AND t.locked_at IS NULL
  JOIN people b ON b.id = i.invited_by
 WHERE i.person_id = ${person} AND NOT i.withheld AND i.declined_at IS NULL AND i.expires_at > now()
   AND NOT ${ANSWERED('i')}`;
