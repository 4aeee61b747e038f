import { labelOf, PRACTITIONER_ROLES, REGIONS } from '#libs/taxonomy';
import { PAID_ADVISER } from './author.ts';

/** A label is as narrow as keeps this many people in it, who do not all work for one organisation. */
export const SHARED_BY_MIN = 5;
export const ORGANISATIONS_MIN = 2;

/** What a label could say of somebody, and which of it enough others share. */
export interface MaskFacts {
  /** A code of the practitioner roles. */
  role: string;
  /** A code of the council types, of the council they work for; null: none, or not verified. */
  councilType: string | null;
  /** Of that council, or of the one that their spin-out left. Outside England the nation. */
  region: string | null;
  sharedByRegion: boolean;
  sharedByType: boolean;
  sharedByRole: boolean;
  /** Those who can read it are enough for "A member": of a small group they are not. */
  sharedByAll: boolean;
}

/** Of a nation that has one kind of council alone, the kind names the nation. */
const COUNCILS: Readonly<Record<string, string>> = {
  CTY: 'county',
  UA: 'unitary',
  MD: 'metropolitan district',
  LBO: 'London borough',
  CC: 'City corporation',
  NMD: 'district',
  COMB: 'combined authority',
  CCA: 'combined county authority',
  SRA: 'strategic authority',
  SCO: 'Scottish council',
  WPA: 'Welsh council',
  NID: 'Northern Ireland district',
};
const SAYS_WHERE = new Set(['LBO', 'CC', 'SCO', 'WPA', 'NID']);
const isRegion = (place: string): boolean => (REGIONS as readonly string[]).includes(place);

/**
 * "Council officer, unitary, South West", or as much of it as enough people share: first the region goes, then the kind
 * of council, then the role. Null: even "A member" would be one of too few of a group.
 *
 * Who sells advice is named as that or not masked at all.
 */
export function maskLabel(facts: MaskFacts): string | null {
  const { role, councilType, region, sharedByRegion, sharedByType, sharedByRole, sharedByAll } = facts;
  const sells = role === 'paid_adviser';
  const who = sells ? PAID_ADVISER : labelOf(PRACTITIONER_ROLES, role);
  const council = councilType === null ? null : (COUNCILS[councilType] ?? null);
  const place = region !== null && isRegion(region) && !SAYS_WHERE.has(councilType ?? '') ? region : null;
  if (sharedByRegion && (council ?? place) !== null) return [who, council, place].filter(Boolean).join(', ');
  if (sharedByType && council !== null) return `${who}, ${council}`;
  if (sharedByRole) return who;
  return sharedByAll && !sells ? 'A member' : null;
}
