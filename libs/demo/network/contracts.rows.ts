import { idOf } from '#libs/platform/database';
import { type Row, type TableRows } from '../rows.ts';
import { organisationId } from './organisations.rows.ts';

interface DemoContract {
  /** The key of a council or organisation of the demo network, or the name of somebody who is not in it. */
  payer: string | { name: string };
  title: string;
  area: string | null;
  /** Pounds a year. */
  annual: number;
  from: string;
  to: string | null;
  extension?: string;
  route: string;
  endedReason?: string;
  /** Who pays from a day on: somebody who is not in the network. */
  novated?: { to: string; on: string };
  next?: string;
}

interface DemoRegister {
  spinOut: string;
  tellsPeers: boolean;
  contracts: readonly DemoContract[];
}

const SALES = { name: 'People who pay for themselves' };

/** What the spin-outs of the demo network live on. One hangs on one council; others have learnt to stand on more legs. */
const REGISTERS: readonly DemoRegister[] = [
  {
    spinOut: 'fenmarch-libraries',
    tellsPeers: false,
    contracts: [
      {
        payer: 'fenmarch',
        title: 'Library services in Fenmarch',
        area: 'libraries',
        annual: 3_150_000,
        from: '2023-04-01',
        to: '2028-03-31',
        extension: '2030-03-31',
        route: 'reserved_pcr_77',
      },
      {
        payer: 'lintonshire',
        title: 'Mobile library for the villages along the border',
        area: 'libraries',
        annual: 145_000,
        from: '2024-10-01',
        to: '2027-09-30',
        route: 'below_threshold',
      },
      {
        payer: 'lantern-bridge',
        title: 'Reading groups in care homes',
        area: null,
        annual: 60_000,
        from: '2025-09-01',
        to: '2027-08-31',
        route: 'grant',
      },
      {
        payer: SALES,
        title: 'Rooms, events and the shop',
        area: null,
        annual: 95_000,
        from: '2023-04-01',
        to: null,
        route: 'trading',
      },
    ],
  },
  {
    spinOut: 'holloway-youth',
    tellsPeers: false,
    contracts: [
      {
        payer: { name: 'Fen Edge High School' },
        title: 'Lunchtime and after-school youth work',
        area: 'youth',
        annual: 48_000,
        from: '2025-09-01',
        to: '2027-07-31',
        route: 'below_threshold',
        novated: { to: 'Three Rivers Schools Trust', on: '2026-09-01' },
      },
      {
        payer: 'fenmarch',
        title: 'Holiday activities and food, summer 2026',
        area: 'youth',
        annual: 64_000,
        from: '2026-04-01',
        to: '2026-09-30',
        route: 'below_threshold',
      },
      {
        payer: 'lantern-bridge',
        title: 'Young carers’ evenings',
        area: 'youth',
        annual: 22_000,
        from: '2026-01-01',
        to: '2027-12-31',
        route: 'grant',
      },
    ],
  },
  {
    spinOut: 'tidewell',
    tellsPeers: true,
    contracts: [
      {
        payer: 'harrowdale',
        title: 'Reablement and day opportunities',
        area: null,
        annual: 5_400_000,
        from: '2024-04-01',
        to: '2027-03-31',
        extension: '2029-03-31',
        route: 'reserved_pcr_77',
      },
      {
        payer: 'estuary-vale-nhs',
        title: 'Home from hospital',
        area: null,
        annual: 900_000,
        from: '2025-07-01',
        to: '2028-06-30',
        route: 'psr_most_suitable',
      },
      {
        payer: SALES,
        title: 'Direct payments',
        area: null,
        annual: 320_000,
        from: '2025-01-01',
        to: null,
        route: 'user_choice',
      },
    ],
  },
  {
    spinOut: 'estuary-vale-health',
    tellsPeers: false,
    contracts: [
      {
        payer: 'estuary-vale-nhs',
        title: 'Community nursing and therapies, first contract',
        area: null,
        annual: 21_500_000,
        from: '2014-10-01',
        to: '2019-09-30',
        route: 'unknown',
        endedReason: 'Term ended; let again in lots',
        next: 'psm',
      },
      {
        payer: 'estuary-vale-nhs',
        title: 'Community nursing and therapies',
        area: null,
        annual: 18_200_000,
        from: '2019-10-01',
        to: '2027-09-30',
        extension: '2029-09-30',
        route: 'restricted',
      },
      {
        payer: 'wealdmere',
        title: 'Health visiting and school nursing',
        area: null,
        annual: 6_400_000,
        from: '2018-04-01',
        to: '2028-03-31',
        route: 'open',
      },
      {
        payer: 'saltmarden',
        title: 'Sexual health services',
        area: null,
        annual: 2_100_000,
        from: '2023-04-01',
        to: '2026-12-31',
        route: 'open',
      },
      {
        payer: 'lantern-bridge',
        title: 'Falls prevention pilot',
        area: null,
        annual: 180_000,
        from: '2026-01-01',
        to: '2027-12-31',
        route: 'grant',
      },
    ],
  },
  {
    spinOut: 'coastward-leisure',
    tellsPeers: true,
    contracts: [
      {
        payer: 'wealdmere',
        title: 'Leisure centres',
        area: null,
        annual: 2_600_000,
        from: '2005-04-01',
        to: '2020-03-31',
        route: 'unknown',
        endedReason: 'Term ended; won again',
        next: 'psm',
      },
      {
        payer: SALES,
        title: 'Memberships and admissions',
        area: null,
        annual: 900_000,
        from: '2006-04-01',
        to: null,
        route: 'trading',
      },
      {
        payer: 'wealdmere',
        title: 'Leisure centres and pools',
        area: null,
        annual: 1_900_000,
        from: '2020-04-01',
        to: '2030-03-31',
        route: 'open',
      },
      {
        payer: 'saltmarden',
        title: 'Pools of Saltmarden',
        area: null,
        annual: 1_500_000,
        from: '2022-04-01',
        to: '2032-03-31',
        route: 'open',
      },
    ],
  },
];

