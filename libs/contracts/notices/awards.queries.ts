import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { RegisterNotFound } from '../contracts.errors.ts';
import { type AwardListInput, type ContractListInput } from '../contracts.inputs.ts';
import { supplierKey } from './tidy.ts';

/** A published award that may be a spin-out's. */
export interface AwardSuggestion {
  id: string;
  origin: 'table' | 'ocds';
  title: string | null;
  buyer: string | null;
  supplier: string;
  supplierScheme: string | null;
  supplierNumber: string | null;
  /** Of the whole contract; as buyers typed it. */
  value: string | null;
  currency: string | null;
  awardedOn: string | null;
  start: string | null;
  end: string | null;
  publishedOn: string | null;
}

export interface UnmatchedBuyer {
  key: string;
  name: string;
  notices: number;
  awards: number;
}

@Injectable()
export class AwardsQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * Awards that nobody of this spin-out has decided on, newest first: to a supplier of its name, or with the number of one
   * that they confirmed; or by `q`, of that name or number. For its editors; throws RegisterNotFound for others.
   */
  async suggested(
    reader: Reader,
    spinOutId: string,
    { q, after, limit }: AwardListInput,
  ): Promise<{ name: string; items: AwardSuggestion[]; next: string | null }> {
    const spinOut = await this.reads.row<{ name: string }>({
      name: 'awards.spin-out',
      text: `SELECT o.name FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
              WHERE o.id = $2 AND o.visible_to && $1::text[] AND ARRAY['edits:' || o.id::text] && $1::text[]`,
      values: [reader.keys, spinOutId],
    });
    if (!spinOut) throw RegisterNotFound();
    const [day = '9999-12-31', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'day', 'id') ?? [];
    const rows = await this.reads.rows<AwardSuggestion & { day: string }>({
      name: 'awards.suggested',
      text: `WITH ours AS (SELECT DISTINCT a.supplier_scheme, a.supplier_number
                             FROM award_decisions d JOIN contract_awards a ON a.id = d.award_id
                            WHERE d.spin_out_id = $2 AND d.is_ours AND $4::text IS NULL
                              AND a.supplier_scheme IS NOT NULL AND a.supplier_number IS NOT NULL)
             SELECT a.id, a.origin, a.title, coalesce(c.nice_name, o.name, a.buyer_name) AS buyer,
                    a.supplier_name AS supplier, a.supplier_scheme AS "supplierScheme",
                    a.supplier_number AS "supplierNumber", a.value::text, a.currency, a.awarded_on::text AS "awardedOn",
                    a.starts_on::text AS start, a.ends_on::text AS end, a.published_on::text AS "publishedOn",
                    coalesce(a.awarded_on, '0001-01-01')::text AS day
               FROM contract_awards a
               LEFT JOIN organisations o ON o.id = a.buyer_id AND o.visible_to && $1::text[]
               LEFT JOIN councils c ON c.organisation_id = o.id
              WHERE a.visible_to && $1::text[]
                AND (a.supplier_key = $3 OR a.supplier_number = $4
                     OR (a.supplier_scheme, a.supplier_number) IN (SELECT * FROM ours))
                AND NOT EXISTS (SELECT FROM award_decisions d WHERE d.award_id = a.id AND d.spin_out_id = $2)
                AND (coalesce(a.awarded_on, '0001-01-01'), a.id) < ($5::date, $6::uuid)
              ORDER BY coalesce(a.awarded_on, '0001-01-01') DESC, a.id DESC LIMIT $7`,
      values: [reader.keys, spinOutId, supplierKey(q ?? spinOut.name), q ?? null, day, id, limit + 1],
    });
    return { name: spinOut.name, ...pageOf(rows, limit, (row) => [row.day, row.id]) };
  }

  /** Spellings of buyers that wait for a data steward, by name. */
  async unmatched(
    reader: Reader,
    { after, limit }: ContractListInput,
  ): Promise<{ items: UnmatchedBuyer[]; next: string | null }> {
    const [key = ''] = fromCursor(after, 'text') ?? [];
    const rows = await this.reads.rows<UnmatchedBuyer>({
      name: 'awards.unmatched',
      text: `SELECT u.name_key AS key, u.name,
                    (SELECT count(*)::int FROM procurement_notices n WHERE lower(n.buyer_name) = u.name_key) AS notices,
                    (SELECT count(*)::int FROM contract_awards a WHERE lower(a.buyer_name) = u.name_key) AS awards
               FROM unmatched_buyers u
              WHERE u.decided_at IS NULL AND u.name_key > $2
                AND ARRAY['role:data_steward', 'role:administrator'] && $1::text[]
              ORDER BY u.name_key LIMIT $3`,
      values: [reader.keys, key, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.key]);
  }
}
