import { LEGAL_FORMS } from '#libs/taxonomy';
import { type DetailsOf, type Fields } from './fields.ts';

interface Kind {
  label: string;
  /** Of a list of them, and in addresses of the API with hyphens. */
  plural: string;
  /** day: true of one day; period: from a day on, until another if it is over; year: a whole period, both ends known. */
  dates: 'day' | 'period' | 'year';
  from: string;
  to?: string;
  /** Cannot be kept from anybody: what a spin-out is, is no secret. */
  open?: true;
  hint: string;
  fields: Fields;
}

const PERSONS = 1_000_000;

/** The financial tests of a tender. */
export const TENDER_TESTS = {
  turnover: 'Turnover of twice the contract’s value a year',
  'net-assets': 'Net assets above nothing',
  bond: 'A bond of a tenth of the contract’s value a year',
} as const;

/** What buyers accepted in place of such a test. */
export const TENDER_ALTERNATIVES = {
  guarantee: 'A guarantee from the council or another body',
  bond: 'A performance bond',
  consortium: 'Bidding as a consortium',
  lots: 'Smaller lots, with a test for each',
  other: 'Something else',
} as const;

/** What became of something when independence was given up. */
export const KEPT = { kept: 'Kept', changed: 'Changed', lost: 'Lost', not_known: 'Not known' } as const;

/**
 * Every kind of fact about a spin-out. What all have in common (dates, source, note, who may read it) is FactInput's.
 * A field may be added here at any time; taking one away or giving it another meaning needs a migration.
 */
