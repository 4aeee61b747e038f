import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { ContractNotFound, RegisterNotFound } from './contracts.errors.ts';
import { type ContractListInput } from './contracts.inputs.ts';
import { ageAt } from './days.ts';
import { type Peer, peersWhoDiversified, type PossiblePeer } from './diversified.ts';
import { type ContractFigures, largestShareAt } from './exposure.ts';

/** A contract as its register shows it. */
export type ContractRow = Omit<ContractFigures, 'payerKey'> & {
  /** The council's code, where the payer is one. */
  payerCode: string | null;
  payerKey: string;
  serviceArea: string | null;
  valueBasis: string;
  extensionCertain: boolean;
  noticePeriodMonths: number | null;
  reservedBasis: string | null;
  lightTouch: boolean;
  role: string;
  source: string;
  ocid: string | null;
  noticeUrl: string | null;
  novatedTo: string | null;
  /** The council's code, where the new payer is one. */
  novatedToCode: string | null;
  novatedOn: string | null;
  endedReason: string | null;
  nextProviderKind: string | null;
  confidentialUntil: string | null;
  version: number;
};

export interface Register {
  id: string;
  name: string;
  fictional: boolean;
  wentLiveOn: string | null;
  tellsPeers: boolean;
  today: string;
  /** Newest start first; all of them, at most CONTRACTS_MAX. */
  contracts: ContractRow[];
}

export interface ContractWithSpinOut {
  spinOut: { id: string; name: string };
  today: string;
  contract: ContractRow;
}

/** Those who had a share within ten points at this age, and less now. */
export interface FoundPeers {
  age: number;
  share: number;
  peers: Peer[];
}

export interface AllowedReader {
  kind: 'person' | 'organisation';
  id: string;
  name: string;
  allowedAt: string;
}

/** More is no register of one spin-out; and the figures need all of them at once. */
export const CONTRACTS_MAX = 500;
const PEERS_MAX = 500;

/** $1: the reader's keys, $2: the spin-out. What is confidential until a day is its members' and editors' until then. */
const VISIBLE = `
  coalesce(r.visible_to, ARRAY['organisation:' || s.organisation_id::text, 'edits:' || s.organisation_id::text])
    && $1::text[]`;
const NOT_CONFIDENTIAL = `
  (c.confidential_until IS NULL OR c.confidential_until <= current_date
   OR ARRAY['organisation:' || c.spin_out_id::text, 'edits:' || c.spin_out_id::text] && $1::text[])`;

/** One payer, however it is spelt: by the body where it is known, else by the letters and digits of its name. */
const FIGURES = `
  'id', c.id, 'title', c.title, 'payer', coalesce(co.nice_name, po.name, c.payer),
  'payerKey', coalesce(c.payer_id::text, regexp_replace(lower(c.payer), '[^[:alnum:]]+', ' ', 'g')),
  'annualValue', c.annual_value::text, 'totalValue', c.total_value::text, 'currency', c.currency,
  'start', c.starts_on, 'end', c.ends_on, 'extensionTo', c.extension_to, 'route', c.route,
  'novation', CASE WHEN c.novated_on IS NOT NULL THEN json_build_object(
    'on', c.novated_on, 'payer', coalesce(nc.nice_name, np.name, c.novated_to),
    'payerKey', coalesce(c.novated_to_id::text, regexp_replace(lower(c.novated_to), '[^[:alnum:]]+', ' ', 'g'))) END`;
const ROW = `json_build_object(${FIGURES},
  'payerCode', co.code, 'serviceArea', c.service_area, 'valueBasis', c.value_basis,
  'extensionCertain', c.extension_certain, 'noticePeriodMonths', c.notice_period_months,
  'reservedBasis', c.reserved_basis, 'lightTouch', c.light_touch, 'role', c.role, 'source', c.source, 'ocid', c.ocid,
  'noticeUrl', c.notice_url, 'novatedTo', coalesce(nc.nice_name, np.name, c.novated_to),
  'novatedToCode', nc.code, 'novatedOn', c.novated_on, 'endedReason', c.ended_reason,
  'nextProviderKind', c.next_provider_kind, 'confidentialUntil', c.confidential_until, 'version', c.version)`;
