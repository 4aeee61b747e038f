import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, OpenToGuests, type Reader, RecordKeeping } from '#libs/people';
import { DomainError, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { PostDeletion, PostNotFound, type PostRow, RevisionsInput, threadsPolicy, ThreadsQueries } from '#libs/threads';
import { versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { DeletePostPage, RestorePostPage } from './delete-post.tsx';
import { postAddress } from './post-address.ts';
import { PostHistoryPage } from './post-history.tsx';
import { EDITS_A_PAGE, historyView } from './post-history.view.ts';
import { postView } from './post.view.ts';

/** What one may do with a post beside reading and editing it. */
@OpenToGuests()
@Controller('posts/:id')
export class PostActsPageController {
  constructor(
    private readonly queries: ThreadsQueries,
    private readonly deletion: PostDeletion,
    private readonly records: RecordKeeping,
  ) {}

  /** The address of a post that stays when it is moved. */
  @Get()
  async place(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    const { threadId, number } = await this.queries.post(reader, id);
    return new SeeOther(postAddress(threadId, number));
  }

  @Get('history')
  async history(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(RevisionsInput, query);
    const { before } = parsed.ok ? parsed.input : new RevisionsInput();
    const { post, items, next } = await this.queries.revisions(reader, id, { before, limit: EDITS_A_PAGE + 1 });
    if (post.hiddenAt) throw PostNotFound();
    return page(PostHistoryPage, historyView(post, items, before, next !== null));
  }

  @Get('delete')
  askToDelete(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    return this.confirm(actor, id);
  }

  @Post('delete')
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    try {
      const { threadId, number } = await this.deletion.remove(actor, id, versionOf(body));
      return new SeeOther(postAddress(threadId, number), number === 1 ? 'thread-withdrawn' : 'post-deleted');
    } catch (error) {
      // Changed or answered meanwhile: the page says how it is now.
      if (!(error instanceof Stale) && !isAnswered(error)) throw error;
      return this.confirm(actor, id, 409);
    }
  }

  @Get('restore')
  async askToRestore(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(RestorePostPage, { id, ...(await this.deletion.deleted(actor, id)) });
  }

  @Post('restore')
  async restore(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    const { threadId, number } = await this.deletion.restore(actor, id);
    return new SeeOther(postAddress(threadId, number), number === 1 ? 'thread-restored' : 'post-restored');
  }

  private async confirm(actor: Actor, id: string, status = 200): Promise<Page | SeeOther> {
    const post = await this.queries.post(actor, id);
    if (!isOwnAndStands(actor, post)) return new SeeOther(postAddress(post.threadId, post.number));
    const answered = post.number === 1 ? (await this.deletion.question(actor, post.threadId)).answered : null;
    const view = {
      id,
      address: postAddress(post.threadId, post.number),
      threadId: post.threadId,
      version: post.version,
      post: postView(post),
      hold: await this.records.hold(actor),
      answered,
      said: post.workedCount + post.partlyCount + post.failedCount + post.outdatedCount + post.riskyCount > 0,
      changed: status === 409,
    };
    return page(DeletePostPage, view, status);
  }
}

const isAnswered = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'threads.question-answered';

const isOwnAndStands = (actor: Actor, post: PostRow): boolean =>
  threadsPolicy.canEditPost(actor, post) && post.hiddenAt === null;
