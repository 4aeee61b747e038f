import { Injectable } from '@nestjs/common';
import { FileNotFound, type UploadedFile } from '#libs/files';
import { type Actor, hasRole, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';

const COLUMNS = 'f.id, f.name, f.kind, f.size, f.width, f.height, f.alt';

/** Reads of files, by the rule of the post they stand in; nothing says who sent them. */
@Injectable()
export class PostFilesQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * A file that this reader may have: one in a post that they may read; one that is in no post, if it is their own. Who
   * judges a report has what stands in the post, or stood there when it was reported: what they could not read otherwise
   * once the log says that they looked. Throws FileNotFound.
   */
  async readable(reader: Reader, id: string): Promise<UploadedFile> {
    const row = await this.reads.row<UploadedFile>({
      name: 'threads.readable-file',
      text: `SELECT ${COLUMNS}
               FROM files f
               LEFT JOIN post_files pf ON pf.file_id = f.id
               LEFT JOIN posts p ON p.id = pf.post_id
               LEFT JOIN threads t ON t.id = p.thread_id
              WHERE f.id = $1
                AND CASE WHEN pf.post_id IS NULL THEN f.owner_id = $2::uuid
                         ELSE pf.removed_at IS NULL AND t.visible_to && $3::text[]
                              AND (p.hidden_at IS NULL OR p.gone IS NULL AND ($4::boolean OR p.author_id = $2::uuid))
                           OR $4::boolean AND (
                              p.hidden_at IS NOT NULL AND p.gone IS NULL AND pf.removed_at IS NULL
                              OR EXISTS (SELECT FROM reports r
                                          WHERE r.subject = 'post' AND r.subject_id = p.id AND r.status = 'open'))
                              AND (t.visible_to && $3::text[] OR EXISTS (
                                SELECT FROM moderation_log l
                                 WHERE l.subject = 'post' AND l.subject_id = p.id AND l.action = 'look'
                                   AND l.actor_id = $2::uuid))
                    END`,
      values: [id, reader.personId, reader.keys, hasRole(reader, 'moderator')],
    });
    if (!row) throw FileNotFound();
    return row;
  }

  /** One's own that are in no post, or in this one, of these and in this order; others are left out. */
  own(actor: Actor, ids: readonly string[], postId: string | null = null): Promise<UploadedFile[]> {
    return this.reads.rows({
      name: 'threads.own-files',
      text: `SELECT ${COLUMNS}
               FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (id, n) JOIN files f ON f.id = asked.id
               LEFT JOIN post_files pf ON pf.file_id = f.id
              WHERE f.owner_id = $1 AND (pf.post_id IS NULL OR pf.post_id = $3)
              ORDER BY asked.n
              LIMIT 20`,
      values: [actor.personId, ids, postId],
    });
  }

  /** One's own that are in no post, latest first. */
  unposted(actor: Actor): Promise<UploadedFile[]> {
    return this.reads.rows({
      name: 'threads.unposted-files',
      text: `SELECT ${COLUMNS}
               FROM files f
              WHERE f.owner_id = $1 AND NOT EXISTS (SELECT FROM post_files pf WHERE pf.file_id = f.id)
              ORDER BY f.created_at DESC, f.id
              LIMIT 100`,
      values: [actor.personId],
    });
  }
}
