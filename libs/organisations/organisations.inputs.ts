import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { Choice, Codes, Cursor, Day, Flag, Text, Whole } from '#libs/platform/inputs';
import { COUNCIL_TYPES, LEGAL_FORMS, NATIONS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { ADDABLE_KINDS, ENDED_HOW, NEXT_PROVIDER_KINDS, ORGANISATION_KINDS, PAYER_KINDS } from './labels.ts';
import { type PayerKind } from './organisation.entity.ts';
import { DOMAIN } from './workplaces/domains.ts';
import { type EndedHow, type NextProviderKind } from './spin-out.entity.ts';

/** What stands after the @, in lower case; of an address or a web address that was pasted, that part alone. */
const Domain = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string'
        ? value
            .trim()
            .toLowerCase()
            .replace(/^.*@/, '')
            .replace(/^(https?:\/\/)?(www\.)?/, '')
            .replace(/\/$/, '')
        : value,
    ),
    Matches(DOMAIN, { message: 'Enter what stands after the @ in their addresses, like fenmarch.gov.uk' }),
    Text({ label: 'Domain', max: 253 }),
  );

class ListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class CouncilListInput extends ListInput {
  /** Part of a name, a register code or a GSS code. */
  @Text({ label: 'Name or code', max: 200, optional: true })
  readonly q?: string;

  @Choice({ label: 'Kind of council', of: Object.keys(COUNCIL_TYPES), optional: true })
  readonly type?: string;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;
}

export class SilentCouncilsInput extends ListInput {
  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;
}

export class SimilarCouncilsInput {
  @Whole({ label: 'limit', min: 1, max: 50, optional: true })
  readonly limit: number = 10;
}

export class SpinOutListInput extends ListInput {
  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  @Choice({ label: 'Legal form', of: Object.keys(LEGAL_FORMS), optional: true })
  readonly legalForm?: string;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  /** Staff have a share of the proceeds of a sale. */
  @Choice({ label: 'Staff share of proceeds', of: ['yes'], optional: true })
  readonly staffShareOfProceeds?: 'yes';
}

export class OrganisationListInput extends ListInput {
  @Text({ label: 'Name', max: 200, optional: true })
  readonly q?: string;

  @Choice({ label: 'Kind', of: Object.keys(ORGANISATION_KINDS), optional: true })
  readonly kind?: string;

  @Choice({ label: 'Kind of payer', of: Object.keys(PAYER_KINDS), optional: true })
  readonly payerKind?: PayerKind;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;
}

const Website = (label = 'Website'): PropertyDecorator => {
  const text = Text({ label, max: 300, optional: true });
  const address = Matches(/^https?:\/\/[^\s/]+\.[^\s]+$/, {
    message: `Enter the ${label.toLowerCase()} with its https://, like https://www.example.org`,
  });
  return (target, property) => {
    text(target, property);
    address(target, property);
  };
};

const NAME = { label: 'Name', max: 200, ask: 'Enter the name of the organisation' };
const SUMMARY = { label: 'Summary', max: 1000, optional: true };

export class NewOrganisationInput {
  @Choice({ label: 'Kind', of: ADDABLE_KINDS, ask: 'Choose what kind of organisation it is' })
  readonly kind!: (typeof ADDABLE_KINDS)[number];

  @Text(NAME)
  readonly name!: string;

  /** Where it pays for services; not of a council or a spin-out. */
  @Choice({ label: 'Kind of payer', of: Object.keys(PAYER_KINDS), optional: true })
  readonly payerKind?: PayerKind;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Text(SUMMARY)
  readonly summary?: string;

  @Website()
  readonly website?: string;
}

/** What is absent stays as it is; an empty text takes it away. */
export class EditOrganisationInput {
  @Text({ ...NAME, optional: true })
  readonly name?: string;

  /** Where it pays for services; not of a council or a spin-out. */
  @Choice({ label: 'Kind of payer', of: Object.keys(PAYER_KINDS), optional: true })
  readonly payerKind?: PayerKind;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Text(SUMMARY)
  readonly summary?: string;

  @Website()
  readonly website?: string;
}

