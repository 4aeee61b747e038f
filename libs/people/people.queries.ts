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

/** `$keys`: an organisation that the reader may not see is left out. */
const person = (keys: string): string => `
  p.id, p.name, p.practitioner_role AS "practitionerRole", p.job_title AS "jobTitle", p.bio,
  p.service_areas AS "serviceAreas", p.stages_lived AS "stagesLived", p.topics_offered AS "topicsOffered",
  p.topics_wanted AS "topicsWanted", p.fictional, p.version, p.created_at AS "createdAt",
  ARRAY(SELECT json_build_object('id', o.id, 'kind', o.kind, 'code', c.code, 'name', o.name, 'fictional', o.fictional,
                                 'verified', m.verified_at IS NOT NULL)
          FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && ${keys}::text[]
          LEFT JOIN councils c ON c.organisation_id = o.id
         WHERE m.person_id = p.id AND (m.to_on IS NULL OR m.to_on >= current_date)
         ORDER BY m.from_on DESC NULLS LAST, o.name LIMIT 10) AS organisations`;

/** Somebody to choose from a list. */
export interface NamedPerson {
  id: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
  /** That they were verified to belong to. */
  organisation: string | null;
}

/** SQL: a name without capitals and accents. */
const bare = (name: string): string => `regexp_replace(lower(normalize(${name}, NFKD)), '[\u0300-\u036f]', '', 'g')`;

/** SQL: whether some word of a person's sort name begins as was typed, whatever the capitals and accents. */
export const aWordBegins = (typed: string, sortName: string): string =>
  `position(' ' || ${bare(typed)} IN ' ' || ${bare(sortName)}) > 0`;

const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class PeopleQueries {
  constructor(private readonly reads: Reads) {}

  /** The directory, by name. Signed out it is as empty as the rule of reading makes it. */
  async directory(
    reader: Reader,
    { role, serviceArea, topic, after, limit }: PeopleListInput,
  ): Promise<{ items: PersonRow[]; next: string | null }> {
    const [name = '', id = FIRST_UUID] = fromCursor(after, 'text', 'id') ?? [];
    const values: unknown[] = [reader.keys, name, id, limit + 1];
    const where = (sql: (parameter: string) => string, value: string | undefined): string =>
      value === undefined ? '' : `AND ${sql(`$${values.push(value)}`)}`;
    const rows = await this.reads.rows<PersonRow & { sortName: string }>({
      name: null,
      text: `SELECT ${person('$1')}, p.sort_name AS "sortName"
               FROM people p
              WHERE (p.sort_name, p.id) > ($2, $3::uuid)
                AND p.visible_to && $1::text[]
                ${where((p) => `p.practitioner_role = ${p}`, role)}
                ${where((p) => `p.service_areas @> ARRAY[${p}]`, serviceArea)}
                ${where((p) => `p.topics_offered @> ARRAY[${p}]`, topic)}
              ORDER BY p.sort_name, p.id
              LIMIT $4`,
      values,
    });
    const { items, next } = pageOf(rows, limit, (row) => [row.sortName, row.id]);
    return { items: items.map(({ sortName: _, ...row }) => row), next };
  }

  /**
   * Who was chosen already, and up to ten more members with a word in their name that begins as typed, whatever the
   * accents; by name. The actor is never among those found.
   */
  async toChoose(
    actor: Actor,
    { chosen, typed }: { chosen: readonly string[]; typed: string | null },
  ): Promise<{ chosen: NamedPerson[]; found: NamedPerson[] }> {
    const rows = await this.reads.rows<NamedPerson & { isChosen: boolean }>({
      name: 'people.to-choose',
      text: `SELECT p.id, p.name, p.practitioner_role AS "practitionerRole", p.fictional, x.is_chosen AS "isChosen",
                    (SELECT o.name FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $1::text[]
                      WHERE m.person_id = p.id AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
                      ORDER BY m.from_on DESC NULLS LAST, o.id LIMIT 1) AS organisation
               FROM ((SELECT id, true AS is_chosen FROM people WHERE id = ANY ($3::uuid[]) LIMIT 100)
                      UNION ALL
                     (SELECT f.id, false FROM people f JOIN accounts a ON a.person_id = f.id
                       WHERE f.visible_to && $1::text[] AND f.id <> $2 AND NOT f.id = ANY ($3::uuid[])
                         AND ${aWordBegins('$4::text', 'f.sort_name')}
                       ORDER BY f.sort_name, f.id LIMIT 10)) AS x
               JOIN people p ON p.id = x.id AND p.visible_to && $1::text[]
              ORDER BY p.sort_name, p.id`,
      values: [actor.keys, actor.personId, chosen, typed],
    });
    const some = (those: boolean): NamedPerson[] =>
      rows.filter(({ isChosen }) => isChosen === those).map(({ isChosen: _, ...one }) => one);
    return { chosen: some(true), found: some(false) };
  }

  /** Throws PersonNotFound, also for who may not see them. */
  async person(reader: Reader, id: string): Promise<PersonRow> {
    const row = await this.reads.row<PersonRow>({
      name: 'people.person',
      text: `SELECT ${person('$2')} FROM people p WHERE p.id = $1 AND (p.visible_to && $2::text[] OR p.id = $3)`,
      values: [id, reader.keys, reader.personId],
    });
    if (!row) throw PersonNotFound();
    return row;
  }

  /** Which of these addresses sign in to the demo network; none where it was not loaded. */
  async demoSignIns(emails: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.reads.rows<{ email: string }>({
      name: 'people.demo-sign-ins',
      text: `SELECT email FROM accounts WHERE demo AND email = ANY ($1::text[])`,
      values: [emails],
    });
    return new Set(rows.map(({ email }) => email));
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
