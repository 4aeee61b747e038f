import { type ContractRow } from '#libs/contracts';
import { labelOf, ROUTES } from '#libs/taxonomy';
import { type Form, formOf } from '../forms.ts';
import { dayParts } from '../parts/day-fields.ts';
import { day, pounds } from '../parts/words.ts';

export const DAYS = ['start', 'end', 'extensionTo', 'novatedOn', 'confidentialUntil'] as const;

export function contractForm({ novation: _, ...contract }: ContractRow): Form {
  const texts = Object.entries(contract).map(([name, value]): [string, string] => [
    name,
    typeof value === 'boolean' ? (value ? 'yes' : '') : String(value ?? ''),
  ]);
  return formOf({
    ...Object.fromEntries(texts),
    ...Object.assign({}, ...DAYS.map((name) => dayParts(name, contract[name]))),
  });
}

export const moneyInWords = (amount: string, currency: string): string =>
  currency === 'GBP' ? pounds(amount) : `${amount} ${currency}`;

export function valueInWords({ annualValue, totalValue, currency }: ContractRow): string {
  if (annualValue !== null) return `${moneyInWords(annualValue, currency)} a year`;
  return totalValue === null ? 'Not recorded' : `${moneyInWords(totalValue, currency)} in all`;
}

export function endInWords({ end, extensionTo, extensionCertain }: ContractRow): string {
  if (end === null) return 'No end recorded';
  if (extensionTo === null) return day(end);
  return `${day(end)}; extension ${extensionCertain ? 'agreed' : 'possible'} to ${day(extensionTo)}`;
}

export const novationInWords = ({ novatedTo, novatedOn }: ContractRow): string =>
  novatedTo === null
    ? 'No'
    : novatedOn === null
      ? `To ${novatedTo}, no day recorded`
      : `To ${novatedTo} from ${day(novatedOn)}`;

/** As it is now, to compare with what somebody typed. */
export const contractInWords = (contract: ContractRow): [string, string][] => [
  ['Who pays', contract.payer],
  ['What it is for', contract.title],
  ['Value in a year', contract.annualValue ?? 'Not recorded'],
  ['Value in all', contract.totalValue ?? 'Not recorded'],
  ['First day', day(contract.start)],
  ['Last day', contract.end === null ? 'Not recorded' : day(contract.end)],
  ['Extension to', contract.extensionTo === null ? 'None' : day(contract.extensionTo)],
  ['How it was won', labelOf(ROUTES, contract.route)],
  ['Novated', novationInWords(contract)],
];
