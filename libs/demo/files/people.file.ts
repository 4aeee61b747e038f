import { PLATFORM_ROLES } from '#libs/people';
import { Choice, Codes, Several, Text, Texts, Whole } from '#libs/platform/inputs';
import { AVAILABILITY, LANGUAGES, PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
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

  @Codes({ label: 'languages', of: codes(LANGUAGES), optional: true })
  readonly languages: string[] = ['en'];

  @Choice({ label: 'availability', of: codes(AVAILABILITY), optional: true })
  readonly availability: string = 'open';

  @Whole({ label: 'helpsAWeek', min: 0, max: 20, optional: true })
  readonly helpsAWeek: number = 2;

  @Text({ label: 'interests', max: 1000, optional: true })
  readonly interests?: string | null;

  /** Fields that only who shares a circle or an organisation with them sees. */
  @Texts({ label: 'sharedFields', max: 10, each: 40, optional: true })
  readonly sharedFields: string[] = [];

  @Codes({ label: 'platformRoles', of: PLATFORM_ROLES })
  readonly platformRoles!: string[];
}

export class PeopleFile {
  @Several({ label: 'people', of: PersonInput, max: 500 })
  readonly items!: PersonInput[];
}

export type DemoPerson = PersonInput;
