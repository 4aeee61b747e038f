const PUBLIC_BODIES: readonly string[] = ['council', 'nhs', 'other_public'];

/** Whatever organisation they named, these are a public authority's. */
const ALWAYS: readonly string[] = [
  'council_officer',
  'commissioner',
  'elected_member',
  'scrutiny_member',
  'nhs_commissioner',
];

/** Found in councils as in mutuals: the organisation tells, and who has named none is told once too often. */
const EITHER: readonly string[] = ['finance', 'legal_procurement', 'hr_pensions'];

/**
 * Whether what somebody writes about their work may be held by a public authority (Freedom of Information Act 2000
 * s.3(2)(b)). `organisationKind`: of the organisation they were verified to belong to; null: of none.
 */
export function isPublicSector(practitionerRole: string, organisationKind: string | null): boolean {
  if (ALWAYS.includes(practitionerRole)) return true;
  if (organisationKind !== null) return PUBLIC_BODIES.includes(organisationKind);
  return EITHER.includes(practitionerRole);
}
