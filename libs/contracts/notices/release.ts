import { createHash } from 'node:crypto';
import { amount, currency, dayOf, idText, line, momentOf, supplierKey } from './tidy.ts';

/** A notice as it is kept. Fields are named as the columns. */
export interface NoticeRow {
  ocid: string;
  release_id: string;
  released_at: string | null;
  tags: string[];
  title: string | null;
  buyer_name: string | null;
  buyer_gss: string | null;
  method: string | null;
  cpv: string[];
  reserved_for: string[];
  value: string | null;
  currency: string | null;
  starts_on: string | null;
  ends_on: string | null;
  hash: string;
}

/** An award to one supplier, as it is kept. */
export interface AwardRow {
  origin: 'table' | 'ocds';
  ref: string;
  ocid: string | null;
  title: string | null;
  buyer_name: string | null;
  /** A council's code in the register, or a GSS code; only to find buyer_id. */
  buyer_code: string | null;
  supplier_name: string;
  supplier_key: string;
  supplier_scheme: string | null;
  supplier_number: string | null;
  sme: boolean | null;
  vcse: boolean | null;
  psm: boolean | null;
  value: string | null;
  currency: string | null;
  awarded_on: string | null;
  starts_on: string | null;
  ends_on: string | null;
  published_on: string | null;
  hash: string;
}

export type ReadRelease = { notice: NoticeRow; awards: AwardRow[] } | { ocid: string | null; why: string };

type Thing = Readonly<Record<string, unknown>>;

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const thing = (value: unknown): Thing => (isThing(value) ? value : {});
const things = (value: unknown): Thing[] =>
  Array.isArray(value) ? value.filter(isThing) : isThing(value) ? [value] : [];
const flag = (...values: unknown[]): boolean | null =>
  values.find((value): value is boolean => typeof value === 'boolean') ?? null;

const INDIVIDUAL = '[individual supplier name removed]';
const AWARDS_MAX = 2_000;

/** The hash of what is kept: another spelling of what is not kept is no change. */
export const hashed = <Row extends object>(row: Row): Row & { hash: string } => ({
  ...row,
  hash: createHash('sha256').update(JSON.stringify(row)).digest('hex'),
});

/**
 * What is kept of an OCDS release, in either shape of Contracts Finder. Picked field by field: contact points, addresses
 * and descriptions are never looked at.
 */
export function readRelease(value: unknown): ReadRelease {
  if (!isThing(value)) return { ocid: null, why: 'it is not an object' };
  const ocid = idText(value['ocid'], 200);
  if (ocid === null) return { ocid: null, why: 'it has no ocid' };
  const releaseId = idText(value['id'], 300);
  if (releaseId === null) return { ocid, why: 'it has no release id' };
  if (value['date'] !== undefined && value['date'] !== null && momentOf(value['date']) === null) {
    return { ocid, why: 'its date is not a date' };
  }
  const tender = thing(value['tender']);
  const parties = new Map(things(value['parties']).map((party) => [String(party['id']), party]));
  const buyer = buyerOf(value, parties);
  const releasedAt = momentOf(value['date']);
  const period = periodOf(tender['contractPeriod']);
  const notice = hashed({
    ocid,
    release_id: releaseId,
    released_at: releasedAt,
    tags: texts(value['tag'], 20, 60),
    title: line(tender['title'] ?? value['title'], 300),
    buyer_name: buyer.name,
    buyer_gss: buyer.code,
    method: line(tender['procurementMethodDetails'] ?? tender['procurementMethod'], 200),
    cpv: cpvOf(tender),
    reserved_for: things(tender['otherRequirements']).flatMap((rules) => texts(rules['reservedParticipation'], 10, 60)),
    value: amount(thing(tender['value'])['amount']),
    currency: currency(thing(tender['value'])['currency']),
    starts_on: period.from,
    ends_on: period.to,
  });
  const awards = things(value['awards'])
    .flatMap((award) =>
      awardsOf(award, { ocid, title: notice.title, buyer, parties, publishedOn: dayOf(value['date']) }),
    )
    .slice(0, AWARDS_MAX);
  return { notice, awards: [...new Map(awards.map((award) => [award.ref, award])).values()] };
}

interface Around {
  ocid: string;
  title: string | null;
  buyer: { name: string | null; code: string | null };
  parties: ReadonlyMap<string, Thing>;
  publishedOn: string | null;
}

/** One row a supplier; those marked as a private person's are left out. */
function awardsOf(award: Thing, { ocid, title, buyer, parties, publishedOn }: Around): AwardRow[] {
  const status = award['status'];
  if (status === 'cancelled' || status === 'unsuccessful') return [];
  const period = periodOf(award['contractPeriod']);
  return things(award['suppliers']).flatMap((supplier, index): AwardRow[] => {
    const party = parties.get(String(supplier['id'])) ?? {};
    const details = thing(party['details']);
    const name = line(supplier['name'] ?? party['name'], 200);
    if (name === null || name === INDIVIDUAL) return [];
    const identifier = thing(party['identifier']);
    const number = idText(identifier['id'], 60);
    return [
      hashed({
        origin: 'ocds' as const,
        ref: `${ocid}/${idText(award['id'], 200) ?? 'award'}/${idText(supplier['id'], 100) ?? index}`,
        ocid,
        title: line(award['title'], 300) ?? title,
        buyer_name: buyer.name,
        buyer_code: buyer.code,
        supplier_name: name,
        supplier_key: supplierKey(name),
        supplier_scheme: number === null ? null : idText(identifier['scheme'], 30),
        supplier_number: number,
        sme: flag(party['sme'], details['scale'] === undefined ? undefined : details['scale'] === 'sme'),
        vcse: flag(party['vco'], details['vcse']),
        psm: flag(details['publicServiceMissionOrganization']),
        value: amount(thing(award['value'])['amount']),
        currency: currency(thing(award['value'])['currency']),
        awarded_on: dayOf(award['date']),
        starts_on: period.from,
        ends_on: period.to,
        published_on: publishedOn,
      }),
    ];
  });
}

function buyerOf(release: Thing, parties: ReadonlyMap<string, Thing>): { name: string | null; code: string | null } {
  const named = thing(release['buyer']);
  const party =
    parties.get(String(named['id'])) ??
    [...parties.values()].find(({ roles }) => Array.isArray(roles) && roles.includes('buyer')) ??
    {};
  const identifier = thing(party['identifier']);
  const code = identifier['scheme'] === 'GB-LAC' ? idText(identifier['id'], 12) : null;
  return { name: line(named['name'] ?? party['name'], 200), code };
}

/** An end before its start is a slip; then neither is kept. */
function periodOf(value: unknown): { from: string | null; to: string | null } {
  const [from, to] = [dayOf(thing(value)['startDate']), dayOf(thing(value)['endDate'])];
  return from !== null && to !== null && to < from ? { from: null, to: null } : { from, to };
}

function cpvOf(tender: Thing): string[] {
  const classified = [
    tender['classification'],
    ...things(tender['additionalClassifications']),
    ...things(tender['items']).flatMap((item) => [
      item['classification'],
      ...things(item['additionalClassifications']),
    ]),
  ];
  const codes = classified
    .map(thing)
    .filter(({ scheme }) => scheme === 'CPV')
    .map(({ id }) => /^\d{8}/.exec(String(id))?.[0])
    .filter((code) => code !== undefined);
  return [...new Set(codes)].slice(0, 20);
}

const texts = (value: unknown, many: number, max: number): string[] =>
  (Array.isArray(value) ? value : [value])
    .map((one) => idText(one, max))
    .filter((one) => one !== null)
    .slice(0, many);