const PAYER = `LEFT JOIN organisations po ON po.id = c.payer_id AND po.visible_to && $1::text[]
               LEFT JOIN councils co ON co.organisation_id = po.id
               LEFT JOIN organisations np ON np.id = c.novated_to_id AND np.visible_to && $1::text[]
               LEFT JOIN councils nc ON nc.organisation_id = np.id`;

@Injectable()
export class ContractsQueries {
  constructor(private readonly reads: Reads) {}

  /** The register with all its contracts that the reader may see; throws RegisterNotFound. */
  async register(reader: Reader, spinOutId: string): Promise<Register> {
    const row = await this.reads.row<Register>({
      name: 'contracts.register',
      text: `SELECT o.id, o.name, o.fictional, s.went_live_on::text AS "wentLiveOn", current_date::text AS today,
                    coalesce(r.tells_peers, false) AS "tellsPeers",
                    coalesce((SELECT json_agg(${ROW} ORDER BY c.starts_on DESC, c.id DESC)
                                FROM (SELECT * FROM contracts c WHERE c.spin_out_id = $2 AND ${NOT_CONFIDENTIAL}
                                       ORDER BY c.starts_on DESC, c.id DESC LIMIT ${CONTRACTS_MAX}) c ${PAYER}),
                             '[]') AS contracts
               FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
               LEFT JOIN contract_registers r ON r.spin_out_id = o.id
              WHERE o.id = $2 AND o.visible_to && $1::text[] AND ${VISIBLE}`,
      values: [reader.keys, spinOutId],
    });
    if (!row) throw RegisterNotFound();
    return row;
  }

  /** Newest start first; throws RegisterNotFound. */
  async list(
    reader: Reader,
    spinOutId: string,
    { after, limit }: ContractListInput,
  ): Promise<{ items: ContractRow[]; next: string | null }> {
    const [start = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'day', 'id') ?? [];
    const rows = await this.reads.rows<{ contract: ContractRow | null }>({
      name: 'contracts.list',
      text: `SELECT c.row AS contract
               FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
               LEFT JOIN contract_registers r ON r.spin_out_id = o.id
               LEFT JOIN LATERAL (SELECT ${ROW} AS row, c.starts_on, c.id
                                    FROM contracts c ${PAYER}
                                   WHERE c.spin_out_id = $2 AND (c.starts_on, c.id) < ($3::date, $4::uuid)
                                     AND ${NOT_CONFIDENTIAL}
                                   ORDER BY c.starts_on DESC, c.id DESC LIMIT $5) c ON true
              WHERE o.id = $2 AND o.visible_to && $1::text[] AND ${VISIBLE}
              ORDER BY c.starts_on DESC, c.id DESC`,
      values: [reader.keys, spinOutId, start, id, limit + 1],
    });
    if (rows.length === 0) throw RegisterNotFound();
    const contracts = rows.map(({ contract }) => contract).filter((contract) => contract !== null);
    return pageOf(contracts, limit, (contract) => [contract.start, contract.id]);
  }

  /** Throws ContractNotFound. */
  async contract(reader: Reader, spinOutId: string, id: string): Promise<ContractRow> {
    return (await this.contractWithSpinOut(reader, spinOutId, id)).contract;
  }