export const FACT_KINDS = {
  'legal-form': {
    label: 'Legal form',
    plural: 'Legal forms',
    dates: 'period',
    from: 'Date it took this form',
    to: 'Last day it had this form',
    open: true,
    hint: 'One entry for each form it has had. A conversion is a new entry; the old one stays.',
    fields: {
      form: { type: 'choice', label: 'Legal form', of: LEGAL_FORMS, needed: true },
      registeredAs: { type: 'text', label: 'Registered as', hint: 'Name and number in the public register', max: 200 },
    },
  },
  governance: {
    label: 'Governance',
    plural: 'Governance',
    dates: 'period',
    from: 'Date this board began',
    to: 'Last day of this arrangement',
    hint: 'How many seats the board has, and whose they are.',
    fields: {
      boardSeats: { type: 'whole', label: 'Seats on the board', max: 100, needed: true },
      staffSeats: { type: 'whole', label: 'Seats held by staff', max: 100 },
      parentSeats: { type: 'whole', label: 'Seats held by the body it left', max: 100 },
      userSeats: { type: 'whole', label: 'Seats held by people who use the service', max: 100 },
      staffElected: { type: 'known', label: 'Staff elect the staff seats' },
      staffMembers: { type: 'whole', label: 'Staff who are members or shareholders', max: PERSONS },
    },
  },
  'mutual-test': {
    label: 'Tests of a public service mutual',
    plural: 'Tests of a public service mutual',
    dates: 'day',
    from: 'Date of these answers',
    open: true,
    hint: 'The three tests of the Procurement Act 2023, section 33(6), as the spin-out itself answers them. Nobody here confirms the answers.',
    fields: {
      publicServices: {
        type: 'known',
        label: '(a) Operates to deliver public services, and mainly reservable light touch services',
        needed: true,
      },
      publicServicesNote: { type: 'text', label: 'Why, for (a)', max: 500, lines: 2 },
      profits: {
        type: 'known',
        label: '(b) Is run not for profit, or shares profits only with its members',
        needed: true,
      },
      profitsNote: { type: 'text', label: 'Why, for (b)', max: 500, lines: 2 },
      employeeControl: {
        type: 'known',
        label: '(c) Is under the management and control of its employees',
        needed: true,
      },
      employeeControlNote: { type: 'text', label: 'Why, for (c)', max: 500, lines: 2 },
    },
  },
  workforce: {
    label: 'Workforce',
    plural: 'Workforce',
    dates: 'day',
    from: 'Date of these figures',
    hint: 'Who works there, and what moved with the staff when they transferred.',
    fields: {
      headcount: { type: 'whole', label: 'Staff (people)', max: PERSONS },
      fte: { type: 'decimal', label: 'Full-time equivalents', unit: '', max: PERSONS },
      transferredFte: { type: 'decimal', label: 'Full-time equivalents who transferred', unit: '', max: PERSONS },
      measuresLetterOn: { type: 'day', label: 'Date of the measures letter' },
      consultationDays: { type: 'whole', label: 'Days of consultation', max: 3650 },
      unionRecognised: { type: 'known', label: 'A trade union is recognised' },
      redundancies: { type: 'whole', label: 'Redundancies', max: PERSONS },
    },
  },
  pension: {
    label: 'Pensions',
    plural: 'Pensions',
    dates: 'period',
    from: 'Date this began',
    to: 'Last day of this arrangement',
    hint: 'How staff stay in the Local Government Pension Scheme, if they do, and who carries the risk.',
    fields: {
      admission: {
        type: 'choice',
        label: 'Admission to the fund',
        of: { open: 'Open to new staff', closed: 'Closed to new staff', none: 'None' },
        needed: true,
      },
      passThrough: { type: 'known', label: 'Pass-through: the risk stays with the council' },
      bondAmount: { type: 'money', label: 'Bond' },
      guarantor: { type: 'text', label: 'Guarantor', max: 200 },
      employerRate: { type: 'decimal', label: 'Employer rate', unit: '% of pay', max: 100 },
      cessationTerms: { type: 'text', label: 'Terms when it ends', max: 1000, lines: 3 },
    },
  },
  'financial-year': {
    label: 'Financial year',
    plural: 'Financial years',
    dates: 'year',
    from: 'First day of the year',
    to: 'Last day of the year',
    hint: 'What the accounts say, in pounds. What was lost has a minus.',
    fields: {
      turnover: { type: 'money', label: 'Turnover', needed: true },
      costs: { type: 'money', label: 'Total costs', hint: 'Reserves are shown in months of these' },
      netAssets: { type: 'money', label: 'Net assets', mayBeNegative: true },
      reserves: { type: 'money', label: 'Reserves', hint: 'What it can spend freely', mayBeNegative: true },
    },
  },
  'staff-benefit': {
    label: 'Staff benefit terms',
    plural: 'Staff benefit terms',
    dates: 'period',
    from: 'Date these terms began',
    to: 'Last day of these terms',
    hint: 'What staff have of the organisation, and what they would get if it were sold.',
    fields: {
      heldThrough: {
        type: 'choice',
        label: 'Staff hold it through',
        of: {
          share_class: 'A class of shares',
          trust: 'A trust',
          membership: 'Membership',
          nothing: 'Nothing of their own',
        },
      },
      terms: { type: 'text', label: 'The class or trust in a sentence', max: 500, lines: 2 },
      saleVeto: { type: 'known', label: 'Staff can veto a sale' },
      staffShareOfProceeds: { type: 'known', label: 'Staff have a share of the proceeds of a sale' },
      proceedsPercent: { type: 'decimal', label: 'Share of the proceeds', unit: '%', max: 100 },
      antiEmbarrassmentYears: {
        type: 'whole',
        label: 'Years in which a resale at a profit has to be shared',
        hint: 'Called the anti-embarrassment period',
        max: 99,
      },
      assetLock: { type: 'known', label: 'An asset lock rules a sale for gain out' },
      onSale: { type: 'text', label: 'What happens on a sale', max: 500, lines: 2 },
    },
  },
  'asset-deal': {
    label: 'Asset deal',
    plural: 'Asset deals',
    dates: 'day',
    from: 'Date of the deal',
    hint: 'A building, equipment, a loan or a grant that came from the public side, and on what terms.',
    fields: {
      asset: { type: 'text', label: 'What it is', max: 200, needed: true },
      tenure: {
        type: 'choice',
        label: 'On what terms',
        of: {
          freehold: 'Freehold',
          lease: 'Lease',
          licence: 'Licence',
          peppercorn: 'Peppercorn lease',
          loan: 'Loan',
          grant: 'Grant',
          none: 'No right of its own',
        },
        needed: true,
      },
      termYears: { type: 'whole', label: 'Term in years', max: 999 },
      reverter: { type: 'known', label: 'It goes back if the use ends' },
      repairDuty: {
        type: 'choice',
        label: 'Who repairs',
        of: { owner: 'The owner', spin_out: 'The spin-out', shared: 'Both', not_known: 'Not known' },
      },
      consentBasis: {
        type: 'text',
        label: 'On what consent',
        hint: 'For example, the General Disposal Consent',
        max: 300,
      },
      atUndervalue: { type: 'known', label: 'Transferred at undervalue', needed: true },
      bestConsideration: {
        type: 'text',
        label: 'Best consideration',
        hint: 'How the price was justified. Needed for a transfer at undervalue; write “not known” if nobody knows',
        max: 500,
        lines: 2,
      },
      subsidyAssessment: {
        type: 'choice',
        label: 'Subsidy assessment',
        hint: 'Needed for a transfer at undervalue',
        of: { done: 'Done', not_done: 'Not done', not_needed: 'Not needed', not_known: 'Not known' },
      },
      subsidyBasis: {
        type: 'choice',
        label: 'Basis of the subsidy',
        of: {
          mfa: 'Minimal financial assistance',
          spei: 'Services of public economic interest',
          scheme: 'A subsidy scheme',
          principles: 'Assessed against the principles',
          not_subsidy: 'Not a subsidy',
          not_known: 'Not known',
        },
      },
      subsidyAmount: { type: 'money', label: 'Amount of the subsidy', hint: 'Gross cash equivalent' },
      assessedByRole: { type: 'text', label: 'Assessed by', hint: 'A role, not a name', max: 120 },
    },
  },
  partnership: {
    label: 'Partnership',
    plural: 'Partnerships',
    dates: 'period',
    from: 'Date it began',
    to: 'Last day',
    hint: 'A joint venture, consortium, subcontract or management contract, and who holds what of it.',
    fields: {
      name: { type: 'text', label: 'Name', max: 200, needed: true },
      form: {
        type: 'choice',
        label: 'Kind of partnership',
        of: {
          joint_venture: 'Joint venture',
          consortium: 'Consortium',
          subcontract: 'Subcontract',
          management_contract: 'Management contract',
        },
        needed: true,
      },
      stakes: { type: 'stakes', label: 'Stakes', hint: 'Who holds how many percent. They should add up to 100.' },
      boardSeats: { type: 'text', label: 'Seats on the board', hint: 'Who has how many', max: 300 },
      reservedMatters: {
        type: 'text',
        label: 'Reserved matters',
        hint: 'What needs everybody’s consent',
        max: 1000,
        lines: 3,
      },
      capital: { type: 'money', label: 'Capital the partner brought' },
      exit: { type: 'text', label: 'How it can be left', max: 500, lines: 2 },
    },
  },
  'tender-alternative': {
    label: 'Accepted in place of a test',
    plural: 'Accepted in tenders',
    dates: 'day',
    from: 'Date it was accepted',
    hint: 'A buyer set a financial test that you did not meet, and accepted something else. It helps the next one ask.',
    fields: {
      test: { type: 'choice', label: 'The test', of: TENDER_TESTS, needed: true },
      accepted: { type: 'choice', label: 'What was accepted', of: TENDER_ALTERNATIVES, needed: true },
      buyer: { type: 'text', label: 'Who accepted it', max: 200 },
      contractValue: { type: 'money', label: 'Value of the contract a year' },
    },
  },
  independence: {
    label: 'What was kept or lost',
    plural: 'What was kept or lost',
    dates: 'day',
    from: 'Date of the change',
    hint: 'When it joined a consortium or joint venture, merged or closed: what became of what staff had.',
    fields: {
      staffSeats: { type: 'choice', label: 'Staff seats on the board', of: KEPT, needed: true },
      name: { type: 'choice', label: 'The name', of: KEPT, needed: true },
      assetLock: { type: 'choice', label: 'The asset lock', of: KEPT, needed: true },
      surplus: { type: 'choice', label: 'The say over the surplus', of: KEPT, needed: true },
    },
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type FactKind = keyof typeof FACT_KINDS;

export const KIND_CODES = Object.keys(FACT_KINDS) as FactKind[];

/** Widened: for code that treats all kinds alike. */
export const kindOf = (kind: FactKind): Kind => FACT_KINDS[kind];

export type FactDetails<K extends FactKind = FactKind> = DetailsOf<(typeof FACT_KINDS)[K]['fields']>;

export const SOURCE_KINDS = {
  audited_accounts: 'Audited accounts',
  public_register: 'Public register',
  document: 'Published document',
  foi: 'Freedom of information answer',
  press: 'Press',
  self: 'The spin-out itself',
} as const;

export const FACT_AUDIENCES = {
  public: 'Everybody',
  network: 'Signed-in members',
  organisation: 'People of this spin-out, its editors and data stewards',
} as const;
