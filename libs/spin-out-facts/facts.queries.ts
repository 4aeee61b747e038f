import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { FactNotFound } from './facts.errors.ts';
import { type CHALLENGE_OUTCOMES, type FactInputOf, type OpenChallengesInput } from './facts.inputs.ts';
import { type FACT_AUDIENCES, type FactDetails, type FactKind, type SOURCE_KINDS } from './kinds.ts';

/** A fact as it is shown, with where it comes from, who recorded it and when. */
export interface FactRow<K extends FactKind = FactKind> {
  id: string;
  kind: K;
  fromOn: string;
  toOn: string | null;
  details: FactDetails<K>;
  note: string | null;
  sourceKind: keyof typeof SOURCE_KINDS;
  source: string;
  sourceUrl: string | null;
  audience: keyof typeof FACT_AUDIENCES;
  /** Null: unknown, or the reader may not see who. */
  recordedBy: { id: string; name: string } | null;
  recordedAt: Date;
  version: number;
  /** Of those that this reader may see. */
  openChallenges: number;
}

export interface ChallengeRow {
  id: string;
  reason: string;
  raisedAt: Date;
  challenger: { id: string; name: string } | null;
  outcome: keyof typeof CHALLENGE_OUTCOMES | null;
  answer: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  /** The reader raised it. */
  own: boolean;
}

interface LogRow {
  id: string;
  at: Date;
  what: 'recorded' | 'changed' | 'removed' | 'challenged' | 'answered';
  by: string | null;
  /** Of a change, for editors and data stewards: the fact as its input had it. */
  was: (FactInputOf & Readonly<Record<string, unknown>>) | null;
}

export type FactPage = FactRow & {
  spinOut: { id: string; name: string; fictional: boolean; legalForm: string | null };
  challenges: ChallengeRow[];
  log: LogRow[];
};

export interface OpenChallenge {
  id: string;
  reason: string;
  raisedAt: Date;
  /** Of a fact; else null, as its kind. */
  factId: string | null;
  kind: FactKind | null;
  /** Of a stage or a field of the profile; else null. */
  about: string | null;
  stage: string | null;
  spinOut: { id: string; name: string };
}

export interface AlternativeOf {
  id: string;
  name: string;
  fictional: boolean;
}

/** Far more than one organisation has in a lifetime; a page shows them all. */
const FACTS_MAX = 500;

export const NAMED = (id: string): string =>
  `(SELECT json_build_object('id', p.id, 'name', p.name) FROM people p WHERE p.id = ${id} AND p.visible_to && $1::text[])`;

const FACT = `
  f.id, f.kind, f.from_on::text AS "fromOn", f.to_on::text AS "toOn", f.details, f.note, f.source_kind AS "sourceKind",
  f.source, f.source_url AS "sourceUrl", f.audience, f.recorded_at AS "recordedAt", f.version,
  ${NAMED('f.recorded_by')} AS "recordedBy",
  (SELECT count(*)::int FROM spin_out_fact_challenges c
    WHERE c.fact_id = f.id AND c.answered_at IS NULL AND c.visible_to && $1::text[]) AS "openChallenges"`;

/** The challenges that the reader ($1) may see, as JSON, newest first; `own` by the reader's id. */
export const CHALLENGES = (where: string, reader: string): string => `
  coalesce((SELECT json_agg(json_build_object('id', c.id, 'reason', c.reason, 'raisedAt', c.raised_at,
                                              'challenger', ${NAMED('c.challenger_id')}, 'outcome', c.outcome,
                                              'answer', c.answer, 'answeredAt', c.answered_at,
                                              'answeredBy', ${NAMED('c.answered_by')} ->> 'name',
                                              'own', c.challenger_id IS NOT DISTINCT FROM ${reader}::uuid)
                            ORDER BY c.raised_at DESC, c.id DESC)
              FROM (SELECT * FROM spin_out_fact_challenges c
                     WHERE ${where} AND c.visible_to && $1::text[]
                     ORDER BY c.raised_at DESC LIMIT 50) c), '[]')`;

/** The keys of those who may change the fact `f`. */
const EDITORS = `ARRAY['edits:' || f.spin_out_id::text, 'role:organisation_editor', 'role:data_steward',
                       'role:administrator']`;

const READABLE = `f.removed_at IS NULL AND f.visible_to && $1::text[] AND o.visible_to && $1::text[]`;

@Injectable()
export class SpinOutFactsQueries {
  constructor(private readonly reads: Reads) {}

  /** Everything on record about a spin-out that this reader may read; by kind, newest first. None for one not seen. */
  ofSpinOut(reader: Reader, spinOutId: string): Promise<FactRow[]> {
    return this.reads.rows<FactRow>({
      name: 'spin-out-facts.of-spin-out',
      text: `SELECT ${FACT}
               FROM spin_out_facts f JOIN organisations o ON o.id = f.spin_out_id
              WHERE f.spin_out_id = $2 AND ${READABLE}
              ORDER BY f.kind, f.from_on DESC, f.id DESC
              LIMIT ${FACTS_MAX}`,
      values: [reader.keys, spinOutId],
    });
  }

