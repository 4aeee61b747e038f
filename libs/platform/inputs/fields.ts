import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

/** `label` is the field's name as people read it, with a capital: it opens every message. */
interface Field {
  label: string;
  optional?: boolean;
  /** What to say when nothing was entered, where "Enter label" does not read well. */
  ask?: string;
}

/** Text in one or more lines; trimmed, line ends made `\n`. Lengths are in characters. Empty and optional is absent. */
export function Text({
  label,
  min = 1,
  max,
  optional,
  ask,
  pattern,
}: Field & { min?: number; max: number; pattern?: RegExp }): PropertyDecorator {
  const asked = ask ?? `Enter ${lower(label)}`;
  return field(
    {
      type: String,
      minLength: min,
      maxLength: max,
      required: !optional,
      ...(pattern ? { pattern: pattern.source } : {}),
    },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidy(value, optional) : value)),
    IsString({ message: asked }),
    Storable(label),
    AtLeast(min, { message: min === 1 ? asked : `${label} must be ${min} characters or more` }),
    AtMost(max, { message: `${label} must be ${max.toLocaleString('en-GB')} characters or fewer` }),
    ...(pattern ? [Matches(pattern, { message: `${label} is not of the kind described` })] : []),
  );
}

/** Text that is taken as it is, spaces and all: a password, a token. */
export function Secret({
  label,
  min = 1,
  max,
  ask,
  optional,
}: Field & { min?: number; max: number }): PropertyDecorator {
  const asked = ask ?? `Enter ${lower(label)}`;
  return field(
    { type: String, minLength: min, maxLength: max, required: !optional, format: 'password' },
    IsString({ message: asked }),
    Storable(label),
    AtLeast(min, { message: min === 1 ? asked : `${label} must be ${min} characters or more` }),
    AtMost(max, { message: `${label} must be ${max.toLocaleString('en-GB')} characters or fewer` }),
  );
}

/** An e-mail address, in lower case. */
export function Email({ label, optional }: Field): PropertyDecorator {
  const message = `Enter ${lower(label)} in the correct format, like name@example.org`;
  return field(
    { type: String, format: 'email', maxLength: 254, required: !optional },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? tidy(value, optional)?.toLowerCase() : value,
    ),
    IsString({ message: `Enter ${lower(label)}` }),
    Storable(label),
    AtMost(254, { message: `${label} must be 254 characters or fewer` }),
    IsEmail({ ignore_max_length: true }, { message }),
  );
}

/** A whole number, also when it arrives as text, as query strings, forms and the environment send it. */
export function Whole({ label, min, max, optional }: Field & { min: number; max: number }): PropertyDecorator {
  const message = `${label} must be a whole number from ${min} to ${max}`;
  return field(
    { type: 'integer', minimum: min, maximum: max, required: !optional },
    Transform(({ value }: { value: unknown }) => numeric(value, optional)),
    IsInt({ message }),
    Min(min, { message }),
    Max(max, { message }),
  );
}

/** Some whole numbers; one alone may come without a list. */
export function Wholes({
  label,
  min,
  max,
  most = 10,
  optional,
}: Field & { min: number; max: number; most?: number }): PropertyDecorator {
  const message = `${label} must be whole numbers from ${min} to ${max}`;
  return field(
    { type: 'integer', minimum: min, maximum: max, isArray: true, maxItems: most, required: !optional },
    Transform(({ value }: { value: unknown }) => {
      const list = listOf(value);
      return Array.isArray(list) ? [...new Set(list.map((one: unknown) => numeric(one)))] : list;
    }),
    IsArray({ message: `${label} must be a list` }),
    ArrayMaxSize(most, { message: `Choose ${most} or fewer for ${lower(label)}` }),
    IsInt({ each: true, message }),
    Min(min, { each: true, message }),
    Max(max, { each: true, message }),
  );
}

/** A number with up to `decimals` places, kept as text so that no digit is lost: "1234.50". Commas and £ are dropped. */
export function Decimal({ label, decimals = 2, optional, ask }: Field & { decimals?: number }): PropertyDecorator {
  const pattern = new RegExp(`^-?\\d{1,12}(\\.\\d{1,${decimals}})?$`);
  return field(
    { type: String, pattern: pattern.source, example: '1234.50', required: !optional },
    Transform(({ value }: { value: unknown }) => {
      if (typeof value === 'number' && Number.isFinite(value)) return String(value);
      if (typeof value !== 'string') return value;
      const text = value.replace(/[£,\s]/g, '');
      return text === '' && optional ? undefined : text;
    }),
    IsString({ message: ask ?? `Enter ${lower(label)}` }),
    Matches(pattern, { message: `${label} must be a number, like 1234 or 1234.50` }),
  );
}

