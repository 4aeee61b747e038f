import { Choice, Moment, Several, Text } from '#libs/platform/inputs';
import { TRIED } from '#libs/tactics';
import { fullOf } from '../canonical.ts';
import { type Full, type RecordKind } from '../kinds.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import { inOrder, list, moment, orNull, Reference, SubjectInput, text } from './common.ts';

/** What tactics and objections have in common. */
export class ArgumentInput extends SubjectInput {
  @Text({ label: 'title', max: 200 })
  readonly title!: string;

  @Reference('author', { optional: false })
  readonly author!: string;

  @Choice({ label: 'status', of: ['draft', 'published', 'withdrawn'], optional: true })
  readonly status?: string;

  @Moment({ label: 'publishedAt', optional: true })
  readonly publishedAt?: string;

  @Moment({ label: 'updatedAt', optional: true })
  readonly updatedAt?: string;
}

class TriedInput {
  @Reference('person', { optional: false })
  readonly person!: string;

  @Choice({ label: 'result', of: Object.keys(TRIED) })
  readonly result!: string;

  @Text({ label: 'context', max: 300, optional: true })
  readonly context?: string;

  @Moment({ label: 'at', optional: true })
  readonly at?: string;
}

export class TacticRecord extends ArgumentInput {
  @Text({ label: 'situation', max: 3_000 })
  readonly situation!: string;

  @Text({ label: 'move', max: 3_000 })
  readonly move!: string;

  @Text({ label: 'evidence', max: 3_000, optional: true })
  readonly evidence?: string;

  @Text({ label: 'backfired', max: 3_000, optional: true })
  readonly backfired?: string;

  @Several({ label: 'tried', of: TriedInput, max: 50_000, optional: true })
  readonly tried?: TriedInput[];
}

/** The columns that tactics and objections share, as a record has them. */
export const ARGUMENT = (t: string): string => `
  ${t}.id, ${moment(`${t}.created_at`)} AS "createdAt", ${t}.lang, ${t}.fictional, ${t}.version,
  ${t}.service_areas AS "serviceAreas", ${t}.topics, ${t}.stage, ${t}.title, ${t}.author_id AS author, ${t}.status,
  ${moment(`${t}.published_at`)} AS "publishedAt", ${moment(`${t}.updated_at`)} AS "updatedAt"`;

export function argumentDefaults(full: Full, now: string): Full {
  const createdAt = orNull(full['createdAt']) ?? now;
  const status = orNull(full['status']) ?? 'draft';
  return {
    ...full,
    createdAt,
    status,
    publishedAt: full['publishedAt'] ?? (status === 'published' ? createdAt : null),
    updatedAt: full['updatedAt'] ?? createdAt,
    lang: full['lang'] ?? 'en',
    fictional: full['fictional'] ?? false,
    version: full['version'] ?? 1,
  };
}

export const argumentRow = (full: Full): Row => ({
  id: full['id'],
  title: full['title'],
  service_areas: full['serviceAreas'],
  topics: full['topics'],
  stage: full['stage'],
  author_id: full['author'],
  status: full['status'],
  lang: full['lang'],
  fictional: full['fictional'],
  version: full['version'],
  published_at: full['publishedAt'],
  created_at: full['createdAt'],
  updated_at: full['updatedAt'],
});

const READ = `
  SELECT ${ARGUMENT('t')}, t.situation, t.move, nullif(t.evidence, '') AS evidence, nullif(t.backfired, '') AS backfired,
         (SELECT coalesce(json_agg(json_build_object('person', r.person_id, 'result', r.result, 'context', r.context,
                   'at', r.at) ORDER BY r.person_id), '[]')
            FROM tactic_tries r WHERE r.tactic_id = t.id) AS tried
    FROM tactics t WHERE t.id = ANY ($1::uuid[])`;

export const tactics: RecordKind = {
  type: 'tactic',
  Input: TacticRecord,
  table: 'tactics',
  listKeys: { tried: 'person' },

  async read(tx, ids) {
    const rows = await tx.query<Row[]>(READ, [ids]);
    return inOrder(
      rows.map((row) => fullOf(TacticRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const tried = list(full['tried']);
    const [author = null, ...people] = await refs.several(
      [['author', full['author']], ...tried.map((said, i) => [`tried.${i}.person`, said['person']] as const)],
      'practitioner',
    );
    return { ...full, author, tried: tried.map((said, i) => ({ ...said, person: people[i] })) };
  },

  defaults(full, now) {
    const whole = argumentDefaults(full, now);
    const tried = list(full['tried']).map((said) => ({ ...said, at: said['at'] ?? whole['createdAt'] }));
    return { ...whole, tried };
  },

  async keep(tx, full) {
    const id = text(full['id']);
    await keepRows(
      tx,
      'tactics',
      ['id'],
      [
        {
          ...argumentRow(full),
          situation: full['situation'],
          move: full['move'],
          evidence: full['evidence'] ?? '',
          backfired: full['backfired'] ?? '',
        },
      ],
    );
    await replaceRows(
      tx,
      'tactic_tries',
      ['tactic_id', id],
      list(full['tried']).map((said) => ({
        tactic_id: id,
        person_id: said['person'],
        result: said['result'],
        context: said['context'],
        at: said['at'],
      })),
    );
    return [];
  },
};
