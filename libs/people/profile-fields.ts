/** The fields of a profile that have an audience of their own; the name, the role and declared interests have not. */
export const PROFILE_FIELDS = [
  'jobTitle',
  'organisations',
  'bio',
  'serviceAreas',
  'stagesLived',
  'topicsOffered',
  'topicsWanted',
  'languages',
  'availability',
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/**
 * Who sees a field, of those who may see the profile: all of them; who shares a circle or a verified organisation with
 * the person; nobody but the person.
 */
export const FIELD_AUDIENCES = ['all', 'shared', 'me'] as const;
export type FieldAudience = (typeof FIELD_AUDIENCES)[number];

/** As they are written and sent: "bio:shared". */
export const FIELD_AUDIENCE_CODES: readonly string[] = PROFILE_FIELDS.flatMap((field) =>
  FIELD_AUDIENCES.map((audience) => `${field}:${audience}`),
);

/** Field to audience, without those that all see; where one was given twice, the narrower. */
export function audiencesOf(codes: readonly string[]): Partial<Record<ProfileField, FieldAudience>> {
  const narrowest = new Map<ProfileField, FieldAudience>();
  for (const audience of FIELD_AUDIENCES.slice(1)) {
    for (const field of PROFILE_FIELDS) if (codes.includes(`${field}:${audience}`)) narrowest.set(field, audience);
  }
  return Object.fromEntries(narrowest);
}

export const audienceCodes = (audiences: Readonly<Record<string, string>>): string[] =>
  Object.entries(audiences)
    .map(([field, audience]) => `${field}:${audience}`)
    .toSorted();

/** SQL: what the reader belongs to. */
export const groupsOf = (keys: string): string =>
  `ARRAY(SELECT k FROM unnest(${keys}::text[]) AS k WHERE k LIKE 'circle:%' OR k LIKE 'organisation:%')`;

interface OfReader {
  /** The row of `people`. */
  of: string;
  /** SQL for the reader's keys. */
  keys: string;
  /** SQL for the reader's id; null where nobody is signed in. */
  reader: string;
}

/**
 * SQL: whether the reader may know this field. Whatever shows, searches or counts a field of somebody's profile says it
 * here, and nowhere else. It says nothing of the profile itself: that is `visible_to`.
 */
export const fieldIsOpen = (field: ProfileField, { of, keys, reader }: OfReader): string =>
  `(CASE coalesce(${of}.field_audiences ->> '${field}', 'all') WHEN 'all' THEN true
         WHEN 'shared' THEN ${of}.id = ${reader}::uuid OR ${of}.reader_keys && ${groupsOf(keys)}
         ELSE ${of}.id = ${reader}::uuid END IS TRUE)`;

/** SQL: whether all who see the profile may know this field. What is shown wherever somebody writes has to be. */
export const fieldIsOpenToAll = (field: ProfileField, of: string): string =>
  `coalesce(${of}.field_audiences ->> '${field}', 'all') = 'all'`;
