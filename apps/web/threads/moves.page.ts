import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ThreadModeration } from '#libs/moderation';
import { type Actor } from '#libs/people';
import { DomainError, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput, type Problem, Whole, Wholes } from '#libs/platform/inputs';
import {
  type ChosenPost,
  DuplicateInput,
  MergeInput,
  MOVED_MOST,
  MoveInput,
  MovesQueries,
  SplitInput,
  type TargetThread,
  type ThreadHead,
  ThreadNotFound,
  threadsPolicy,
  ThreadsQueries,
} from '#libs/threads';
import { type Form, formOf, onceOf, parseForm, refusedForm, typedFields, valueOf, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { ChoosePostsPage } from './choose-posts.tsx';
import { type Aim, MovePostsPage, OtherDiscussionPage } from './moves.tsx';
import { pageStart, POSTS_A_PAGE, postAddress } from './post-address.ts';

/** What is chosen so far, by number: a place in a discussion is never another's. */
class ChoiceInput {
  @Wholes({ label: 'post', min: 1, max: 2_147_483_647, most: 1_000, optional: true })
  readonly post: number[] = [];

  /** The page to show. */
  @Whole({ label: 'after', min: 0, max: 2_147_483_647, optional: true })
  readonly after?: number;
}

const THREAD = /\/threads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What somebody typed to say which discussion they mean: that one, or those it may be. */
interface Meant {
  target: TargetThread | null;
  /** Of that title or with those words in it. */
  found: TargetThread[];
  problems: Problem[];
}

/** Posts of a discussion, or all of it, to where they belong. Without a script, in steps that can be gone back. */
@Controller('threads/:id')
export class MovesPageController {
  constructor(
    private readonly moderation: ThreadModeration,
    private readonly queries: ThreadsQueries,
    private readonly moves: MovesQueries,
  ) {}

  /** Choose the posts, over as many pages as the discussion has; then where they go. */
  @Get('move')
  async choose(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page | SeeOther> {
    const { post: chosen, after = 0 } = choice(query);
    if ('where' in query && chosen.length > 0 && chosen.length <= MOVED_MOST) {
      return this.where(actor, id, await this.moves.chosen(actor, id, chosen), formOf({}));
    }
    const thread = await this.queries.page(actor, id, { after: pageStart(after + 1), limit: POSTS_A_PAGE });
    if (!mayMove(actor, thread)) return new SeeOther(`/threads/${id}`);
    const problems = 'where' in query ? [{ field: 'post', message: tooManyOrNone(chosen) }] : [];
    return page(ChoosePostsPage, { thread, chosen, problems }, problems.length > 0 ? 422 : 200);
  }

  /** Shows first what would be done; then it is done. */
  @Post('move')
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { post: numbers } = choice(body);
    const version = versionOf(body);
    const form = formOf(typedFields(body));
    const chosen = await this.moves.chosen(actor, id, numbers);
    if (is(body, 'back')) return this.where(actor, id, chosen, form);
    const posts = chosen.map((post) => post.id);
    const isNew = valueOf(form, 'into') !== 'other';
    // By what was typed: once it is done, the posts are no longer there to be looked up.
    const once = onceOf(actor, body, 'move', id, typedFields(body));
    if (chosen.length < numbers.length) {
      const made = await this.moderation.done(once);
      if (made) return new SeeOther(postAddress(made.threadId, made.number), 'posts-moved');
      const message = 'A post that you chose is not in this discussion any more. Choose again';
      return this.where(actor, id, chosen, { ...form, problems: [{ field: 'post', message }] }, { status: 422 });
    }
    if (valueOf(form, 'into') === '') {
      const problems = [
        { field: 'into', message: 'Choose where the posts go' },
        ...(valueOf(form, 'reason') === '' ? [{ field: 'reason', message: NO_REASON }] : []),
      ];
      return this.where(actor, id, chosen, { ...form, problems }, { status: 422 });
    }
    try {
      if (isNew) {
        const parsed = parseForm(SplitInput, { ...fields(body), posts });
        if (!parsed.ok) return await this.where(actor, id, chosen, again(form, parsed.form), { status: 422 });
        if (is(body, 'check')) return await this.where(actor, id, chosen, form, { target: 'new' });
        const made = await this.moderation.split(actor, id, parsed.input, version, once);
        return new SeeOther(postAddress(made.threadId, made.number), 'posts-moved');
      }
      const meant = await this.meant(actor, id, form);
      const parsed = parseForm(MoveInput, { ...fields(body), posts, to: meant.target?.id ?? id });
      const problems = [...meant.problems, ...(parsed.ok ? [] : parsed.form.problems)];
      if (!parsed.ok || !meant.target || problems.length > 0) {
        return await this.where(actor, id, chosen, { ...form, problems }, { status: 422, found: meant.found });
      }
      if (is(body, 'check')) return await this.where(actor, id, chosen, form, { target: meant.target });
      const made = await this.moderation.move(actor, id, parsed.input, version, once);
      return new SeeOther(postAddress(made.threadId, made.number), 'posts-moved');
    } catch (error) {
      const { problems, status } = refusal(body, error);
      // As they are by now: they may have been moved meanwhile.
      return this.where(actor, id, await this.moves.chosen(actor, id, numbers), { ...form, problems }, { status });
    }
  }

  @Get('merge')
  askToMerge(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    return this.other(actor, id, 'merge', formOf({}));
  }

  @Post('merge')
  merge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.toOther(actor, id, 'merge', body);
  }

  @Get('duplicate')
  askToMark(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    return this.other(actor, id, 'duplicate', formOf({}));
  }

  @Post('duplicate')
  mark(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    return this.toOther(actor, id, 'duplicate', body);
  }

  private async toOther(actor: Actor, id: string, aim: Aim, body: unknown): Promise<Page | SeeOther> {
    const form = formOf(typedFields(body));
    if (is(body, 'back')) return this.other(actor, id, aim, form);
    const meant = await this.meant(actor, id, form);
    const parsed = parseForm<MergeInput | DuplicateInput>(INPUTS[aim], {
      ...fields(body),
      to: meant.target?.id ?? id,
    });
    const problems = [...meant.problems, ...(parsed.ok ? [] : parsed.form.problems)];
    if (!parsed.ok || !meant.target || problems.length > 0) {
      return this.other(actor, id, aim, { ...form, problems }, { status: 422, found: meant.found });
    }
    if (is(body, 'check')) return this.other(actor, id, aim, form, { target: meant.target });
    const once = onceOf(actor, body, aim, id, parsed.input);
    const version = versionOf(body);
    try {
      if (aim === 'merge') {
        const made = await this.moderation.merge(actor, id, parsed.input as MergeInput, version, once);
        return new SeeOther(postAddress(made.threadId, made.number), 'thread-merged');
      }
      await this.moderation.markDuplicate(actor, id, parsed.input, version, once);
      return new SeeOther(`/threads/${id}`, 'thread-duplicate');
    } catch (error) {
      const { problems: refused, status } = refusal(body, error);
      return this.other(actor, id, aim, { ...form, problems: refused }, { status });
    }
  }

  /** The second step: where they go and why; with a target, the third: all of it once more. */
  private async where(
    actor: Actor,
    id: string,
    posts: readonly ChosenPost[],
    form: Form,
    {
      status = 200,
      target,
      found = [],
    }: { status?: number; target?: TargetThread | 'new'; found?: TargetThread[] } = {},
  ): Promise<Page | SeeOther> {
    const thread = await this.queries.head(actor, id);
    if (!mayMove(actor, thread)) return new SeeOther(`/threads/${id}`);
    return page(MovePostsPage, { thread, posts, form, target: target ?? null, found }, status);
  }

  private async other(
    actor: Actor,
    id: string,
    aim: Aim,
    form: Form,
    { status = 200, target, found = [] }: { status?: number; target?: TargetThread; found?: TargetThread[] } = {},
  ): Promise<Page | SeeOther> {
    const thread = await this.queries.head(actor, id);
    const may =
      aim === 'merge' ? mayMove(actor, thread) : threadsPolicy.canMarkDuplicate(actor, thread) && !thread.duplicateOfId;
    if (!may) return new SeeOther(`/threads/${id}`);
    const own = thread.authorId === actor.personId;
    return page(OtherDiscussionPage, { aim, thread, own, form, target: target ?? null, found }, status);
  }

  /** By the discussion that they chose of those found, by an address, or by words of its title. */
  private async meant(actor: Actor, id: string, form: Form): Promise<Meant> {
    const typed = valueOf(form, 'target').trim();
    const address = THREAD.exec(typed)?.[1] ?? (ID.test(typed) ? typed : null);
    const picked = valueOf(form, 'to');
    const wanted = address ?? (ID.test(picked) ? picked : null);
    const nothing = { target: null, found: [] };
    if (typed === '' && wanted === null) {
      return {
        ...nothing,
        problems: [{ field: 'target', message: 'Enter the address of the discussion, or words of its title' }],
      };
    }
    if (wanted !== null) {
      if (wanted.toLowerCase() === id) return { ...nothing, problems: [{ field: 'target', message: NOT_ITSELF }] };
      const target = await this.moves.target(actor, wanted);
      if (target) return { target, found: [], problems: [] };
      return { ...nothing, problems: [{ field: 'target', message: NO_SUCH }] };
    }
    const found = await this.moves.targets(actor, id, typed.slice(0, 200));
    const same = found.filter(({ title }) => title.toLowerCase() === typed.toLowerCase());
    if (same.length === 1) return { target: same[0]!, found: [], problems: [] };
    if (found.length === 0) return { ...nothing, problems: [{ field: 'target', message: NO_SUCH }] };
    return { target: null, found, problems: [{ field: 'to', message: 'Choose which discussion you mean' }] };
  }
}

