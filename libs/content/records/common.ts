import { Choice, Codes, Flag, Id, Moment, Text, Texts, Whole } from '#libs/platform/inputs';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

export const MOST_VERSION = 2_000_000_000;

/** What every record has. */
export class RecordInput {
  /** Its id; or else `key`, of which the id is made. */
  @Id({ label: 'id', optional: true })
  readonly id?: string;

  @Text({ label: 'key', max: 100, optional: true })
  readonly key?: string;

  @Moment({ label: 'createdAt', optional: true })
  readonly createdAt?: string;
}

export class WrittenInput extends RecordInput {
  @Choice({ label: 'lang', of: ['en', 'cy'], optional: true })
  readonly lang?: string;

  @Flag({ label: 'fictional', optional: true })
  readonly fictional?: boolean;

  @Whole({ label: 'version', min: 1, max: MOST_VERSION, optional: true })
  readonly version?: number;
}

/** Who else: the id or the key of a record. */
export const Reference = (label: string, { optional = true }: { optional?: boolean } = {}): PropertyDecorator =>
  Text({ label, max: 200, optional });

export class SubjectInput extends WrittenInput {
  @Codes({ label: 'serviceAreas', of: Object.keys(SERVICE_AREAS), max: 30, optional: true })
  readonly serviceAreas?: string[];

  @Codes({ label: 'topics', of: Object.keys(TOPICS), max: 80, optional: true })
  readonly topics?: string[];

  @Choice({ label: 'stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;
}

/** Keys of who may read it. */
export const VisibleTo = (): PropertyDecorator =>
  Texts({
    label: 'visibleTo',
    max: 20,
    each: 100,
    optional: true,
    pattern: /^(public|network|(role|circle|organisation|person|edits|invited):[a-z0-9_-]+)$/,
  });

/** A moment as it stands in records, from SQL. */
export const moment = (sql: string): string => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** In the order of the ids that were asked for. */
export function inOrder<T extends { readonly id?: unknown }>(rows: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export const texts = (value: unknown): string[] => value as string[];
export const list = (value: unknown): Readonly<Record<string, unknown>>[] => value as Record<string, unknown>[];
export const text = (value: unknown): string => value as string;
export const orNull = (value: unknown): string | null => (value as string | null | undefined) ?? null;
