import { type FactDetails } from './kinds.ts';

/** What the comparison says of a form. A statement that nobody has checked against the law yet says so. */
export interface Statement {
  text: string;
  checked: boolean;
}

const said = (text: string): Statement => ({ text, checked: true });
const unchecked = (text: string): Statement => ({ text, checked: false });

export const FORM_QUESTIONS = {
  law: 'Law',
  regulator: 'Register and regulator',
  owner: 'Who owns it',
  control: 'Who controls it',
  assetLock: 'Asset lock',
  profit: 'Profit to members',
  tax: 'Tax and reliefs',
  nation: 'Where',
} as const;

export interface LegalForm extends Readonly<Record<keyof typeof FORM_QUESTIONS, Statement>> {
  /** A code of LEGAL_FORMS. */
  code: string;
  /** What it is compared with, and is not itself a public service mutual. */
  comparator?: true;
}

const CIC_LAW = said('Companies (Audit, Investigations and Community Enterprise) Act 2004');
const CIC_REGISTER = said('Companies House and the CIC Regulator; a community interest report every year');
const SOCIETY_LAW = unchecked('Co-operative and Community Benefit Societies Act 2014');
const SOCIETY_REGISTER = unchecked('FCA Mutuals Register');
const UK = unchecked('United Kingdom');
const GREAT_BRITAIN = unchecked('England, Wales and Scotland; Northern Ireland has its own law');
const NO_RELIEF = unchecked('Taxed as a company');

