import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type Readership } from './readership.ts';
import { ThreadNotFound } from './threads.errors.ts';

interface InvitedRow {
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
}

export interface AudienceRow extends Readership {
  id: string;
  title: string;
  version: number;
  /** The reader asked it. */
  own: boolean;
  masked: boolean;
  /** How many people beside who asked have written. */
  writers: number;
  /** Who was invited, by name; the asker is not among them. */
  invited: InvitedRow[];
}

/** Who may read a discussion, for those who can read it. */
@Injectable()
export class AudienceQueries {
  constructor(private readonly reads: Reads) {}

  /** Who reads it now, and will. Throws ThreadNotFound. */
  async readership(reader: Reader, threadId: string): Promise<Readership> {
    const row = await this.reads.row<Readership>({
      name: 'threads.readership',
      text: `SELECT audience, audience_id AS "audienceId", confidential_until::text AS "confidentialUntil",
                    opens_to AS "opensTo"
               FROM threads WHERE id = $1 AND visible_to && $2::text[]`,
      values: [threadId, reader.keys],
    });
    if (!row) throw ThreadNotFound();
    return row;
  }

  /** Throws ThreadNotFound. */
  async audience(reader: Reader, threadId: string): Promise<AudienceRow> {
    const row = await this.reads.row<AudienceRow>({
      name: 'threads.audience',
      text: `SELECT t.id, t.title, t.version, t.audience, t.audience_id AS "audienceId", t.confidential_until::text AS "confidentialUntil",
                    t.opens_to AS "opensTo", t.author_id = $3::uuid AS own, t.mask IS NOT NULL AS masked,
                    (SELECT count(DISTINCT p.author_id)::int FROM posts p
                      WHERE p.thread_id = t.id AND p.author_id <> t.author_id) AS writers,
                    CASE WHEN t.audience = 'invited' THEN coalesce((SELECT json_agg(i) FROM (
                       SELECT p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional
                         FROM thread_invitations v JOIN people p ON p.id = v.person_id
                        WHERE v.thread_id = t.id AND v.person_id <> t.author_id
                        ORDER BY p.sort_name, p.id LIMIT 100) AS i), '[]') ELSE '[]'::json END AS invited
               FROM threads t
              WHERE t.id = $1 AND t.visible_to && $2::text[]`,
      values: [threadId, reader.keys, reader.personId],
    });
    if (!row) throw ThreadNotFound();
    return row;
  }
}
