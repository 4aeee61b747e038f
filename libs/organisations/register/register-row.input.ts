import { IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { Choice, Day, Decimal, Text, Whole } from '#libs/platform/inputs';
import { COUNCIL_TYPES, NATIONS } from '#libs/taxonomy';

const CODE = /^[A-Z0-9-]{2,12}$/;
const CODES = { message: 'replaced-by must be local-authority-codes, like NYE or CBD,WAF' };

/** Fields are named as the columns of the register, so that a refusal names the column. */
export class RegisterRowInput {
  @Text({ label: 'local-authority-code', max: 12 })
  @Matches(CODE, { message: 'local-authority-code must be 2 to 12 capital letters, digits and hyphens, like ELM' })
  readonly 'local-authority-code'!: string;

  @Text({ label: 'official-name', max: 200 })
  readonly 'official-name'!: string;

  @Text({ label: 'nice-name', max: 200 })
  readonly 'nice-name'!: string;

  @Text({ label: 'gss-code', max: 9, optional: true })
  @Matches(/^[A-Z]\d{8}$/, { message: 'gss-code must be a letter and eight digits, like E07000207' })
  readonly 'gss-code'?: string;

  @Day({ label: 'start-date', optional: true })
  readonly 'start-date'?: string;

  @Day({ label: 'end-date', optional: true })
  readonly 'end-date'?: string;

  @Text({ label: 'replaced-by', max: 400, optional: true })
  @Matches(/^[A-Z0-9-]{2,12}(\s*,\s*[A-Z0-9-]{2,12})*$/, CODES)
  readonly 'replaced-by'?: string;

  @Choice({ label: 'nation', of: NATIONS })
  readonly nation!: string;

  @Text({ label: 'region', max: 100, optional: true })
  readonly region?: string;

  @Choice({ label: 'local-authority-type', of: Object.keys(COUNCIL_TYPES) })
  readonly 'local-authority-type'!: string;

  @Text({ label: 'county-la', max: 12, optional: true })
  @Matches(CODE, { message: 'county-la must be a local-authority-code' })
  readonly 'county-la'?: string;

  @Text({ label: 'combined-authority', max: 12, optional: true })
  @Matches(CODE, { message: 'combined-authority must be a local-authority-code' })
  readonly 'combined-authority'?: string;

  @Text({ label: 'alt-names', max: 4000, optional: true })
  readonly 'alt-names'?: string;

  @Text({ label: 'former-gss-codes', max: 400, optional: true })
  @Matches(/^[A-Z]\d{8}(\s*,\s*[A-Z]\d{8})*$/, {
    message: 'former-gss-codes must be GSS codes, like S12000046,S12000043',
  })
  readonly 'former-gss-codes'?: string;

  @Text({ label: 'notes', max: 2000, optional: true })
  readonly notes?: string;

  @Decimal({ label: 'area', decimals: 15, optional: true })
  @Matches(/^\d{1,7}(\.|$)/, { message: 'area must be square kilometres, like 1338.0' })
  readonly area?: string;

  /** The column is named by its year: pop-2020. */
  @Whole({ label: 'population', min: 0, max: 100_000_000, optional: true })
  readonly population?: number;

  @Coordinate({ label: 'lat', min: -90, max: 90 })
  readonly lat?: number;

  @Coordinate({ label: 'long', min: -180, max: 180 })
  readonly long?: number;
}

/** Degrees. */
function Coordinate({ label, min, max }: { label: string; min: number; max: number }): PropertyDecorator {
  const message = `${label} must be degrees from ${min} to ${max}`;
  const rules = [
    Transform(({ value }: { value: unknown }) => (value === '' || value === undefined ? undefined : Number(value))),
    IsOptional(),
    IsNumber({}, { message }),
    Min(min, { message }),
    Max(max, { message }),
  ];
  return (target, property) => {
    for (const rule of rules) rule(target, property);
  };
}
