import { applyDecorators } from '@nestjs/common';
import { Matches } from 'class-validator';
import {
  AVAILABILITY,
  COUNCIL_TYPES,
  LANGUAGES,
  NATIONS,
  PRACTITIONER_ROLES,
  REGIONS,
  SERVICE_AREAS,
  STAGES,
  TOPICS,
} from '#libs/taxonomy';
import { FIELD_AUDIENCE_CODES, PROFILE_FIELDS } from './profile-fields.ts';
import { Choice, Codes, Cursor, Email, Flag, Secret, Text, Whole } from '#libs/platform/inputs';

const NAME = { label: 'Name', max: 100, ask: 'Enter the name that other members will see' };

/** One line that can be read (stands above Text, which then speaks first): no control or direction marks, which could make a name look like another's. */
const OneLine = (label: string): PropertyDecorator =>
  Matches(/^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, {
    message: `${label} must be on one line, without hidden characters`,
  });

/** What a person is called: at least one letter. */
const Name = ({ optional = false } = {}): PropertyDecorator =>
  applyDecorators(Text({ ...NAME, optional }), OneLine(NAME.label), Matches(/\p{L}/u, { message: NAME.ask }));

export const PASSWORD = { label: 'Password', min: 10, max: 200 };

export class SignInInput {
  @Email({ label: 'Your email address' })
  readonly email!: string;

  @Secret({ label: 'Password', max: 200, ask: 'Enter your password' })
  readonly password!: string;
}

export class SignUpInput {
  @Name()
  readonly name!: string;

  @Choice({ label: 'What you are', of: Object.keys(PRACTITIONER_ROLES), ask: 'Choose what describes you best' })
  readonly practitionerRole!: string;

  @Email({ label: 'Your email address' })
  readonly email!: string;

  @Secret({ ...PASSWORD, ask: 'Choose a password' })
  readonly password!: string;
}

/** Of who accepts an invitation by mail. Who has an account gives its password alone, or is signed in to it. */
export class GuestAccountInput {
  @Name({ optional: true })
  readonly name?: string;

  @Choice({ label: 'What you are', of: Object.keys(PRACTITIONER_ROLES), optional: true })
  readonly practitionerRole?: string;

  @Secret({ ...PASSWORD, ask: 'Enter a password', optional: true })
  readonly password?: string;
}

export class ChangePasswordInput {
  @Secret({ label: 'Current password', max: 200, ask: 'Enter your current password' })
  readonly currentPassword!: string;

  @Secret({ ...PASSWORD, label: 'New password', ask: 'Choose a new password' })
  readonly newPassword!: string;
}

export class ProfileInput {
  @Name()
  readonly name!: string;

  @Choice({ label: 'What you are', of: Object.keys(PRACTITIONER_ROLES), ask: 'Choose what describes you best' })
  readonly practitionerRole!: string;

  @OneLine('Job title')
  @Text({ label: 'Job title', max: 120, optional: true })
  readonly jobTitle?: string;

  @Text({ label: 'About you', max: 1000, optional: true })
  readonly bio?: string;

  @Codes({ label: 'Service areas', of: Object.keys(SERVICE_AREAS), optional: true, max: 23 })
  readonly serviceAreas: string[] = [];

  @Codes({ label: 'Stages you have lived through', of: Object.keys(STAGES), optional: true, max: 13 })
  readonly stagesLived: string[] = [];

  @Codes({ label: 'Topics you can help with', of: Object.keys(TOPICS), optional: true, max: 20 })
  readonly topicsOffered: string[] = [];

  @Codes({ label: 'Topics you want help with', of: Object.keys(TOPICS), optional: true, max: 20 })
  readonly topicsWanted: string[] = [];

  @Codes({ label: 'Languages', of: Object.keys(LANGUAGES), optional: true, max: 20 })
  readonly languages: string[] = [];

  @Choice({ label: 'Whether you can be asked', of: Object.keys(AVAILABILITY), optional: true })
  readonly availability: 'open' | 'limited' | 'away' = 'open';

  /** How many questions a week others may bring to them. */
  @Whole({ label: 'Questions a week', min: 0, max: 20, optional: true })
  readonly helpsAWeek: number = 2;

  @Text({ label: 'Your interests', max: 1000, optional: true })
  readonly interests?: string;

  /** They declare that there are none. */
  @Flag({ label: 'No interests', optional: true })
  readonly noInterests: boolean = false;

  /** Who sees which field: "bio:shared". A field that is not named is seen by all who see the profile. */
  @Codes({ label: 'Who sees what', of: FIELD_AUDIENCE_CODES, optional: true, max: PROFILE_FIELDS.length * 2 })
  readonly audiences: string[] = [];

  /** Whether other members find the profile, anywhere. */
  @Choice({ label: 'Who finds you', of: ['network', 'nobody'], optional: true })
  readonly listedTo: 'network' | 'nobody' = 'network';
}

export class NewTokenInput {
  @OneLine('Name')
  @Text({ label: 'Name', max: 100, ask: 'Say what the token is for' })
  readonly name!: string;

  @Choice({ label: 'Scope', of: ['read', 'write'], optional: true })
  readonly scope: 'read' | 'write' = 'write';

  /** How long it works. */
  @Whole({ label: 'Days', min: 1, max: 365, optional: true })
  readonly days: number = 90;
}

/** What the directory is narrowed by: any of what is chosen of one, all of them together. */
export class DirectoryInput {
  /** Who sells advice, and who does not. */
  @Codes({ label: 'Peers and suppliers', of: ['peer', 'supplier'], optional: true })
  readonly kind: string[] = [];

  /** That they offer help with. */
  @Codes({ label: 'Topic', of: Object.keys(TOPICS), optional: true, max: 20 })
  readonly topic: string[] = [];

  /** That they want help with. */
  @Codes({ label: 'Topic they want help with', of: Object.keys(TOPICS), optional: true, max: 20 })
  readonly wants: string[] = [];

  @Codes({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true, max: 23 })
  readonly serviceArea: string[] = [];

  /** That they lived through. */
  @Codes({ label: 'Stage', of: Object.keys(STAGES), optional: true, max: 13 })
  readonly stage: string[] = [];

  @Codes({ label: 'Role', of: Object.keys(PRACTITIONER_ROLES), optional: true, max: 17 })
  readonly role: string[] = [];

  /** Of the council they work for, or that their spin-out came from. */
  @Codes({ label: 'Type of council', of: Object.keys(COUNCIL_TYPES), optional: true, max: 12 })
  readonly councilType: string[] = [];

  @Codes({ label: 'Region', of: REGIONS, optional: true, max: 12 })
  readonly region: string[] = [];

  @Codes({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation: string[] = [];
}

export class PeopleListInput extends DirectoryInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

/** Somebody to find by name. */
export class NamedInput {
  @Text({ label: 'Name', max: 100, ask: 'Type the name of a member' })
  readonly q!: string;
}

export class PresenceInput {
  /** Others see that you are reading or typing. */
  @Flag({ label: 'seen' })
  readonly seen!: boolean;
}

/** What one was asked to keep records about; absent: nothing any more. */
export class RecordHoldInput {
  @Text({ label: 'What you were asked to keep records about', max: 300, optional: true })
  readonly about?: string;
}
