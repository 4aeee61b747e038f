import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { DISCUSSED_IN, type Discussion } from './discussed-in.sql.ts';
import { MEMBERS, type MemberCounts } from './members.sql.ts';
import { NOTES_OF, type NoteRow } from './notes.sql.ts';
import { type OrganisationKind } from './organisation.entity.ts';
import { type ProfileField } from './labels.ts';
import { SpinOutNotFound } from './organisations.errors.ts';
import { type SpinOutListInput } from './organisations.inputs.ts';
import { type EndedHow, type NextProviderKind } from './spin-out.entity.ts';
import { type NoteUse, USES_OF } from './uses.sql.ts';

/** A spin-out as lists show it. */
export interface SpinOutBrief {
  id: string;
  name: string;
  fictional: boolean;
  legalForm: string | null;
  serviceAreas: string[];
  stage: string;
  wentLiveOn: string | null;
  endedOn: string | null;
  endedHow: EndedHow | null;
}

/** The body that a spin-out left. */
export interface ParentRow {
  id: string;
  kind: OrganisationKind;
  name: string;
  fictional: boolean;
  /** Of a council; else null. */
  code: string | null;
  niceName: string | null;
}

export type SpinOutRow = SpinOutBrief & {
  nation: string | null;
  staff: number | null;
  parent: ParentRow | null;
  caseNotes: number;
};

export interface SpinOutPage extends Omit<SpinOutRow, 'caseNotes'> {
  summary: string | null;
  website: string | null;
  version: number;
  /** Since when it has its legal form, where periods of legal forms are on record. */
  legalFormFrom: string | null;
  /** The organisation that it became part of. */
  succeededBy: ParentRow | null;
  nextProviderKind: NextProviderKind | null;
  /** Oldest first. */
  stageEvents: StageEventRow[];
  /** Where what the profile says comes from; of a field without an entry nobody has said. */
  sources: ProfileSource[];
  /** The newest ten. */
  caseNotes: NoteRow[];
  uses: NoteUse[];
  discussedIn: Discussion[];
  /** Who says that they work here; null: the reader is signed out. */
  members: MemberCounts | null;
  /** The reader's own membership. */
  membership: { verified: boolean } | null;
}

export interface StageEventRow {
  id: string;
  stage: string;
  happenedOn: string;
  note: string | null;
  /** Null: there is no evidence. */
  source: string | null;
  sourceUrl: string | null;
  recordedAt: string;
  endedHow: EndedHow | null;
  nextProviderKind: NextProviderKind | null;
  version: number;
}

export interface ProfileSource {
  field: ProfileField;
  /** Null: whoever recorded it said that there is no evidence. */
  source: string | null;
  sourceUrl: string | null;
  asAt: string;
  recordedAt: string;
}

/** A SpinOutBrief as JSON in SQL, from the aliases of spin_outs and its organisations row. */
export const SPIN_OUT_BRIEF = (s: string, o: string): string => `json_build_object(
  'id', ${o}.id, 'name', ${o}.name, 'fictional', ${o}.fictional, 'legalForm', ${s}.legal_form,
  'serviceAreas', ${s}.service_areas, 'stage', ${s}.stage, 'wentLiveOn', ${s}.went_live_on, 'endedOn', ${s}.ended_on,
  'endedHow', ${s}.ended_how)`;

/** A ParentRow as JSON in SQL, where the reader ($1) may see it. */
const BODY = (id: string): string => `
  (SELECT json_build_object('id', po.id, 'kind', po.kind, 'name', po.name, 'fictional', po.fictional, 'code', pc.code,
                            'niceName', pc.nice_name)
     FROM organisations po LEFT JOIN councils pc ON pc.organisation_id = po.id
    WHERE po.id = ${id} AND po.visible_to && $1::text[])`;

const HEAD = `
  o.id, o.name, o.fictional, o.nation, s.legal_form AS "legalForm", s.service_areas AS "serviceAreas", s.stage,
  s.went_live_on::text AS "wentLiveOn", s.ended_on::text AS "endedOn", s.ended_how AS "endedHow", s.staff,
  ${BODY('s.parent_id')} AS parent`;