/** An award that the editors of Fenmarch Libraries have not decided on yet. */
const AWARD = { ref: 'demo-1', buyer: 'lintonshire', buyerName: 'Lintonshire County Council', value: 435_000 };

export function contractRows(): TableRows[] {
  return [
    {
      table: 'contract_registers',
      rows: REGISTERS.map(({ spinOut, tellsPeers }) => ({
        spin_out_id: organisationId(spinOut),
        allowed: [],
        tells_peers: tellsPeers,
      })),
    },
    {
      table: 'contracts',
      rows: REGISTERS.flatMap(({ spinOut, contracts }) => contracts.map((one) => row(spinOut, one))),
    },
    {
      table: 'contract_awards',
      rows: [
        {
          id: idOf('award', AWARD.ref),
          origin: 'ocds',
          ref: AWARD.ref,
          title: 'Mobile library service, border villages',
          buyer_name: AWARD.buyerName,
          buyer_id: organisationId(AWARD.buyer),
          supplier_name: 'Fenmarch Libraries Society',
          supplier_key: 'fenmarch libraries society',
          value: AWARD.value,
          currency: 'GBP',
          awarded_on: '2024-08-12',
          starts_on: '2024-10-01',
          ends_on: '2027-09-30',
          published_on: '2024-08-20',
          hash: '\\x00',
          visible_to: ['public'],
          imported_at: '2026-01-05T09:00:00.000Z',
        },
      ],
    },
  ];
}

function row(spinOut: string, contract: DemoContract): Row {
  const { payer, title } = contract;
  return {
    id: idOf('contract', `${spinOut}:${title}`),
    spin_out_id: organisationId(spinOut),
    payer: typeof payer === 'string' ? payer : payer.name,
    payer_id: typeof payer === 'string' ? organisationId(payer) : null,
    title,
    service_area: contract.area,
    annual_value: contract.annual,
    currency: 'GBP',
    value_basis: 'reported',
    starts_on: contract.from,
    ends_on: contract.to,
    extension_to: contract.extension ?? null,
    extension_certain: false,
    route: contract.route,
    light_touch: false,
    role: 'prime',
    source: 'self',
    novated_to: contract.novated?.to ?? null,
    novated_on: contract.novated?.on ?? null,
    ended_reason: contract.endedReason ?? null,
    next_provider_kind: contract.next ?? null,
    version: 1,
    created_at: '2026-01-05T09:00:00.000Z',
    updated_at: '2026-01-05T09:00:00.000Z',
  };
}
