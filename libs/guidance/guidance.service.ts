import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { renderMarkdown } from '#libs/platform/markdown';
import { addMonths, GOOD_FOR_MONTHS, today } from './freshness.ts';
import { GuidancePage, type GuidanceStatus } from './guidance-page.entity.ts';
import { GuidanceNotFound, NotPublished, VersionNotFound } from './guidance.errors.ts';
import { type CheckedInput, type EditGuidanceInput, type NewGuidanceInput } from './guidance.inputs.ts';
import { guidancePolicy } from './guidance.policy.ts';
import { withHeadingIds } from './headings.ts';
import { isSlug, nthSlug, slugFor } from './slug.ts';
import { ANSWER_SOURCE, CASE_NOTE_SOURCE, type SourceRow, usable } from './sources.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type GuidanceReceipt = { slug: string; version: number; status: GuidanceStatus };

/** A page of the demo network or of an import, with its whole history so far in one version. */
export interface SeededGuidance {
  slug: string;
  title: string;
  summary: string;
  body: string;
  stage: string | null;
  serviceAreas: readonly string[];
  topics: readonly string[];
  ownerId: string;
  lastCheckedOn: string;
  goodUntil: string;
  lawAsAt: string | null;
  fictional: boolean;
  publishedAt: Date;
  sources: readonly ({ postId: string } | { caseNoteId: string })[];
}

