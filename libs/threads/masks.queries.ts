import { Injectable } from '@nestjs/common';
import { type FileCode, kindOf } from '#libs/files';
import { type Actor } from '#libs/people';
import { Reads, type Tx } from '#libs/platform/database';
import { type MaskFacts, maskLabel, ORGANISATIONS_MIN, SHARED_BY_MIN } from './mask-label.ts';
import { type Names, tellingWords, type Telling } from './telling-words.ts';

/** Where person p works, as it was verified: of `w` the organisation, and the type and region of its council. */
const WORKPLACE = `
  LEFT JOIN LATERAL (
    SELECT m.organisation_id, c.type, coalesce(c.region, r.region) AS region
      FROM memberships m
      LEFT JOIN councils c ON c.organisation_id = m.organisation_id
      LEFT JOIN spin_outs s ON s.organisation_id = m.organisation_id
      LEFT JOIN councils r ON r.organisation_id = s.parent_id
     WHERE m.person_id = p.id AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
     ORDER BY m.from_on DESC NULLS LAST, m.organisation_id LIMIT 1) AS w ON true`;
/** $2: a key of all who can read it. */
const READERS = `
  people p JOIN accounts a ON a.person_id = p.id AND (a.suspended_until IS NULL OR a.suspended_until <= now())`;
const ENOUGH = `count(*) >= ${SHARED_BY_MIN} AND count(DISTINCT coalesce(x.organisation_id, x.id)) >= ${ORGANISATIONS_MIN}`;

/** $1 who asks, $2 the key. All members together are enough to be one of, how many they may be. */
const FACTS = `
  WITH me AS MATERIALIZED (
    SELECT p.practitioner_role AS role, w.type, w.region FROM people p ${WORKPLACE} WHERE p.id = $1
  ), alike AS MATERIALIZED (
    SELECT p.id, w.organisation_id, w.type, w.region
      FROM ${READERS} ${WORKPLACE}
     WHERE p.practitioner_role = (SELECT role FROM me) AND p.reader_keys && ARRAY[$2])
  SELECT me.role, me.type AS "councilType", me.region,
         (SELECT ${ENOUGH} FROM alike x WHERE x.type IS NOT DISTINCT FROM me.type AND x.region = me.region) AS "sharedByRegion",
         (SELECT ${ENOUGH} FROM alike x WHERE x.type = me.type) AS "sharedByType",
         (SELECT ${ENOUGH} FROM alike x) AS "sharedByRole",
         $2 = 'network' OR (SELECT count(*) >= ${SHARED_BY_MIN}
            FROM (SELECT FROM ${READERS} WHERE p.reader_keys && ARRAY[$2] LIMIT ${SHARED_BY_MIN}) AS readers) AS "sharedByAll"
    FROM me`;

interface OwnNames extends Names {
  files: { name: string; kind: FileCode; alt: string | null }[] | null;
}

/** What stands in place of a name, and what would tell it all the same. */
@Injectable()
export class MasksQueries {
  constructor(private readonly reads: Reads) {}

  /** The label that a member would ask under now, for all members to read; null: too few people share any. */
  async preview(actor: Actor): Promise<string | null> {
    const facts = await this.reads.row<MaskFacts>({
      name: 'threads.mask-facts',
      text: FACTS,
      values: [actor.personId, 'network'],
    });
    return facts && maskLabel(facts);
  }

  /**
   * What says who the actor is in these texts and in these files of theirs: their name, where they work, an e-mail address.
   * One statement.
   */
  async telling(actor: Actor, texts: readonly string[], fileIds: readonly string[]): Promise<Telling> {
    const own = await this.reads.row<OwnNames>({
      name: 'threads.own-names',
      text: `SELECT p.name, a.email,
                    ARRAY(SELECT DISTINCT n.name FROM memberships m
                            JOIN organisations o ON o.id = m.organisation_id
                            LEFT JOIN councils c ON c.organisation_id = o.id
                           CROSS JOIN LATERAL unnest(ARRAY[o.name, c.official_name, c.nice_name] || coalesce(c.alternative_names, '{}')) AS n (name)
                           WHERE m.person_id = p.id AND (m.to_on IS NULL OR m.to_on >= current_date) AND n.name IS NOT NULL LIMIT 100) AS bodies,
                    ARRAY(SELECT '/councils/' || c.code FROM memberships m JOIN councils c ON c.organisation_id = m.organisation_id
                           WHERE m.person_id = p.id LIMIT 20)
                      || ARRAY(SELECT m.organisation_id::text FROM memberships m WHERE m.person_id = p.id LIMIT 20)
                      || p.id::text AS addresses,
                    (SELECT json_agg(json_build_object('name', f.name, 'kind', f.kind, 'alt', f.alt))
                       FROM files f WHERE f.id = ANY ($2::uuid[]) AND f.owner_id = p.id) AS files
               FROM people p JOIN accounts a ON a.person_id = p.id WHERE p.id = $1`,
      values: [actor.personId, fileIds],
    });
    if (!own) return { inText: [], inNames: [], documents: [] };
    const files = own.files ?? [];
    return {
      inText: tellingWords([...texts, ...files.map(({ alt }) => alt ?? '')].join('\n'), own),
      inNames: tellingWords(files.map(({ name }) => withSpaces(name)).join('\n'), own),
      documents: files.filter(({ kind }) => kindOf(kind).keepsAuthor).map(({ name }) => name),
    };
  }
}

/** "BondOfOmar.csv" says as much as "Bond of Omar.csv". */
const withSpaces = (name: string): string => `${name}\n${name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')}`;

/** The label for who asks something that those with this key can read; null: too few of them share any. */
export async function maskFor(tx: Tx, actor: Actor, key: string): Promise<string | null> {
  const [facts] = await tx.query<MaskFacts[]>(FACTS, [actor.personId, key]);
  return facts ? maskLabel(facts) : null;
}
