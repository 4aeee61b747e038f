import { Injectable } from '@nestjs/common';
import { Reads } from '#libs/platform/database';
import { type Actor, type Reader } from './actor.ts';
import { PersonNotFound } from './people.errors.ts';
import { fieldIsOpen, type ProfileField } from './profile-fields.ts';

export interface WorksAt {
  id: string;
  kind: string;
  code: string | null;
  name: string;
  fictional: boolean;
  verified: boolean;
  /** How; null: nobody has confirmed it. */
  confirmedBy: 'steward' | 'work-address' | 'colleagues' | null;
  jobTitle: string | null;
  /** Days, YYYY-MM-DD; null: not said. */
  from: string | null;
  to: string | null;
  /** False: the last day has passed. */
  current: boolean;
}

/** As the reader may know them: a field that they may not know is as empty as one that was never filled in. */
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
  languages: string[];
  availability: 'open' | 'limited' | 'away' | null;
  /** How many questions a week others may bring to them. */
  helpsAWeek: number | null;
  interests: string | null;
  fictional: boolean;
  version: number;
  createdAt: Date;
  /** Where they work now, then where they worked; the latest first. */
  organisations: WorksAt[];
  /** Who sees which field; null to everybody else. */
  audiences: Record<string, string> | null;
  /** Whether other members find the profile. */
  listed: boolean;
}

/** The columns of a PersonRow, from `people p`. An organisation that the reader may not see is left out. */
export const PERSON = (keys: string, reader: string): string => {
  const masked = (field: ProfileField, column: string, nothing = 'NULL'): string =>
    `CASE WHEN ${fieldIsOpen(field, { of: 'p', keys, reader })} THEN ${column} ELSE ${nothing} END`;
  return `
  p.id, p.name, p.practitioner_role AS "practitionerRole", p.interests, p.fictional, p.version,
  p.created_at AS "createdAt",
  ${masked('jobTitle', 'p.job_title')} AS "jobTitle",
  ${masked('bio', 'p.bio')} AS bio,
  ${masked('serviceAreas', 'p.service_areas', NONE)} AS "serviceAreas",
  ${masked('stagesLived', 'p.stages_lived', NONE)} AS "stagesLived",
  ${masked('topicsOffered', 'p.topics_offered', NONE)} AS "topicsOffered",
  ${masked('topicsWanted', 'p.topics_wanted', NONE)} AS "topicsWanted",
  ${masked('languages', 'p.languages', NONE)} AS languages,
  ${masked('availability', 'p.availability')} AS availability,
  ${masked('availability', 'p.helps_a_week')} AS "helpsAWeek",
  CASE WHEN p.id = ${reader}::uuid THEN p.field_audiences END AS audiences,
  p.visible_to && '{network}' AS listed,
  ${masked(
    'organisations',
    `ARRAY(
      SELECT json_build_object('id', o.id, 'kind', o.kind, 'code', c.code, 'name', o.name, 'fictional', o.fictional,
                               'verified', m.verified_at IS NOT NULL, 'confirmedBy',
                               CASE WHEN m.verified_at IS NOT NULL THEN coalesce(m.verified_by, 'steward') END, 'from', m.from_on, 'to', m.to_on,
                               'current', m.to_on IS NULL OR m.to_on >= current_date, 'jobTitle',
                               ${masked('jobTitle', 'm.job_title')})
        FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && ${keys}::text[]
        LEFT JOIN councils c ON c.organisation_id = o.id
       WHERE m.person_id = p.id
       ORDER BY m.to_on IS NULL OR m.to_on >= current_date DESC, m.from_on DESC NULLS LAST, o.name LIMIT 20)`,
    `'{}'::json[]`,
  )} AS organisations`;
};
const NONE = `'{}'::text[]`;

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

@Injectable()
export class PeopleQueries {
  constructor(private readonly reads: Reads) {}

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
                      WHERE ${fieldIsOpen('organisations', { of: 'p', keys: '$1', reader: '$2' })}
                        AND m.person_id = p.id AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
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
      text: `SELECT ${PERSON('$2', '$3')} FROM people p WHERE p.id = $1 AND (p.visible_to && $2::text[] OR p.id = $3)`,
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
    return (await this.ownAddress(actor)).email;
  }

  /** The same, and whether they opened a link that was mailed there. */
  async ownAddress(actor: Actor): Promise<{ email: string; confirmed: boolean }> {
    const row = await this.reads.row<{ email: string; confirmed: boolean }>({
      name: 'people.own-email',
      text: `SELECT email, email_verified_at IS NOT NULL AS confirmed FROM accounts WHERE person_id = $1`,
      values: [actor.personId],
    });
    if (!row) throw PersonNotFound();
    return row;
  }
}
