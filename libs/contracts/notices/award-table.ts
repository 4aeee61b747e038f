import { NotReadable } from './import.errors.ts';
import { type AwardRow, hashed } from './release.ts';
import { amount, currency, dayOf, idText, line, supplierKey } from './tidy.ts';

const COLUMNS = [
  'award_ref',
  'local_authority_code',
  'gss_code',
  'buyer_name',
  'supplier_name',
  'supplier_id_scheme',
  'supplier_id',
  'sme',
  'vcse',
  'award_value',
  'currency',
  'award_date',
  'start_date',
  'end_date',
  'published_date',
] as const;
const NEEDED = ['award_ref', 'buyer_name', 'supplier_name', 'award_value', 'award_date'] as const;
const DAYS = ['award_date', 'start_date', 'end_date', 'published_date'] as const;
const INDIVIDUAL = '[individual supplier name removed]';

/** A reader of rows under this head; throws NotReadable where it is not the head of the award table. */
export function awardTable(
  head: readonly string[],
): (cells: readonly string[]) => { award: AwardRow } | { ref: string | null; why: string } {
  const at = new Map(head.map((name, index) => [name, index]));
  const missing = NEEDED.filter((name) => !at.has(name));
  if (missing.length > 0) throw new NotReadable(`This is not the award table: it has no column ${missing.join(', ')}.`);
  return (cells) => {
    if (cells.length !== head.length) return { ref: null, why: `it has ${cells.length} cells and not ${head.length}` };
    const cell = (name: (typeof COLUMNS)[number]): string => cells[at.get(name) ?? -1] ?? '';
    const ref = idText(cell('award_ref'), 200);
    if (ref === null) return { ref: null, why: 'award_ref is missing' };
    const supplier = line(cell('supplier_name'), 200);
    if (supplier === null) return { ref, why: 'supplier_name is missing' };
    if (supplier === INDIVIDUAL) return { ref, why: 'the supplier is a private person' };
    const value = cell('award_value') === '' ? null : amount(cell('award_value'));
    if (cell('award_value') !== '' && value === null) return { ref, why: 'award_value is not an amount' };
    const wrong = DAYS.find((name) => cell(name) !== '' && dayOf(cell(name)) === null);
    if (wrong) return { ref, why: `${wrong} is not a day` };
    const [from, to] = [dayOf(cell('start_date')), dayOf(cell('end_date'))];
    if (from !== null && to !== null && to < from) return { ref, why: 'end_date is before start_date' };
    const number = idText(cell('supplier_id'), 60);
    return {
      award: hashed({
        origin: 'table' as const,
        ref,
        ocid: null,
        title: null,
        buyer_name: line(cell('buyer_name'), 200),
        buyer_code: idText(cell('local_authority_code'), 12) ?? idText(cell('gss_code'), 12),
        supplier_name: supplier,
        supplier_key: supplierKey(supplier),
        supplier_scheme: number === null ? null : idText(cell('supplier_id_scheme'), 30),
        supplier_number: number,
        sme: cell('sme') === 'true' ? true : null,
        vcse: cell('vcse') === 'true' ? true : null,
        psm: null,
        value,
        currency: currency(cell('currency')),
        awarded_on: dayOf(cell('award_date')),
        starts_on: from,
        ends_on: to,
        published_on: dayOf(cell('published_date')),
      }),
    };
  };
}
