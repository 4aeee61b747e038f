import { Injectable } from '@nestjs/common';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed } from '#libs/platform/errors';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { MEMBERS, type MemberCounts } from './members.sql.ts';
import { type OrganisationKind, type PayerKind } from './organisation.entity.ts';
import { OrganisationNotFound } from './organisations.errors.ts';
import { type OrganisationListInput } from './organisations.inputs.ts';
import { organisationsPolicy } from './organisations.policy.ts';
import { type NoteUse, USES_OF } from './uses.sql.ts';

export interface OrganisationRow {
  id: string;
  kind: OrganisationKind;
  name: string;
  summary: string | null;
  nation: string | null;
  website: string | null;
  payerKind: PayerKind | null;
  fictional: boolean;
  /** Of a council; else null. */
  code: string | null;
  niceName: string | null;
  version: number;
}

export type OrganisationPage = OrganisationRow & {
  /** Who says that they work here; null: the reader is signed out. */
  members: MemberCounts | null;
  /** The reader's own membership. */
  membership: { verified: boolean } | null;
  uses: NoteUse[];
};

export interface MembershipRow {
  personId: string;
  name: string;
  jobTitle: string | null;
  fromOn: string | null;
  verifiedAt: Date | null;
}

const HEAD = `
  o.id, o.kind, o.name, o.summary, o.nation, o.website, o.payer_kind AS "payerKind", o.fictional, c.code, c.nice_name AS "niceName", o.version`;

@Injectable()
export class OrganisationsQueries {
  constructor(private readonly reads: Reads) {}

  /** Of all kinds, by name. */
  async list(
    reader: Reader,
    { q, kind, payerKind, nation, after, limit }: OrganisationListInput,
  ): Promise<{ items: OrganisationRow[]; next: string | null }> {
    const [name = '', id = '00000000-0000-0000-0000-000000000000'] = fromCursor(after, 'text', 'id') ?? [];
    const values: unknown[] = [reader.keys, name, id, limit + 1];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const rows = await this.reads.rows<OrganisationRow>({
      name: null,
      text: `SELECT ${HEAD}
               FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
              WHERE (o.name, o.id) > ($2, $3::uuid)
                AND o.visible_to && $1::text[]
                ${kind === undefined ? '' : `AND o.kind = ${parameter(kind)}`}
                ${payerKind === undefined ? '' : `AND o.payer_kind = ${parameter(payerKind)}`}
                ${nation === undefined ? '' : `AND o.nation = ${parameter(nation)}`}
                ${q === undefined ? '' : `AND o.name ILIKE ${parameter(`%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)}`}
              ORDER BY o.name, o.id
              LIMIT $4`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.name, row.id]);
  }

  /** Throws OrganisationNotFound. */
  async page(reader: Reader, id: string): Promise<OrganisationPage> {
    const row = await this.reads.row<OrganisationPage>({
      name: 'organisations.page',
      text: `SELECT ${HEAD},
                    ${USES_OF('o.id', '$2')} AS uses,
                    ${MEMBERS('$2', '$3')}
               FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
              WHERE o.id = $1 AND o.visible_to && $2::text[]`,
      values: [id, reader.keys, reader.personId],
    });
    if (!row) throw OrganisationNotFound();
    return row;
  }

  /** Who says that they work there, those who wait to be verified first. For data stewards. */
  async memberships(actor: Actor, organisationId: string): Promise<MembershipRow[]> {
    if (!organisationsPolicy.canSteward(actor)) throw new NotAllowed();
    await this.page(actor, organisationId);
    return this.reads.rows<MembershipRow>({
      name: 'organisations.memberships',
      text: `SELECT m.person_id AS "personId", p.name, m.job_title AS "jobTitle", m.from_on::text AS "fromOn",
                    m.verified_at AS "verifiedAt"
               FROM memberships m JOIN people p ON p.id = m.person_id AND p.visible_to && $2::text[]
              WHERE m.organisation_id = $1 AND (m.to_on IS NULL OR m.to_on >= current_date)
              ORDER BY m.verified_at DESC NULLS FIRST, p.name, p.id
              LIMIT 200`,
      values: [organisationId, actor.keys],
    });
  }
}
