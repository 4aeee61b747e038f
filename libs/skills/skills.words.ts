/** The eight skills of a service that leads itself, and the topics that one learns each by. */
export const SKILLS = {
  bidding: { label: 'Bidding', hint: 'Find, read and answer a tender', topics: ['procurement', 'reserved'] },
  pricing: {
    label: 'Pricing',
    hint: 'Know what the service costs and what to ask for it',
    topics: ['finance', 'setup-cost', 'vat'],
  },
  cash: { label: 'Cash', hint: 'See months ahead what comes in and goes out', topics: ['cashflow', 'balance-sheet'] },
  governance: {
    label: 'Governance',
    hint: 'Run a board that decides, and handle conflicts of interest',
    topics: ['governance', 'conflict-of-interest'],
  },
  tupe: {
    label: 'TUPE (staff transfer)',
    hint: 'Move staff with their terms, and consult them',
    topics: ['tupe', 'two-tier'],
  },
  pensions: { label: 'Pensions', hint: 'Admission, bond or guarantee, contributions', topics: ['pensions'] },
  marketing: {
    label: 'Marketing',
    hint: 'Win other customers than the council',
    topics: ['growth', 'diversification', 'opportunity'],
  },
  data: { label: 'Data', hint: 'Measure outcomes and show them', topics: ['evidence', 'outcomes', 'data-protection'] },
} as const satisfies Record<string, { label: string; hint: string; topics: readonly string[] }>;

export type Skill = keyof typeof SKILLS;
export const SKILL_CODES = Object.keys(SKILLS) as Skill[];

/** Level 0 to 3, in words. */
export const SKILL_LEVELS = ['Not yet', 'With help', 'Alone', 'Could teach it'] as const;

/** Fewer, and a spread would say who said what. */
export const SPREAD_MIN = 3;
