import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { type ProfileField } from './labels.ts';
import { type SourceInput } from './organisations.inputs.ts';
import { type SpinOut } from './spin-out.entity.ts';

/** What a field of the profile says, in columns. */
type Said = Pick<SpinOut, 'parentId' | 'legalForm' | 'serviceAreas' | 'staff' | 'wentLiveOn'>;

const COLUMN_OF = {
  parent: 'parentId',
  'service-areas': 'serviceAreas',
  staff: 'staff',
  'went-live': 'wentLiveOn',
  'legal-form': 'legalForm',
} as const satisfies Record<ProfileField, keyof Said>;

const FIELDS = Object.keys(COLUMN_OF) as ProfileField[];

export const differing = (was: Said, is: Said): ProfileField[] =>
  FIELDS.filter((field) => JSON.stringify(was[COLUMN_OF[field]]) !== JSON.stringify(is[COLUMN_OF[field]]));

export function saysNothing(said: Said, field: ProfileField): boolean {
  const value = said[COLUMN_OF[field]];
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Fields that say nothing any more: nothing needs a source, and the trace keeps what was said. */
export async function unsaid(
  tx: Tx,
  actor: Actor,
  was: Said & { organisationId: string },
  fields: readonly ProfileField[],
): Promise<void> {
  for (const field of fields) {
    await traced(tx, actor, was.organisationId, { field }, 'removed', await saidBefore(tx, was, field));
    await tx.query(`DELETE FROM spin_out_sources WHERE spin_out_id = $1 AND field = $2`, [was.organisationId, field]);
  }
}

async function saidBefore(tx: Tx, was: Said & { organisationId: string }, field: ProfileField): Promise<object> {
  const [source] = await tx.query<object[]>(
    `SELECT source, source_url AS "sourceUrl", as_at::text AS "asAt" FROM spin_out_sources
      WHERE spin_out_id = $1 AND field = $2`,
    [was.organisationId, field],
  );
  return { value: was[COLUMN_OF[field]], ...source };
}

/** Keeps where fields come from, and in the trace what they said and came from before. Throws Refused without a source. */
export async function sourced(
  tx: Tx,
  actor: Actor,
  was: Said & { organisationId: string },
  fields: readonly ProfileField[],
  { source, sourceUrl, asAt, noEvidence }: SourceInput,
): Promise<void> {
  if (fields.length === 0) return;
  if (!source && !noEvidence) {
    throw new Refused('organisations.source-needed', [
      { field: 'source', message: 'Enter where this comes from, or say that there is no evidence' },
    ]);
  }
  const day = await today(tx);
  if (asAt !== undefined && asAt > day) {
    throw new Refused('organisations.source-needed', [
      { field: 'asAt', message: 'The date of the source must be today or in the past' },
    ]);
  }
  for (const field of fields) {
    const what = saysNothing(was, field) ? 'recorded' : 'changed';
    await traced(tx, actor, was.organisationId, { field }, what, await saidBefore(tx, was, field));
    await tx.query(
      `INSERT INTO spin_out_sources (spin_out_id, field, source, source_url, as_at, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (spin_out_id, field) DO UPDATE
          SET source = $3, source_url = $4, as_at = $5, recorded_by = $6, recorded_at = now()`,
      [was.organisationId, field, source ?? null, source ? (sourceUrl ?? null) : null, asAt ?? day, actor.personId],
    );
  }
}

export async function traced(
  tx: Tx,
  { personId }: Actor,
  spinOutId: string,
  { field = null, stageEventId = null }: { field?: ProfileField | null; stageEventId?: string | null },
  what: 'recorded' | 'changed' | 'removed',
  was: object | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO spin_out_changes (spin_out_id, field, stage_event_id, person_id, what, was)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [spinOutId, field, stageEventId, personId, what, was && JSON.stringify(was)],
  );
}

/** The day it is for the database, which computes what has ended by it. */
export async function today(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ today: string }[]>(`SELECT current_date::text AS today`);
  return row!.today;
}
