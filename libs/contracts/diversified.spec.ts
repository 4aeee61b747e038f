import { peersWhoDiversified, type PossiblePeer, trajectoryOf } from './diversified.ts';
import { type ContractFigures } from './exposure.ts';

const contract = (
  payer: string,
  annual: number,
  start: string,
  end = '2030-03-31',
  route = 'open',
): ContractFigures => ({
  id: `${payer}${start}`,
  title: payer,
  payerKey: payer,
  payer,
  annualValue: String(annual),
  totalValue: null,
  currency: 'GBP',
  start,
  end,
  extensionTo: null,
  route,
});

/** Went live on 1 April 2020 with `then` per cent of its income at one payer, `now` from April 2023 on. */
const candidate = (name: string, then: number, now: number): PossiblePeer => ({
  id: name,
  name,
  wentLiveOn: '2020-04-01',
  contracts: [
    contract('Council', then * 10, '2020-04-01', '2023-03-31'),
    ...(then < 100 ? [contract('Other', 1000 - then * 10, '2021-06-15', '2023-03-31', 'direct_award_pa23_41')] : []),
    contract('Council', now * 10, '2023-04-01'),
    ...(now < 100 ? [contract('Health', 1000 - now * 10, '2023-04-01', '2030-03-31', 'psr_competitive')] : []),
  ],
});

describe('K20: peers who diversified from a similar share', () => {
  const found = (share: number, peers: PossiblePeer[], age = 2) =>
    peersWhoDiversified(peers, age, share, '2026-06-01').map(({ name }) => name);

  it('of a profile at 94 % aged 2 were at 84 to 100 % at age 2 and are lower now', () => {
    const peers = [83.9, 84, 90, 100].map((then) => candidate(String(then), then, 60));
    expect(found(94, [...peers, candidate('not lower', 94, 94), candidate('higher', 90, 95)])).toEqual([
      '100',
      '90',
      '84',
    ]);
  });

  it('says how: months from go-live to the second payer, and by which route', () => {
    expect(peersWhoDiversified([candidate('early', 90, 60), candidate('late', 100, 60)], 2, 94, '2026-06-01')).toEqual([
      { id: 'late', name: 'late', shareThen: 100, shareNow: 60, monthsToSecondPayer: 36, route: 'psr_competitive' },
      {
        id: 'early',
        name: 'early',
        shareThen: 90,
        shareNow: 60,
        monthsToSecondPayer: 14,
        route: 'direct_award_pa23_41',
      },
    ]);
  });

  it('does not take a successor of the payer for a second one', () => {
    const novation = { on: '2021-04-01', payer: 'Unitary', payerKey: 'Unitary' };
    const succeeded = [
      { ...contract('County', 900, '2020-04-01'), novation },
      contract('Unitary', 100, '2022-04-01'),
      contract('Health', 400, '2023-04-01'),
    ];
    const [peer] = peersWhoDiversified([{ ...candidate('one', 100, 60), contracts: succeeded }], 1, 100, '2026-06-01');
    expect(peer).toMatchObject({ monthsToSecondPayer: 36, shareThen: 100, shareNow: 71.4 });
  });

  it('are none where nobody is old enough or has current contracts', () => {
    expect(found(94, [candidate('young', 94, 60)], 7)).toEqual([]);
    expect(
      found(94, [{ ...candidate('gone', 94, 60), contracts: [contract('Council', 1, '2020-04-01', '2023-03-31')] }]),
    ).toEqual([]);
    expect(found(94, [])).toEqual([]);
  });
});

it('K20: the trajectory gives the share of each financial year since go-live', () => {
  const { contracts } = candidate('one', 100, 60);
  expect(trajectoryOf(contracts, '2019-05-01', '2024-01-01')).toEqual([
    { name: '2019-20', share: null },
    { name: '2020-21', share: 100 },
    { name: '2021-22', share: 100 },
    { name: '2022-23', share: 100 },
    { name: '2023-24', share: 60 },
  ]);
});
