import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Actor, isSignedIn, OpenToGuests, type Reader, RecordKeeping, signedIn } from '#libs/people';
import { Config } from '#libs/platform/config';
import { TakesParts } from '#libs/platform/http';
import { Id, parseInput, Text } from '#libs/platform/inputs';
import { type Likely, SearchQueries, SimilarInput } from '#libs/search';
import {
  AskInput,
  asPosted,
  BODY_MAX,
  type DraftFields,
  DraftsQueries,
  DraftsService,
  FollowsService,
  isTelling,
  MasksQueries,
  type PostText,
  PostTexts,
  shownName,
  MyThreadsQueries,
  type SubjectFollow,
  ThreadListInput,
  ThreadsQueries,
  ThreadsService,
} from '#libs/threads';
import {
  emptyForm,
  type Form,
  formOf,
  isShownAgain,
  onceOf,
  parseForm,
  refusedForm,
  typedFields,
  valueOf,
} from '../forms.ts';
import { Download, fragment, page, type Page, SeeOther } from '../page.ts';
import { atomFeed } from '../parts/atom.ts';
import { withDay } from '../parts/day-fields.ts';
import { addressOf } from '../parts/words.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { AudienceForm, isFind, isNoted, withAudience } from './audience-form.ts';
import { AskPage } from './ask.tsx';
import { draftForm, isDraft, keepForm, withKnownDraft } from './drafts.ts';
import { mustBeWarned, warned } from './mask-fields.tsx';
import { MyThreadsPage } from './my-threads.tsx';
import { QuestionsPage } from './questions.tsx';
import { FormUploads } from './uploads.ts';
import { isPreview } from './writing.page.ts';
import { SimilarList } from './similar.tsx';

class AboutInput {
  /** The case note that the question is about. */
  @Id({ label: 'about', optional: true })
  readonly about?: string;

  /** What somebody searched for and did not find. */
  @Text({ label: 'title', max: 200, optional: true })
  readonly title?: string;

  /** The circle that is to be asked. */
  @Id({ label: 'circle', optional: true })
  readonly circle?: string;
}

