import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type FactDetails } from './kinds.ts';

/** Ways to go on, or not to, each with what to ask oneself before. */
export const INDEPENDENCE_OPTIONS = {
  stay: {
    label: 'Stay as you are',
    questions: [
      'Would you survive the loss of your largest contract?',
      'Who would stand in if two of your leaders left?',
      'What can you not do alone that buyers ask for?',
    ],
  },
  consortium: {
    label: 'Join a consortium',
    questions: [
      'Who bids, who signs, and who pays if one of you fails?',
      'Can you leave without losing the contract?',
      'Do staff of each member keep their say?',
    ],
  },
  'joint-venture': {
    label: 'Form a joint venture',
    questions: [
      'Who holds how much, and what needs everybody’s consent?',
      'What does the partner bring that money cannot buy you?',
      'What happens to staff seats when the partner sells?',
    ],
  },
  merge: {
    label: 'Merge into a larger organisation',
    questions: [
      'Which of staff seats, name, asset lock and surplus are you ready to lose?',
      'What is written down, and who can change it later?',
      'What would the service look like in three years?',
    ],
  },
  'wind-up': {
    label: 'Wind up',
    questions: [
      'Who runs the service on the day after?',
      'Do staff transfer, and on whose terms?',
      'Where do the assets go, by your own rules?',
    ],
  },
} as const;

/** One who went that way. */
export interface Independence {
  option: keyof typeof INDEPENDENCE_OPTIONS;
  id: string;
  name: string;
  fictional: boolean;
  /** The day on which it went that way; of who stays, the day it went live. */
  since: string;
  /** Three years after that day. Of a merger: what became of the organisation it is part of. */
  after: 'trading' | 'closed' | 'insourced' | 'merged' | 'sold' | 'too_early' | 'not_known';
  succeededBy: { id: string; kind: string; name: string } | null;
  /** Null: not recorded. */
  kept: FactDetails<'independence'> | null;
  notes: { id: string; title: string }[];
}

const AFTER = (ended: string, how: string): string => `
  CASE WHEN m.since + interval '3 years' > current_date THEN 'too_early'
       WHEN ${ended} IS NULL OR ${ended} > m.since + interval '3 years' THEN 'trading'
       ELSE coalesce(${how}, 'not_known') END`;

@Injectable()
export class IndependenceQueries {
  constructor(private readonly reads: Reads) {}

  /** By option, the latest first. Who stays has been there for three years at least. */
  cases(reader: Reader): Promise<Independence[]> {
    return this.reads.rows<Independence>({
      name: 'independence.cases',
      text: `WITH moves AS (
               SELECT CASE f.details ->> 'form' WHEN 'consortium' THEN 'consortium' ELSE 'joint-venture' END AS option,
                      f.spin_out_id AS id, f.from_on AS since
                 FROM spin_out_facts f
                WHERE f.kind = 'partnership' AND f.details ->> 'form' IN ('consortium', 'joint_venture')
                  AND f.removed_at IS NULL AND f.visible_to && $1::text[]
               UNION ALL
               SELECT CASE s.ended_how WHEN 'merged' THEN 'merge' ELSE 'wind-up' END, s.organisation_id, s.ended_on
                 FROM spin_outs s WHERE s.ended_how IN ('merged', 'closed') AND s.ended_on IS NOT NULL),
             cases AS (
               SELECT * FROM moves
               UNION ALL
               SELECT 'stay', s.organisation_id, s.went_live_on FROM spin_outs s
                WHERE s.went_live_on <= current_date - interval '3 years' AND s.ended_on IS NULL
                  AND NOT EXISTS (SELECT FROM moves v WHERE v.id = s.organisation_id)),
             latest AS (
               SELECT c.*, row_number() OVER (PARTITION BY c.option ORDER BY c.since DESC, c.id) AS place FROM cases c)
             SELECT m.option, o.id, o.name, o.fictional, m.since::text,
                    CASE m.option
                      WHEN 'wind-up' THEN 'closed'
                      WHEN 'merge' THEN CASE WHEN h.organisation_id IS NULL THEN 'not_known'
                                             ELSE ${AFTER('h.ended_on', 'h.ended_how')} END
                      ELSE ${AFTER('s.ended_on', 's.ended_how')} END AS after,
                    (SELECT json_build_object('id', w.id, 'kind', w.kind, 'name', w.name) FROM organisations w
                      WHERE w.id = s.succeeded_by AND w.visible_to && $1::text[]) AS "succeededBy",
                    (SELECT f.details FROM spin_out_facts f
                      WHERE f.spin_out_id = o.id AND f.kind = 'independence' AND f.removed_at IS NULL
                        AND f.visible_to && $1::text[]
                      ORDER BY f.from_on DESC LIMIT 1) AS kept,
                    coalesce((SELECT json_agg(json_build_object('id', n.id, 'title', n.title))
                                FROM (SELECT n.id, n.title FROM case_notes n
                                       WHERE n.spin_out_id = o.id AND n.status = 'published' AND n.visible_to && $1::text[]
                                       ORDER BY n.published_at DESC LIMIT 3) n), '[]') AS notes
               FROM latest m
               JOIN spin_outs s ON s.organisation_id = m.id
               JOIN organisations o ON o.id = m.id AND o.visible_to && $1::text[]
               LEFT JOIN spin_outs h ON h.organisation_id = s.succeeded_by
              WHERE m.place <= 20
              ORDER BY m.option, m.since DESC, o.id`,
      values: [reader.keys],
    });
  }
}
