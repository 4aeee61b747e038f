import {
  audienceCodes,
  type FieldAudience,
  NO_INTERESTS,
  type PersonRow,
  PROFILE_FIELDS,
  type ProfileField,
  type ProfileInput,
} from '#libs/people';
import { AVAILABILITY, labelOf, LANGUAGES, PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

/** What a field holds now, where that is not what was typed. */
export interface Difference {
  readonly label: string;
  readonly now: string;
}

const row = (label: string, mine: string | undefined, theirs: string | null): Difference[] =>
  (mine ?? '') === (theirs ?? '') ? [] : [{ label, now: theirs || 'Nothing' }];

const role = (code: string): string => labelOf(PRACTITIONER_ROLES, code);

const list = (labels: Readonly<Record<string, string>>) => (codes: readonly string[]) =>
  codes.map((code) => labelOf(labels, code)).join(', ');

export const FIELD_NAMES: Readonly<Record<ProfileField, string>> = {
  jobTitle: 'Job title',
  organisations: 'Where you work',
  bio: 'About you',
  serviceAreas: 'Service areas',
  stagesLived: 'Stages you have lived through',
  topicsOffered: 'Topics you can help with',
  topicsWanted: 'Topics you want help with',
  languages: 'Languages',
  availability: 'Whether you can be asked',
};

export const AUDIENCES: Readonly<Record<FieldAudience, string>> = {
  all: 'All members',
  shared: 'Those I share a circle or organisation with',
  me: 'Only me',
};

const LISTED = { network: 'All members', nobody: 'Nobody' };

/** Of codes such as "bio:shared": who sees a field. */
export const audienceIn = (codes: readonly string[], field: ProfileField): FieldAudience =>
  codes.includes(`${field}:me`) ? 'me' : codes.includes(`${field}:shared`) ? 'shared' : 'all';

/** How the profile is now, in words, where it differs from what a person typed over an older one. */
export function differences(typed: ProfileInput, now: PersonRow): Difference[] {
  const [areas, stages, topics] = [list(SERVICE_AREAS), list(STAGES), list(TOPICS)];
  return [
    ...row('Name', typed.name, now.name),
    ...row('What you are', role(typed.practitionerRole), role(now.practitionerRole)),
    ...row('Job title', typed.jobTitle, now.jobTitle),
    ...row('About you', typed.bio, now.bio),
    ...row('Service areas', areas(typed.serviceAreas), areas(now.serviceAreas)),
    ...row('Stages you have lived through', stages(typed.stagesLived), stages(now.stagesLived)),
    ...row('Topics you can help with', topics(typed.topicsOffered), topics(now.topicsOffered)),
    ...row('Topics you want help with', topics(typed.topicsWanted), topics(now.topicsWanted)),
    ...row('Languages', list(LANGUAGES)(typed.languages), list(LANGUAGES)(now.languages)),
    ...row('Being asked', labelOf(AVAILABILITY, typed.availability), labelOf(AVAILABILITY, now.availability ?? 'open')),
    ...row('Questions a week', String(typed.helpsAWeek), String(now.helpsAWeek)),
    ...row('Your interests', typed.noInterests ? NO_INTERESTS : typed.interests, now.interests),
    ...row('Who finds you', LISTED[typed.listedTo], LISTED[now.listed ? 'network' : 'nobody']),
    ...PROFILE_FIELDS.flatMap((field) =>
      row(
        `Who sees: ${FIELD_NAMES[field].toLowerCase()}`,
        AUDIENCES[audienceIn(typed.audiences, field)],
        AUDIENCES[audienceIn(audienceCodes(now.audiences ?? {}), field)],
      ),
    ),
  ];
}
