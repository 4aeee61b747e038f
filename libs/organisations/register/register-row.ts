import { createHash } from 'node:crypto';
import { parseInput } from '#libs/platform/inputs';
import { RegisterUnreadable } from '../organisations.errors.ts';
import { RegisterRowInput } from './register-row.input.ts';

/** A row of the register as the database keeps it; keys are columns. */
export interface RegisterRow {
  code: string;
  official_name: string;
  nice_name: string;
  type: string;
  nation: string;
  region: string;
  county_code: string | null;
  combined_code: string | null;
  population: number | null;
  population_year: number | null;
  area_km2: string | null;
  latitude: number | null;
  longitude: number | null;
  started_on: string | null;
  ended_on: string | null;
  notes: string | null;
  alternative_names: string[];
  gss_codes: { gss_code: string; is_current: boolean }[];
  successors: string[];
  /** Of all of the above, in hex. */
  hash: string;
}

/** Without these it is not the register. */
const NEEDED = [
  'local-authority-code',
  'official-name',
  'nice-name',
  'gss-code',
  'start-date',
  'end-date',
  'replaced-by',
  'nation',
  'region',
  'local-authority-type',
];
const POPULATION = /^pop-(\d{4})$/;

/** Which column is where, from the first row of the file. */
export class RegisterColumns {
  private readonly populationYear: number | null;
  private readonly names: readonly string[];

  constructor(header: readonly string[]) {
    const missing = NEEDED.filter((name) => !header.includes(name));
    if (missing.length > 0) {
      throw new RegisterUnreadable(
        `This is not the council register: its first row lacks ${missing.length === NEEDED.length ? 'every column' : missing.join(', ')}.`,
      );
    }
    const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
    if (twice !== undefined) throw new RegisterUnreadable(`The column ${twice} is there twice.`);
    const years = header.map((name) => Number(POPULATION.exec(name)?.[1] ?? 0));
    this.populationYear = Math.max(...years) || null;
    this.names = header.map((name) => (name === `pop-${this.populationYear}` ? 'population' : name));
  }

  /** What stands in the column of the code, as it is; null: nothing. */
  codeIn(cells: readonly string[]): string | null {
    return cells[this.names.indexOf('local-authority-code')]?.slice(0, 40) || null;
  }

  /** The row, or why it is refused. */
  read(cells: readonly string[]): { row: RegisterRow } | { why: string } {
    if (cells.length !== this.names.length) {
      return { why: `The row has ${cells.length} cells where the first row has ${this.names.length}` };
    }
    if (cells.some((cell) => cell.includes('\uFFFD'))) return { why: 'The row has letters that are not UTF-8' };
    const parsed = parseInput(RegisterRowInput, Object.fromEntries(this.names.map((name, i) => [name, cells[i]])));
    if (!parsed.ok) return { why: parsed.problems.map(({ message }) => message).join('; ') };
    const { input } = parsed;
    const code = input['local-authority-code'];
    const startedOn = input['start-date'] ?? null;
    const endedOn = input['end-date'] ?? null;
    if (startedOn && endedOn && endedOn < startedOn) return { why: 'end-date is before start-date' };
    const successors = listed(input['replaced-by']);
    if (successors.includes(code)) return { why: 'replaced-by names the council itself' };
    return { row: withHash(this.toRow(input, startedOn, endedOn, successors)) };
  }

  private toRow(
    input: RegisterRowInput,
    startedOn: string | null,
    endedOn: string | null,
    successors: string[],
  ): Omit<RegisterRow, 'hash'> {
    const current = input['gss-code'];
    const former = listed(input['former-gss-codes']).filter((gss) => gss !== current);
    return {
      code: input['local-authority-code'],
      official_name: input['official-name'],
      nice_name: input['nice-name'],
      type: input['local-authority-type'],
      nation: input.nation,
      region: input.region ?? '',
      county_code: input['county-la'] ?? null,
      combined_code: input['combined-authority'] ?? null,
      population: input.population ?? null,
      population_year: input.population === undefined ? null : this.populationYear,
      area_km2: input.area === undefined ? null : Number(input.area).toFixed(2),
      latitude: input.lat ?? null,
      longitude: input.long ?? null,
      started_on: startedOn,
      ended_on: endedOn,
      notes: input.notes ?? null,
      alternative_names: otherNames(input),
      gss_codes: [
        ...(current ? [{ gss_code: current, is_current: true }] : []),
        ...former.map((gss_code) => ({ gss_code, is_current: false })),
      ],
      successors,
    };
  }
}

const listed = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .map((code) => code.trim())
      .filter((code) => code !== ''),
  ),
];

/** Names that are not among its own already, whatever their case. Some in the register were garbled long ago. */
function otherNames(input: RegisterRowInput): string[] {
  const known = new Set([input['official-name'].toLowerCase(), input['nice-name'].toLowerCase()]);
  return listed(input['alt-names']).filter((name) => {
    const key = name.toLowerCase();
    if (known.has(key) || name.includes('ï¿½')) return false;
    known.add(key);
    return true;
  });
}

const withHash = (row: Omit<RegisterRow, 'hash'>): RegisterRow => ({
  ...row,
  hash: createHash('sha256').update(JSON.stringify(row)).digest('hex'),
});
