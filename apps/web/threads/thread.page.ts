import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ThreadModeration } from '#libs/moderation';
import { type Actor, isSignedIn, OpenToGuests, type Reader, RecordKeeping } from '#libs/people';
import { NotFound, Stale } from '#libs/platform/errors';
import { IdPipe, TakesParts } from '#libs/platform/http';
import { Choice, Flag, Id, InvalidInput, parseInput, Whole } from '#libs/platform/inputs';
import {
  AcceptInput,
  AnswersQueries,
  asPosted,
  BODY_MAX,
  draftAddress,
  type DraftFields,
  DraftsQueries,
  DraftsService,
  EditPostInput,
  EditThreadInput,
  FollowInput,
  isTelling,
  type PostInThread,
  type PostText,
  PostTexts,
  FollowLevelInput,
  FollowsService,
  LockInput,
  MasksQueries,
  PostDeletion,
  ReadPositions,
  ReplyInput,
  type ThreadPage as PostedThread,
  ThreadPageInput,
  threadsPolicy,
  ThreadsQueries,
  ThreadsService,
  type Telling,
  UnreadInput,
} from '#libs/threads';
import {
  type Form,
  formOf,
  isShownAgain,
  onceOf,
  parseForm,
  refusedForm,
  typedFields,
  valueOf,
  valuesOf,
  versionOf,
} from '../forms.ts';
import { isNoted } from './audience-form.ts';
import { fragment, page, type Page, SeeOther } from '../page.ts';
import { type Subjects } from '../parts/subject-fields.tsx';
import { SCRIPT_COOKIE } from '../notices.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { draftForm, isDraft, keepForm, withKnownDraft } from './drafts.ts';
import { CloseThreadPage } from './close-thread.tsx';
import { EditPostPage } from './edit-post.tsx';
import { EditThreadPage } from './edit-thread.tsx';
import { mustBeWarned, warned } from './mask-fields.tsx';
import { pageStart, POSTS_A_PAGE, postAddress } from './post-address.ts';
import { FormUploads } from './uploads.ts';
import { isPreview } from './writing.page.ts';
import { Posts } from './posts.tsx';
import { quotation } from './quotation.ts';
import { Standing, ThreadPage } from './thread.tsx';
import { shownPosts, threadView } from './thread.view.ts';

class ShowInput {
  @Whole({ label: 'after', min: 0, max: 2_147_483_647, optional: true })
  readonly after: number = 0;

  /** A post to go to. */
  @Whole({ label: 'number', min: 1, max: 2_147_483_647, optional: true })
  readonly number?: number;

  /** Answers as they came, or by what members say of them. */
  @Choice({ label: 'order', of: ['oldest', 'best'], optional: true })
  readonly order: 'oldest' | 'best' = 'oldest';

  @Id({ label: 'replyTo', optional: true })
  readonly replyTo?: string;

  /** A post of this discussion that the reply begins with. */
  @Id({ label: 'quote', optional: true })
  readonly quote?: string;

  /** With the reader's own draft in the form. */
  @Flag({ label: 'draft', optional: true })
  readonly draft?: boolean;
}

