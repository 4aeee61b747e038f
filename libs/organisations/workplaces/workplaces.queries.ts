import { Injectable } from '@nestjs/common';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed } from '#libs/platform/errors';
import { Reads } from '#libs/platform/database';
import { OrganisationNotFound } from '../organisations.errors.ts';
import { organisationsPolicy } from '../organisations.policy.ts';

export type ConfirmedBy = 'steward' | 'work-address' | 'colleagues';

export interface WorkplaceRow {
  organisationId: string;
  name: string;
  kind: string;
  code: string | null;
  jobTitle: string | null;
  from: string | null;
  to: string | null;
  current: boolean;
  /** Null: nobody has. */
  confirmedBy: ConfirmedBy | null;
  /** How many colleagues said so far that it is true. */
  vouches: number;
  domains: string[];
  /** A link was sent and waits to be opened. */
  linkSent: boolean;
}

export interface ColleagueRow {
  personId: string;
  name: string;
  jobTitle: string | null;
  confirmedBy: ConfirmedBy | null;
  vouches: number;
  /** By who asks. */
  vouched: boolean;
}

/** SQL: by whom a membership is confirmed; where a steward did before it was kept, by them. */
export const CONFIRMED_BY = (m: string): string =>
  `CASE WHEN ${m}.verified_at IS NOT NULL THEN coalesce(${m}.verified_by, 'steward') END`;

/** SQL: whether those who could confirm it may know that somebody says they work there. Nobody does who keeps it to themself. */
export const SEEN_BY_COLLEAGUES = (p: string): string =>
  `coalesce(${p}.field_audiences ->> 'organisations', 'all') <> 'me'`;

const VOUCHES = `(SELECT count(*)::int FROM membership_vouches v
  WHERE v.person_id = m.person_id AND v.organisation_id = m.organisation_id)`;

@Injectable()
export class WorkplacesQueries {
  constructor(private readonly reads: Reads) {}

  /** Where the actor works and worked, the latest first. */
  own(actor: Actor): Promise<WorkplaceRow[]> {
    return this.reads.rows({
      name: 'organisations.own-workplaces',
      text: `SELECT o.id AS "organisationId", o.name, o.kind, c.code, m.job_title AS "jobTitle", m.from_on::text AS "from",
                    m.to_on::text AS "to", m.to_on IS NULL OR m.to_on >= current_date AS current,
                    ${CONFIRMED_BY('m')} AS "confirmedBy", ${VOUCHES} AS vouches,
                    ARRAY(SELECT domain FROM organisation_domains WHERE organisation_id = o.id ORDER BY 1 LIMIT 10) AS domains,
                    EXISTS (SELECT FROM mail_tokens t WHERE t.person_id = $1 AND t.organisation_id = o.id
                               AND t.used_at IS NULL AND t.expires_at > now()) AS "linkSent"
               FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $2::text[]
               LEFT JOIN councils c ON c.organisation_id = o.id
              WHERE m.person_id = $1
              ORDER BY m.to_on IS NULL OR m.to_on >= current_date DESC, m.from_on DESC NULLS LAST, o.name LIMIT 50`,
      values: [actor.personId, actor.keys],
    });
  }

  /** For who was confirmed there. Throws OrganisationNotFound to everybody else. Of colleagues what they show. */
  async colleagues(actor: Actor, organisationId: string): Promise<{ name: string; items: ColleagueRow[] }> {
    const rows = await this.reads.rows<ColleagueRow & { organisation: string }>({
      name: 'organisations.colleagues',
      text: `SELECT o.name AS organisation, p.id AS "personId", p.name, m.job_title AS "jobTitle",
                    ${CONFIRMED_BY('m')} AS "confirmedBy", ${VOUCHES} AS vouches,
                    EXISTS (SELECT FROM membership_vouches v WHERE v.person_id = p.id AND v.organisation_id = o.id
                               AND v.voucher_id = $2::uuid) AS vouched
               FROM organisations o
               LEFT JOIN (memberships m JOIN people p ON p.id = m.person_id AND p.id <> $2::uuid AND p.visible_to && $3::text[]
                            AND ${SEEN_BY_COLLEAGUES('p')})
                 ON m.organisation_id = o.id AND (m.to_on IS NULL OR m.to_on >= current_date)
              WHERE o.id = $1 AND o.visible_to && $3::text[] AND ('organisation:' || o.id) = ANY ($3::text[])
              ORDER BY m.verified_at DESC NULLS FIRST, p.sort_name, p.id LIMIT 100`,
      values: [organisationId, actor.personId, actor.keys],
    });
    if (rows.length === 0) throw OrganisationNotFound();
    return {
      name: rows[0]!.organisation,
      items: rows.flatMap(({ organisation: _, ...row }) => (row.personId === null ? [] : [row])),
    };
  }

  /** Editors of the organisation and data stewards. */
  async domains(reader: Reader, organisationId: string): Promise<{ name: string; domains: string[] }> {
    const row = await this.reads.row<{ name: string; domains: string[] }>({
      name: 'organisations.domains',
      text: `SELECT o.name, ARRAY(SELECT domain FROM organisation_domains WHERE organisation_id = o.id ORDER BY 1 LIMIT 10) AS domains
               FROM organisations o WHERE o.id = $1 AND o.visible_to && $2::text[]`,
      values: [organisationId, reader.keys],
    });
    if (!row) throw OrganisationNotFound();
    if (!organisationsPolicy.canEdit(reader, organisationId)) throw new NotAllowed();
    return row;
  }
}
