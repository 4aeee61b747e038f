import {
  CaseNote,
  type CaseNoteContent,
  CaseNoteInput,
  type CaseNoteStatus,
  type CaseNotesWriter,
  contentOf,
  earlierOpen,
  gapsIn,
  isOpen,
} from '#libs/case-notes';
import { type Tx } from '#libs/platform/database';
import { Choice, Day, Flag, Id, Moment, One, Several, Text, Whole } from '#libs/platform/inputs';
import { decimal, fullOf } from '../canonical.ts';
import { type ExportOptions, type Full, type RecordKind } from '../kinds.ts';
import { replaceRows, type Row } from '../rows.ts';
import { inOrder, list, moment, MOST_VERSION, orNull, Reference, text } from './common.ts';

const STATUSES = ['draft', 'submitted', 'published', 'withdrawn', 'superseded'] as const satisfies CaseNoteStatus[];

/** A text that it had. */
class VersionInput {
  @Whole({ label: 'version', min: 1, max: MOST_VERSION })
  readonly version!: number;

  @Choice({ label: 'status', of: STATUSES })
  readonly status!: string;

  @One({ label: 'content', of: CaseNoteInput })
  readonly content!: CaseNoteInput;

  @Text({ label: 'note', max: 2_000, optional: true })
  readonly note?: string;

  @Reference('changedBy', { optional: false })
  readonly changedBy!: string;

  @Moment({ label: 'at' })
  readonly at!: string;
}

/** All that the form asks for, under the same names, and what became of the note. */
export class CaseNoteRecord extends CaseNoteInput {
  @Id({ label: 'id', optional: true })
  readonly id?: string;

  @Text({ label: 'key', max: 100, optional: true })
  readonly key?: string;

  @Reference('author', { optional: false })
  readonly author!: string;

  @Text({ label: 'authorOrganisation', max: 300, optional: true })
  readonly authorOrganisation?: string;

  @Choice({ label: 'status', of: STATUSES, optional: true })
  readonly status?: CaseNoteStatus;

  /** The published note whose place this text is meant to take. */
  @Reference('replaces')
  readonly replaces?: string;

  @Text({ label: 'reviewComment', max: 2_000, optional: true })
  readonly reviewComment?: string;

  @Text({ label: 'withdrawnReason', max: 1_000, optional: true })
  readonly withdrawnReason?: string;

  @Choice({ label: 'withdrawnBy', of: ['author', 'moderator'], optional: true })
  readonly withdrawnBy?: 'author' | 'moderator';

  /** The note that a withdrawn one points to. */
  @Reference('replacedBy')
  readonly replacedBy?: string;

  /** A moderator agreed that it may be out of date. */
  @Moment({ label: 'doubtedAt', optional: true })
  readonly doubtedAt?: string;

  @Moment({ label: 'checkSince', optional: true })
  readonly checkSince?: string;

  @Moment({ label: 'submittedAt', optional: true })
  readonly submittedAt?: string;

  @Moment({ label: 'publishedAt', optional: true })
  readonly publishedAt?: string;

  @Reference('publishedBy')
  readonly publishedBy?: string;

  @Moment({ label: 'withdrawnAt', optional: true })
  readonly withdrawnAt?: string;

  @Day({ label: 'lastCheckedOn', optional: true })
  readonly lastCheckedOn?: string;

  @Day({ label: 'goodUntil', optional: true })
  readonly goodUntil?: string;

  @Choice({ label: 'lang', of: ['en', 'cy'], optional: true })
  readonly lang?: string;

  @Flag({ label: 'fictional', optional: true })
  readonly fictional?: boolean;

  @Whole({ label: 'version', min: 1, max: MOST_VERSION, optional: true })
  readonly version?: number;

  @Moment({ label: 'createdAt', optional: true })
  readonly createdAt?: string;

  @Moment({ label: 'updatedAt', optional: true })
  readonly updatedAt?: string;

  @Several({ label: 'versions', of: VersionInput, max: 5_000, optional: true })
  readonly versions?: VersionInput[];
}

