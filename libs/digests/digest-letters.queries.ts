import { Injectable } from '@nestjs/common';
import { CITATION_JSON, type CitationRow, DID_NOT_WORK, WORKED } from '#libs/case-notes';
import { type DigestRhythm } from '#libs/notifications';
import { Reads } from '#libs/platform/database';
import { type Found, FOUND_JSON, foundItem } from '#libs/watches';
import { OPEN_NOTE, OPEN_QUESTION, SEEN_OR_MUTED } from './open.sql.ts';

export type DigestNote = CitationRow & {
  summary: string;
  lang: string;
  council: string | null;
  serviceAreas: string[];
  result: string;
};

export interface DigestQuestion {
  id: string;
  title: string;
  lang: string;
  serviceAreas: string[];
  replyCount: number;
  /** A day. */
  askedOn: string;
  fictional: boolean;
}

/** What one digest says, by what its reader may read and has not read now. */
export interface DigestLetter {
  /** As they chose by now. */
  rhythm: DigestRhythm;
  /** Null: there is none. */
  worked: DigestNote | null;
  failed: DigestNote | null;
  open: DigestQuestion | null;
  /** Others in their field that nobody has answered. */
  field: DigestQuestion[];
  /** What their watches found that stands nowhere above, each thing once, newest first. */
  found: Found[];
}

const NOTE = (chosen: string, kind: (n: string) => string): string => `
  (SELECT ${CITATION_JSON('n')}::jsonb || jsonb_build_object(
            'summary', n.summary, 'lang', n.lang, 'serviceAreas', n.service_areas, 'result', n.result,
            'council', (SELECT nice_name FROM councils WHERE organisation_id = n.council_id))
     FROM case_notes n
    WHERE n.id = ANY (${chosen}) AND ${OPEN_NOTE('n')} AND n.visible_to && p.reader_keys AND ${kind('n')} LIMIT 1)`;

const QUESTION = `jsonb_build_object(
  'id', t.id, 'title', t.title, 'lang', t.lang, 'serviceAreas', t.service_areas, 'replyCount', t.reply_count,
  'fictional', t.fictional, 'askedOn', (t.created_at AT TIME ZONE 'Europe/London')::date)`;

/** Of a discussion that they have opened since it is no news. */
const FOUND = `
  (SELECT coalesce(jsonb_agg(x.found ORDER BY x.found_at DESC), '[]') FROM (
     SELECT DISTINCT ON (f.item_id) ${FOUND_JSON} AS found, f.found_at
       FROM watch_findings f JOIN watches w ON w.id = f.watch_id AND w.person_id = p.id
      CROSS JOIN LATERAL (${foundItem('f', 'p.reader_keys')}) AS i
      WHERE f.id = ANY (d.found) AND NOT ${SEEN_OR_MUTED('f.item_id', 'p.id')}
      ORDER BY f.item_id, f.found_at DESC) AS x)`;

const QUESTIONS = (chosen: string): string => `
  FROM unnest(${chosen}) WITH ORDINALITY AS q (id, n) JOIN threads t ON t.id = q.id
 WHERE ${OPEN_QUESTION('t')} AND t.visible_to && p.reader_keys AND NOT ${SEEN_OR_MUTED('t.id', 'p.id')}`;

/** What is read when a digest is sent, by the rights of that moment. */
@Injectable()
export class DigestLetters {
  constructor(private readonly reads: Reads) {}

  /** `key` is that of its mail. Null: nothing of what was chosen is left to tell. */
  async letter(personId: string, key: string): Promise<DigestLetter | null> {
    const [kind, , day] = key.split(':');
    const row = await this.reads.row<DigestLetter>({
      name: 'digests.letter',
      text: `SELECT CASE WHEN d.kind = 'watches' THEN 'quarterly' WHEN c.every = 'day' THEN 'daily' ELSE 'weekly' END AS rhythm,
                    ${NOTE('d.worked', WORKED)} AS worked, ${NOTE('d.failed', DID_NOT_WORK)} AS failed,
                    (SELECT ${QUESTION} ${QUESTIONS('d.asked')} LIMIT 1) AS open,
                    (SELECT coalesce(jsonb_agg(${QUESTION} ORDER BY q.n), '[]') ${QUESTIONS('d.field')}
                        AND t.reply_count = 0) AS field,
                    ${FOUND} AS found
               FROM digests d JOIN people p ON p.id = d.person_id
               LEFT JOIN notice_choices c ON c.person_id = p.id AND c.kind = 'digest'
              WHERE d.person_id = $1 AND d.kind = $2 AND d.day = $3::date`,
      values: [personId, kind, day],
    });
    if (row === null) return null;
    const { worked, failed, open, field } = row;
    const above = new Set([worked, failed, open, ...field].map((one) => one?.id));
    const found = row.found.filter(({ id }) => !above.has(id));
    return (worked ?? failed ?? open ?? field[0] ?? found[0]) ? { ...row, found } : null;
  }
}
