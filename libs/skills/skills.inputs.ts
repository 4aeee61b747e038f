import { Flag, Whole } from '#libs/platform/inputs';
import { SKILLS, type Skill } from './skills.words.ts';

const Level = (skill: Skill): PropertyDecorator =>
  Whole({ label: SKILLS[skill].label, min: 0, max: 3, optional: true });

/** The whole of one's own assessment: 0 not yet, 1 with help, 2 alone, 3 could teach it; what is absent is not said. */
export class SkillsInput {
  @Level('bidding')
  readonly bidding?: number;

  @Level('pricing')
  readonly pricing?: number;

  @Level('cash')
  readonly cash?: number;

  @Level('governance')
  readonly governance?: number;

  @Level('tupe')
  readonly tupe?: number;

  @Level('pensions')
  readonly pensions?: number;

  @Level('marketing')
  readonly marketing?: number;

  @Level('data')
  readonly data?: number;

  /** Whether the team may see that it is yours. */
  @Flag({ label: 'Show my name', optional: true })
  readonly named?: boolean;
}