const READ = `
  SELECT n.id, n.author_id AS author, n.author_organisation AS "authorOrganisation", n.status, n.replaces_id AS replaces,
         n.review_comment AS "reviewComment", n.withdrawn_reason AS "withdrawnReason",
         n.withdrawn_by AS "withdrawnBy", n.replaced_by_id AS "replacedBy", ${moment('n.doubted_at')} AS "doubtedAt",
         ${moment('n.check_since')} AS "checkSince", ${moment('n.submitted_at')} AS "submittedAt", ${moment('n.published_at')} AS "publishedAt",
         n.published_by AS "publishedBy", ${moment('n.withdrawn_at')} AS "withdrawnAt",
         n.last_checked_on::text AS "lastCheckedOn", n.good_until::text AS "goodUntil", n.lang, n.fictional,
         n.version, ${moment('n.created_at')} AS "createdAt", ${moment('n.updated_at')} AS "updatedAt",
         (SELECT coalesce(json_agg(json_build_object('version', v.version, 'status', v.status, 'content', v.content,
                   'note', nullif(v.note, ''), 'changedBy', v.changed_by, 'at', v.at) ORDER BY v.version), '[]')
            FROM case_note_versions v WHERE v.case_note_id = n.id) AS versions
    FROM case_notes n WHERE n.id = ANY ($1::uuid[])`;

