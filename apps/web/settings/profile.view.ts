import { type PersonRow, type ProfileInput } from '#libs/people';
import { labelOf, PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

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
  ];
}
