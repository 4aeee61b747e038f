import { PLATFORM_ROLES } from '#libs/people';
import { Choice, Codes, Several, Text } from '#libs/platform/inputs';
import { PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { codes, KEY } from './words.ts';

class PersonInput {
  @Text(KEY)
  readonly key!: string;

  @Text({ label: 'name', max: 100 })
  readonly name!: string;

  @Choice({ label: 'practitionerRole', of: codes(PRACTITIONER_ROLES) })
  readonly practitionerRole!: string;

  @Text({ label: 'jobTitle', max: 120, optional: true })
  readonly jobTitle?: string | null;

  @Text({ label: 'organisation', max: 80, optional: true })
  readonly organisation?: string | null;

  @Codes({ label: 'serviceAreas', of: codes(SERVICE_AREAS), max: 23 })
  readonly serviceAreas!: string[];

  @Codes({ label: 'stagesLived', of: codes(STAGES), max: 13 })
  readonly stagesLived!: string[];

  @Codes({ label: 'topicsOffered', of: codes(TOPICS), max: 20 })
  readonly topicsOffered!: string[];

  @Codes({ label: 'topicsWanted', of: codes(TOPICS), max: 20 })
  readonly topicsWanted!: string[];

  @Text({ label: 'bio', max: 1000 })
  readonly bio!: string;

  @Codes({ label: 'platformRoles', of: PLATFORM_ROLES })
  readonly platformRoles!: string[];
}

export class PeopleFile {
  @Several({ label: 'people', of: PersonInput, max: 500 })
  readonly items!: PersonInput[];
}

export type DemoPerson = PersonInput;