/** Where facts of a profile come from: a source, or noEvidence. */
export class SourceInput {
  @Text({ label: 'Source', max: 300, optional: true })
  readonly source?: string;

  @Website('Address of the source')
  readonly sourceUrl?: string;

  /** The day on which the source says so; absent: today. */
  @Day({ label: 'The date of the source', optional: true })
  readonly asAt?: string;

  @Flag({ label: 'There is no evidence', optional: true })
  readonly noEvidence?: boolean;
}

class SpinOutFacts extends SourceInput {
  /** A council's register code, GSS code or name, or the id or name of another organisation. */
  @Text({ label: 'Parent', max: 200, optional: true })
  readonly parent?: string;

  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Choice({ label: 'Legal form', of: Object.keys(LEGAL_FORMS), optional: true })
  readonly legalForm?: string;

  @Codes({ label: 'Service areas', of: Object.keys(SERVICE_AREAS), optional: true, max: 5 })
  readonly serviceAreas?: string[];

  @Whole({ label: 'Staff', min: 0, max: 1_000_000, optional: true })
  readonly staff?: number;

  @Day({ label: 'The date it went live', optional: true })
  readonly wentLiveOn?: string;

  @Text(SUMMARY)
  readonly summary?: string;

  @Website()
  readonly website?: string;
}

export class NewSpinOutInput extends SpinOutFacts {
  @Text({ ...NAME, ask: 'Enter the name of the spin-out' })
  readonly name!: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), ask: 'Choose the stage it is at' })
  readonly stage!: string;

  /** The day it reached this stage; absent: today. */
  @Day({ label: 'The date it reached this stage', optional: true })
  readonly stageOn?: string;

  @Choice({ label: 'How it ended', of: Object.keys(ENDED_HOW), optional: true })
  readonly endedHow?: EndedHow;
}

/** What is absent stays as it is; an empty text or list takes it away. Stage and end change by stage events alone. */
export class EditSpinOutInput extends SpinOutFacts {
  @Text({ ...NAME, optional: true, ask: 'Enter the name of the spin-out' })
  readonly name?: string;
}

export class StageEventInput {
  @Choice({ label: 'Stage', of: Object.keys(STAGES), ask: 'Choose the stage it reached' })
  readonly stage!: string;

  @Day({ label: 'The date it reached this stage', ask: 'Enter the date it reached this stage' })
  readonly happenedOn!: string;

  @Text({ label: 'What happened', max: 1000, optional: true })
  readonly note?: string;

  /** What shows it: a decision, a notice, a report. */
  @Text({ label: 'Evidence', max: 300, optional: true })
  readonly source?: string;

  @Website('Address of the evidence')
  readonly sourceUrl?: string;

  /** Said in place of evidence. */
  @Flag({ label: 'There is no evidence', optional: true })
  readonly noEvidence?: boolean;

  /** Needed where the stage is the end. */
  @Choice({ label: 'How it ended', of: Object.keys(ENDED_HOW), optional: true })
  readonly endedHow?: EndedHow;

  /** Where it ended: the name or id of the organisation that it became part of. */
  @Text({ label: 'What it became part of', max: 200, optional: true })
  readonly succeededBy?: string;

  /** Where it ended. */
  @Choice({ label: 'Who runs the service now', of: Object.keys(NEXT_PROVIDER_KINDS), optional: true })
  readonly nextProviderKind?: NextProviderKind;
}

export class JoinInput {
  @Text({ label: 'Job title', max: 120, optional: true })
  readonly jobTitle?: string;
}

/** One's own membership, whole: what is absent is emptied. */
export class MembershipInput {
  @Text({ label: 'Job title', max: 120, optional: true })
  readonly jobTitle?: string;

  @Day({ label: 'First day', optional: true })
  readonly from?: string;

  @Day({ label: 'Last day', optional: true })
  readonly to?: string;
}

export class NewDomainInput {
  @Domain()
  readonly domain!: string;
}

export class VouchInput {
  /** Whether it is true; false takes back what was said. */
  @Flag({ label: 'true', optional: true })
  readonly vouches: boolean = true;
}

export class VerifyInput {
  @Flag({ label: 'verified', optional: true })
  readonly verified: boolean = true;
}
