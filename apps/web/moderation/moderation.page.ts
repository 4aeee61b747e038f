import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  ActionInput,
  AlreadyClaimed,
  AlreadyDecided,
  LogInput,
  moderationPolicy,
  ModerationQueries,
  ModerationService,
  QueueInput,
} from '#libs/moderation';
import { type Actor, type PlatformRole } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { Id, InvalidInput, parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, onceOf, parseForm, refusedForm } from '../forms.ts';
import { type Notice } from '../notices.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { LogPage, ModeratePersonPage, ModeratePostPage, SuspendedPage } from './desk.tsx';
import { QueuePage } from './queue.tsx';

class OpenInput extends QueueInput {
  /** The report or case note that is shown beside the list. */
  @Id({ label: 'item', optional: true })
  readonly item?: string;
}

/** What was done, or the form to show again. */
type Done = { done: true } | { done: false; form: Form };

const MODERATORS = ['moderator' as const];
const DAY_MS = 86_400_000;

@Controller('moderation')
export class ModerationPageController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly queries: ModerationQueries,
  ) {}

  /** The API's name for it. */
  @Get('queue')
  toQueue(@CurrentActor(MODERATORS) _actor: Actor, @Query() query: Record<string, string>): SeeOther {
    const asked = new URLSearchParams(query).toString();
    return new SeeOther(asked === '' ? '/moderation' : `/moderation?${asked}`);
  }

  @Get()
  queue(@CurrentActor(MODERATORS) actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(OpenInput, query);
    return this.queueWith(actor, parsed.ok ? parsed.input : new OpenInput());
  }

  @Post()
  async decide(@CurrentActor(MODERATORS) actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    try {
      const result = await this.act(actor, body);
      if (result.done) return new SeeOther('/moderation', 'report-decided');
      return await this.queueWith(actor, openAgain(body), result.form, 422);
    } catch (error) {
      if (error instanceof AlreadyDecided) return new SeeOther('/moderation', 'decided-already');
      throw error;
    }
  }

  @Post('claim')
  async claim(@CurrentActor(MODERATORS) actor: Actor, @Body() body: unknown): Promise<SeeOther> {
    const parsed = parseForm(ActionInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    try {
      await this.moderation.act(actor, parsed.input, null);
      return new SeeOther('/moderation', parsed.input.action === 'claim' ? 'report-claimed' : 'report-released');
    } catch (error) {
      if (error instanceof AlreadyDecided) return new SeeOther('/moderation', 'decided-already');
      if (error instanceof AlreadyClaimed) return new SeeOther('/moderation', 'claimed-already');
      throw error;
    }
  }

  @Get('log')
  async log(@CurrentActor(MODERATORS) actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(LogInput, query);
    return page(LogPage, await this.queries.log(actor, parsed.ok ? parsed.input : new LogInput()));
  }

  @Get('suspended')
  async suspended(@CurrentActor(MODERATORS) actor: Actor): Promise<Page> {
    return page(SuspendedPage, { people: await this.queries.suspended(actor) });
  }

  @Get('posts/:id')
  post(@CurrentActor(MODERATORS) actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.postWith(actor, id);
  }

  @Post('posts/:id')
  async decidePost(
    @CurrentActor(MODERATORS) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const asked: Record<string, unknown> = { ...(body as object), subject: 'post', subjectId: id };
    const result = await this.act(actor, asked);
    if (!result.done) return this.postWith(actor, id, result.form, 422);
    // What is kept or shown again may be closed to them from here on.
    return new SeeOther(asked['action'] === 'hide' ? `/moderation/posts/${id}` : '/moderation', 'report-decided');
  }

  @Get('people/:id')
  person(@CurrentActor(MODERATORS) actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.personWith(actor, id);
  }

  @Post('people/:id')
  async decidePerson(
    @CurrentActor(MODERATORS) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const asked: Record<string, unknown> = { ...(body as object), subject: 'person', subjectId: id };
    const result = await this.act(actor, asked);
    if (!result.done) return this.personWith(actor, id, result.form, 422);
    const notice: Notice = asked['action'] === 'suspend' ? 'person-suspended' : 'person-let-back';
    return new SeeOther(`/moderation/people/${id}`, notice);
  }

  private async act(actor: Actor, body: unknown): Promise<Done> {
    const asked = { ...(body as Record<string, unknown> | null) };
    // The choice of a rule stands in the form also where something is kept.
    if (asked['action'] === 'keep') delete asked['reasonCode'];
    const parsed = parseForm(ActionInput, asked);
    if (!parsed.ok) return { done: false, form: parsed.form };
    try {
      await this.moderation.act(actor, parsed.input, onceOf(actor, body, 'moderate', parsed.input));
      return { done: true };
    } catch (error) {
      return { done: false, form: refusedForm(asked, error) };
    }
  }

  private async queueWith(actor: Actor, input: OpenInput, form = emptyForm, status = 200): Promise<Page> {
    const { items, next } = await this.queries.queue(actor, input);
    const open = items.find(({ id }) => id === input.item) ?? items[0] ?? null;
    return page(QueuePage, { items, next, open, moderatorId: actor.personId, form, now: new Date() }, status);
  }

  private async postWith(actor: Actor, id: string, form = emptyForm, status = 200): Promise<Page> {
    const { about, history } = await this.queries.look(actor, 'post', id);
    return page(ModeratePostPage, { about, history, moderatorId: actor.personId, form }, status);
  }

  private async personWith(actor: Actor, id: string, form = emptyForm, status = 200): Promise<Page> {
    const { person, history } = await this.queries.person(actor, id);
    const may = moderationPolicy.canSuspend(actor, { id, roles: person.roles as PlatformRole[] });
    const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
    return page(ModeratePersonPage, { person, history, may, tomorrow, form }, status);
  }
}

/** The same item beside the list as before. */
function openAgain(body: unknown): OpenInput {
  const parsed = parseInput(OpenInput, { item: (body as Record<string, unknown> | null)?.['reportId'] });
  return parsed.ok ? parsed.input : new OpenInput();
}