/** The forms side by side, in the order of LEGAL_FORMS. Law as at LEGAL_FORMS_AS_AT. */
export const LEGAL_FORM_TABLE: readonly LegalForm[] = [
  {
    code: 'cic_guarantee',
    law: CIC_LAW,
    regulator: CIC_REGISTER,
    owner: said('Its members; there are no shares'),
    control: unchecked('Directors, answerable to members'),
    assetLock: said('By statute'),
    profit: said('No'),
    tax: NO_RELIEF,
    nation: UK,
  },
  {
    code: 'cic_shares',
    law: CIC_LAW,
    regulator: CIC_REGISTER,
    owner: said('Shareholders; there can be a class of shares for staff'),
    control: unchecked('Directors, answerable to shareholders'),
    assetLock: said('By statute'),
    profit: said('Dividends, capped at 35% of distributable profit in total'),
    tax: NO_RELIEF,
    nation: UK,
  },
  {
    code: 'community_benefit_society',
    law: SOCIETY_LAW,
    regulator: SOCIETY_REGISTER,
    owner: said('Its members'),
    control: said('Members, one vote each'),
    assetLock: unchecked('Optional, by statute'),
    profit: said('No; limited interest on shares'),
    tax: unchecked('May be an exempt charity, with a charity’s reliefs'),
    nation: GREAT_BRITAIN,
  },
  {
    code: 'co_operative_society',
    law: SOCIETY_LAW,
    regulator: said('FCA Mutuals Register'),
    owner: said('Its members'),
    control: said('Members, one vote each'),
    assetLock: unchecked('Usually none'),
    profit: said('Yes, by how much each trades with it'),
    tax: NO_RELIEF,
    nation: GREAT_BRITAIN,
  },
  {
    code: 'company_guarantee',
    law: said('Companies Act 2006'),
    regulator: said('Companies House'),
    owner: said('Its members'),
    control: unchecked('Directors, answerable to members'),
    assetLock: said('Only by its articles'),
    profit: said('Not where the articles say so; often with charity status'),
    tax: NO_RELIEF,
    nation: UK,
  },
  {
    code: 'cio',
    law: unchecked('Charities Act 2011'),
    regulator: said('Charity Commission; in Scotland OSCR, as a SCIO'),
    owner: said('Trustees or members'),
    control: unchecked('Trustees'),
    assetLock: said('By charity law'),
    profit: said('No'),
    tax: unchecked('Rate relief, gift aid, VAT reliefs'),
    nation: unchecked('England and Wales; Scotland as a SCIO'),
  },
  {
    code: 'charity_company',
    law: unchecked('Companies Act 2006 and charity law'),
    regulator: unchecked('Companies House and the Charity Commission or OSCR'),
    owner: unchecked('Its members'),
    control: unchecked('Trustees, who are its directors'),
    assetLock: said('Yes'),
    profit: said('No'),
    tax: unchecked('Rate relief, gift aid, VAT reliefs'),
    nation: UK,
  },
  {
    code: 'charity_society',
    law: unchecked('Co-operative and Community Benefit Societies Act 2014 and charity law'),
    regulator: SOCIETY_REGISTER,
    owner: unchecked('Its members'),
    control: unchecked('Members, one vote each, and trustees'),
    assetLock: said('Yes'),
    profit: said('No'),
    tax: unchecked('Rate relief, gift aid, VAT reliefs'),
    nation: GREAT_BRITAIN,
  },
  {
    code: 'llp',
    law: unchecked('Limited Liability Partnerships Act 2000'),
    regulator: unchecked('Companies House'),
    owner: said('Its members'),
    control: unchecked('Its members, as they agree'),
    assetLock: said('None'),
    profit: said('Yes'),
    tax: unchecked('Transparent: members are taxed, not the LLP'),
    nation: UK,
  },
  {
    code: 'employee_ownership_trust',
    law: said('Finance Act 2014'),
    regulator: said('Rules of HM Revenue and Customs'),
    owner: said('A trust for all employees'),
    control: unchecked('The trustees appoint the board'),
    assetLock: said('None'),
    profit: said('Bonus to all employees'),
    tax: said('Relief for sellers cut from 100% to 50% for disposals on or after 26 November 2025'),
    nation: UK,
  },
  {
    code: 'joint_venture_company',
    law: unchecked('Companies Act 2006'),
    regulator: unchecked('Companies House'),
    owner: said('The council, staff and a partner, in stakes that are on record'),
    control: said('Varies'),
    assetLock: said('Varies'),
    profit: said('Varies'),
    tax: NO_RELIEF,
    nation: UK,
  },
  {
    code: 'latc',
    law: said('Procurement Act 2023, Schedule 2: a vertical arrangement'),
    regulator: unchecked('Companies House'),
    owner: said('The council'),
    control: said('The council, with 80% of its activity for it'),
    assetLock: said('Does not apply'),
    profit: said('To the council'),
    tax: NO_RELIEF,
    nation: unchecked('England, Wales and Northern Ireland'),
    comparator: true,
  },
  {
    code: 'aleo',
    law: said('The Scottish equivalent of a vertical arrangement'),
    regulator: unchecked('Depends on its form'),
    owner: said('The council'),
    control: said('The council'),
    assetLock: unchecked('Depends on its form'),
    profit: unchecked('Depends on its form'),
    tax: unchecked('Depends on its form'),
    nation: said('Scotland'),
    comparator: true,
  },
];

export const LEGAL_FORMS_AS_AT = '2026-11-23';

/** Whose assets are locked by the law itself, and where the rules decide. */
const LOCKED: Readonly<Record<string, 'yes' | 'unknown'>> = {
  cic_guarantee: 'yes',
  cic_shares: 'yes',
  cio: 'yes',
  charity_company: 'yes',
  charity_society: 'yes',
  community_benefit_society: 'unknown',
};

/** What staff benefit terms begin from: under an asset lock nothing is shared out on a sale. Can be said otherwise. */
export function benefitDefaults(legalForm: string | null): Pick<FactDetails<'staff-benefit'>, 'assetLock' | 'onSale'> {
  const assetLock = legalForm === null ? undefined : LOCKED[legalForm];
  return assetLock === undefined ? {} : { assetLock, onSale: 'No distribution on sale' };
}
