import { Choice, Text } from '#libs/platform/inputs';
import { ASSURANCE_FIELDS, type AssuranceField } from './assurance.words.ts';

const Field = (name: AssuranceField): PropertyDecorator =>
  Text({ label: ASSURANCE_FIELDS[name].label, max: ASSURANCE_FIELDS[name].max, optional: true });

/** The whole pack; what is absent is not recorded. */
export class AssuranceInput {
  @Field('insurer')
  readonly insurer?: string;

  @Field('stepIn')
  readonly stepIn?: string;

  @Field('exitPlan')
  readonly exitPlan?: string;

  @Field('keyPeople')
  readonly keyPeople?: string;

  @Field('inspections')
  readonly inspections?: string;
}

/** For how many days a link may work. */
export const LINK_DAYS = { '7': '1 week', '30': '30 days', '90': '90 days' } as const;

export class AssuranceLinkInput {
  @Text({ label: 'Who it is for', max: 120, ask: 'Enter who the link is for' })
  readonly purpose!: string;

  @Choice({ label: 'How long it works', of: Object.keys(LINK_DAYS), ask: 'Choose how long the link works' })
  readonly days!: keyof typeof LINK_DAYS;
}
