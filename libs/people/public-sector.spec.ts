import { isPublicSector } from './public-sector.ts';

describe('whose words a public authority may hold', () => {
  it.each([
    ['council_officer', null, true],
    ['council_officer', 'spin_out', true],
    ['elected_member', null, true],
    ['nhs_commissioner', 'nhs', true],
    ['finance', 'council', true],
    ['finance', null, true],
    ['finance', 'spin_out', false],
    ['hr_pensions', 'union', false],
    ['founder', null, false],
    ['founder', 'spin_out', false],
    ['founder', 'other_public', true],
    ['paid_adviser', 'adviser', false],
    ['member_of_public', null, false],
  ])('%s in %s: %s', (role, kind, held) => {
    expect(isPublicSector(role, kind)).toBe(held);
  });
});
