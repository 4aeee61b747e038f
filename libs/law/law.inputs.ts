import { Matches } from 'class-validator';
import { Choice, Codes, Cursor, Day, Text, Whole } from '#libs/platform/inputs';
import { NATIONS, STAGES } from '#libs/taxonomy';
import { CLAUSE_FAMILIES, CLAUSE_ORIGINS, LAW_TOPICS } from './law.labels.ts';

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

class LawListBase {
  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 100;
}

export class LawListInput extends LawListBase {
  @Choice({ label: 'Topic', of: Object.keys(LAW_TOPICS), optional: true })
  readonly topic?: string;
}

export class WayListInput extends LawListBase {
  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;
}

export class ClauseListInput extends LawListBase {
  @Choice({ label: 'What it is about', of: Object.keys(CLAUSE_FAMILIES), optional: true })
  readonly family?: string;
}

export class EditLawInput {
  @Choice({ label: 'Topic', of: Object.keys(LAW_TOPICS), ask: 'Choose a topic' })
  readonly topic!: string;

  @Codes({ label: 'Nations', of: NATIONS, max: 4 })
  readonly nations!: string[];

  @Text({ label: 'The title', max: 200 })
  readonly title!: string;

  /** What it says, in plain words. */
  @Text({ label: 'What the law says', max: 4000 })
  readonly text!: string;

  @Text({ label: 'The statute', max: 300, ask: 'Enter the statute and its section' })
  readonly statute!: string;

  @Text({ label: 'The source', max: 500, ask: 'Enter where this was read' })
  readonly source!: string;

  @Text({ label: 'The address of the source', max: 500, optional: true })
  @Matches(/^$|^https:\/\/[^\s/]+\.[^\s]+$/, { message: 'Enter the address with its https://' })
  readonly sourceUrl?: string;

  @Day({ label: 'In force from', optional: true })
  readonly validFrom?: string;

  /** The last day on which it is the law. */
  @Day({ label: 'In force to', optional: true })
  readonly validTo?: string;

  /** The code of what replaced it. */
  @Text({ label: 'Replaced by', max: 80, optional: true })
  readonly replacedBy?: string;

  /** The day it was held against the law; absent: it is unchecked, and says so. */
  @Day({ label: 'Checked on', optional: true })
  readonly checkedOn?: string;
}

export class NewLawInput extends EditLawInput {
  /** Its address: small letters, digits and hyphens. */
  @Text({ label: 'The short name', max: 80, ask: 'Enter a short name, like pa2023-s33' })
  @Matches(CODE, { message: 'The short name must be small letters, digits and hyphens, like pa2023-s33' })
  readonly code!: string;
}

class EntryFacts {
  @Text({ label: 'The title', max: 200 })
  readonly title!: string;

  @Text({ label: 'The text', max: 4000 })
  readonly text!: string;

  @Text({ label: 'The limits', max: 1000, optional: true })
  readonly limits?: string;

  @Codes({ label: 'Stages', of: Object.keys(STAGES), max: 13, optional: true })
  readonly stages: string[] = [];

  @Codes({ label: 'Nations', of: NATIONS, max: 4 })
  readonly nations!: string[];

  /** The codes of the laws it rests on, apart by commas or lines. */
  @Text({ label: 'The laws it rests on', max: 1000, ask: 'Enter the short names of the laws it rests on' })
  readonly laws!: string;
}

export class EditWayInput extends EntryFacts {}

export class EditClauseInput extends EntryFacts {
  @Choice({ label: 'What it is about', of: Object.keys(CLAUSE_FAMILIES), ask: 'Choose what it is about' })
  readonly family!: string;

  @Choice({ label: 'Where the wording comes from', of: Object.keys(CLAUSE_ORIGINS), ask: 'Choose where it comes from' })
  readonly origin!: string;

  @Text({ label: 'The source', max: 500, ask: 'Enter where the wording comes from' })
  readonly source!: string;

  /** The id of the published process that it goes with. */
  @Text({ label: 'The id of the notice', max: 200, optional: true })
  readonly noticeOcid?: string;
}

export class NewClauseInput extends EditClauseInput {
  @Text({ label: 'The short name', max: 80, ask: 'Enter a short name, like lots-by-place' })
  @Matches(CODE, { message: 'The short name must be small letters, digits and hyphens, like lots-by-place' })
  readonly code!: string;
}
