/**
 * The house rules that a report or a decision names. The codes are kept in the log; the words are shown to people, and
 * stand on the page of house rules under the code.
 */
export const RULES = {
  'personal-data': {
    label: 'Names or identifies a person',
    asked: 'It names a person, or gives away who they are',
    rule: 'Do not name a person, or give away who they are, without their agreement.',
  },
  confidential: {
    label: 'Gives away something confidential',
    asked: 'It gives away something confidential, such as a price in a live tender',
    rule: 'Do not share what is confidential: a price in a live tender, a bid, a paper that is not public.',
  },
  defamatory: {
    label: 'Makes a claim without a source',
    asked: 'It makes a claim about a named person or body, without a source',
    rule: 'A claim about a named person or body needs a source.',
  },
  illegal: {
    label: 'Looks illegal',
    asked: 'It looks illegal',
    rule: 'Nothing that breaks the law, or asks others to.',
  },
  safeguarding: {
    label: 'A child or adult may be at risk',
    asked: 'A child or an adult may be at risk',
    rule: 'Nothing that could put a child or an adult at risk.',
  },
  abusive: {
    label: 'Abusive or discriminating',
    asked: 'It is abusive, or discriminates',
    rule: 'Argue about the matter, not about the person. No abuse and no discrimination.',
  },
  'off-topic': {
    label: 'Off topic or party politics',
    asked: 'It is off topic, or party politics',
    rule: 'Practice, not party: keep to what helps staff-led public services.',
  },
  wrong: {
    label: 'Wrong or out of date',
    asked: 'It is wrong, or out of date',
    rule: 'What is wrong or out of date is put right, marked or taken down.',
  },
  spam: {
    label: 'An advert or spam',
    asked: 'It is an advert, or spam',
    rule: 'No advertising. Paid advisers say who they are and answer the question.',
  },
  other: {
    label: 'Something else',
    asked: 'Something else',
    rule: 'The house rules as a whole: be useful, be fair, be specific.',
  },
} as const;

export type RuleCode = keyof typeof RULES;

/** Why something was kept, shown again, or lifted. */
export const CLEARINGS = {
  'no-rule-broken': 'No rule is broken',
  'put-right': 'It has been put right',
  'decided-wrongly': 'The earlier decision was wrong',
} as const;

export type ClearingCode = keyof typeof CLEARINGS;

export const RULE_CODES = Object.keys(RULES) as RuleCode[];
export const CLEARING_CODES = Object.keys(CLEARINGS) as ClearingCode[];

export const isRule = (code: string): code is RuleCode => code in RULES;
export const isClearing = (code: string): code is ClearingCode => code in CLEARINGS;

/** The words for a code of the log. */
export const reasonLabel = (code: string): string =>
  isRule(code) ? RULES[code].label : isClearing(code) ? CLEARINGS[code] : code;
