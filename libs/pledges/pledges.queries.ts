import { Injectable } from '@nestjs/common';
import { type Actor, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { PledgeNotFound } from './pledges.errors.ts';
import { type PLEDGE_AUDIENCES, type PledgeListInput, type PledgeState } from './pledges.inputs.ts';

export interface PledgeSubject {
  /** `thread`, or the kind of an organisation: `council`, `spin_out` and so on. */
  kind: string;
  id: string;
  title: string;
  /** Of a council. */
  code: string | null;
}

export interface PledgeRow {
  id: string;
  text: string;
  dueOn: string;
  audience: keyof typeof PLEDGE_AUDIENCES;
  /** Null: about nothing, or about what the reader may not read. */
  about: PledgeSubject | null;
  state: PledgeState;
  endedAt: Date | null;
  version: number;
  createdAt: Date;
}

/** SQL: a subject by its kind and id, as far as `keys` open it. */
const subject = (keys: string, kind: string, id: string, unmasked = 'true'): string => `
  CASE ${kind} WHEN 'thread' THEN (
    SELECT json_build_object('kind', 'thread', 'id', t.id, 'title', t.title, 'code', NULL)
      FROM threads t WHERE t.id = ${id} AND t.visible_to && ${keys} AND ${unmasked})
  WHEN 'organisation' THEN (
    SELECT json_build_object('kind', o.kind, 'id', o.id, 'title', o.name, 'code', c.code)
      FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
     WHERE o.id = ${id} AND o.visible_to && ${keys}) END`;

/**
 * $1 the reader's keys, $2 the reader. That somebody keeps a step about what they asked under a mask would tell others
 * who asked: they alone see the two together.
 */
const ROW = `
  g.id, g.text, g.due_on::text AS "dueOn", g.audience, g.state, g.ended_at AS "endedAt", g.version,
  g.created_at AS "createdAt",
  ${subject('$1::text[]', 'g.about', 'g.about_id', '(t.mask IS NULL OR t.author_id <> g.person_id OR g.person_id = $2::uuid)')} AS about`;

const PROFILE_MAX = 10;

@Injectable()
export class PledgesQueries {
  constructor(private readonly reads: Reads) {}

  /** One's own, the newest first. */
  async own(
    actor: Actor,
    { state, after, limit }: PledgeListInput,
  ): Promise<{ items: PledgeRow[]; next: string | null }> {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<PledgeRow>({
      name: 'pledges.own',
      text: `SELECT ${ROW} FROM pledges g
              WHERE g.person_id = $2::uuid AND g.visible_to && $1::text[]
                AND (g.created_at, g.id) < ($3::timestamptz, $4::uuid)
                AND (g.state = 'open') = coalesce($5::boolean, g.state = 'open')
              ORDER BY g.created_at DESC, g.id DESC LIMIT $6`,
      values: [actor.keys, actor.personId, at, id, state === undefined ? null : state === 'open', limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }

  /** One's own. Throws PledgeNotFound. */
  async pledge(actor: Actor, id: string): Promise<PledgeRow> {
    const row = await this.reads.row<PledgeRow>({
      name: 'pledges.pledge',
      text: `SELECT ${ROW} FROM pledges g WHERE g.id = $3 AND g.person_id = $2::uuid AND g.visible_to && $1::text[]`,
      values: [actor.keys, actor.personId, id],
    });
    if (!row) throw PledgeNotFound();
    return row;
  }

  /** What stands on somebody's profile: what they show to the network and have not dropped, at most 10. */
  ofPerson(reader: Reader, personId: string): Promise<PledgeRow[]> {
    return this.reads.rows<PledgeRow>({
      name: 'pledges.of-person',
      text: `SELECT ${ROW} FROM pledges g JOIN people p ON p.id = g.person_id AND p.visible_to && $1::text[]
              WHERE g.person_id = $3 AND g.audience = 'network' AND g.state <> 'dropped' AND g.visible_to && $1::text[]
              ORDER BY g.created_at DESC, g.id DESC LIMIT ${PROFILE_MAX}`,
      values: [reader.keys, reader.personId, personId],
    });
  }

  /** What a new one would be about. Null: there is no such thing, or the reader may not read it. */
  async subject(reader: Reader, kind: string, id: string): Promise<PledgeSubject | null> {
    const row = await this.reads.row<{ about: PledgeSubject | null }>({
      name: 'pledges.subject',
      text: `SELECT ${subject('$1::text[]', '$2::text', '$3::uuid')} AS about`,
      values: [reader.keys, kind, id],
    });
    return row?.about ?? null;
  }
}
