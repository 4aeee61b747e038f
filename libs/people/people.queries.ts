import { Injectable } from '@nestjs/common';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type Actor, type Reader } from './actor.ts';
import { PersonNotFound } from './people.errors.ts';
import { type PeopleListInput } from './people.inputs.ts';

export interface PersonRow {
  id: string;
  name: string;
  practitionerRole: string;
  jobTitle: string | null;
  bio: string | null;
  serviceAreas: string[];
  stagesLived: string[];
  topicsOffered: string[];
  topicsWanted: string[];
  fictional: boolean;
  version: number;
  createdAt: Date;
  organisations: {
    id: string;
    kind: string;
    code: string | null;
    name: string;
    fictional: boolean;
    verified: boolean;
  }[];
}

const PERSON = `
  p.id, p.name, p.practitioner_role AS "practitionerRole", p.job_title AS "jobTitle", p.bio,
  p.service_areas AS "serviceAreas", p.stages_lived AS "stagesLived", p.topics_offered AS "topicsOffered",
  p.topics_wanted AS "topicsWanted", p.fictional, p.version, p.created_at AS "createdAt",
  ARRAY(SELECT json_build_object('id', o.id, 'kind', o.kind, 'code', c.code, 'name', o.name, 'fictional', o.fictional,
                                 'verified', m.verified_at IS NOT NULL)
          FROM memberships m JOIN organisations o ON o.id = m.organisation_id
          LEFT JOIN councils c ON c.organisation_id = o.id
         WHERE m.person_id = p.id AND (m.to_on IS NULL OR m.to_on >= current_date)
         ORDER BY m.from_on DESC NULLS LAST, o.name LIMIT 10) AS organisations`;

@Injectable()
export class PeopleQueries {
  constructor(private readonly reads: Reads) {}

  /** The directory, by name. */
  async directory(
    reader: Reader,
    { role, serviceArea, topic, after, limit }: PeopleListInput,
  ): Promise<{ items: PersonRow[]; next: string | null }> {
    const [name = '', id = '00000000-0000-0000-0000-000000000000'] = fromCursor(after, 'text', 'id') ?? [];
    const rows = await this.reads.rows<PersonRow>({
      name: null,
      text: `SELECT ${PERSON}
               FROM people p
              WHERE p.visible_to && $1::text[]
                AND (p.name, p.id) > ($2, $3::uuid)
                AND ($4::text IS NULL OR p.practitioner_role = $4)
                AND ($5::text IS NULL OR p.service_areas @> ARRAY[$5])
                AND ($6::text IS NULL OR p.topics_offered @> ARRAY[$6])
              ORDER BY p.name, p.id
              LIMIT $7`,
      values: [reader.keys, name, id, role, serviceArea, topic, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.name, row.id]);
  }

  /** Throws PersonNotFound, also for who may not see them. */
  async person(reader: Reader, id: string): Promise<PersonRow> {
    const row = await this.reads.row<PersonRow>({
      name: 'people.person',
      text: `SELECT ${PERSON} FROM people p WHERE p.id = $1 AND (p.visible_to && $2::text[] OR p.id = $3)`,
      values: [id, reader.keys, reader.personId],
    });
    if (!row) throw PersonNotFound();
    return row;
  }

  /** The address the actor signs in with; theirs alone to see. */
  async ownEmail(actor: Actor): Promise<string> {
    const row = await this.reads.row<{ email: string }>({
      name: 'people.own-email',
      text: `SELECT email FROM accounts WHERE person_id = $1`,
      values: [actor.personId],
    });
    if (!row) throw PersonNotFound();
    return row.email;
  }
}
