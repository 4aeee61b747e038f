import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { NATIONS } from '#libs/taxonomy';
import { type OFFER_PAY, type OfferKind } from './offer-roles.ts';
import { OfferNotFound } from './offers.errors.ts';
import { type RoleOfferFilterInput, type RoleOfferListInput } from './offers.inputs.ts';

export interface RoleOfferRow {
  id: string;
  kind: OfferKind;
  role: string;
  title: string;
  body: string;
  serviceAreas: string[];
  /** Null: anywhere in the UK. */
  nation: string | null;
  region: string | null;
  pay: keyof typeof OFFER_PAY;
  /** Null: they say that there are none to declare. */
  interests: string | null;
  declaredOn: string;
  listedAt: Date;
  expiresAt: Date;
  /** Only its owner sees what is not open; and of what is closed or hidden, moderators. */
  state: 'open' | 'ended' | 'closed' | 'hidden';
  version: number;
  personId: string;
  personName: string;
  practitionerRole: string;
  fictional: boolean;
}

export const OFFER_FACETS = ['kind', 'role', 'serviceArea', 'nation'] as const;
export type OfferFacet = (typeof OFFER_FACETS)[number];
/** Of each facet, how many each code finds beside what was chosen of the others. */
export type OfferCounts = Readonly<Record<OfferFacet, Readonly<Record<string, number>>>>;

const LIVE = `o.closed_at IS NULL AND o.hidden_at IS NULL AND o.expires_at > now()`;

const ROW = `
  o.id, o.kind, o.role, o.title, o.body, o.service_areas AS "serviceAreas", o.nation, o.region, o.pay, o.interests,
  o.declared_on::text AS "declaredOn", o.listed_at AS "listedAt", o.expires_at AS "expiresAt", o.version,
  CASE WHEN o.hidden_at IS NOT NULL THEN 'hidden' WHEN o.closed_at IS NOT NULL THEN 'closed'
       WHEN o.expires_at <= now() THEN 'ended' ELSE 'open' END AS state,
  p.id AS "personId", p.name AS "personName", p.practitioner_role AS "practitionerRole", p.fictional`;

/** $1 the reader's keys: whoever may not see a person sees nothing that they offer. */
const FROM = `FROM role_offers o JOIN people p ON p.id = o.person_id AND p.visible_to && $1::text[]`;

const NATIONS_OF = `CASE WHEN o.nation IS NULL THEN ARRAY['${NATIONS.join("','")}'] ELSE ARRAY[o.nation] END`;
/** SQL: the codes of a facet that a row has. */
const CODES: Readonly<Record<OfferFacet, string>> = {
  kind: 'ARRAY[o.kind]',
  role: 'ARRAY[o.role]',
  serviceArea: 'o.service_areas',
  nation: NATIONS_OF,
};

@Injectable()
export class OffersQueries {
  constructor(private readonly reads: Reads) {}

  /** What is open, the newest first; one's own whatever became of them, where `by` is oneself. */
  async list(
    reader: Reader,
    { after, limit, by, ...chosen }: RoleOfferListInput,
  ): Promise<{ items: RoleOfferRow[]; next: string | null }> {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
    const values: unknown[] = [reader.keys, at, id, limit + 1];
    const wanted = OFFER_FACETS.filter((facet) => chosen[facet].length > 0).map(
      (facet) => ` AND ${CODES[facet]} && $${values.push(chosen[facet])}::text[]`,
    );
    if (by !== undefined) wanted.push(` AND o.person_id = $${values.push(by)}::uuid`);
    const rows = await this.reads.rows<RoleOfferRow>({
      name: null,
      text: `SELECT ${ROW} ${FROM}
              WHERE o.visible_to && $1::text[] AND (o.listed_at, o.id) < ($2::timestamptz, $3::uuid)
                ${by !== undefined && by === reader.personId ? '' : `AND ${LIVE}`}${wanted.join('')}
              ORDER BY o.listed_at DESC, o.id DESC LIMIT $4`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.listedAt.toISOString(), row.id]);
  }

  /** How many are open, and how many more or fewer each choice would find. One statement. */
  async counts(
    reader: Reader,
    { by, ...chosen }: RoleOfferFilterInput,
  ): Promise<{ total: number; facets: OfferCounts }> {
    const fits = (but?: OfferFacet): string =>
      OFFER_FACETS.filter((facet) => facet !== but)
        .map((facet) => `s."fits_${facet}"`)
        .join(' AND ');
    const rows = await this.reads.rows<{ facet: OfferFacet | 'all'; code: string; count: number }>({
      name: 'offers.counts',
      text: `WITH s AS MATERIALIZED (
               SELECT ${OFFER_FACETS.map(
                 (facet, i) => `${CODES[facet]} AS "${facet}",
                      $${i + 2}::text[] = '{}' OR ${CODES[facet]} && $${i + 2}::text[] AS "fits_${facet}"`,
               ).join(', ')}
                 ${FROM}
                WHERE o.visible_to && $1::text[] AND ${LIVE} AND o.person_id = coalesce($6::uuid, o.person_id))
             SELECT 'all' AS facet, '' AS code, count(*)::int AS count FROM s WHERE ${fits()}
             ${OFFER_FACETS.map(
               (facet) => `UNION ALL
                 SELECT '${facet}', code, count(*)::int FROM s, unnest(s."${facet}") AS code
                  WHERE ${fits(facet)} GROUP BY code`,
             ).join(' ')}`,
      values: [reader.keys, ...OFFER_FACETS.map((facet) => chosen[facet]), by ?? null],
    });
    const facets: Record<OfferFacet, Record<string, number>> = { kind: {}, role: {}, serviceArea: {}, nation: {} };
    let total = 0;
    for (const { facet, code, count } of rows) {
      if (facet === 'all') total = count;
      else facets[facet][code] = count;
    }
    return { total, facets };
  }

  /** Throws OfferNotFound. What has ended is there for its owner alone. */
  async offer(reader: Reader, id: string): Promise<RoleOfferRow> {
    const row = await this.reads.row<RoleOfferRow>({
      name: 'offers.offer',
      text: `SELECT ${ROW} ${FROM}
              WHERE o.id = $2 AND o.visible_to && $1::text[]
                AND (o.expires_at > now() OR o.person_id = $3::uuid OR coalesce(o.hidden_at, o.closed_at) IS NOT NULL)`,
      values: [reader.keys, id, reader.personId],
    });
    if (!row) throw OfferNotFound();
    return row;
  }

  /** The same for its owner alone: to everybody else it is not there. */
  async own(reader: Reader, id: string): Promise<RoleOfferRow> {
    const row = await this.offer(reader, id);
    if (row.personId !== reader.personId) throw OfferNotFound();
    return row;
  }
}