/** By the terms that are not over; of those that this reader ($1) may read. */
const SHARES_PROCEEDS = `
  AND EXISTS (SELECT FROM spin_out_facts f
               WHERE f.spin_out_id = o.id AND f.kind = 'staff-benefit' AND f.removed_at IS NULL
                 AND f.details ->> 'staffShareOfProceeds' = 'yes' AND f.to_on IS NULL AND f.visible_to && $1::text[])`;

@Injectable()
export class SpinOutsQueries {
  constructor(private readonly reads: Reads) {}

  /** By name; those that ended are among them. */
  async list(
    reader: Reader,
    { serviceArea, stage, legalForm, nation, staffShareOfProceeds, after, limit }: SpinOutListInput,
  ): Promise<{ items: SpinOutRow[]; next: string | null }> {
    const [name = '', id = '00000000-0000-0000-0000-000000000000'] = fromCursor(after, 'text', 'id') ?? [];
    const values: unknown[] = [reader.keys, name, id, limit + 1];
    const where = (sql: (parameter: string) => string, value: string | undefined): string =>
      value === undefined ? '' : `AND ${sql(`$${values.push(value)}`)}`;
    const rows = await this.reads.rows<SpinOutRow>({
      name: null,
      text: `SELECT ${HEAD},
                    (SELECT count(*)::int FROM case_notes n
                      WHERE n.spin_out_id = o.id AND n.status = 'published' AND n.visible_to && $1::text[]) AS "caseNotes"
               FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
              WHERE o.kind = 'spin_out' AND (o.name, o.id) > ($2, $3::uuid)
                AND o.visible_to && $1::text[]
                ${where((p) => `s.service_areas @> ARRAY[${p}]`, serviceArea)}
                ${where((p) => `s.stage = ${p}`, stage)}
                ${where((p) => `s.legal_form = ${p}`, legalForm)}
                ${where((p) => `o.nation = ${p}`, nation)}
                ${staffShareOfProceeds ? SHARES_PROCEEDS : ''}
              ORDER BY o.name, o.id
              LIMIT $4`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.name, row.id]);
  }

  /** One spin-out with everything its page shows; throws SpinOutNotFound. */
  async page(reader: Reader, id: string): Promise<SpinOutPage> {
    const row = await this.reads.row<SpinOutPage>({
      name: 'spin-outs.page',
      text: `SELECT ${HEAD}, o.summary, o.website, o.version,
                    s.legal_form_from::text AS "legalFormFrom", s.next_provider_kind AS "nextProviderKind",
                    ${BODY('s.succeeded_by')} AS "succeededBy",
                    coalesce((SELECT json_agg(json_build_object('id', e.id, 'stage', e.stage,
                                                                'happenedOn', e.happened_on, 'note', e.note,
                                                                'source', e.source, 'sourceUrl', e.source_url,
                                                                'recordedAt', e.created_at, 'endedHow', e.ended_how,
                                                                'nextProviderKind', e.next_provider_kind,
                                                                'version', e.version)
                                              ORDER BY e.happened_on, e.id)
                                FROM (SELECT * FROM stage_events e WHERE e.spin_out_id = o.id AND e.removed_at IS NULL
                                       ORDER BY e.happened_on DESC, e.id DESC LIMIT 100) e), '[]') AS "stageEvents",
                    coalesce((SELECT json_agg(json_build_object('field', r.field, 'source', r.source,
                                                                'sourceUrl', r.source_url, 'asAt', r.as_at,
                                                                'recordedAt', r.recorded_at) ORDER BY r.field)
                                FROM spin_out_sources r WHERE r.spin_out_id = o.id), '[]') AS sources,
                    ${NOTES_OF('n.spin_out_id = o.id', '$1')} AS "caseNotes",
                    ${USES_OF('o.id', '$1')} AS uses,
                    ${DISCUSSED_IN('organisation', 'o.id', '$1')} AS "discussedIn",
                    ${MEMBERS('$1', '$3')}
               FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
              WHERE o.id = $2 AND o.visible_to && $1::text[]`,
      values: [reader.keys, id, reader.personId],
    });
    if (!row) throw SpinOutNotFound();
    return row;
  }
}
