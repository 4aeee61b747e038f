/** What different people mean by the word, side by side. `checked` as in the comparison of legal forms. */
export interface Definition {
  code: string;
  name: string;
  source: string;
  checked: boolean;
  leaves: string;
  does: string;
  profits: string;
  control: string;
  limits: string;
}

export const DEFINITION_QUESTIONS = {
  leaves: 'Where does it come from?',
  does: 'What does it do?',
  profits: 'What happens to profits?',
  control: 'Who controls it?',
  limits: 'What follows from it?',
} as const;

export const DEFINITIONS: readonly Definition[] = [
  {
    code: 'government',
    name: 'Government guidance',
    source: 'GOV.UK, Introduction to public service mutuals',
    checked: true,
    leaves: 'It has left the public sector, also called spinning out',
    does: 'It goes on delivering public services',
    profits: 'Says nothing',
    control: 'Staff have a significant degree of influence or control in how it is run',
    limits: 'Describes; gives no right to a contract',
  },
  {
    code: 'procurement-act',
    name: 'Procurement Act 2023, section 33(6)',
    source: 'Procurement Act 2023, section 33; Procurement Regulations 2024, Schedule 1',
    checked: true,
    leaves: 'Says nothing',
    does: '(a) It operates to deliver public services, and mainly reservable light touch services',
    profits: '(b) It is run not for profit, or shares profits only with its members',
    control: '(c) It is under the management and control of its employees',
    limits:
      'A contract may be reserved, for five years at most, where no comparable one was awarded in the three years before. In force since 24 February 2025; Scotland has its own law',
  },
  {
    code: 'regulation-77',
    name: 'Regulation 77 (older contracts)',
    source: 'Public Contracts Regulations 2015, regulation 77',
    checked: true,
    leaves: 'Says nothing',
    does: 'It pursues a public service mission, in services that are on a list',
    profits: 'They are reinvested in the mission; what is shared out follows participation',
    control: 'Employee ownership or participatory principles, or active participation of employees, users or others',
    limits: 'Three years at most, and not again under the regulation by the same authority within three years',
  },
  {
    code: 'social-enterprise',
    name: 'Social enterprise',
    source: 'Common usage; there is no definition in law',
    checked: false,
    leaves: 'Says nothing',
    does: 'It trades for a social or environmental purpose',
    profits: 'Most are reinvested in the purpose',
    control: 'Independent of the state; says nothing of staff',
    limits: 'A description; gives no right to a contract',
  },
  {
    code: 'co-operative',
    name: 'Co-operative principles',
    source: 'International Cooperative Alliance',
    checked: false,
    leaves: 'Says nothing',
    does: 'It meets the common needs of its members, and cares for the community',
    profits: 'Kept in common, or shared by how much each member trades with it',
    control: 'Its members, one vote each; joining is voluntary and open',
    limits: 'A co-operative society has to follow them to be registered',
  },
];
