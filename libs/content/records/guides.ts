import { renderGuidance } from '#libs/guidance';
import { Choice, Day, Flag, Moment, Several, Text, Whole } from '#libs/platform/inputs';
import { fullOf } from '../canonical.ts';
import { type RecordKind } from '../kinds.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import { inOrder, list, moment, MOST_VERSION, orNull, Reference, SubjectInput, text } from './common.ts';

/** What a page was made from: an answer or a case note. */
class SourceInput {
  @Reference('answer')
  readonly answer?: string;

  @Reference('caseNote')
  readonly caseNote?: string;

  @Reference('credited', { optional: false })
  readonly credited!: string;
}

class VersionInput {
  @Whole({ label: 'version', min: 1, max: MOST_VERSION })
  readonly version!: number;

  @Text({ label: 'title', max: 200 })
  readonly title!: string;

  @Text({ label: 'summary', max: 600 })
  readonly summary!: string;

  @Text({ label: 'body', max: 40_000 })
  readonly body!: string;

  @Text({ label: 'note', max: 300, optional: true })
  readonly note?: string;

  @Flag({ label: 'wasPublic', optional: true })
  readonly wasPublic?: boolean;

  @Reference('changedBy', { optional: false })
  readonly changedBy!: string;

  @Moment({ label: 'at' })
  readonly at!: string;
}

export class GuideRecord extends SubjectInput {
  /** Its address. */
  @Text({ label: 'slug', max: 100 })
  readonly slug!: string;

  @Text({ label: 'title', max: 200 })
  readonly title!: string;

  @Text({ label: 'summary', max: 600 })
  readonly summary!: string;

  @Text({ label: 'body', max: 40_000 })
  readonly body!: string;

  @Reference('owner', { optional: false })
  readonly owner!: string;

  @Choice({ label: 'status', of: ['draft', 'published', 'withdrawn'], optional: true })
  readonly status?: string;

  @Day({ label: 'lastCheckedOn', optional: true })
  readonly lastCheckedOn?: string;

  @Reference('lastCheckedBy')
  readonly lastCheckedBy?: string;

  @Day({ label: 'goodUntil', optional: true })
  readonly goodUntil?: string;

  @Moment({ label: 'doubtedAt', optional: true })
  readonly doubtedAt?: string;

  @Day({ label: 'lawAsAt', optional: true })
  readonly lawAsAt?: string;

  @Moment({ label: 'publishedAt', optional: true })
  readonly publishedAt?: string;

  @Moment({ label: 'updatedAt', optional: true })
  readonly updatedAt?: string;

  @Several({ label: 'sources', of: SourceInput, max: 200, optional: true })
  readonly sources?: SourceInput[];

  @Several({ label: 'versions', of: VersionInput, max: 5_000, optional: true })
  readonly versions?: VersionInput[];
}

const READ = `
  SELECT g.id, ${moment('g.created_at')} AS "createdAt", g.lang, g.fictional, g.version,
         g.service_areas AS "serviceAreas", g.topics, g.stage, g.slug, g.title, g.summary, g.body, g.owner_id AS owner,
         g.status, g.last_checked_on::text AS "lastCheckedOn", g.last_checked_by AS "lastCheckedBy",
         g.good_until::text AS "goodUntil", ${moment('g.doubted_at')} AS "doubtedAt", g.law_as_at::text AS "lawAsAt",
         ${moment('g.published_at')} AS "publishedAt", ${moment('g.updated_at')} AS "updatedAt",
         (SELECT coalesce(json_agg(json_build_object('answer', s.post_id, 'caseNote', s.case_note_id,
                   'credited', s.credited_id) ORDER BY s.position), '[]')
            FROM guidance_sources s WHERE s.page_id = g.id) AS sources,
         (SELECT coalesce(json_agg(json_build_object('version', v.version, 'title', v.title, 'summary', v.summary,
                   'body', v.body, 'note', nullif(v.note, ''), 'wasPublic', v.was_public, 'changedBy', v.changed_by,
                   'at', v.at) ORDER BY v.version), '[]')
            FROM guidance_versions v WHERE v.page_id = g.id) AS versions
    FROM guidance_pages g WHERE g.id = ANY ($1::uuid[])`;

