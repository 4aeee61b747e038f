import { type ContractRow } from '#libs/contracts';
import { labelOf, ROUTES } from '#libs/taxonomy';
import { type Form, formOf } from '../forms.ts';
import { dayParts } from '../organisations/day-fields.ts';
import { day } from '../parts/words.ts';

export const DAYS = ['start', 'end', 'extensionTo', 'confidentialUntil'] as const;

export function contractForm(contract: ContractRow): Form {
  const texts = Object.entries(contract).map(([name, value]): [string, string] => [
    name,
    typeof value === 'boolean' ? (value ? 'yes' : '') : String(value ?? ''),
  ]);
  return formOf({
    ...Object.fromEntries(texts),
    ...Object.assign({}, ...DAYS.map((name) => dayParts(name, contract[name]))),
  });
}

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
];
