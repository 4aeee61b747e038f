import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { networkOf, type Reader } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { renderMarkdown } from '#libs/platform/markdown';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { CaseNoteNotFound } from '../case-notes.errors.ts';
import { RequestsFull } from './responses.errors.ts';
import { type ReplyRequestInput } from './responses.inputs.ts';
import { keepStanding } from './standing.ts';

const BY_ADDRESS: Limit = { name: 'case-notes.reply-requests', most: 5, seconds: 3_600 };
/** More that wait at one note are no requests. */
const WAITING_MAX = 20;
/** Nothing that is read for something else: no I, O, 0 or 1. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * The right of reply of who has no account: an organisation that a note names, whether it has a page here or not. It
 * waits for moderators like any other. Nothing of it says whether an address has an account.
 */
@Injectable()
export class ReplyRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly limits: RateLimits,
  ) {}

  /** Gives the reference; sent twice the same. Throws TooMany, and CaseNoteNotFound for a note that is not published. */
  async ask(reader: Reader, id: string, input: ReplyRequestInput, ip: string): Promise<string> {
    await this.limits.take(BY_ADDRESS, networkOf(ip));
    return this.transactions.run(async (tx) => {
      const [note] = await tx.query<{ waiting: number }[]>(
        `SELECT (SELECT count(*)::int FROM case_note_replies r
                  WHERE r.case_note_id = n.id AND r.status = 'asked' AND r.reference IS NOT NULL) AS waiting
           FROM case_notes n WHERE n.id = $1 AND n.status = 'published' AND n.visible_to && $2::text[] FOR UPDATE`,
        [id, reader.keys],
      );
      if (!note) throw CaseNoteNotFound();
      const { organisation, role, email, body } = input;
      const [earlier] = await tx.query<{ reference: string }[]>(
        `SELECT reference FROM case_note_replies
          WHERE case_note_id = $1 AND lower(asker_email) = lower($2) AND md5(body) = md5($3) AND status = 'asked'
            AND reference IS NOT NULL`,
        [id, email, body],
      );
      if (earlier) return earlier.reference;
      if (note.waiting >= WAITING_MAX) throw new RequestsFull();
      const reference = newReference();
      await tx.query(
        `INSERT INTO case_note_replies (case_note_id, reference, organisation, asker_role, asker_email, body, body_html)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, reference, organisation, role, email, body, renderMarkdown(body)],
      );
      await keepStanding(tx, id);
      return reference;
    });
  }
}

const newReference = (): string => `RR-${Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