/** One of a short list of codes. */
export function Choice({ label, of, optional, ask }: Field & { of: readonly string[] }): PropertyDecorator {
  return field(
    { type: String, enum: [...of], required: !optional },
    Transform(({ value }: { value: unknown }) => (value === '' && optional ? undefined : value)),
    IsIn(of, { message: ask ?? `${label} must be one of ${of.join(', ')}` }),
  );
}

/** Some of a list of codes; one alone may come without a list, as forms and query strings send it. */
export function Codes({
  label,
  of,
  max = 10,
  optional,
}: Field & { of: readonly string[]; max?: number }): PropertyDecorator {
  return field(
    { type: String, enum: [...of], isArray: true, maxItems: max, required: !optional },
    Transform(({ value }: { value: unknown }) => {
      const list = listOf(value);
      return Array.isArray(list) ? [...new Set(list)] : list;
    }),
    IsArray({ message: `${label} must be a list` }),
    ArrayMaxSize(max, { message: `Choose ${max} or fewer for ${lower(label)}` }),
    IsIn(of, { each: true, message: `Choose ${lower(label)} from the list` }),
  );
}

/** A list of ids; one alone may come without a list. */
export function Ids({
  label,
  min = 0,
  max = 100,
  optional,
}: Field & { min?: number; max?: number }): PropertyDecorator {
  return field(
    { type: String, format: 'uuid', isArray: true, minItems: min, maxItems: max, required: !optional },
    Transform(({ value }: { value: unknown }) => {
      const list = listOf(value);
      return Array.isArray(list) ? list.map(asId) : list;
    }),
    IsArray({ message: `${label} must be a list` }),
    ArrayMinSize(min, { message: `${label} must hold ${min} or more` }),
    ArrayMaxSize(max, { message: `${label} can hold ${max} or fewer` }),
    IsUUID('all', { each: true, message: `${label} must be ids` }),
  );
}

/** A list of objects of one input class, at most `max` of them. */
export function Several<T extends object>({
  label,
  of,
  max,
  optional,
}: Field & { of: new () => T; max: number }): PropertyDecorator {
  return field(
    { type: of, isArray: true, maxItems: max, required: !optional },
    Type(() => of),
    IsArray({ message: `${label} must be a list` }),
    ArrayMaxSize(max, { message: `${label} can hold ${max} or fewer` }),
    IsObject({ each: true, message: `${label} must be a list` }),
    ValidateNested({ each: true, message: `${label} must be a list` }),
  );
}

/** Yes or no; a ticked box sends `on`, `yes`, `true` or `1`, an empty one nothing. */
export function Flag({ label, optional }: Field): PropertyDecorator {
  return field(
    { type: Boolean, required: !optional },
    Transform(({ value }: { value: unknown }) => {
      if (typeof value !== 'string') return value;
      if (['on', 'yes', 'true', '1'].includes(value)) return true;
      return ['', 'no', 'off', 'false', '0'].includes(value) ? false : value;
    }),
    IsBoolean({ message: `${label} must be yes or no` }),
  );
}

/** A day of the calendar, YYYY-MM-DD, that exists. */
export function Day({ label, optional, ask }: Field): PropertyDecorator {
  return field(
    { type: String, format: 'date', required: !optional },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidy(value, optional) : value)),
    IsString({ message: ask ?? `Enter ${lower(label)}` }),
    ValidateBy(
      { name: 'isDay', validator: { validate: isDay } },
      { message: `${label} must be a real date, like 2026-04-01` },
    ),
  );
}

/** A moment, ISO 8601 with a zone; kept in UTC to the millisecond. */
export function Moment({ label, optional }: Field): PropertyDecorator {
  return field(
    { type: String, format: 'date-time', required: !optional },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && isMoment(value) ? new Date(value).toISOString() : value,
    ),
    ValidateBy(
      { name: 'isMoment', validator: { validate: isMoment } },
      { message: `${label} must be a moment with its zone, like 2026-04-01T09:30:00Z` },
    ),
  );
}

/** A list of short texts; one alone may come without a list. */
export function Texts({
  label,
  max,
  each,
  optional,
  pattern,
}: Field & { max: number; each: number; pattern?: RegExp }): PropertyDecorator {
  const fits = (value: unknown): boolean =>
    typeof value === 'string' &&
    isStorable(value) &&
    lengthOf(value) >= 1 &&
    lengthOf(value) <= each &&
    (pattern === undefined || pattern.test(value));
  return field(
    { type: String, isArray: true, maxItems: max, required: !optional },
    Transform(({ value }: { value: unknown }) => listOf(value)),
    IsArray({ message: `${label} must be a list` }),
    ArrayMaxSize(max, { message: `${label} can hold ${max} or fewer` }),
    ValidateBy(
      { name: 'areTexts', validator: { validate: (value) => Array.isArray(value) && value.every(fits) } },
      { message: `${label} must be texts of 1 to ${each} characters${pattern ? ' of the kind described' : ''}` },
    ),
  );
}

