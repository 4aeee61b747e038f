import fs from 'node:fs';
import path from 'node:path';

interface TaxonomyFile {
  stages: { code: string; label: string }[];
  topics: Record<string, string[]>;
  service_areas: { code: string; label: string; cpv_prefix: string }[];
}

// Read from the source tree, also by the built program: tsc does not copy data files.
const file = JSON.parse(fs.readFileSync(path.resolve('libs/taxonomy/taxonomy.json'), 'utf8')) as TaxonomyFile;

type Labels = Readonly<Record<string, string>>;

const labels = (entries: { code: string; label: string }[]): Labels =>
  Object.fromEntries(entries.map(({ code, label }) => [code, label]));

/** In the order a team goes through them. */
export const STAGES: Labels = labels(file.stages);

/** The thirteen stages as five legs of the path. */
export const STAGE_GROUPS: readonly { label: string; stages: readonly string[] }[] = [
  { label: 'Think it through', stages: ['idea', 'case-for-change', 'options-appraisal'] },
  { label: 'Make the plan', stages: ['business-case', 'business-plan', 'approval'] },
  { label: 'Move', stages: ['transition', 'go-live'] },
  { label: 'Trade', stages: ['trading-early', 'trading-established', 're-procurement'] },
  { label: 'Change or end', stages: ['growth', 'ended'] },
];

export const SERVICE_AREAS: Labels = labels(file.service_areas);

/**
 * Which service areas a code of the common procurement vocabulary may be: those with the longest prefix of it. Several
 * where one prefix stands for more than one area; none where no prefix fits.
 */
export function serviceAreasOfCpv(cpv: string): string[] {
  const fitting = file.service_areas.filter(({ cpv_prefix: prefix }) => cpv.startsWith(prefix));
  const longest = Math.max(...fitting.map(({ cpv_prefix: prefix }) => prefix.length));
  return fitting.filter(({ cpv_prefix: prefix }) => prefix.length === longest).map(({ code }) => code);
}

/** Group label → topic codes. */
export const TOPIC_GROUPS: Readonly<Record<string, readonly string[]>> = file.topics;

/** Abbreviations and words that a code alone would spell wrongly. */
const TOPIC_LABELS: Labels = {
  latc: 'Council-owned companies',
  tupe: 'TUPE (staff transfer)',
  'two-tier': 'Two-tier workforce',
  vat: 'VAT',
  it: 'IT',
  foi: 'Freedom of information',
  reserved: 'Reserved contracts',
  contract: 'Contract terms',
  'single-contract': 'One contract',
  health: 'NHS and health',
  assets: 'Buildings and assets',
  peers: 'Finding peers',
  opportunity: 'Opportunity',
  welsh: 'Wales and Welsh',
  'northern-ireland': 'Northern Ireland',
  scotland: 'Scotland',
  'making-the-case': 'Making the case',
  'setup-cost': 'Set-up cost',
  'balance-sheet': 'Balance sheet',
  timescale: 'How long it takes',
  basics: 'The basics',
  reorganisation: 'Council reorganisation',
  politics: 'Politics',
  conduct: 'Conduct and standards',
  'pre-election': 'Pre-election period',
};

const sentence = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const TOPICS: Labels = Object.fromEntries(
  Object.values(TOPIC_GROUPS)
    .flat()
    .map((code) => [code, TOPIC_LABELS[code] ?? sentence(code)]),
);

/** A mutual is not a legal form: these are what staff-led organisations, and what they are compared with, can be. */
export const LEGAL_FORMS: Labels = {
  cic_guarantee: 'Community interest company limited by guarantee',
  cic_shares: 'Community interest company limited by shares',
  community_benefit_society: 'Community benefit society',
  co_operative_society: 'Co-operative society',
  company_guarantee: 'Company limited by guarantee',
  cio: 'Charitable incorporated organisation',
  charity_company: 'Charitable company',
  charity_society: 'Charitable community benefit society',
  llp: 'Limited liability partnership',
  employee_ownership_trust: 'Company owned by an employee ownership trust',
  joint_venture_company: 'Joint venture company',
  latc: 'Local authority trading company (not a mutual)',
  aleo: 'Arm’s length external organisation (not a mutual)',
  none_in_house: 'None: stayed in-house',
};