const INPUTS = { merge: MergeInput, duplicate: DuplicateInput } as const;
const NO_REASON = 'Say why. Those whose posts are moved read it';
const NOT_ITSELF = 'Choose another discussion than this one';
const NO_SUCH = 'There is no such discussion that you can read. Enter its address, or other words of its title';

const mayMove = (actor: Actor, thread: ThreadHead): boolean => threadsPolicy.canMove(actor) && thread.mergedAt === null;

const tooManyOrNone = (chosen: readonly number[]): string =>
  chosen.length === 0 ? 'Choose the posts to move' : `Choose ${MOVED_MOST} posts or fewer. You chose ${chosen.length}`;

function choice(raw: unknown): ChoiceInput {
  const parsed = parseInput(ChoiceInput, raw ?? {});
  if (!parsed.ok) throw ThreadNotFound();
  return { ...parsed.input, post: [...new Set(parsed.input.post)].toSorted((a, b) => a - b) };
}

/** Which of the form's buttons was pressed. */
const is = (body: unknown, step: 'check' | 'back'): boolean =>
  (body as Record<string, unknown> | null)?.['step'] === step;

const fields = (body: unknown): Record<string, unknown> => ({ ...(body as Record<string, unknown> | null) });

/** What was typed, with what is wrong with it. */
const again = (form: Form, { problems }: Form): Form => ({ ...form, problems });

/** Beside which field of the form a refusal stands. */
const SHOWN_AT: Readonly<Record<string, string>> = { posts: 'post', to: 'target' };

function refusal(body: unknown, error: unknown): { problems: Problem[]; status: number } {
  if (error instanceof Stale) {
    return {
      problems: [{ field: 'reason', message: 'The discussion was changed meanwhile. Check it again' }],
      status: 409,
    };
  }
  if (error instanceof DomainError && error.kind === 'conflict') {
    return { problems: [{ field: 'target', message: error.message }], status: 409 };
  }
  const { problems } = refusedForm(body, error);
  return {
    problems: problems.map(({ field, message }) => ({ field: SHOWN_AT[field] ?? field, message })),
    status: 422,
  };
}