export const caseNotes = (writer: CaseNotesWriter): RecordKind => ({
  type: 'case-note',
  Input: CaseNoteRecord,
  table: 'case_notes',
  listKeys: { versions: 'version' },

  async read(tx, ids, options) {
    const rows: Full[] = [];
    for (const row of await tx.query<(Row & { id: string })[]>(READ, [ids])) {
      rows.push(asExported({ ...row, ...contentIn(await writer.content(tx, { id: row.id })) }, options));
    }
    return inOrder(
      rows.map((row) => fullOf(CaseNoteRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const council = await refs.organisation('council', full['council']);
    if (council !== null && council.code === null) {
      refs.problems.push({ field: 'council', message: `${text(full['council'])} is not a council` });
    }
    const spinOut = await refs.organisation('spinOut', full['spinOut']);
    if (spinOut !== null && !spinOut.isSpinOut) {
      refs.problems.push({ field: 'spinOut', message: `${text(full['spinOut'])} is not a spin-out` });
    }
    const versions = list(full['versions']);
    const [author = null, publishedBy = null, ...changedBy] = await refs.several(
      [
        ['author', full['author']],
        ['publishedBy', full['publishedBy']],
        ...versions.map((version, index) => [`versions.${index}.changedBy`, version['changedBy']] as const),
      ],
      'practitioner',
    );
    return {
      ...full,
      ...contentIn(full as unknown as CaseNoteContent),
      council: council?.code ?? null,
      spinOut: spinOut?.id ?? null,
      author,
      publishedBy,
      replaces: await refs.one('replaces', 'case-note', full['replaces']),
      replacedBy: await refs.one('replacedBy', 'case-note', full['replacedBy']),
      versions: versions.map((version, index) => ({
        ...version,
        content: contentIn(version['content'] as CaseNoteContent),
        changedBy: changedBy[index],
      })),
    };
  },

  defaults(full, now) {
    const status = orNull(full['status']) ?? 'draft';
    const createdAt = orNull(full['createdAt']) ?? orNull(full['publishedAt']) ?? now;
    const isOut = status === 'published' || status === 'withdrawn';
    return {
      ...full,
      status,
      submittedAt: full['submittedAt'] ?? (status === 'submitted' ? createdAt : null),
      publishedAt: full['publishedAt'] ?? (isOut ? createdAt : null),
      withdrawnAt: full['withdrawnAt'] ?? (status === 'withdrawn' ? createdAt : null),
      lang: full['lang'] ?? 'en',
      fictional: full['fictional'] ?? false,
      version: full['version'] ?? 1,
      createdAt,
      updatedAt: full['updatedAt'] ?? createdAt,
    };
  },

  async keep(tx, full, before, { trusted }) {
    const id = text(full['id']);
    const status = full['status'] as CaseNoteStatus;
    const content = contentOf(full as unknown as CaseNoteInput);
    if (!trusted && (status === 'published' || status === 'submitted')) {
      const gaps = gapsIn(content);
      if (gaps.length > 0) return gaps;
    }
    const by = { personId: text(full['author']), keys: await keysOf(tx, content) };
    const columns = {
      status,
      reviewComment: orNull(full['reviewComment']),
      withdrawnReason: orNull(full['withdrawnReason']),
      withdrawnBy: full['withdrawnBy'] as CaseNote['withdrawnBy'],
      replacedById: orNull(full['replacedBy']),
      submittedAt: at(full['submittedAt']),
      publishedAt: at(full['publishedAt']),
      publishedBy: orNull(full['publishedBy']),
      withdrawnAt: at(full['withdrawnAt']),
      lastCheckedOn: orNull(full['lastCheckedOn']),
      goodUntil: orNull(full['goodUntil']),
      lang: text(full['lang']),
      fictional: full['fictional'] === true,
    };
    const fixed = { authorOrganisation: orNull(full['authorOrganisation']) };
    const replacesId = orNull(full['replaces']);
    const versions = list(full['versions']);
    if (before === null) {
      await writer.insert(tx, by, content, {
        id,
        ...columns,
        ...fixed,
        replacesId,
        version: Number(full['version']),
        createdAt: at(full['createdAt'])!,
        updatedAt: at(full['updatedAt'])!,
      });
      if (versions.length > 0) await keepVersions(tx, id, versions);
      await keepDoubts(tx, full);
      return [];
    }
    const note = await tx.findOne(CaseNote, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!note) return [{ field: 'id', message: 'The note is gone' }];
    if (note.authorId !== by.personId) {
      return [{ field: 'author', message: 'The author of a note that is there cannot be changed' }];
    }
    await writer.save(tx, by, note, { content, status: { ...columns, ...fixed, replacesId } });
    await keepDoubts(tx, full);
    return [];
  },
});

/** What is written in the form, in the same words and digits whoever wrote it. */
function contentIn(given: CaseNoteContent): CaseNoteContent {
  const content = contentOf(given as unknown as CaseNoteInput);
  return {
    ...content,
    doneWhileCuttingPercent: decimal(content.doneWhileCuttingPercent, 'trimmed'),
    outcomes: content.outcomes.map((outcome) => ({
      ...outcome,
      baselineValue: decimal(outcome.baselineValue, 'trimmed'),
      laterValue: decimal(outcome.laterValue, 'trimmed'),
    })),
    money: content.money.map((figure) => ({ ...figure, amount: decimal(figure.amount, 2)! })),
  };
}

/** Without what nobody may know yet, unless it is asked for: in the note as it is and in every text that it had. */
function asExported(row: Full, { confidential }: ExportOptions): Full {
  const versions = list(row['versions']).map((version) => ({
    ...version,
    content: contentIn(version['content'] as CaseNoteContent),
  }));
  if (confidential) return { ...row, versions };
  const today = new Date().toISOString().slice(0, 10);
  const content = row as unknown as CaseNoteContent;
  const outcomes = content.outcomes.filter((outcome) => isOpen(outcome, today));
  const money = content.money.filter((figure) => isOpen(figure, today));
  const open = { outcomes: outcomes.map(({ name }) => name), money: money.map(({ label }) => label) };
  const guarded = outcomes.length < content.outcomes.length || money.length < content.money.length;
  return {
    ...row,
    outcomes,
    money,
    versions: versions.map((version) => ({
      ...version,
      content: earlierOpen(version.content, { open, guarded }, today),
    })),
  };
}

/** The writer asks whether its author may see the organisations; whoever runs an import may. */
async function keysOf(tx: Tx, { council, spinOut }: CaseNoteContent): Promise<string[]> {
  const [row] = await tx.query<{ keys: string[] | null }[]>(
    `SELECT array_agg(DISTINCT key) AS keys
       FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id, unnest(o.visible_to) AS key
      WHERE c.code = $1 OR o.id = $2::uuid`,
    [council, spinOut],
  );
  return row?.keys ?? ['public'];
}

async function keepDoubts(tx: Tx, full: Full): Promise<void> {
  await tx.query(
    `UPDATE case_notes SET doubted_at = $2, check_since = $3
      WHERE id = $1 AND (doubted_at, check_since) IS DISTINCT FROM ($2::timestamptz, $3::timestamptz)`,
    [full['id'], full['doubtedAt'], full['checkSince']],
  );
}

const keepVersions = (tx: Tx, id: string, versions: readonly Full[]): Promise<void> =>
  replaceRows(
    tx,
    'case_note_versions',
    ['case_note_id', id],
    versions.map((version) => ({
      case_note_id: id,
      version: version['version'],
      status: version['status'],
      content: version['content'],
      note: version['note'] ?? '',
      changed_by: version['changedBy'],
      at: version['at'],
    })),
  );

const at = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);