export const guides: RecordKind = {
  type: 'guide',
  Input: GuideRecord,
  table: 'guidance_pages',
  listKeys: { versions: 'version' },

  async read(tx, ids) {
    const rows = await tx.query<Row[]>(READ, [ids]);
    return inOrder(
      rows.map((row) => fullOf(GuideRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const sources = list(full['sources']);
    const versions = list(full['versions']);
    const [owner = null, lastCheckedBy = null, ...others] = await refs.several(
      [
        ['owner', full['owner']],
        ['lastCheckedBy', full['lastCheckedBy']],
        ...sources.map((source, i) => [`sources.${i}.credited`, source['credited']] as const),
        ...versions.map((version, i) => [`versions.${i}.changedBy`, version['changedBy']] as const),
      ],
      'practitioner',
    );
    const answers = await refs.several(
      sources.map((source, i) => [`sources.${i}.answer`, source['answer']]),
      'post',
    );
    const notes = await refs.several(
      sources.map((source, i) => [`sources.${i}.caseNote`, source['caseNote']]),
      'case-note',
    );
    for (const [i, source] of sources.entries()) {
      if ((source['answer'] === null) === (source['caseNote'] === null)) {
        refs.problems.push({ field: `sources.${i}`, message: 'A source is either an answer or a case note' });
      }
    }
    return {
      ...full,
      owner,
      lastCheckedBy,
      sources: sources.map((_source, i) => ({ answer: answers[i], caseNote: notes[i], credited: others[i] })),
      versions: versions.map((version, i) => ({ ...version, changedBy: others[sources.length + i] })),
    };
  },

  defaults(full, now) {
    const createdAt = orNull(full['createdAt']) ?? now;
    const status = orNull(full['status']) ?? 'draft';
    const publishedAt = full['publishedAt'] ?? (status === 'published' ? createdAt : null);
    const first = {
      version: full['version'] ?? 1,
      title: full['title'],
      summary: full['summary'],
      body: full['body'],
      note: 'First version',
      wasPublic: status === 'published',
      changedBy: full['owner'],
      at: full['updatedAt'] ?? createdAt,
    };
    const versions = list(full['versions']).map((version) => ({
      ...version,
      wasPublic: version['wasPublic'] ?? false,
    }));
    return {
      ...full,
      createdAt,
      status,
      publishedAt,
      updatedAt: full['updatedAt'] ?? createdAt,
      lang: full['lang'] ?? 'en',
      fictional: full['fictional'] ?? false,
      version: first.version,
      versions: versions.length > 0 ? versions : [first],
    };
  },

  async keep(tx, full, before) {
    const id = text(full['id']);
    if (before !== null && before['slug'] !== full['slug']) {
      return [{ field: 'slug', message: 'The address of a page that is there cannot be changed' }];
    }
    const versions = list(full['versions']);
    // Every change is a version, as it is where somebody edits the page.
    if (before !== null) {
      const { title, summary, body } = full;
      versions.push({
        version: full['version'],
        title,
        summary,
        body,
        note: 'Brought in from a file',
        wasPublic: full['status'] === 'published',
        changedBy: full['owner'],
        at: full['updatedAt'],
      });
    }
    await keepRows(
      tx,
      'guidance_pages',
      ['id'],
      [
        {
          id,
          slug: full['slug'],
          title: full['title'],
          summary: full['summary'],
          body: full['body'],
          body_html: renderGuidance(text(full['body'])),
          stage: full['stage'],
          service_areas: full['serviceAreas'],
          topics: full['topics'],
          owner_id: full['owner'],
          status: full['status'],
          last_checked_on: full['lastCheckedOn'],
          last_checked_by: full['lastCheckedBy'],
          good_until: full['goodUntil'],
          doubted_at: full['doubtedAt'],
          law_as_at: full['lawAsAt'],
          lang: full['lang'],
          fictional: full['fictional'],
          version: full['version'],
          published_at: full['publishedAt'],
          created_at: full['createdAt'],
          updated_at: full['updatedAt'],
        },
      ],
    );
    await replaceRows(
      tx,
      'guidance_sources',
      ['page_id', id],
      list(full['sources']).map((source, index) => ({
        page_id: id,
        position: index + 1,
        post_id: source['answer'],
        case_note_id: source['caseNote'],
        credited_id: source['credited'],
      })),
    );
    await keepRows(
      tx,
      'guidance_versions',
      ['page_id', 'version'],
      versions.map((version) => ({
        page_id: id,
        version: version['version'],
        title: version['title'],
        summary: version['summary'],
        body: version['body'],
        note: version['note'] ?? '',
        was_public: version['wasPublic'],
        changed_by: version['changedBy'],
        at: version['at'],
      })),
    );
    return [];
  },
};