@Injectable()
export class GuidanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** A page from an accepted answer, a case note or from scratch: a draft, or published at once. The actor owns it. */
  create(actor: Actor, input: NewGuidanceInput, once: Once | null): Promise<GuidanceReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustWrite(actor);
      mustBeGoodUntil(input.goodUntil);
      const sources = await sourcesOf(tx, actor, input);
      for (const source of sources) mustNotRepeatTitle(input.title, source);
      const { id, slug } = await insertPage(tx, actor, input);
      for (const [i, source] of sources.entries()) await insertSource(tx, id, i + 1, source);
      await keepVersion(tx, id, actor.personId, 'First version');
      if (!input.publish) return { slug, version: 1, status: 'draft' };
      await this.makePublic(tx, actor, await lockPage(tx, actor, slug), input.goodUntil);
      return { slug, version: 1, status: 'published' };
    });
  }

  /** Changes texts and subjects; the address stays. Throws Stale when it is no longer at `version`. */
  edit(actor: Actor, slug: string, input: EditGuidanceInput, version: number | null): Promise<GuidanceReceipt> {
    return this.transactions.run(async (tx) => {
      const page = await lockPage(tx, actor, slug);
      mustBeAt(page, version);
      for (const source of await keptSources(tx, page.id)) mustNotRepeatTitle(input.title, source);
      return save(tx, actor, page, input, input.note ?? '');
    });
  }

  /** Puts an earlier text back, as a new version. Throws VersionNotFound, or Stale as edit() does. */
  restore(actor: Actor, slug: string, earlier: number, version: number | null): Promise<GuidanceReceipt> {
    return this.transactions.run(async (tx) => {
      const page = await lockPage(tx, actor, slug);
      mustBeAt(page, version);
      const [text] = await tx.query<{ title: string; summary: string; body: string }[]>(
        `SELECT title, summary, body FROM guidance_versions WHERE page_id = $1 AND version = $2`,
        [page.id, earlier],
      );
      if (!text) throw VersionNotFound();
      const { stage, serviceAreas, topics, lawAsAt } = page;
      const subjects = { stage: stage ?? undefined, serviceAreas, topics, lawAsAt: lawAsAt ?? undefined };
      return save(tx, actor, page, { ...text, ...subjects }, `Version ${earlier} put back`);
    });
  }

  /** Opens it to everyone, and tells whose answers it was made from. Published already, it stays as it is. */
  publish(actor: Actor, slug: string): Promise<GuidanceReceipt> {
    return this.transactions.run(async (tx) => {
      const page = await lockPage(tx, actor, slug);
      if (page.status !== 'published') await this.makePublic(tx, actor, page, undefined);
      return { slug, version: page.version, status: 'published' };
    });
  }

  /** Takes it from the public; its editors keep it. */
  withdraw(actor: Actor, slug: string): Promise<GuidanceReceipt> {
    return this.transactions.run(async (tx) => {
      const page = await lockPage(tx, actor, slug);
      if (page.status === 'draft') throw new NotPublished();
      await tx.update(GuidancePage, page.id, { status: 'withdrawn', updatedAt: new Date() });
      return { slug, version: page.version, status: 'withdrawn' };
    });
  }

  /** Somebody read it today and stands by it until the day they chose. Clears a moderator's doubt. */
  markChecked(actor: Actor, slug: string, { goodUntil }: CheckedInput): Promise<GuidanceReceipt> {
    return this.transactions.run(async (tx) => {
      const page = await lockPage(tx, actor, slug);
      if (page.status !== 'published') throw new NotPublished();
      mustBeGoodUntil(goodUntil);
      const checked = { lastCheckedOn: today(), lastCheckedBy: actor.personId, goodUntil, doubtedAt: null };
      await tx.update(GuidancePage, page.id, { ...checked, updatedAt: new Date() });
      return { slug, version: page.version, status: page.status };
    });
  }

  /**
   * Says on the page that it may be out of date, until it is checked. For moderation, which has checked the right,
   * logs it and tells the owner. Returns whose page it is.
   */
  async doubt(tx: Tx, pageId: string): Promise<{ ownerId: string; slug: string; title: string; changed: boolean }> {
    const page = await tx.findOne(GuidancePage, { where: { id: pageId }, lock: { mode: 'pessimistic_write' } });
    if (!page) throw GuidanceNotFound();
    const { ownerId, slug, title, doubtedAt } = page;
    if (doubtedAt === null) await tx.update(GuidancePage, pageId, { doubtedAt: new Date() });
    return { ownerId, slug, title, changed: doubtedAt === null };
  }

  /** A published page, for seeds and imports, where nobody is signed in; nobody is told. Returns its id. */
  async seedAsSystem(tx: Tx, seeded: SeededGuidance): Promise<string> {
    const { slug, title, summary, body, stage, ownerId, lastCheckedOn, goodUntil, lawAsAt, fictional } = seeded;
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO guidance_pages (slug, title, summary, body, body_html, stage, service_areas, topics, owner_id,
                                   status, last_checked_on, last_checked_by, good_until, law_as_at, fictional,
                                   published_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'published', $10, $9, $11, $12, $13, $14, $14, $14)
       RETURNING id`,
      [
        slug,
        title,
        summary,
        body,
        renderGuidance(body),
        stage,
        seeded.serviceAreas,
        seeded.topics,
        ownerId,
        lastCheckedOn,
        goodUntil,
        lawAsAt,
        fictional,
        seeded.publishedAt,
      ],
    );
    const id = row!.id;
    await tx.query(
      `INSERT INTO guidance_sources (page_id, position, post_id, case_note_id, credited_id)
       SELECT $1, s.position, p.id, n.id, coalesce(p.author_id, n.author_id)
         FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS s (post_id, case_note_id, position)
         LEFT JOIN posts p ON p.id = s.post_id
         LEFT JOIN case_notes n ON n.id = s.case_note_id`,
      [
        id,
        seeded.sources.map((source) => ('postId' in source ? source.postId : null)),
        seeded.sources.map((source) => ('caseNoteId' in source ? source.caseNoteId : null)),
      ],
    );
    await tx.query(
      `INSERT INTO guidance_versions (page_id, version, title, summary, body, note, was_public, changed_by, at)
       SELECT id, version, title, summary, body, 'First version', true, owner_id, published_at
         FROM guidance_pages WHERE id = $1`,
      [id],
    );
    return id;
  }

  private async makePublic(tx: Tx, actor: Actor, page: GuidancePage, goodUntil: string | undefined): Promise<void> {
    const day = today();
    await tx.update(GuidancePage, page.id, {
      status: 'published',
      publishedAt: page.publishedAt ?? new Date(),
      updatedAt: new Date(),
      // Who publishes a page has read it.
      lastCheckedOn: day,
      lastCheckedBy: actor.personId,
      goodUntil: goodUntil ?? laterOf(page.goodUntil, day) ?? addMonths(day, GOOD_FOR_MONTHS[1]),
    });
    await tx.query(`UPDATE guidance_versions SET was_public = true WHERE page_id = $1 AND version = $2`, [
      page.id,
      page.version,
    ]);
    const credited = await tx.query<{ personId: string; kind: 'answer' | 'case note' }[]>(
      `SELECT credited_id AS "personId", CASE WHEN post_id IS NULL THEN 'case note' ELSE 'answer' END AS kind
         FROM guidance_sources WHERE page_id = $1 AND credited_id <> $2`,
      [page.id, actor.personId],
    );
    for (const { personId, kind } of credited) {
      await this.notifications.tell(tx, [personId], {
        kind: 'became-guidance',
        cause: `became-guidance:${page.id}`,
        title: `Your ${kind} became guidance: {title}`,
        about: { kind: 'guidance', id: page.id, unnamed: `Your ${kind} became guidance` },
        detail: 'The page names you as its source, by first name and role.',
        url: `/guidance/${page.slug}`,
      });
    }
  }
}

/** The HTML that a page keeps of its body. */
export const renderGuidance = (body: string): string => withHeadingIds(renderMarkdown(body, { firstHeading: 2 }));

const laterOf = (day: string | null, than: string): string | null => (day !== null && day > than ? day : null);

function mustWrite(actor: Actor): void {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
  if (!guidancePolicy.canWrite(actor)) throw new NotAllowed('Only subject editors and moderators write guidance.');
}

function mustBeAt(page: GuidancePage, version: number | null): void {
  if (version === null || version === page.version) return;
  const { title, summary, body, stage, serviceAreas, topics, lawAsAt } = page;
  throw new Stale(page.version, { title, summary, body, stage, serviceAreas, topics, lawAsAt });
}

const GOOD_UNTIL_MONTHS_MAX = 24;

function mustBeGoodUntil(goodUntil: string | undefined): void {
  if (goodUntil === undefined) return;
  const day = today();
  if (goodUntil > day && goodUntil <= addMonths(day, GOOD_UNTIL_MONTHS_MAX)) return;
  throw new Refused('guidance.good-until', [
    { field: 'goodUntil', message: 'Good until must be a day after today, at most two years ahead' },
  ]);
}

/** A question asked of members alone stays with them, and its words with it. */
function mustNotRepeatTitle(title: string, source: Pick<SourceRow, 'open' | 'title'>): void {
  if (source.open || title.trim().toLowerCase() !== source.title.trim().toLowerCase()) return;
  throw new Refused('guidance.members-title', [
    { field: 'title', message: 'This is the title of a members’ discussion. Say what to do instead' },
  ]);
}

/** The page, for this transaction alone; GuidanceNotFound to who may not read it, NotAllowed to who may not write. */
async function lockPage(tx: Tx, actor: Actor, slug: string): Promise<GuidancePage> {
  const page = isSlug(slug)
    ? await tx.findOne(GuidancePage, { where: { slug }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (!page || !guidancePolicy.canRead(actor, page)) throw GuidanceNotFound();
  mustWrite(actor);
  return page;
}

async function sourcesOf(tx: Tx, actor: Actor, { postId, caseNoteId }: NewGuidanceInput): Promise<SourceRow[]> {
  const sources: SourceRow[] = [];
  if (postId !== undefined) {
    const [row] = await tx.query<SourceRow[]>(ANSWER_SOURCE, [postId, actor.keys]);
    sources.push(usable('postId', row));
  }
  if (caseNoteId !== undefined) {
    const [row] = await tx.query<SourceRow[]>(CASE_NOTE_SOURCE, [caseNoteId, actor.keys]);
    sources.push(usable('caseNoteId', row));
  }
  return sources;
}

const keptSources = (tx: Tx, pageId: string): Promise<{ title: string; open: boolean }[]> =>
  tx.query(
    `SELECT t.title, t.visible_to && ARRAY['public'] AS open
       FROM guidance_sources s JOIN threads t ON t.id = s.thread_id WHERE s.page_id = $1`,
    [pageId],
  );

/** The first address that is free: two pages made at one moment get two. */
async function insertPage(tx: Tx, actor: Actor, input: NewGuidanceInput): Promise<{ id: string; slug: string }> {
  const { title, summary, body, stage = null, serviceAreas, topics, goodUntil = null, lawAsAt = null } = input;
  const html = renderGuidance(body);
  const base = slugFor(title);
  for (let n = 1; ; n += 1) {
    const slug = nthSlug(base, n);
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO guidance_pages (slug, title, summary, body, body_html, stage, service_areas, topics, owner_id,
                                   good_until, law_as_at, lang, fictional)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, p.id, $10, $11, p.lang, p.fictional FROM people p WHERE p.id = $9
       ON CONFLICT (slug) DO NOTHING RETURNING id`,
      [slug, title, summary, body, html, stage, serviceAreas, topics, actor.personId, goodUntil, lawAsAt],
    );
    if (row) return { id: row.id, slug };
  }
}

