import { type MaskFacts, maskLabel } from './mask-label.ts';

const facts = (over: Partial<MaskFacts> = {}): MaskFacts => ({
  role: 'council_officer',
  councilType: 'UA',
  region: 'South West',
  sharedByRegion: true,
  sharedByType: true,
  sharedByRole: true,
  sharedByAll: true,
  ...over,
});
const few = { sharedByRegion: false };
const fewer = { ...few, sharedByType: false };
const fewest = { ...fewer, sharedByRole: false };

describe('maskLabel', () => {
  it.each<[string, Partial<MaskFacts>, string | null]>([
    ['says all that enough people share', {}, 'Council officer, unitary, South West'],
    ['drops the region first', few, 'Council officer, unitary'],
    ['then the kind of council', fewer, 'Council officer'],
    ['then the role', fewest, 'A member'],
    ['and is none where even that is too few', { ...fewest, sharedByAll: false }, null],
    ['says where a spin-out is', { role: 'founder', councilType: null }, 'Founder or lead, South West'],
    ['has nothing to say of no workplace', { councilType: null, region: null, ...fewer }, 'Council officer'],
    ['does not say a nation twice', { councilType: 'WPA', region: 'Wales' }, 'Council officer, Welsh council'],
    ['nor London', { councilType: 'LBO', region: 'London' }, 'Council officer, London borough'],
    ['names a paid adviser', { role: 'paid_adviser', councilType: null }, 'Paid adviser, South West'],
    ['and masks none who cannot be named', { role: 'paid_adviser', ...fewest }, null],
  ])('%s', (_what, over, label) => {
    expect(maskLabel(facts(over))).toBe(label);
  });
});
