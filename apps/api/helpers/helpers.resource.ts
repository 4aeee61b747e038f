import { ApiProperty, OmitType } from '@nestjs/swagger';
import { type Helper, type Helpers, isFromElsewhere, type Question, reasonsOf, RULES } from '#libs/helpers';
import { PeerResource } from '../peers/peers.resource.ts';

const CODES = [...RULES.map(({ code }) => code), 'answers-soon'];

class HelperReasonResource {
  @ApiProperty({ enum: CODES, description: 'Of the rules; answers-soon gives no points' })
  readonly code!: string;
  @ApiProperty({ description: 'A fact, in words that follow a name' })
  readonly text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Where it can be read' })
  readonly url!: string | null;
}

class HelperResource extends OmitType(PeerResource, ['reasons']) {
  @ApiProperty({ type: [HelperReasonResource] })
  readonly reasons!: HelperReasonResource[];
  @ApiProperty({ description: 'They know the topic from another service' })
  readonly fromAnotherService!: boolean;
  @ApiProperty({ description: 'They have little time' })
  readonly limited!: boolean;
}

export class HelpersResource {
  @ApiProperty({ type: [HelperResource], description: 'At most five' })
  readonly items!: HelperResource[];
  @ApiProperty({ type: [HelperResource], description: 'At most two who sell advice, apart from the others' })
  readonly paidAdvisers!: HelperResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

class HelperRuleResource {
  @ApiProperty({ enum: RULES.map(({ code }) => code) })
  readonly code!: string;
  @ApiProperty({ type: 'integer', description: 'Points for each' })
  readonly weight!: number;
  @ApiProperty({ type: 'integer', description: 'So many of them count' })
  readonly most!: number;
  @ApiProperty()
  readonly sentence!: string;
}

export class HelperRuleListResource {
  @ApiProperty({ type: [HelperRuleResource] })
  readonly items!: HelperRuleResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

const toHelper = (who: Helper, question: Question): HelperResource => ({
  id: who.id,
  url: `/people/${who.id}`,
  name: who.name,
  role: who.practitionerRole,
  jobTitle: who.jobTitle,
  organisation: who.organisation,
  reasons: reasonsOf(who, question).map(({ code, text, href }) => ({ code, text, url: href })),
  fromAnotherService: isFromElsewhere(who, question),
  limited: who.saysLimited,
  fictional: who.fictional,
});

export const toHelpersResource = ({ question, helpers, advisers }: Helpers): HelpersResource => ({
  items: helpers.map((who) => toHelper(who, question)),
  paidAdvisers: advisers.map((who) => toHelper(who, question)),
  next: null,
});
