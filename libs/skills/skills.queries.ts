import { Injectable } from '@nestjs/common';
import { type Actor, fieldIsOpen } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { TeamNotFound } from './skills.errors.ts';
import { type Skill, SKILL_CODES, SKILLS, SPREAD_MIN } from './skills.words.ts';

type Levels = Record<Skill, number | null>;

interface TeamRow {
  organisation: { id: string; name: string; kind: string; code: string | null };
  /** Whose assessments count: verified members of today. */
  answered: number;
  own: (Levels & { named: boolean; version: number }) | null;
  /** Who lets the team see whose it is, by name. */
  named: (Levels & { personId: string; name: string })[];
  /** Of each skill how many said each level, 0 to 3. Null: too few have answered, or said anything of it. */
  spreads: Record<Skill, number[] | null>;
}

/** What helps with a skill, as far as the reader may read it. */
export interface Learning {
  guidance: { slug: string; title: string }[];
  tactics: { id: string; title: string }[];
  members: { id: string; name: string; practitionerRole: string; fictional: boolean }[];
}

export interface Team extends TeamRow {
  learning: Record<Skill, Learning>;
}

const LEVELS = (a: string): string => SKILL_CODES.map((skill) => `'${skill}', ${a}.${skill}`).join(', ');
const COUNT = (skill: Skill, level: number): string => `count(*) FILTER (WHERE s.${skill} = ${level})`;
const TOPICS_OF = SKILL_CODES.map(
  (skill) => `('${skill}', ARRAY[${SKILLS[skill].topics.map((topic) => `'${topic}'`).join(', ')}])`,
).join(', ');
const FEW = 3;

@Injectable()
export class SkillsQueries {
  constructor(private readonly reads: Reads) {}

  /** For verified members of the organisation; to everybody else it is not there (TeamNotFound). Two statements. */
  async team(actor: Actor, organisationId: string): Promise<Team> {
    const row = await this.reads.row<TeamRow>({
      name: 'skills.team',
      text: `WITH s AS MATERIALIZED (
               SELECT a.*, p.id AS shown_id, p.name
                 FROM skill_assessments a
                 JOIN memberships m ON m.organisation_id = a.organisation_id AND m.person_id = a.person_id
                  AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
                 LEFT JOIN people p ON p.id = a.person_id AND a.named AND p.visible_to && $1::text[]
                WHERE a.organisation_id = $2 AND a.visible_to && $1::text[])
             SELECT json_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'code', c.code) AS organisation,
                    (SELECT count(*)::int FROM s) AS answered,
                    (SELECT json_build_object(${LEVELS('s')}, 'named', s.named, 'version', s.version)
                       FROM s WHERE s.person_id = $3::uuid) AS own,
                    coalesce((SELECT json_agg(json_build_object('personId', s.shown_id, 'name', s.name, ${LEVELS('s')})
                                              ORDER BY s.name, s.shown_id)
                                FROM s WHERE s.shown_id IS NOT NULL), '[]') AS named,
                    (SELECT json_build_object(${SKILL_CODES.map(
                      (skill) => `'${skill}', CASE WHEN count(s.${skill}) >= ${SPREAD_MIN} THEN
                        ARRAY[${[0, 1, 2, 3].map((level) => COUNT(skill, level)).join(', ')}] END`,
                    ).join(', ')}) FROM s) AS spreads
               FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
              WHERE o.id = $2 AND o.visible_to && $1::text[]
                AND ARRAY['organisation:' || o.id::text] && $1::text[]`,
      values: [actor.keys, organisationId, actor.personId],
    });
    if (!row) throw TeamNotFound();
    return { ...row, learning: await this.learning(actor) };
  }

  /** Whoever is away, takes no questions or sells advice is not named. */
  private async learning(actor: Actor): Promise<Record<Skill, Learning>> {
    const open = fieldIsOpen('topicsOffered', { of: 'p', keys: '$1', reader: '$2' });
    const rows = await this.reads.rows<Learning & { skill: Skill }>({
      name: 'skills.learning',
      text: `SELECT k.skill,
                    coalesce((SELECT json_agg(g) FROM (
                      SELECT g.slug, g.title FROM guidance_pages g
                       WHERE g.status = 'published' AND g.topics && k.topics AND g.visible_to && $1::text[]
                       ORDER BY g.published_at DESC, g.id LIMIT ${FEW}) AS g), '[]') AS guidance,
                    coalesce((SELECT json_agg(t) FROM (
                      SELECT t.id, t.title FROM tactics t
                       WHERE t.status = 'published' AND t.topics && k.topics AND t.visible_to && $1::text[]
                       ORDER BY t.published_at DESC, t.id LIMIT ${FEW}) AS t), '[]') AS tactics,
                    coalesce((SELECT json_agg(q) FROM (
                      SELECT p.id, p.name, p.practitioner_role AS "practitionerRole", p.fictional FROM people p
                       WHERE p.topics_offered && k.topics AND p.visible_to && $1::text[] AND ${open}
                         AND p.availability <> 'away' AND p.helps_a_week > 0 AND p.practitioner_role <> 'paid_adviser'
                         AND p.id <> $2::uuid
                       ORDER BY p.availability = 'limited', p.sort_name, p.id LIMIT ${FEW}) AS q), '[]') AS members
               FROM (VALUES ${TOPICS_OF}) AS k (skill, topics)`,
      values: [actor.keys, actor.personId],
    });
    return Object.fromEntries(rows.map(({ skill, ...learning }) => [skill, learning])) as Record<Skill, Learning>;
  }
}
