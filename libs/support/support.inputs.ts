import { Matches } from 'class-validator';
import { Choice, Codes, Day, Text } from '#libs/platform/inputs';
import { NATIONS, TOPICS } from '#libs/taxonomy';

export const SUPPORT_SHOWN = { open: 'Open now', closed: 'Closed', soon: 'Not open yet' } as const;

export class SupportListInput {
  /** By today's date; absent: all. */
  @Choice({ label: 'State', of: Object.keys(SUPPORT_SHOWN), optional: true })
  readonly state?: keyof typeof SUPPORT_SHOWN;

  @Choice({ label: 'Topic', of: Object.keys(TOPICS), optional: true })
  readonly topic?: string;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;
}

const Address: PropertyDecorator = (target, name) => {
  Text({ label: 'Address', max: 300, optional: true })(target, name);
  Matches(/^$|^https?:\/\/[^\s/]+\.[^\s]+$/, { message: 'Enter the address with its https://' })(target, name);
};

export class NewProgrammeInput {
  @Text({ label: 'Name', max: 200, ask: 'Enter the name of the programme' })
  readonly name!: string;

  @Text({ label: 'Who runs it', max: 200, ask: 'Enter who runs it' })
  readonly provider!: string;

  @Text({ label: 'What it offers', max: 1000, ask: 'Enter what it offers, and to whom' })
  readonly summary!: string;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Codes({ label: 'Topics', of: Object.keys(TOPICS), optional: true, max: 10 })
  readonly topics?: string[];

  @Day({ label: 'The first day', optional: true })
  readonly opensOn?: string;

  @Day({ label: 'The last day', optional: true })
  readonly closesOn?: string;

  @Address
  readonly url?: string;

  @Text({ label: 'Source', max: 300, ask: 'Enter where this comes from' })
  readonly source!: string;
}

/** The whole entry, as for a new one; what is absent is taken away. */
export class EditProgrammeInput extends NewProgrammeInput {}