@OpenToGuests()
@Controller()
export class ThreadPageController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly positions: ReadPositions,
    private readonly drafts: DraftsService,
    private readonly ownDrafts: DraftsQueries,
    private readonly answers: AnswersQueries,
    private readonly texts: PostTexts,
    private readonly masks: MasksQueries,
    private readonly records: RecordKeeping,
    private readonly follows: FollowsService,
    private readonly uploads: FormUploads,
    private readonly deletion: PostDeletion,
    private readonly moderation: ThreadModeration,
  ) {}

  @Get('threads/:id')
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { after, number, order, replyTo: answerTo, draft, quote } = shown(query);
    if (number !== undefined) {
      const { postCount } = await this.queries.head(reader, id);
      return new SeeOther(postAddress(id, Math.min(number, postCount)));
    }
    const place = placeIn(id, answerTo);
    const kept = draft && isSignedIn(reader) ? await this.ownDrafts.at(reader, place) : null;
    const post = isSignedIn(reader) && !kept ? await this.postIn(reader, id, quote ?? answerTo) : null;
    const replyTo = kept ? (answerTo ?? (valueOf(draftForm(kept), 'replyTo') || undefined)) : idOfAnswer(post);
    const to = post?.number ?? kept?.answerNumber;
    const from = to ? pageStart(to) : 'unread' in query ? 'unread' : 'latest' in query ? 'latest' : after;
    if (order === 'best') {
      const best = await this.answers.best(reader, id, { after, limit: POSTS_A_PAGE });
      return page(ThreadPage, threadView(best, reader, { replyTo, order }));
    }
    const thread = await this.queries.page(reader, id, { after: from, limit: POSTS_A_PAGE });
    if (isSignedIn(reader)) this.seen(reader, thread, request, reply);
    const quoted = post && quote !== undefined ? quotation(post) : null;
    const form = kept ? draftForm(kept) : quoted === null ? undefined : formOf({ body: quoted });
    const attached = form && isSignedIn(reader) ? await this.uploads.attached(reader, form) : [];
    const at = kept?.place ?? placeIn(id, replyTo);
    return page(ThreadPage, threadView(thread, reader, { form, replyTo, place: at, attached }));
  }

  /** Only of the same discussion: who reads a reply to it, or a quotation of it, may read that already. */
  private async postIn(reader: Reader, threadId: string, postId: string | undefined): Promise<PostInThread | null> {
    if (postId === undefined) return null;
    const post = await this.queries.post(reader, postId).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    return post?.threadId === threadId && post.gone === null && post.hiddenAt === null ? post : null;
  }

  @Post('threads/:id/unread')
  async markUnread(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const { number } = must(parseForm(UnreadInput, body));
    await this.positions.markUnread(actor, id, number);
    return new SeeOther('/questions', 'marked-unread');
  }

  /** What the script of an open page asks for when it hears of new or changed posts. */
  @Get('threads/:id/posts')
  async posts(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() after: ThreadPageInput,
  ): Promise<Page> {
    return fragment(Posts, { posts: shownPosts(await this.posted(reader, id, after), reader) });
  }

  /** The same for what stands above the posts: title, state, counts, and whether it is closed. */
  @Get('threads/:id/standing')
  async standing(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    return fragment(
      Standing,
      threadView({ ...(await this.queries.head(reader, id)), after: 0, posts: [], more: null }, reader),
    );
  }

  @Post('threads/:id/posts')
  @TakesParts()
  async reply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() sent: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const { body, problems } = await this.uploads.read(actor, request, sent);
    if (problems.length > 0) return this.again(actor, id, { values: typedFields(body), problems });
    if (isShownAgain(body)) return this.again(actor, id, formOf(typedFields(body)), 200);
    if (isPreview(body)) return this.preview(actor, id, body);
    if (isDraft(body)) return this.saveDraft(actor, id, body);
    const readers = (body as Record<string, unknown> | null)?.['_readers'];
    const parsed = parseForm(ReplyInput, { ...(withKnownDraft(body) as object), readers });
    if (!parsed.ok) return this.again(actor, id, parsed.form);
    const telling = await this.telling(actor, body, parsed.input);
    if (telling) return this.again(actor, id, warned(formOf(typedFields(body)), telling));
    try {
      const { number } = await this.threads.reply(
        actor,
        id,
        parsed.input,
        onceOf(actor, body, 'reply', id, asPosted(parsed.input)),
      );
      if (isNoted(body)) await this.records.noted(actor);
      return new SeeOther(postAddress(id, number), 'reply-posted');
    } catch (error) {
      return this.again(actor, id, refusedForm(body, error));
    }
  }

  @Post('threads/:id/accept')
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const input = must(parseForm(AcceptInput, body));
    const { number } = await this.threads.accept(actor, id, input);
    return new SeeOther(postAddress(id, number), input.accepted ? 'answer-accepted' : 'answer-unaccepted');
  }

  @Post('threads/:id/follow')
  async follow(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const chosen = parseForm(FollowLevelInput, body);
    if (chosen.ok) {
      await this.follows.setLevel(actor, id, chosen.input.level);
      return new SeeOther(`/threads/${id}`, FOLLOW_NOTICES[chosen.input.level]);
    }
    const { following } = must(parseForm(FollowInput, body));
    await this.follows.follow(actor, id, following);
    return new SeeOther(`/threads/${id}`, FOLLOW_NOTICES[following ? 'first' : 'none']);
  }

  /** The question is its first post: it is deleted as that. */
  @Get('threads/:id/withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    return new SeeOther(`/posts/${(await this.deletion.question(actor, id)).id}/delete`);
  }

  @Get('threads/:id/lock')
  askToLock(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    return this.lockWith(actor, id, formOf({}));
  }

  @Post('threads/:id/lock')
  async lock(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(LockInput, body);
    if (!parsed.ok) return this.lockWith(actor, id, parsed.form, 422);
    try {
      await this.moderation.lock(actor, id, parsed.input);
      return new SeeOther(`/threads/${id}`, parsed.input.locked ? 'thread-closed' : 'thread-reopened');
    } catch (error) {
      return this.lockWith(actor, id, refusedForm(body, error), 422);
    }
  }

  private async lockWith(
    actor: Actor,
    id: string,
    form: ReturnType<typeof formOf>,
    status = 200,
  ): Promise<Page | SeeOther> {
    const thread = await this.queries.head(actor, id);
    if (!threadsPolicy.canLock(actor, thread)) return new SeeOther(`/threads/${id}`);
    const { title, lockedAt, authorId } = thread;
    const view = { id, title, closed: lockedAt !== null, moderator: authorId !== actor.personId, form };
    return page(CloseThreadPage, view, status);
  }

  @Get('threads/:id/edit')
  async editThread(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const { title, serviceAreas, topics, stage, version } = await this.queries.head(actor, id);
    return page(EditThreadPage, { id, version, form: formOf({ title, serviceAreas, topics, stage }) });
  }

  @Post('threads/:id/edit')
  async saveThread(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 1;
    const parsed = parseForm(EditThreadInput, body);
    if (!parsed.ok) return page(EditThreadPage, { id, version, form: parsed.form }, 422);
    try {
      await this.threads.editThread(actor, id, parsed.input, version);
      return new SeeOther(`/threads/${id}`, 'post-saved');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const form = formOf(body as Record<string, string>);
      const theirs = error.current as unknown as Subjects & { title: string };
      return page(EditThreadPage, { id, version: error.version, form, theirs }, 409);
    }
  }

  @Get('posts/:id/edit')
  async editPost(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const post = await this.queries.post(actor, id);
    const files = (post.files ?? []).map((file) => file.id);
    return this.editWith(actor, post, formOf({ body: post.body, files, _had: files }));
  }

  @Post('posts/:id/edit')
  @TakesParts()
  async savePost(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() sent: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const { body, problems } = await this.uploads.read(actor, request, sent);
    const post = await this.queries.post(actor, id);
    const form = formOf(typedFields(body));
    const typed = { version: versionOf(body) ?? 1 };
    if (problems.length > 0) return this.editWith(actor, post, { ...form, problems }, { ...typed, status: 422 });
    if (isShownAgain(body)) return this.editWith(actor, post, form, typed);
    if (isPreview(body)) {
      const preview = await this.texts.prepare(actor, valueOf(form, 'body').slice(0, BODY_MAX));
      return this.editWith(actor, post, form, { ...typed, preview });
    }
    const parsed = parseForm(EditPostInput, body);
    if (!parsed.ok) return this.editWith(actor, post, parsed.form, { ...typed, status: 422 });
    const telling = await this.telling(actor, body, parsed.input);
    if (telling) return this.editWith(actor, post, warned(form, telling), { ...typed, status: 422 });
    try {
      const { number } = await this.threads.edit(actor, id, parsed.input, typed.version);
      return new SeeOther(postAddress(post.threadId, number), 'post-saved');
    } catch (error) {
      if (!(error instanceof Stale))
        return this.editWith(actor, post, refusedForm(body, error), { ...typed, status: 422 });
      const theirs = error.current as unknown as { body: string; files: string[] };
      const came = theirs.files.filter((file) => !valuesOf(form, '_had').includes(file));
      const files = [...new Set([...valuesOf(form, 'files'), ...came])];
      const both = formOf({ ...form.values, files, _had: theirs.files });
      return this.editWith(actor, post, both, { version: error.version, theirs, status: 409 });
    }
  }

  /** What they have to be asked about first; null: nothing, or they were. */
  private async telling(
    actor: Actor,
    form: unknown,
    { body, files = [] }: { body: string; files?: string[] },
  ): Promise<Telling | null> {
    if (!mustBeWarned(form)) return null;
    const telling = await this.masks.telling(actor, [body], files);
    return isTelling(telling) ? telling : null;
  }

  private async editWith(
    actor: Actor,
    { id, threadId, mask, version, files }: PostInThread,
    form: Form,
    over: { version?: number; status?: number; theirs?: { body: string; files: string[] }; preview?: PostText } = {},
  ): Promise<Page> {
    const { status = 200, theirs, ...view } = { version, ...over };
    const now = theirs?.files ?? (files ?? []).map((file) => file.id);
    const [chosen, standing] = await Promise.all([
      this.uploads.attached(actor, form, id),
      theirs ? this.uploads.attached(actor, formOf({ files: now }), id) : [],
    ]);
    const attached = chosen.map((file) => ({ ...file, posted: now.includes(file.id) }));
    const conflict = theirs && { body: theirs.body, files: standing };
    return page(EditPostPage, { id, threadId, mask, form, attached, theirs: conflict, ...view }, status);
  }

  private posted(reader: Reader, id: string, input: ThreadPageInput): Promise<PostedThread> {
    return input.order === 'best' ? this.answers.best(reader, id, input) : this.queries.page(reader, id, input);
  }

  private async preview(actor: Actor, id: string, body: unknown): Promise<Page> {
    const form = formOf(typedFields(body));
    const text = await this.texts.prepare(actor, valueOf(form, 'body').slice(0, BODY_MAX));
    return this.again(actor, id, form, 200, undefined, text);
  }

  private async saveDraft(actor: Actor, id: string, body: unknown): Promise<Page | SeeOther> {
    const place = String((body as Record<string, unknown>)['draft']);
    const unsaved = await keepForm(this.drafts, actor, place, body);
    if (unsaved) return this.again(actor, id, unsaved.form, unsaved.theirs ? 409 : 422, unsaved.theirs);
    return new SeeOther(draftAddress({ place, threadId: id })!, 'draft-saved');
  }

  private async again(
    actor: Actor,
    id: string,
    form: Form,
    status = 422,
    theirs?: DraftFields,
    preview?: PostText,
  ): Promise<Page> {
    const { replyTo: asked } = shown({ replyTo: valueOf(form, 'replyTo') });
    const answer = await this.postIn(actor, id, asked);
    const after = answer ? pageStart(answer.number) : 'latest';
    const thread = await this.queries.page(actor, id, { after, limit: POSTS_A_PAGE });
    const place = valueOf(form, 'draft') || undefined;
    const replyTo = idOfAnswer(answer);
    const attached = await this.uploads.attached(actor, form);
    return page(ThreadPage, threadView(thread, actor, { form, replyTo, place, theirs, preview, attached }), status);
  }

  /** Once it is answered: who has a script says by that what they have really seen. */
  private seen(reader: Actor, { id, posts, position }: Shown, request: FastifyRequest, reply: FastifyReply): void {
    const last = posts.at(-1)?.number ?? 0;
    if (last <= (position?.readNumber ?? 0) || isForNobody(request) || hasScript(request)) return;
    reply.raw.once('finish', () => this.positions.sawPage(reader, id, last));
  }
}

