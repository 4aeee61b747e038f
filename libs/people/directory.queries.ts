import { Injectable } from '@nestjs/common';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type Reader } from './actor.ts';
import { type DirectoryInput, type PeopleListInput } from './people.inputs.ts';
import { PERSON, type PersonRow } from './people.queries.ts';
import { groupsOf } from './profile-fields.ts';

/** What the directory can be narrowed by, and how the terms of people.facets begin. */
const TERMS = {
  kind: 'kind',
  topic: 'offers',
  wants: 'wants',
  serviceArea: 'service',
  stage: 'stage',
  role: 'role',
  councilType: 'type',
  region: 'region',
  nation: 'nation',
} as const;
export type DirectoryFacet = keyof typeof TERMS;
export const DIRECTORY_FACETS = Object.keys(TERMS) as DirectoryFacet[];

/** Of each facet, how many each code finds beside what was chosen of the others; a code that finds nobody is left out. */
export type DirectoryCounts = Readonly<Record<DirectoryFacet, Readonly<Record<string, number>>>>;

const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
/** SQL: whether the reader ($1 their keys) is among those to whom `people p` shows more. */
const SHARES = `p.shared_facets <> '{}' AND p.reader_keys && ${groupsOf('$1')}`;

/**
 * The list of members. A person is found by what the reader may know of them, and by nothing else: people.facets was
 * masked when it was made. Signed out it is as empty as the rule of reading makes it.
 */
@Injectable()
export class DirectoryQueries {
  constructor(private readonly reads: Reads) {}

  /** By name. */
  async list(
    reader: Reader,
    { after, limit, ...chosen }: PeopleListInput,
  ): Promise<{ items: PersonRow[]; next: string | null }> {
    const [name = '', id = FIRST_UUID] = fromCursor(after, 'text', 'id') ?? [];
    const values: unknown[] = [reader.keys, reader.personId, name, id, limit + 1];
    const narrowed = chosenIn(chosen).map(({ terms }) => {
      const these = `$${values.push(terms)}::text[]`;
      return ` AND (p.facets && ${these} OR ${SHARES} AND p.shared_facets && ${these})`;
    });
    const rows = await this.reads.rows<PersonRow & { sortName: string }>({
      name: null,
      text: `SELECT ${PERSON('$1', '$2')}, p.sort_name AS "sortName"
               FROM people p
              WHERE (p.sort_name, p.id) > ($3, $4::uuid) AND p.visible_to && $1::text[]${narrowed.join('')}
              ORDER BY p.sort_name, p.id
              LIMIT $5`,
      values,
    });
    const { items, next } = pageOf(rows, limit, (row) => [row.sortName, row.id]);
    return { items: items.map(({ sortName: _, ...row }) => row), next };
  }

  /** How many there are, and how many more or fewer each choice would find. One statement over all that match. */
  async counts(reader: Reader, chosen: DirectoryInput): Promise<{ total: number; facets: DirectoryCounts }> {
    const values: unknown[] = [reader.keys];
    const filters = chosenIn(chosen).map(({ facet, terms }, i) => ({
      name: `f${i}`,
      fits: `x.terms && $${values.push(terms)}::text[] AS f${i}`,
      own: `ARRAY(SELECT t FROM unnest(s.terms) AS t WHERE t LIKE '${TERMS[facet]}:%')`,
    }));
    const allBut = (left: string): string =>
      filters.map(({ name }) => (name === left ? `NOT ${name}` : name)).join(' AND ') || 'true';
    const rows = await this.reads.rows<{ term: string; count: number }>({
      name: null,
      text: `
        SELECT term, count(*)::int AS count
          FROM (SELECT unnest(CASE WHEN ${allBut('')} THEN s.terms
                              ${filters.map(({ name, own }) => `WHEN ${allBut(name)} THEN ${own}`).join('\n')} END) AS term
                  FROM (SELECT ${['x.terms', ...filters.map(({ fits }) => fits)].join(', ')}
                          FROM (SELECT CASE WHEN ${SHARES} THEN p.facets || p.shared_facets ELSE p.facets END AS terms
                                  FROM people p WHERE p.visible_to && $1::text[] OFFSET 0) AS x) AS s) AS found
         WHERE term IS NOT NULL
         GROUP BY term`,
      values,
    });
    const facets: Record<string, Record<string, number>> = Object.fromEntries(
      DIRECTORY_FACETS.map((facet) => [facet, {}]),
    );
    for (const { term, count } of rows) {
      const colon = term.indexOf(':');
      const facet = DIRECTORY_FACETS.find((one) => TERMS[one] === term.slice(0, colon));
      if (facet) facets[facet]![term.slice(colon + 1)] = count;
    }
    // Everybody is of one kind.
    const kinds = Object.entries(facets['kind']!).filter(
      ([code]) => chosen.kind.length === 0 || chosen.kind.includes(code),
    );
    return { total: kinds.reduce((sum, [, count]) => sum + count, 0), facets: facets as DirectoryCounts };
  }
}

const chosenIn = (chosen: DirectoryInput): { facet: DirectoryFacet; terms: string[] }[] =>
  DIRECTORY_FACETS.filter((facet) => chosen[facet].length > 0).map((facet) => ({
    facet,
    terms: chosen[facet].map((code) => `${TERMS[facet]}:${code}`),
  }));