@Controller()
export class QuestionsPageController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly masks: MasksQueries,
    private readonly drafts: DraftsService,
    private readonly ownDrafts: DraftsQueries,
    private readonly texts: PostTexts,
    private readonly uploads: FormUploads,
    private readonly search: SearchQueries,
    private readonly audience: AudienceForm,
    private readonly records: RecordKeeping,
    private readonly config: Config,
    private readonly mine: MyThreadsQueries,
    private readonly follows: FollowsService,
  ) {}

  @Get('questions')
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page | SeeOther> {
    const parsed = parseInput(ThreadListInput, query);
    const chosen = parsed.ok ? parsed.input : new ThreadListInput();
    if (chosen.mine === 'bookmarked') return new SeeOther('/me/bookmarks');
    if (chosen.mine) {
      const mine = await this.mine.list(signedIn(reader), chosen.mine, chosen);
      return page(MyThreadsPage, { ...mine, mine: chosen.mine });
    }
    const list = await this.queries.recent(reader, chosen);
    const subject = chosenSubject(chosen);
    const follow = isSignedIn(reader) && subject ? await this.follows.subject(reader, subject) : null;
    return page(QuestionsPage, { ...list, chosen, follow, signedIn: isSignedIn(reader) });
  }

  @Get('questions.atom')
  async feed(@CurrentReader() reader: Reader): Promise<Download> {
    const { items } = await this.queries.recent(reader, new ThreadListInput());
    return atomFeed(this.config.publicUrl, {
      title: 'Questions on Waymark',
      path: '/questions.atom',
      entries: items.map(({ id, title, lastPostAt, createdAt, ...by }) => ({
        id,
        title,
        path: addressOf('threads', id, title),
        updatedAt: lastPostAt,
        publishedAt: createdAt,
        author: shownName(by),
      })),
    });
  }

  @OpenToGuests()
  @Get('questions/new')
  async ask(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(AboutInput, query);
    const { about, title, circle }: AboutInput = parsed.ok ? parsed.input : {};
    // Named by its address, the note shows as a card in the question.
    if (about) return this.askWith(actor, formOf({ title, body: `\n\n/case-notes/${about}` }));
    if (title) return this.askWith(actor, formOf({ title }));
    if (circle) return this.askWith(actor, formOf({ audience: `circle:${circle}` }));
    const draft = await this.ownDrafts.at(actor, 'question');
    return this.askWith(actor, draft ? draftForm(draft) : emptyForm);
  }

  /** What the script of the page asks for while a question is written. */
  @OpenToGuests()
  @Get('questions/similar')
  async similar(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    return fragment(SimilarList, { items: (await this.likely(actor, query)) ?? [] });
  }

  @OpenToGuests()
  @Post('questions')
  @TakesParts()
  async post(
    @CurrentActor() actor: Actor,
    @Body() sent: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const { body, problems } = await this.uploads.read(actor, request, sent);
    if (problems.length > 0) return this.askWith(actor, { values: typedFields(body), problems }, 422);
    if (isCheck(body)) {
      return this.askWith(actor, formOf(typedFields(body)), 200, await this.likely(actor, body));
    }
    if (isFind(body) || isShownAgain(body)) return this.askWith(actor, formOf(typedFields(body)));
    if (isPreview(body)) return this.preview(actor, body);
    if (isDraft(body)) return this.saveDraft(actor, body);
    const parsed = parseForm(AskInput, withKnownDraft(withDay(withAudience(body), 'confidentialUntil')));
    if (!parsed.ok) return this.askWith(actor, { values: typedFields(body), problems: parsed.form.problems }, 422);
    const { title, body: text, files } = parsed.input;
    if (mustBeWarned(body)) {
      const telling = await this.masks.telling(actor, [title, text], files);
      if (isTelling(telling)) return this.askWith(actor, warned(formOf(typedFields(body)), telling), 422);
    }
    try {
      const once = onceOf(actor, body, 'ask', asPosted(parsed.input));
      const { threadId } = await this.threads.ask(actor, parsed.input, once);
      if (isNoted(body)) await this.records.noted(actor);
      return new SeeOther(addressOf('threads', threadId, title), 'question-posted');
    } catch (error) {
      return this.askWith(actor, refusedForm(body, error), 422);
    }
  }

  private async preview(actor: Actor, body: unknown): Promise<Page> {
    const form = formOf(typedFields(body));
    const text = await this.texts.prepare(actor, valueOf(form, 'body').slice(0, BODY_MAX));
    return this.askWith(actor, form, 200, null, undefined, text);
  }

  private async saveDraft(actor: Actor, body: unknown): Promise<Page | SeeOther> {
    const unsaved = await keepForm(this.drafts, actor, 'question', body);
    if (unsaved) return this.askWith(actor, unsaved.form, unsaved.theirs ? 409 : 422, null, unsaved.theirs);
    return new SeeOther('/questions/new', 'draft-saved');
  }

  private async askWith(
    actor: Actor,
    form: Form,
    status = 200,
    similar: Likely[] | null = null,
    theirs?: DraftFields,
    preview?: PostText,
  ): Promise<Page> {
    const [choices, mask, attached] = await Promise.all([
      this.audience.choices(actor, form),
      this.masks.preview(actor),
      this.uploads.attached(actor, form),
    ]);
    const { publicSector } = actor;
    return page(AskPage, { publicSector, form, similar, theirs, choices, mask, preview, attached }, status);
  }

  /** Null where there is nothing to look for yet. */
  private async likely(actor: Actor, { title, body }: { title?: unknown; body?: unknown }): Promise<Likely[] | null> {
    const parsed = parseForm(SimilarInput, { title, body });
    return parsed.ok ? this.search.similar(actor, parsed.input) : null;
  }
}

/** The one subject that a list is narrowed to; null: none, or several. */
function chosenSubject({ topic, serviceArea }: ThreadListInput): Pick<SubjectFollow, 'kind' | 'code'> | null {
  if (topic !== undefined && serviceArea === undefined) return { kind: 'topic', code: topic };
  if (serviceArea !== undefined && topic === undefined) return { kind: 'service-area', code: serviceArea };
  return null;
}

/** "Look" was pressed, not "Post question". */
const isCheck = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && (body as Record<string, unknown>)['check'] === 'yes';