const FOLLOW_NOTICES = {
  every: 'thread-followed-closely',
  first: 'thread-followed',
  none: 'thread-unfollowed',
  muted: 'thread-muted',
} as const;

type Shown = Awaited<ReturnType<ThreadsQueries['page']>>;

/** Of a page that was fetched before anybody asked for it, or without its text. */
const isForNobody = ({ method, headers }: FastifyRequest): boolean =>
  method !== 'GET' || /prefetch|preview/.test(String([headers['sec-purpose'], headers['purpose']]));

/** As the script of every page says: see assets/site.ts. */
const hasScript = ({ cookies }: FastifyRequest): boolean => cookies[SCRIPT_COOKIE] !== undefined;

const FROM_THE_START = new ShowInput();

/** An address that says nothing of use shows the thread from its start; most have no query at all. */
function shown(query: Record<string, unknown>): ShowInput {
  if (Object.keys(query).length === 0) return FROM_THE_START;
  const parsed = parseInput(ShowInput, query);
  return parsed.ok ? parsed.input : FROM_THE_START;
}

/** The question itself is answered without being named. */
const idOfAnswer = (post: PostInThread | null): string | undefined =>
  post !== null && post.number > 1 ? post.id : undefined;

/** Where a text of this page's form is kept as a draft. */
const placeIn = (threadId: string, replyTo: string | undefined): string =>
  replyTo === undefined ? `thread:${threadId}` : `reply:${replyTo}`;

/** For forms that are a single button: nobody typed what is wrong in them. */
function must<T>(parsed: { ok: true; input: T } | { ok: false; form: ReturnType<typeof formOf> }): T {
  if (parsed.ok) return parsed.input;
  throw new InvalidInput(parsed.form.problems);
}
