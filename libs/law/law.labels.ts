type Labels = Readonly<Record<string, string>>;

export const LAW_TOPICS: Labels = {
  procurement: 'Procurement',
  reserved: 'Reserved contracts',
  threshold: 'Thresholds',
  'light-touch': 'Light touch',
  health: 'Health care',
  'in-house': 'Council-owned companies',
  insourcing: 'Insourcing',
  'social-value': 'Social value',
  'best-value': 'Best value',
  rights: 'Rights of staff and communities',
  powers: 'Powers of councils',
  subsidy: 'Subsidy control',
  assets: 'Land and buildings',
  pensions: 'Pensions',
  staff: 'Staff transfer',
  vat: 'VAT',
};

export const CLAUSE_FAMILIES: Labels = {
  lots: 'Lot sizes',
  'financial-tests': 'Financial tests',
  extension: 'Extensions',
  'social-value': 'Social value questions',
  reserved: 'Reserved contracts',
  procedure: 'Procedures',
};

export const CLAUSE_ORIGINS: Labels = {
  model: 'Model text',
  notice: 'From a published notice',
  contract: 'From a contract',
};
