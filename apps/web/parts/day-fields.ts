import { type Form, problemWith, valueOf } from '../forms.ts';

const PARTS = ['day', 'month', 'year'] as const;

/** A posted form with the three parts of a date (`name-day` and so on) put together as `name`: 2026-04-01. */
export function withDay(body: unknown, name: string): Record<string, unknown> {
  const fields = { ...(body as Record<string, unknown> | null) };
  const [day = '', month = '', year = ''] = PARTS.map((part) => {
    const typed = fields[`${name}-${part}`];
    return typeof typed === 'string' ? typed.trim() : '';
  });
  fields[name] =
    day + month + year === '' ? '' : `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return fields;
}

/** The same the other way round, to fill a form in. */
export function dayParts(name: string, date: string | null): Record<string, string> {
  const [year = '', month = '', day = ''] = (date ?? '').split('-').map((part) => part.replace(/^0+/, ''));
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** What a DateInput needs of a form. */
export const dayField = (form: Form, name: string) => ({
  id: name,
  namePrefix: name,
  values: Object.fromEntries(PARTS.map((part) => [part, valueOf(form, `${name}-${part}`)])),
  error: problemWith(form, name),
});
