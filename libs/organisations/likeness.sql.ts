import { FEATURES, RURALITY, TIERS, WEIGHTS } from './likeness.ts';

/** Whether the council `c` has ended on that day: as the register says, or as was announced. */
export const ENDS = (c: string): string => `coalesce(${c}.ended_on, ${c}.announced_end_on)`;
export const ENDED = (c: string, day: string): string => `coalesce(${ENDS(c)} <= ${day}::date, false)`;
/** Whether it acts on that day: it has begun and not ended. */
export const STANDS = (c: string, day: string): string =>
  `(NOT ${ENDED(c, day)} AND coalesce(${c}.started_on <= ${day}::date, true))`;

const TIER = (type: string): string =>
  `CASE ${TIERS.map((types, i) => `WHEN ${type} IN (${types.map((code) => `'${code}'`).join(', ')}) THEN ${i}`).join(' ')} END`;

const TOTAL = FEATURES.reduce((sum, feature) => sum + WEIGHTS[feature], 0);

/** Population and density are compared by how many times larger, not by how many more. */
const SCALED = {
  population: 'log(nullif(f.population, 0)::float8)',
  density: 'log(nullif(f.density, 0)::float8)',
  deprivation: 'f.deprivation::float8',
  rurality: 'f.rurality::float8',
} as const;

/**
 * What councils are compared by: `council_id`, `type`, `nation`, `tier`, `stands` and the features.
 */
const FEATURES_SQL = (day: string): string => `
  SELECT c.organisation_id AS council_id, c.type, c.nation, ${TIER('c.type')} AS tier, ${STANDS('c', day)} AS stands,
         p.population, coalesce(p.population / nullif(coalesce(c.area_km2, l.area_km2), 0), l.density_per_km2) AS density,
         l.imd_quintile AS deprivation,
         array_position(ARRAY[${RURALITY.map((label) => `'${label}'`).join(', ')}], l.rural_urban) AS rurality
    FROM councils c
    LEFT JOIN council_labels l ON l.council_id = c.organisation_id
   CROSS JOIN LATERAL (SELECT coalesce(c.population, l.population) AS population) p`;

/**
 * The one measure of likeness, as a query: every council of the same tier as the council whose id `subject` gives, itself
 * left out, with `distance` (0: alike in everything) and the features of both (`own`, `other`, as Features in JSON).
 *
 * Each feature is divided by how far the councils of the tier that stand on `day` spread, so that none outweighs another
 * by its unit. A feature that is not recorded for one of the two counts as two councils taken at random would (their
 * expected squared difference is 2): neither alike nor unlike. The same both ways round.
 */
export const LIKENESS = (subject: string, day: string): string => `
  WITH features AS MATERIALIZED (
         SELECT f.*, ${FEATURES.map((name) => `${SCALED[name]} AS scaled_${name}`).join(', ')}
           FROM (${FEATURES_SQL(day)}) f
          WHERE f.tier = (SELECT ${TIER('k.type')} FROM councils k WHERE k.organisation_id = (${subject}))),
       spread AS MATERIALIZED (
         SELECT ${FEATURES.map((name) => `coalesce(nullif(stddev_pop(scaled_${name}) FILTER (WHERE stands), 0), 1) AS ${name}`).join(', ')}
           FROM features)
  SELECT b.council_id, b.stands,
         sqrt((${FEATURES.map(
           (name) => `${WEIGHTS[name]} * coalesce(power((a.scaled_${name} - b.scaled_${name}) / spread.${name}, 2), 2)`,
         ).join(' + ')}) / ${TOTAL}) AS distance,
         ${FEATURES_JSON('a')} AS own, ${FEATURES_JSON('b')} AS other
    FROM features a CROSS JOIN spread JOIN features b ON b.council_id <> a.council_id
   WHERE a.council_id = (${subject})`;

/** As many councils are like one: the whole of a tier would be every district in England. */
const ALIKE = 20;

/**
 * The ids of a council, given as a query for its id, and of those most like it, past ones among them: what was done
 * there stays true.
 */
export const ALIKE_COUNCILS = (subject: string, day: string): string => `
  SELECT id FROM (${subject}) AS own (id)
  UNION ALL
  (SELECT l.council_id FROM (${LIKENESS(subject, day)}) l ORDER BY l.distance, l.council_id LIMIT ${ALIKE})`;

/** The id of the council of that code or name, as a query; of several with that name the one that stands. */
export const COUNCIL_CALLED = (name: string): string => `
  SELECT c.organisation_id AS id FROM councils c
   WHERE c.code = upper(${name}) OR lower(${name}) IN (lower(c.nice_name), lower(c.official_name))
   ORDER BY c.code = upper(${name}) DESC, c.ended_on NULLS FIRST, c.code LIMIT 1`;

function FEATURES_JSON(f: string): string {
  return `json_build_object('type', ${f}.type, 'nation', ${f}.nation, ${FEATURES.map((name) => `'${name}', ${f}.${name}`).join(', ')})`;
}
