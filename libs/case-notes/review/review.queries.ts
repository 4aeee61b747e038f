import { Injectable } from '@nestjs/common';
import { hasRole, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { type NotePart } from './parts.ts';

export interface ReviewCommentRow {
  id: string;
  /** The version of the note that it is about. */
  version: number;
  section: NotePart;
  body: string;
  at: Date;
  /** Null: not answered. An answer may have no words. */
  answeredAt: Date | null;
  answer: string;
}

const COMMENTS_MAX = 200;

@Injectable()
export class ReviewQueries {
  constructor(private readonly reads: Reads) {}

  /** The newest of what moderators said about a note, oldest first; to others than its author and them it is not there. */
  async comments(reader: Reader, id: string): Promise<ReviewCommentRow[]> {
    const rows = await this.reads.rows<ReviewCommentRow>({
      name: 'case-notes.comments',
      text: `SELECT c.id, c.version, c.section, c.body, c.created_at AS at, c.answered_at AS "answeredAt", c.answer
               FROM case_notes n
               LEFT JOIN LATERAL (SELECT * FROM case_note_comments c WHERE c.case_note_id = n.id
                                   ORDER BY c.created_at DESC, c.id DESC LIMIT $5) AS c ON true
              WHERE n.id = $1 AND n.visible_to && $2::text[] AND (n.author_id = $3::uuid OR $4)
              ORDER BY c.created_at, c.id`,
      values: [id, reader.keys, reader.personId, hasRole(reader, 'moderator'), COMMENTS_MAX],
    });
    if (rows.length === 0) throw new NotFound('case-notes.comments-not-found', 'review');
    return rows.filter((row) => (row.id as string | null) !== null);
  }
}