/** Languages that people of the United Kingdom work in, by BCP 47 primary tag; those spoken here longest first. */
export const LANGUAGES: Labels = {
  en: 'English',
  cy: 'Welsh',
  gd: 'Scottish Gaelic',
  ga: 'Irish',
  sco: 'Scots',
  bfi: 'British Sign Language',
  ar: 'Arabic',
  bn: 'Bengali',
  zh: 'Chinese',
  fr: 'French',
  de: 'German',
  gu: 'Gujarati',
  hi: 'Hindi',
  it: 'Italian',
  lt: 'Lithuanian',
  fa: 'Persian',
  pl: 'Polish',
  pt: 'Portuguese',
  pa: 'Punjabi',
  ro: 'Romanian',
  so: 'Somali',
  es: 'Spanish',
  ta: 'Tamil',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  yo: 'Yoruba',
};

/** Whether others may bring a question to somebody. */
export const AVAILABILITY: Labels = {
  open: 'Happy to be asked',
  limited: 'Has little time: ask only where nobody else can say',
  away: 'Away: do not ask for now',
};

/** How a contract was won, or what kind of income it is. */
export const ROUTES: Labels = {
  open: 'Open competition',
  competitive_flexible: 'Competitive flexible procedure',
  restricted: 'Restricted procedure',
  framework_call_off: 'Call-off from a framework',
  light_touch_open: 'Light touch competition',
  reserved_pcr_77: 'Reserved under regulation 77 (2015)',
  reserved_pa23_33: 'Reserved for public service mutuals (2023 Act, section 33)',
  reserved_pa23_32: 'Reserved for supported employment (2023 Act, section 32)',
  below_threshold: 'Below threshold',
  direct_award_pa23_41: 'Direct award (2023 Act, section 41)',
  vertical_exempt: 'In-house company (vertical arrangement)',
  psr_direct_award_a: 'Health: direct award A',
  psr_direct_award_b: 'Health: direct award B',
  psr_direct_award_c: 'Health: direct award C',
  psr_most_suitable: 'Health: most suitable provider',
  psr_competitive: 'Health: competitive process',
  user_choice: 'User choice, such as direct payments',
  grant: 'Grant',
  subscription: 'Subscription',
  trading: 'Trading',
  unknown: 'Not known',
};

export const COUNCIL_TYPES: Labels = {
  CTY: 'County council',
  UA: 'Unitary authority',
  MD: 'Metropolitan district',
  LBO: 'London borough',
  CC: 'City corporation',
  NMD: 'District council',
  COMB: 'Combined authority',
  CCA: 'Combined county authority',
  SRA: 'Strategic regional authority',
  SCO: 'Scottish council area',
  WPA: 'Welsh principal area',
  NID: 'Northern Ireland district',
};

/** As the register of councils names them: England in nine, each other nation as one. */
export const REGIONS = [
  'East Midlands',
  'East of England',
  'London',
  'North East',
  'North West',
  'South East',
  'South West',
  'West Midlands',
  'Yorkshire and The Humber',
  'Northern Ireland',
  'Scotland',
  'Wales',
] as const;

export const NATIONS = ['England', 'Wales', 'Scotland', 'Northern Ireland'] as const;

/** What a person is, as against what they may do here. */
export const PRACTITIONER_ROLES: Labels = {
  founder: 'Founder or lead',
  spin_out_staff: 'Spin-out staff',
  staff_director: 'Staff director or trustee',
  chair_or_ned: 'Chair or non-executive director',
  council_officer: 'Council officer',
  commissioner: 'Commissioner',
  finance: 'Finance lead',
  legal_procurement: 'Legal or procurement',
  hr_pensions: 'HR or pensions',
  elected_member: 'Elected member',
  scrutiny_member: 'Scrutiny member',
  nhs_commissioner: 'NHS commissioner',
  union_representative: 'Union representative',
  paid_adviser: 'Adviser (paid)',
  funder: 'Funder or lender',
  researcher: 'Researcher',
  member_of_public: 'Member of the public',
};

/** The label of a code, or the code itself where it is not (or no longer) in the list. */
export const labelOf = (list: Labels, code: string): string => list[code] ?? code;