async function insertSource(tx: Tx, pageId: string, position: number, source: SourceRow): Promise<void> {
  const { id, threadId, creditedId } = source;
  await tx.query(
    `INSERT INTO guidance_sources (page_id, position, post_id, case_note_id, credited_id) VALUES ($1, $2, $3, $4, $5)`,
    [pageId, position, threadId && id, threadId === null ? id : null, creditedId],
  );
}

/** Keeps the page's text as it is now. */
async function keepVersion(tx: Tx, pageId: string, personId: string, note: string): Promise<void> {
  await tx.query(
    `INSERT INTO guidance_versions (page_id, version, title, summary, body, note, was_public, changed_by)
     SELECT id, version, title, summary, body, $2, status = 'published', $3 FROM guidance_pages WHERE id = $1`,
    [pageId, note, personId],
  );
}

type Texts = Pick<EditGuidanceInput, 'title' | 'summary' | 'body' | 'stage' | 'serviceAreas' | 'topics' | 'lawAsAt'>;

async function save(tx: Tx, actor: Actor, page: GuidancePage, texts: Texts, note: string): Promise<GuidanceReceipt> {
  const { title, summary, body, stage = null, serviceAreas, topics, lawAsAt = null } = texts;
  const now = { title, summary, body, stage, serviceAreas, topics, lawAsAt };
  const { slug, status } = page;
  if (Object.entries(now).every(([name, value]) => same(value, page[name as keyof typeof now]))) {
    return { slug, version: page.version, status };
  }
  const version = page.version + 1;
  await tx.update(GuidancePage, page.id, {
    ...now,
    bodyHtml: renderGuidance(body),
    version,
    updatedAt: new Date(),
  });
  await keepVersion(tx, page.id, actor.personId, note);
  return { slug, version, status };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
