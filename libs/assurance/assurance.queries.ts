import { Injectable } from '@nestjs/common';
import { hashToken, type Reader } from '#libs/people';
import { Reads, Transactions } from '#libs/platform/database';
import { PackNotFound } from './assurance.errors.ts';
import { type AssuranceField } from './assurance.words.ts';

type Words = Record<AssuranceField, string | null>;

interface SpinOutHead {
  id: string;
  name: string;
  fictional: boolean;
  summary: string | null;
}

/** What a visitor by a link reads. */
export interface SharedPack {
  spinOut: SpinOutHead;
  words: Words;
  checkedOn: string;
  expiresAt: string;
}

interface LinkRow {
  id: string;
  purpose: string;
  createdAt: string;
  expiresAt: string;
  withdrawnAt: string | null;
  works: boolean;
  visits: number;
  lastVisitedOn: string | null;
}

/** What its members and editors see. */
export interface OwnPack {
  spinOut: SpinOutHead;
  /** Null: nobody has written it. */
  pack: { words: Words; checkedOn: string; version: number } | null;
  /** Newest first; for its editors. */
  links: LinkRow[];
}

const WORDS = (p: string): string => `json_build_object('insurer', ${p}.insurer, 'stepIn', ${p}.step_in,
  'exitPlan', ${p}.exit_plan, 'keyPeople', ${p}.key_people, 'inspections', ${p}.inspections)`;

const HEAD = `json_build_object('id', o.id, 'name', o.name, 'fictional', o.fictional, 'summary', o.summary)`;

@Injectable()
export class AssuranceQueries {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
  ) {}

  /** For its members and editors; to others it is not there (PackNotFound). */
  async own(reader: Reader, spinOutId: string): Promise<OwnPack> {
    const row = await this.reads.row<OwnPack>({
      name: 'assurance.own',
      text: `SELECT ${HEAD} AS "spinOut",
                    (SELECT json_build_object('words', ${WORDS('p')}, 'checkedOn', p.checked_on, 'version', p.version)
                       FROM assurance_packs p
                      WHERE p.spin_out_id = o.id AND p.visible_to && $2::text[]) AS pack,
                    coalesce((SELECT json_agg(json_build_object(
                                       'id', l.id, 'purpose', l.purpose, 'createdAt', l.created_at,
                                       'expiresAt', l.expires_at, 'withdrawnAt', l.withdrawn_at,
                                       'works', l.withdrawn_at IS NULL AND l.expires_at > now(),
                                       'visits', l.visits, 'lastVisitedOn', l.last_visited_on)
                                     ORDER BY l.created_at DESC, l.id DESC)
                                FROM (SELECT * FROM assurance_links l
                                       WHERE l.spin_out_id = o.id AND ARRAY['edits:' || o.id::text] && $2::text[]
                                       ORDER BY l.created_at DESC LIMIT 50) l), '[]') AS links
               FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
              WHERE o.id = $1 AND o.visible_to && $2::text[]
                AND ARRAY['organisation:' || o.id::text, 'edits:' || o.id::text] && $2::text[]`,
      values: [spinOutId, reader.keys],
    });
    if (!row) throw PackNotFound();
    return row;
  }

  /** By the token of a link, whoever has it; one statement counts the visit too. Throws PackNotFound. */
  async shared(token: string): Promise<SharedPack> {
    const [row] = await this.transactions.statement<SharedPack>(
      `WITH visited AS (
         UPDATE assurance_links SET visits = visits + 1, last_visited_on = current_date
          WHERE token_hash = $1 AND withdrawn_at IS NULL AND expires_at > now()
         RETURNING spin_out_id, expires_at)
       SELECT ${HEAD} AS "spinOut", ${WORDS('p')} AS words, p.checked_on::text AS "checkedOn",
              to_json(v.expires_at) #>> '{}' AS "expiresAt"
         FROM visited v
         JOIN assurance_packs p ON p.spin_out_id = v.spin_out_id
         JOIN organisations o ON o.id = v.spin_out_id`,
      [hashToken(token.slice(0, 200))],
    );
    if (!row) throw PackNotFound();
    return row;
  }
}
