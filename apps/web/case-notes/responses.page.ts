import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  type CaseNoteDetail,
  CaseNotesQueries,
  MarkDecisionInput,
  MarkInput,
  markKindOf,
  MarksService,
  NoteRepliesService,
  RelatedDecisionInput,
  RelatedInput,
  RelatedService,
  ReplyDecisionInput,
  ResponsesQueries,
  RightOfReplyInput,
  UseInput,
  UseOutcomeInput,
  UsesInput,
  UsesService,
} from '#libs/case-notes';
import { type Actor, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm } from '../forms.ts';
import { type Notice } from '../notices.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ResponsesPage } from './responses.tsx';
import { FollowUpPage, UsesPage } from './uses.tsx';

/** What members say to a published note, and what its author and moderators answer. */
@Controller('case-notes/:id')
export class ResponsesPageController {
  constructor(
    private readonly notes: CaseNotesQueries,
    private readonly queries: ResponsesQueries,
    private readonly marks: MarksService,
    private readonly uses: UsesService,
    private readonly replies: NoteRepliesService,
    private readonly related: RelatedService,
  ) {}

  @Get('responses')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.shown(actor, id, '', emptyForm);
  }

  @Post('marks/:kind')
  mark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('kind') word: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const kind = markKindOf(word);
    if ((body as Record<string, unknown> | null)?.['act'] === 'take-back') {
      return this.done(this.marks.takeBack(actor, id, kind), `/case-notes/${id}`, 'mark-taken-back');
    }
    return this.handle(actor, id, body, MarkInput, kind, (input) => this.marks.set(actor, id, kind, input), {
      to: `/case-notes/${id}`,
      notice: 'mark-kept',
    });
  }

  @Post('marks/:markId/decision')
  decideMark(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('markId', IdPipe) markId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const decide = (input: MarkDecisionInput) => this.marks.decide(actor, id, markId, input);
    return this.handle(actor, id, body, MarkDecisionInput, markId, decide, decided(id));
  }

  @Post('replies')
  ask(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const ask = (input: RightOfReplyInput) =>
      this.replies.ask(actor, id, input, onceOf(actor, body, 'case-note-reply', id, input));
    return this.handle(actor, id, body, RightOfReplyInput, 'reply', ask, {
      to: `/case-notes/${id}`,
      notice: 'reply-asked',
    });
  }

  @Post('replies/:replyId/decision')
  decideReply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('replyId', IdPipe) replyId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const decide = (input: ReplyDecisionInput) => this.replies.decide(actor, id, replyId, input);
    return this.handle(actor, id, body, ReplyDecisionInput, replyId, decide, decided(id));
  }

  @Post('related')
  suggest(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const suggest = (input: RelatedInput) => this.related.suggest(actor, id, input);
    return this.handle(actor, id, body, RelatedInput, 'related', suggest, {
      to: `/case-notes/${id}`,
      notice: 'related-suggested',
    });
  }

  @Post('related/:relatedId/decision')
  decideRelated(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('relatedId', IdPipe) relatedId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const decide = (input: RelatedDecisionInput) => this.related.decide(actor, id, relatedId, input);
    return this.handle(actor, id, body, RelatedDecisionInput, relatedId, decide, decided(id));
  }

  @Get('uses')
  async listUses(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(UsesInput, query);
    return this.usesPage(reader, id, parsed.ok ? parsed.input : new UsesInput(), emptyForm);
  }

  @Post('uses')
  async record(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const again = (form: Form): Promise<Page> => this.usesPage(actor, id, new UsesInput(), form, 422);
    const parsed = parseForm(UseInput, body);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.uses.record(actor, id, parsed.input, onceOf(actor, body, 'case-note-use', id, parsed.input));
    } catch (error) {
      return again(refusedForm(body, error));
    }
    return new SeeOther(`/case-notes/${id}/uses`, 'use-kept');
  }

  @Get('uses/:useId')
  async use(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('useId', IdPipe) useId: string,
  ): Promise<Page> {
    const use = await this.queries.ownUse(actor, id, useId);
    return page(FollowUpPage, { id, use, form: formOf({ outcome: use.outcome, words: use.outcomeWords }) });
  }

  @Post('uses/:useId/outcome')
  async followUp(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('useId', IdPipe) useId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(UseOutcomeInput, body);
    if (!parsed.ok) {
      return page(FollowUpPage, { id, use: await this.queries.ownUse(actor, id, useId), form: parsed.form }, 422);
    }
    await this.uses.followUp(actor, id, useId, parsed.input);
    return new SeeOther(`/case-notes/${id}/uses`, 'use-followed-up');
  }

  @Post('uses/:useId/remove')
  removeUse(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('useId', IdPipe) useId: string,
  ): Promise<SeeOther> {
    return this.done(this.uses.remove(actor, id, useId), `/case-notes/${id}/uses`, 'use-removed');
  }

  private async done(work: Promise<unknown>, to: string, notice: Notice): Promise<SeeOther> {
    await work;
    return new SeeOther(to, notice);
  }

  /** Does what a form of the page asks; a bad one is shown again in its place, which `at` names. */
  private async handle<T extends object>(
    actor: Actor,
    id: string,
    body: unknown,
    Input: new () => T,
    at: string,
    work: (input: T) => Promise<unknown>,
    { to, notice }: { to: string; notice: Notice },
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(Input, body);
    if (!parsed.ok) return this.shown(actor, id, at, parsed.form, 422);
    try {
      await work(parsed.input);
    } catch (error) {
      return this.shown(actor, id, at, refusedForm(body, error), 422);
    }
    return new SeeOther(to, notice);
  }

  private async shown(actor: Actor, id: string, at: string, form: Form, status = 200): Promise<Page> {
    const note: CaseNoteDetail = await this.notes.note(actor, id);
    return page(ResponsesPage, { note, responses: await this.queries.of(actor, id), reader: actor, at, form }, status);
  }

  private async usesPage(reader: Reader, id: string, input: UsesInput, form: Form, status = 200): Promise<Page> {
    return page(UsesPage, { id, reader, ...(await this.queries.uses(reader, id, input)), form }, status);
  }
}

const decided = (id: string) => ({ to: `/case-notes/${id}/responses`, notice: 'response-decided' }) as const;