  /** As ofSpinOut(), and what other spin-outs had accepted in place of a tender's tests, each with whose it is. */
  withAlternatives(reader: Reader, spinOutId: string): Promise<(FactRow & { of: AlternativeOf })[]> {
    return this.reads.rows<FactRow & { of: AlternativeOf }>({
      name: 'spin-out-facts.with-alternatives',
      text: `(SELECT ${FACT}, json_build_object('id', o.id, 'name', o.name, 'fictional', o.fictional) AS of
                FROM spin_out_facts f JOIN organisations o ON o.id = f.spin_out_id
               WHERE f.spin_out_id = $2 AND ${READABLE}
               ORDER BY f.kind, f.from_on DESC, f.id DESC
               LIMIT ${FACTS_MAX})
             UNION ALL
             (SELECT ${FACT}, json_build_object('id', o.id, 'name', o.name, 'fictional', o.fictional) AS of
                FROM spin_out_facts f JOIN organisations o ON o.id = f.spin_out_id
               WHERE f.kind = 'tender-alternative' AND f.spin_out_id <> $2 AND ${READABLE}
               ORDER BY f.from_on DESC, f.id DESC
               LIMIT 100)`,
      values: [reader.keys, spinOutId],
    });
  }

  /** One fact with the challenges that this reader may see and its log; throws FactNotFound. */
  async page(reader: Reader, spinOutId: string, id: string): Promise<FactPage> {
    const row = await this.reads.row<Serialised>({
      name: 'spin-out-facts.page',
      text: `SELECT ${FACT},
                    json_build_object('id', o.id, 'name', o.name, 'fictional', o.fictional,
                                      'legalForm', s.legal_form) AS "spinOut",
                    ${CHALLENGES('c.fact_id = f.id', '$4')} AS challenges,
                    coalesce((SELECT json_agg(json_build_object('id', l.id, 'at', l.at, 'what', l.what,
                                                                'by', ${NAMED('l.person_id')} ->> 'name',
                                                                'was', CASE WHEN ${EDITORS} && $1::text[]
                                                                            THEN l.was END)
                                     ORDER BY l.at DESC, l.id DESC)
                                FROM (SELECT * FROM spin_out_fact_log l
                                       -- That somebody doubts it is for those who see the challenge.
                                       WHERE l.fact_id = f.id AND l.what IN ('recorded', 'changed')
                                       ORDER BY l.at DESC, l.id DESC LIMIT 50) l), '[]') AS log
               FROM spin_out_facts f
               JOIN organisations o ON o.id = f.spin_out_id
               JOIN spin_outs s ON s.organisation_id = o.id
              WHERE f.id = $3 AND f.spin_out_id = $2 AND ${READABLE}`,
      values: [reader.keys, spinOutId, id, reader.personId],
    });
    if (!row) throw FactNotFound();
    return {
      ...row,
      challenges: row.challenges.map(withMoments),
      log: row.log.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    };
  }

  /** Challenges without an answer that this reader may see, oldest first: of editors and data stewards, and their own. */
  async openChallenges(
    reader: Reader,
    { after, limit }: OpenChallengesInput,
  ): Promise<{ items: OpenChallenge[]; next: string | null }> {
    const [at = null, id = null] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<OpenChallenge>({
      name: 'spin-out-facts.open-challenges',
      text: `SELECT c.id, c.reason, c.raised_at AS "raisedAt", f.id AS "factId", f.kind,
                    coalesce(c.profile_field, c.stage_event_id::text) AS about, e.stage,
                    json_build_object('id', o.id, 'name', o.name) AS "spinOut"
               FROM spin_out_fact_challenges c
               LEFT JOIN spin_out_facts f ON f.id = c.fact_id
               LEFT JOIN stage_events e ON e.id = c.stage_event_id
               JOIN organisations o ON o.id = c.spin_out_id AND o.visible_to && $1::text[]
              WHERE (c.raised_at, c.id) > (coalesce($2::timestamptz, '-infinity'),
                                           coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
                AND c.answered_at IS NULL AND c.visible_to && $1::text[]
                AND (f.id IS NULL OR (f.removed_at IS NULL AND f.visible_to && $1::text[]))
              ORDER BY c.raised_at, c.id
              LIMIT $4`,
      values: [reader.keys, at, id, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.raisedAt, row.id]);
  }
}

export type ChallengeJson = Omit<ChallengeRow, 'raisedAt' | 'answeredAt'> & {
  raisedAt: string;
  answeredAt: string | null;
};

export const withMoments = (challenge: ChallengeJson): ChallengeRow => ({
  ...challenge,
  raisedAt: new Date(challenge.raisedAt),
  answeredAt: challenge.answeredAt === null ? null : new Date(challenge.answeredAt),
});

/** As JSON in SQL gives it: moments are text. */
type Serialised = Omit<FactPage, 'challenges' | 'log'> & {
  challenges: ChallengeJson[];
  log: (Omit<LogRow, 'at'> & { at: string })[];
};
