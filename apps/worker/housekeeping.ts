import { Injectable } from '@nestjs/common';
import { Reads } from '#libs/platform/database';

const STATEMENTS = {
  'idempotency-keys': `DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`,
  'rate-limits': `DELETE FROM rate_limits WHERE resets_at < now()`,
  sessions: `DELETE FROM sessions WHERE expires_at < now() - interval '7 days'`,
  'access-tokens': `DELETE FROM access_tokens WHERE expires_at < now() - interval '30 days'`,
  'mail-tokens': `DELETE FROM mail_tokens WHERE expires_at < now() - interval '7 days'`,
  // A work address is there for its link, and no longer.
  'work-addresses': `UPDATE mail_tokens SET address = NULL WHERE address IS NOT NULL AND expires_at < now()`,
  // A dead one is kept longer, so that it can be tried again.
  mails: `
    DELETE FROM mails WHERE state <> 'waiting'
       AND ended_at < now() - CASE state WHEN 'dead' THEN interval '180 days' ELSE interval '30 days' END`,
  // After a year something may be told again.
  digests: `DELETE FROM digests WHERE day < current_date - 400`,
  'digest-runs': `DELETE FROM digest_runs WHERE day < current_date - 400`,
  // After so long an answer to a mail is refused, and its server says so.
  'received-mails': `DELETE FROM received_mails WHERE received_at < now() - interval '30 days'`,
  'mail-addresses': `DELETE FROM reply_addresses WHERE last_mailed_at < now() - interval '1 year'`,
  drafts: `DELETE FROM drafts WHERE saved_at < now() - interval '1 year'`,
  // Taken out of a post by its author: what is reported stays for who judges it. The file itself goes with FilesService.sweep.
  'removed-files': `
    DELETE FROM post_files f WHERE removed_at < now() - interval '7 days'
       AND NOT EXISTS (SELECT FROM reports r WHERE r.subject = 'post' AND r.subject_id = f.post_id AND r.status = 'open')`,
  // The trigger takes from who was invited that they may know of the circle.
  'circle-invitations': `
    UPDATE circle_invitations SET state = 'expired', answered_at = now()
     WHERE state = 'open' AND created_at < now() - interval '30 days'`,
  // The address goes with it.
  'guest-invitations': `
    UPDATE circle_guest_invitations SET state = 'expired', email = NULL, answered_at = now()
     WHERE state = 'open' AND expires_at < now()`,
  'circle-links': `DELETE FROM circle_links WHERE least(expires_at, revoked_at) < now() - interval '30 days'`,
  // Of who asked for a right of reply without an account: there for the answer, and no longer.
  'reply-addresses': `
    UPDATE case_note_replies SET asker_email = NULL
     WHERE asker_email IS NOT NULL AND decided_at < now() - interval '90 days'`,
  // Most rights change by a row, whose trigger keeps the keys in step and tells who holds the sockets; a last day passes
  // without one. Those whose keys still have it are all that is written.
  'ended-memberships': `
    WITH changed AS (
      UPDATE people p SET reader_keys = reader_keys(p.id)
       WHERE p.id IN (SELECT m.person_id FROM memberships m JOIN people holder ON holder.id = m.person_id
                       WHERE m.to_on < current_date
                         AND holder.reader_keys @> ARRAY['organisation:' || m.organisation_id::text])
         AND p.reader_keys IS DISTINCT FROM reader_keys(p.id)
      RETURNING p.id)
    SELECT pg_notify('access', id::text) FROM changed`,
  // The same for where the directory finds them; a week, for a night in which it did not run.
  'ended-workplaces': `
    SELECT refresh_people_facets(ARRAY(
      SELECT person_id FROM memberships WHERE to_on BETWEEN current_date - 7 AND current_date - 1))`,
};

/** Once an hour: what has had its time goes, rights among it. Each statement stands alone and may be run again. */
@Injectable()
export class Housekeeping {
  constructor(private readonly reads: Reads) {}

  async run(): Promise<void> {
    for (const [name, text] of Object.entries(STATEMENTS)) {
      await this.reads.rows({ name: `housekeeping.${name}`, text, values: [] });
    }
  }
}
