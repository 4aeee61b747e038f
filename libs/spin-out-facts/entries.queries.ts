import { Injectable } from '@nestjs/common';
import { PROFILE_FIELDS, type ProfileField } from '#libs/organisations';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type Challenged } from './challenges.service.ts';
import { EntryNotFound } from './facts.errors.ts';
import { CHALLENGES, type ChallengeJson, type ChallengeRow, NAMED, withMoments } from './facts.queries.ts';

/** A field of the profile or a stage, with where it comes from, who doubts it and what it said before. */
export interface EntryPage {
  /** A field of the profile, or the id of a stage. */
  about: string;
  spinOut: { id: string; name: string; fictional: boolean };
  /** Of a field of the profile; else null. */
  field: ProfileField | null;
  /** What a field says: a text, a number, codes of service areas; null: it is not recorded. */
  value: string | number | readonly string[] | null;
  /** Of a stage; else null. */
  stage: {
    id: string;
    stage: string;
    happenedOn: string;
    note: string | null;
    endedHow: string | null;
    succeededBy: string | null;
    nextProviderKind: string | null;
    version: number;
  } | null;
  /** Whether anybody has said where it comes from, or that there is no evidence. */
  sourced: boolean;
  source: string | null;
  sourceUrl: string | null;
  asAt: string | null;
  recordedBy: string | null;
  recordedAt: Date | null;
  challenges: ChallengeRow[];
  /** Newest first. */
  changes: {
    id: string;
    at: Date;
    what: 'recorded' | 'changed' | 'removed';
    by: string | null;
    /** For editors and data stewards. */
    was: Readonly<Record<string, unknown>> | null;
  }[];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an entry's address names; throws EntryNotFound. */
export function entryOf(about: string): Exclude<Challenged, { factId: string }> {
  if (Object.hasOwn(PROFILE_FIELDS, about)) return { profileField: about };
  if (ID.test(about)) return { stageEventId: about.toLowerCase() };
  throw EntryNotFound();
}

@Injectable()
export class EntriesQueries {
  constructor(private readonly reads: Reads) {}

  /** Throws EntryNotFound. */
  async page(reader: Reader, spinOutId: string, about: string): Promise<EntryPage> {
    const entry = entryOf(about);
    const [field, stage] = 'profileField' in entry ? [entry.profileField, null] : [null, entry.stageEventId];
    const row = await this.reads.row<Serialised>({
      name: 'spin-out-entries.page',
      text: `SELECT coalesce($3::text, $4::uuid::text) AS about, $3::text AS field,
                    json_build_object('id', o.id, 'name', o.name, 'fictional', o.fictional) AS "spinOut",
                    CASE $3::text
                      WHEN 'parent' THEN (SELECT to_json(p.name) FROM organisations p
                                           WHERE p.id = s.parent_id AND p.visible_to && $1::text[])
                      WHEN 'service-areas' THEN to_json(s.service_areas)
                      WHEN 'staff' THEN to_json(s.staff)
                      WHEN 'went-live' THEN to_json(s.went_live_on)
                      WHEN 'legal-form' THEN to_json(s.legal_form)
                    END AS value,
                    CASE WHEN e.id IS NOT NULL THEN json_build_object(
                      'id', e.id, 'stage', e.stage, 'happenedOn', e.happened_on, 'note', e.note, 'endedHow', e.ended_how,
                      'succeededBy', (SELECT h.name FROM organisations h
                                       WHERE h.id = e.succeeded_by AND h.visible_to && $1::text[]),
                      'nextProviderKind', e.next_provider_kind, 'version', e.version) END AS stage,
                    coalesce(r.field IS NOT NULL OR e.id IS NOT NULL, false) AS sourced,
                    coalesce(r.source, e.source) AS source, coalesce(r.source_url, e.source_url) AS "sourceUrl",
                    coalesce(r.as_at, e.happened_on)::text AS "asAt",
                    ${NAMED('coalesce(r.recorded_by, e.created_by)')} ->> 'name' AS "recordedBy",
                    coalesce(r.recorded_at, e.created_at) AS "recordedAt",
                    ${CHALLENGES(
                      `c.spin_out_id = o.id AND c.fact_id IS NULL
                       AND coalesce(c.profile_field, c.stage_event_id::text) = coalesce($3::text, $4::uuid::text)`,
                      '$5',
                    )} AS challenges,
                    coalesce((SELECT json_agg(json_build_object(
                                       'id', l.id, 'at', l.at, 'what', l.what,
                                       'by', ${NAMED('l.person_id')} ->> 'name',
                                       'was', CASE WHEN ARRAY['edits:' || o.id::text, 'role:organisation_editor',
                                                              'role:data_steward', 'role:administrator']
                                                        && $1::text[] THEN l.was END)
                                     ORDER BY l.at DESC, l.id DESC)
                                FROM (SELECT * FROM spin_out_changes l
                                       WHERE l.spin_out_id = o.id
                                         AND coalesce(l.field, l.stage_event_id::text)
                                           = coalesce($3::text, $4::uuid::text)
                                       ORDER BY l.at DESC, l.id DESC LIMIT 50) l), '[]') AS changes
               FROM organisations o
               JOIN spin_outs s ON s.organisation_id = o.id
               LEFT JOIN spin_out_sources r ON r.spin_out_id = o.id AND r.field = $3
               LEFT JOIN stage_events e ON e.spin_out_id = o.id AND e.id = $4::uuid AND e.removed_at IS NULL
              WHERE o.id = $2 AND o.visible_to && $1::text[] AND ($3::text IS NOT NULL OR e.id IS NOT NULL)`,
      values: [reader.keys, spinOutId, field, stage, reader.personId],
    });
    if (!row) throw EntryNotFound();
    return {
      ...row,
      challenges: row.challenges.map(withMoments),
      changes: row.changes.map((change) => ({ ...change, at: new Date(change.at) })),
    };
  }
}

/** As JSON in SQL gives it: moments are text. */
type Serialised = Omit<EntryPage, 'challenges' | 'changes'> & {
  challenges: ChallengeJson[];
  changes: (Omit<EntryPage['changes'][number], 'at'> & { at: string })[];
};
