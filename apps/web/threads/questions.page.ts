import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { type Actor, isSignedIn, type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Id, parseInput, Text } from '#libs/platform/inputs';
import { type Likely, SearchQueries, SimilarInput } from '#libs/search';
import { AskInput, ThreadListInput, ThreadsQueries, ThreadsService } from '#libs/threads';
import { formOf, isShownAgain, onceOf, parseForm, refusedForm, typedFields } from '../forms.ts';
import { Download, fragment, page, type Page, SeeOther } from '../page.ts';
import { atomFeed } from '../parts/atom.ts';
import { addressOf } from '../parts/words.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { AskPage } from './ask.tsx';
import { QuestionsPage } from './questions.tsx';
import { SimilarList } from './similar.tsx';

class AboutInput {
  /** The case note that the question is about. */
  @Id({ label: 'about', optional: true })
  readonly about?: string;

  /** What somebody searched for and did not find. */
  @Text({ label: 'title', max: 200, optional: true })
  readonly title?: string;
}

@Controller()
export class QuestionsPageController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly search: SearchQueries,
    private readonly config: Config,
  ) {}

  @Get('questions')
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(ThreadListInput, query);
    const chosen = parsed.ok ? parsed.input : new ThreadListInput();
    const list = await this.queries.recent(reader, chosen);
    return page(QuestionsPage, { ...list, chosen, signedIn: isSignedIn(reader) });
  }

  @Get('questions.atom')
  async feed(@CurrentReader() reader: Reader): Promise<Download> {
    const { items } = await this.queries.recent(reader, new ThreadListInput());
    return atomFeed(this.config.publicUrl, {
      title: 'Questions on Waymark',
      path: '/questions.atom',
      entries: items.map(({ id, title, lastPostAt, createdAt, authorName }) => ({
        id,
        title,
        path: addressOf('threads', id, title),
        updatedAt: lastPostAt,
        publishedAt: createdAt,
        author: authorName,
      })),
    });
  }

  @Get('questions/new')
  ask(@CurrentActor() _actor: Actor, @Query() query: Record<string, unknown>): Page {
    const parsed = parseInput(AboutInput, query);
    const { about, title }: AboutInput = parsed.ok ? parsed.input : {};
    // Named by its address, the note shows as a card in the question.
    const form = formOf({ title, ...(about ? { body: `\n\n/case-notes/${about}` } : {}) });
    return page(AskPage, { form, similar: null });
  }

  /** What the script of the page asks for while a question is written. */
  @Get('questions/similar')
  async similar(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    return fragment(SimilarList, { items: (await this.likely(actor, query)) ?? [] });
  }

  @Post('questions')
  async post(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    if (isCheck(body)) {
      return page(AskPage, { form: formOf(typedFields(body)), similar: await this.likely(actor, body) });
    }
    if (isShownAgain(body)) return page(AskPage, { form: formOf(typedFields(body)), similar: null });
    const parsed = parseForm(AskInput, body);
    if (!parsed.ok) return page(AskPage, { form: parsed.form, similar: null }, 422);
    try {
      const { threadId } = await this.threads.ask(actor, parsed.input, onceOf(actor, body, 'ask', parsed.input));
      return new SeeOther(addressOf('threads', threadId, parsed.input.title), 'question-posted');
    } catch (error) {
      return page(AskPage, { form: refusedForm(body, error), similar: null }, 422);
    }
  }
  /** Null where there is nothing to look for yet. */
  private async likely(actor: Actor, { title, body }: { title?: unknown; body?: unknown }): Promise<Likely[] | null> {
    const parsed = parseForm(SimilarInput, { title, body });
    return parsed.ok ? this.search.similar(actor, parsed.input) : null;
  }
}

/** "Look" was pressed, not "Post question". */
const isCheck = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && (body as Record<string, unknown>)['check'] === 'yes';