// The parts of a day are fields such as `confidentialUntil-day`.
const FIELD_NAME = /^[a-z][\w-]{0,39}$/i;

const isFieldText = (value: unknown): boolean => typeof value === 'string' && isStorable(value);

const isFormField = ([name, value]: [string, unknown]): boolean =>
  FIELD_NAME.test(name) && (isFieldText(value) || (Array.isArray(value) && value.every(isFieldText)));

/**
 * The fields of a form as they were typed: texts and lists of texts, by name. `max`: characters of all of it as JSON. They
 * are kept, never acted on.
 */
export function Fields({ label, max }: Field & { max: number }): PropertyDecorator {
  return field(
    {
      type: 'object',
      required: true,
      additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    } as unknown as ApiPropertyOptions & { required: boolean },
    IsObject({ message: `${label} must be the fields of a form` }),
    ValidateBy(
      { name: 'areFields', validator: { validate: (value) => Object.entries(value as object).every(isFormField) } },
      { message: `${label} must hold texts and lists of texts, by names of up to 40 letters, digits and hyphens` },
    ),
    ValidateBy(
      { name: 'fit', validator: { validate: (value) => JSON.stringify(value).length <= max } },
      { message: `${label} must be ${max.toLocaleString('en-GB')} characters or fewer in all` },
    ),
  );
}

/** One object of another input class. */
export function One<T extends object>({ label, of, optional }: Field & { of: new () => T }): PropertyDecorator {
  return field(
    { type: of, required: !optional },
    Type(() => of),
    IsObject({ message: `${label} must be an object` }),
    ValidateNested({ message: `${label} must be an object` }),
  );
}

/** The id of something else. That it exists, and may be seen, is for the service to say. */
export function Id({ label, optional }: Field): PropertyDecorator {
  return field(
    { type: String, format: 'uuid', required: !optional },
    Transform(({ value }: { value: unknown }) => (value === '' && optional ? undefined : asId(value))),
    IsUUID('all', { message: `${label} must be an id` }),
  );
}

/** Where a list goes on: what the list itself gave as `next`. What it holds is for the query to check. */
export function Cursor(): PropertyDecorator {
  return field(
    { type: String, maxLength: 300, required: false },
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    IsString({ message: 'after must be what the list gave as next' }),
    ValidateBy(
      { name: 'isCursor', validator: { validate: isCursor } },
      { message: 'after must be what the list gave as next' },
    ),
  );
}

/** An array of plain values in base64url. Whether they are those of this list is for the query to see. */
function isCursor(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[\w-]{1,300}$/.test(value)) return false;
  try {
    const values: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
    return Array.isArray(values) && values.every((one) => one === null || typeof one !== 'object');
  } catch {
    return false;
  }
}

function field(schema: ApiPropertyOptions & { required: boolean }, ...rules: PropertyDecorator[]): PropertyDecorator {
  const presence = schema.required ? [] : [IsOptional()];
  return applyDecorators(ApiProperty(schema), ...presence, ...rules);
}

/** PostgreSQL cannot keep a NUL, and half of a surrogate pair would silently become another character. */
function Storable(label: string): PropertyDecorator {
  return ValidateBy(
    { name: 'isStorable', validator: { validate: isStorable } },
    { message: `${label} has a character that cannot be kept. Remove it and try again` },
  );
}

export function isStorable(value: unknown): boolean {
  return typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed());
}

/** In code points, as PostgreSQL's length() counts: class-validator's own rules leave out variation selectors. */
const AtLeast = (min: number, { message }: { message: string }): PropertyDecorator =>
  ValidateBy({ name: 'atLeast', validator: { validate: (value) => lengthOf(value) >= min } }, { message });

const AtMost = (max: number, { message }: { message: string }): PropertyDecorator =>
  ValidateBy({ name: 'atMost', validator: { validate: (value) => lengthOf(value) <= max } }, { message });

const lengthOf = (value: unknown): number => (typeof value === 'string' ? [...value].length : Number.NaN);

/** There is no year 0, in the calendar as in PostgreSQL. */
function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0001') return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isMoment(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [, day, zone] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.exec(value) ?? [];
  return zone !== undefined && isDay(day) && !Number.isNaN(Date.parse(value));
}

function tidy(value: string, optional = false): string | undefined {
  const text = value.replace(/\r\n?/g, '\n').trim();
  return text === '' && optional ? undefined : text;
}

function numeric(value: unknown, optional = false): unknown {
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return optional ? undefined : value;
  return Number(value);
}

/** As the database writes it, so that two ids that are the same also look the same. */
const asId = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function listOf(value: unknown): unknown {
  if (value === undefined || Array.isArray(value)) return value;
  return value === '' ? [] : [value];
}

const lower = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
