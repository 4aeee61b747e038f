import { renderGuidance } from '#libs/guidance';
import { type DemoFiles } from '../demo-files.ts';
import { type DemoGuidance, type DemoSource } from '../files/guidance.file.ts';
import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { caseNoteId } from './case-notes.rows.ts';
import { personId } from './people.rows.ts';
import { postId } from './threads.rows.ts';

const pageId = (slug: string): string => idOf('guidance', slug);

export function guidanceRows(files: DemoFiles): TableRows[] {
  const { guidance } = files;
  const threads = new Map(files.threads.map((thread) => [thread.key, thread]));
  const notes = new Map(files.caseNotes.map((note) => [note.key, note]));
  const replyOf = ({ thread, reply }: DemoSource) => threads.get(thread ?? '')!.replies[reply ?? -1]!;
  const authorOf = (source: DemoSource): string =>
    source.kind === 'answer' ? replyOf(source).author : notes.get(source.caseNote ?? '')!.author;

  /** The day it was last checked, or the day after its youngest source, whichever is later. */
  const publishedAt = ({ lastCheckedOn, sources }: DemoGuidance): string => {
    const dates = sources.map((source) =>
      source.kind === 'answer' ? replyOf(source).at : (notes.get(source.caseNote ?? '')!.publishedOn ?? ''),
    );
    const youngest = dates.toSorted().at(-1)?.slice(0, 10) ?? '';
    return youngest < lastCheckedOn ? `${lastCheckedOn}T10:15:00Z` : `${youngest}T17:40:00Z`;
  };

  return [
    {
      table: 'guidance_pages',
      rows: guidance.map((page) => ({
        id: pageId(page.slug),
        slug: page.slug,
        title: page.title,
        summary: page.summary,
        body: page.body,
        body_html: renderGuidance(page.body),
        stage: page.stage ?? null,
        service_areas: page.serviceAreas,
        topics: page.topics,
        owner_id: personId(page.owner),
        status: 'published',
        last_checked_on: page.lastCheckedOn,
        last_checked_by: personId(page.owner),
        good_until: page.goodUntil,
        law_as_at: page.lawAsAt ?? null,
        fictional: true,
        published_at: publishedAt(page),
        created_at: publishedAt(page),
        updated_at: publishedAt(page),
      })),
    },
    {
      table: 'guidance_versions',
      rows: guidance.map((page) => ({
        page_id: pageId(page.slug),
        version: 1,
        title: page.title,
        summary: page.summary,
        body: page.body,
        note: 'First version',
        was_public: true,
        changed_by: personId(page.owner),
        at: publishedAt(page),
      })),
    },
    {
      table: 'guidance_sources',
      rows: guidance.flatMap(({ slug, sources }) =>
        sources.map((source, index) => ({
          page_id: pageId(slug),
          position: index + 1,
          post_id: source.kind === 'answer' ? postId(source.thread!, source.reply! + 2) : null,
          case_note_id: source.kind === 'case-note' ? caseNoteId(source.caseNote!) : null,
          credited_id: personId(authorOf(source)),
        })),
      ),
    },
  ];
}
