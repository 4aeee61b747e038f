import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { AnswerWords } from '#libs/moderation';
import { type Actor, hasRole, isSignedIn, OpenToGuests, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { Choice, Id, parseInput, Text } from '#libs/platform/inputs';
import { plainText } from '#libs/platform/markdown';
import {
  AnswersQueries,
  AnswerTrials,
  MARK_KINDS,
  type MarkKind,
  PostNotFound,
  RemovalInput,
  shownName,
  type Said,
  ThreadNotFound,
  threadsPolicy,
  ThreadsQueries,
  AnswerTriedInput,
  TriesInput,
} from '#libs/threads';
import { emptyForm, type Form, formOf, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { writerOf } from '../parts/byline.tsx';
import { addressOf, day } from '../parts/words.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { MarksPage } from './answer-marks.tsx';
import { markView, tryView } from './answer-words.view.ts';
import { OutcomePage } from './outcome.tsx';
import { postAddress } from './post-address.ts';
import { type RemovalAgain } from './removal.tsx';
import { TriedPage } from './tried.tsx';

class BackInput {
  /** The thread whose page of outcomes the form stands on. */
  @Id({ label: 'back', optional: true })
  readonly back?: string;
}

/** The form of a mark: what kind it is, and why. */
class MarkFormInput {
  @Choice({ label: 'Kind', of: Object.keys(MARK_KINDS), ask: 'Say whether it is outdated or risky' })
  readonly kind!: MarkKind;

  @Text({ label: 'Why', max: 500, ask: 'Say what is wrong with it, and how you know' })
  readonly comment!: string;
}

class KindInput {
  @Choice({ label: 'Kind', of: Object.keys(MARK_KINDS) })
  readonly kind!: MarkKind;
}

const EXCERPT = 240;

/** What members say of an answer: who tried it, what they warn of, and what the asker is asked. */
@OpenToGuests()
@Controller()
export class AnswersPageController {
  constructor(
    private readonly trials: AnswerTrials,
    private readonly queries: AnswersQueries,
    private readonly threads: ThreadsQueries,
    private readonly words: AnswerWords,
  ) {}

  @Get('posts/:id/tried')
  tries(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    return this.triedPage(reader, id, query, null);
  }

  @Post('posts/:id/tried')
  async tried(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(AnswerTriedInput, body);
    if (!parsed.ok) return this.triedPage(actor, id, {}, parsed.form);
    try {
      const { threadId, number } = await this.trials.tried(actor, id, parsed.input);
      const from = parseForm(BackInput, body);
      const back = from.ok && from.input.back === threadId;
      return new SeeOther(back ? `/threads/${threadId}/outcome` : postAddress(threadId, number), 'answer-tried');
    } catch (error) {
      return this.triedPage(actor, id, {}, refusedForm(body, error));
    }
  }

  @Post('posts/:id/tried/take-back')
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    const { threadId, number } = await this.trials.takeBack(actor, id);
    return new SeeOther(postAddress(threadId, number), 'mark-taken-back');
  }

  @Post('posts/:id/tried/:saidId/remove')
  async removeTry(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('saidId', IdPipe) saidId: string,
    @Query() query: Record<string, unknown>,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(RemovalInput, body);
    if (!parsed.ok) return this.triedPage(actor, id, query, null, { of: saidId, form: parsed.form });
    await this.words.remove(actor, id, { kind: 'try', id: saidId }, parsed.input);
    return new SeeOther(`/posts/${id}/tried`, 'words-removed');
  }

  @Get('posts/:id/marks')
  marks(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    return this.marksPage(reader, id, query, emptyForm, 200);
  }

  @Post('posts/:id/marks')
  async mark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(MarkFormInput, body);
    if (!parsed.ok) return this.marksPage(actor, id, {}, parsed.form, 422);
    const { kind, comment } = parsed.input;
    const { threadId, number } = await this.trials.mark(actor, id, kind, { comment });
    return new SeeOther(postAddress(threadId, number), 'answer-marked');
  }

  @Post('posts/:id/marks/withdraw')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(KindInput, body);
    if (!parsed.ok) return this.marksPage(actor, id, {}, parsed.form, 422);
    const { threadId, number } = await this.trials.withdrawMark(actor, id, parsed.input.kind);
    return new SeeOther(postAddress(threadId, number), 'mark-taken-back');
  }

  @Post('posts/:id/marks/:saidId/remove')
  async removeMark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('saidId', IdPipe) saidId: string,
    @Query() query: Record<string, unknown>,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(RemovalInput, body);
    if (!parsed.ok) return this.marksPage(actor, id, query, emptyForm, 422, { of: saidId, form: parsed.form });
    await this.words.remove(actor, id, { kind: 'mark', id: saidId }, parsed.input);
    return new SeeOther(`/posts/${id}/marks`, 'words-removed');
  }

  /** Where the asker is led 30 days later: for them alone. */
  @Get('threads/:id/outcome')
  async outcome(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const thread = await this.threads.head(actor, id);
    if (!threadsPolicy.canAccept(actor, thread)) throw ThreadNotFound();
    const answers = await this.queries.answers(actor, id);
    return page(OutcomePage, {
      id,
      title: thread.title,
      address: addressOf('threads', id, thread.title),
      answers: answers.map((post) => ({
        id: post.id,
        number: post.number,
        heading: writerOf(post),
        name: shownName(post),
        excerpt: excerptOf(post.body ?? ''),
        on: day(post.createdAt),
        href: postAddress(id, post.number),
        accepted: post.acceptedAt !== null,
        own: post.authorId === actor.personId,
        mine: post.mine?.result ?? null,
      })),
    });
  }

  private async triedPage(
    reader: Reader,
    id: string,
    query: Record<string, unknown>,
    again: Form | null,
    removal: RemovalAgain | null = null,
  ): Promise<Page> {
    const at = listed(query);
    const { post, items, next } = answerOnly(await this.queries.tries(reader, id, at));
    const canTry = isSignedIn(reader) && threadsPolicy.canTry(reader, post, { kind: post.threadKind });
    const { mine } = post;
    const before = mine ?? (canTry && again === null ? await this.queries.context(reader, post.threadId) : {});
    const form = again ?? formOf(typedOf({ ...before }));
    return page(
      TriedPage,
      {
        ...aboutOf(post),
        tried: { worked: post.workedCount, partly: post.partlyCount, failed: post.failedCount },
        tries: items.map(tryView),
        next,
        form: canTry || again !== null ? form : null,
        said: mine !== null,
        moderator: hasRole(reader, 'moderator'),
        removal,
        after: at.after,
      },
      again === null && removal === null ? 200 : 422,
    );
  }

  private async marksPage(
    reader: Reader,
    id: string,
    query: Record<string, unknown>,
    form: Form,
    status: number,
    removal: RemovalAgain | null = null,
  ): Promise<Page> {
    const at = listed(query);
    const { post, items, next } = answerOnly(await this.queries.marks(reader, id, at));
    const canMark = threadsPolicy.canTry(reader, post, { kind: post.threadKind });
    return page(
      MarksPage,
      {
        ...aboutOf(post),
        marks: items.map((mark) => markView(mark, post.editedAt)),
        next,
        own: isSignedIn(reader)
          ? items.filter(({ authorId }) => authorId === reader.personId).map(({ kind }) => kind)
          : [],
        form: canMark || form.problems.length > 0 ? form : null,
        isAuthor: threadsPolicy.canEditPost(reader, post),
        moderator: hasRole(reader, 'moderator'),
        removal,
        after: at.after,
      },
      status,
    );
  }
}

const aboutOf = (post: Said<unknown>['post']) => ({
  id: post.id,
  back: postAddress(post.threadId, post.number),
  author: writerOf(post),
  title: post.threadTitle,
});

/** The question and the replies beneath an answer have no such page. */
function answerOnly<Row>(said: Said<Row>): Said<Row> {
  if (!threadsPolicy.isAnswer(said.post, { kind: said.post.threadKind })) throw PostNotFound();
  return said;
}

function listed(query: Record<string, unknown>): TriesInput {
  const parsed = parseInput(TriesInput, query);
  return parsed.ok ? parsed.input : new TriesInput();
}

const typedOf = (values: Record<string, string | number | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? '' : String(value)]));

function excerptOf(body: string): string {
  const text = plainText(body);
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…`;
}
