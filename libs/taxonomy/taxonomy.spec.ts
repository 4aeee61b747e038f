import { serviceAreasOfCpv } from './taxonomy.ts';

describe('the service area of a CPV code', () => {
  it.each([
    ['92511000', ['libraries']],
    ['92610000', ['leisure']],
    ['92310000', ['culture']],
    ['80110000', ['early-years']],
    ['80400000', ['adult-learning']],
    ['80500000', ['education-support']],
    ['85310000', ['children-social-care', 'adult-social-care']],
    ['75251000', ['fire-rescue']],
    ['75230000', ['probation-justice']],
    ['79610000', ['employment-skills']],
    ['03000000', []],
  ])('%s is of the longest prefix: %j', (cpv, areas) => {
    expect(serviceAreasOfCpv(cpv)).toEqual(areas);
  });
});
