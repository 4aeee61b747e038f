import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { COUNCIL_TYPES, SERVICE_AREAS } from '#libs/taxonomy';
import { type Found, FOUND_JSON, foundItem } from './found.sql.ts';
import { type TriggerCode, TRIGGERS, type WatchAbout } from './triggers.ts';

/** What is watched, as its watcher may know it now. */
export interface WatchSubject {
  about: WatchAbout;
  /** An id, or a code. */
  subject: string;
  title: string;
  /** Of a council. */
  councilCode: string | null;
  councilType: string | null;
}

export interface WatchRow {
  id: string;
  trigger: TriggerCode;
  /** Null: they may no longer read it. */
  subject: WatchSubject | null;
  createdAt: Date;
  /** Newest first, the last few; what they may not read now is not among them. */
  found: Found[];
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const WATCHES_MAX = 100;
const FOUND_MOST = 5;

const CODES: Partial<Record<WatchAbout, Readonly<Record<string, string>>>> = {
  'service-area': SERVICE_AREAS,
  'council-type': COUNCIL_TYPES,
};

/** What stands in the way of watching is that one may not read it: then it is not there. */
const SUBJECTS: Partial<Record<WatchAbout, string>> = {
  'case-note': `SELECT n.title, NULL AS "councilCode", NULL AS "councilType" FROM case_notes n
                 WHERE n.id = $1 AND n.status = 'published' AND n.visible_to && $2::text[]`,
  council: `SELECT o.name AS title, c.code AS "councilCode", c.type AS "councilType"
              FROM organisations o JOIN councils c ON c.organisation_id = o.id WHERE o.id = $1 AND o.visible_to && $2::text[]`,
  'spin-out': `SELECT o.name AS title, NULL AS "councilCode", NULL AS "councilType"
                 FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id WHERE o.id = $1 AND o.visible_to && $2::text[]`,
  question: `SELECT t.title, NULL AS "councilCode", NULL AS "councilType" FROM threads t
              WHERE t.id = $1 AND t.kind = 'question' AND t.merged_at IS NULL AND t.visible_to && $2::text[]`,
};

@Injectable()
export class WatchesQueries {
  constructor(private readonly reads: Reads) {}

  /** One's own, newest first, with what they found. */
  async list(actor: Actor): Promise<WatchRow[]> {
    const rows = await this.reads.rows<
      Omit<WatchRow, 'subject'> & {
        subjectId: string | null;
        code: string | null;
        named: Omit<WatchSubject, 'about'> | null;
      }
    >({
      name: 'watches.mine',
      text: `SELECT w.id, w.trigger, w.subject_id AS "subjectId", w.code, w.created_at AS "createdAt",
                    (SELECT json_build_object('subject', w.subject_id, 'title', s.title, 'councilCode', s.code, 'councilType', s.type) FROM (
                       SELECT n.title, NULL AS code, NULL AS type FROM case_notes n
                        WHERE n.id = w.subject_id AND n.status IN ('published', 'withdrawn') AND n.visible_to && $2::text[]
                        UNION ALL
                       SELECT o.name, c.code, c.type FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
                        WHERE o.id = w.subject_id AND o.visible_to && $2::text[]
                        UNION ALL
                       SELECT t.title, NULL, NULL FROM threads t WHERE t.id = w.subject_id AND t.visible_to && $2::text[]) AS s) AS named,
                    coalesce((SELECT json_agg(x.found) FROM (
                       SELECT ${FOUND_JSON} AS found
                         FROM watch_findings f CROSS JOIN LATERAL (${foundItem('f', '$2::text[]')}) AS i
                        WHERE f.watch_id = w.id AND NOT f.known
                        ORDER BY f.found_at DESC, f.id DESC LIMIT ${FOUND_MOST}) AS x), '[]') AS found
               FROM watches w
              WHERE w.person_id = $1 AND w.trigger = ANY ($3::text[])
              ORDER BY w.created_at DESC, w.id DESC LIMIT ${WATCHES_MAX}`,
      values: [actor.personId, actor.keys, Object.keys(TRIGGERS)],
    });
    return rows.map(({ subjectId: _id, code, named, ...row }) => {
      const { about } = TRIGGERS[row.trigger];
      const subject = code === null ? named && { about, ...named } : ofCode(about, code);
      return { ...row, subject };
    });
  }

  /** What somebody wants to watch, and for what of it they watch already. Throws NotFound. */
  async subject(actor: Actor, about: WatchAbout, subject: string): Promise<WatchSubject & { triggers: TriggerCode[] }> {
    const named = await this.named(actor, about, subject);
    if (named === null) throw new NotFound('watches.no-such-subject', 'thing to watch');
    const rows = await this.reads.rows<{ trigger: TriggerCode }>({
      name: 'watches.of-subject',
      text: `SELECT trigger FROM watches
              WHERE person_id = $1 AND (subject_id::text = $2 OR code = $2) AND trigger = ANY ($3::text[])`,
      values: [actor.personId, named.subject, Object.keys(TRIGGERS)],
    });
    const triggers = rows.map(({ trigger }) => trigger).filter((trigger) => TRIGGERS[trigger].about === about);
    return { ...named, triggers };
  }

  private async named(actor: Actor, about: WatchAbout, subject: string): Promise<WatchSubject | null> {
    if (CODES[about] !== undefined) return ofCode(about, subject);
    if (!ID.test(subject)) return null;
    const row = await this.reads.row<Omit<WatchSubject, 'about' | 'subject'>>({
      name: `watches.subject-${about}`,
      text: SUBJECTS[about]!,
      values: [subject, actor.keys],
    });
    return row && { about, subject: subject.toLowerCase(), ...row };
  }
}

function ofCode(about: WatchAbout, code: string): WatchSubject | null {
  const title = Object.hasOwn(CODES[about]!, code) ? CODES[about]![code]! : null;
  return title === null ? null : { about, subject: code, title, councilCode: null, councilType: null };
}