  /** Throws ContractNotFound. */
  async contractWithSpinOut(reader: Reader, spinOutId: string, id: string): Promise<ContractWithSpinOut> {
    const row = await this.reads.row<ContractWithSpinOut>({
      name: 'contracts.contract',
      text: `SELECT json_build_object('id', o.id, 'name', o.name) AS "spinOut", current_date::text AS today,
                    ${ROW} AS contract
               FROM contracts c JOIN contract_registers r ON r.spin_out_id = c.spin_out_id
               JOIN organisations o ON o.id = c.spin_out_id ${PAYER}
              WHERE c.id = $3 AND c.spin_out_id = $2 AND o.visible_to && $1::text[] AND r.visible_to && $1::text[]
                AND ${NOT_CONFIDENTIAL}`,
      values: [reader.keys, spinOutId, id],
    });
    if (!row) throw ContractNotFound();
    return row;
  }

  /** The peers of a register as this reader sees them; null: nothing to compare. Throws RegisterNotFound. */
  async peersOf(reader: Reader, of: string | Register): Promise<FoundPeers | null> {
    const { id, contracts, wentLiveOn, today } = typeof of === 'string' ? await this.register(reader, of) : of;
    const share = largestShareAt(contracts, today);
    if (share === null || wentLiveOn === null || wentLiveOn > today) return null;
    const age = ageAt(wentLiveOn, today);
    const possible = await this.possiblePeers(reader, id, age);
    return { age, share, peers: peersWhoDiversified(possible, age, share, today) };
  }

  /** Spin-outs that were this old by today and tell the reader of their shares, with what the shares are made of. */
  private async possiblePeers(reader: Reader, spinOutId: string, age: number): Promise<PossiblePeer[]> {
    return this.reads.rows<PossiblePeer>({
      name: 'contracts.possible-peers',
      text: `SELECT o.id, o.name, s.went_live_on::text AS "wentLiveOn", f.contracts
               FROM contract_registers r JOIN spin_outs s ON s.organisation_id = r.spin_out_id
               JOIN organisations o ON o.id = r.spin_out_id
               CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object(${FIGURES})), '[]') AS contracts
                                     FROM (SELECT * FROM contracts c
                                            WHERE c.spin_out_id = r.spin_out_id AND ${NOT_CONFIDENTIAL}
                                            ORDER BY c.starts_on, c.id LIMIT ${CONTRACTS_MAX}) c ${PAYER}) f
              WHERE r.peers_visible_to && $1::text[] AND o.visible_to && $1::text[] AND r.spin_out_id <> $2
                AND s.went_live_on <= current_date - make_interval(years => $3)
              ORDER BY o.name, o.id LIMIT ${PEERS_MAX}`,
      values: [reader.keys, spinOutId, age],
    });
  }

  /** Whom the register was opened to. For its editors; throws RegisterNotFound for others. */
  async readersOf(
    reader: Reader,
    spinOutId: string,
  ): Promise<{ name: string; tellsPeers: boolean; readers: AllowedReader[] }> {
    const row = await this.reads.row<{ name: string; tellsPeers: boolean; readers: AllowedReader[] }>({
      name: 'contracts.readers',
      text: `SELECT o.name, coalesce(r.tells_peers, false) AS "tellsPeers",
                    coalesce((SELECT json_agg(json_build_object(
                                       'kind', CASE WHEN a.person_id IS NULL THEN 'organisation' ELSE 'person' END,
                                       'id', coalesce(a.person_id, a.organisation_id), 'name', coalesce(p.name, b.name),
                                       'allowedAt', to_char(a.allowed_at, 'YYYY-MM-DD')) ORDER BY a.allowed_at, 1)
                                FROM contract_readers a LEFT JOIN people p ON p.id = a.person_id
                                LEFT JOIN organisations b ON b.id = a.organisation_id
                               WHERE a.spin_out_id = $2), '[]') AS readers
               FROM organisations o JOIN spin_outs s ON s.organisation_id = o.id
               LEFT JOIN contract_registers r ON r.spin_out_id = o.id
              WHERE o.id = $2 AND ARRAY['edits:' || o.id::text] && $1::text[]`,
      values: [reader.keys, spinOutId],
    });
    if (!row) throw RegisterNotFound();
    return row;
  }
}
