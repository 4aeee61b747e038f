import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, NamedInput, type NamedPerson, PeopleQueries } from '#libs/people';
import { DomainError } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { AnswerInvitations, AnswerInvitationsQueries, InviteToAnswerInput } from '#libs/threads';
import { emptyForm, type Form, onceOf, parseForm, refusedForm, typedFields } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { InvitePage } from './invite.tsx';

@Controller()
export class InvitePageController {
  constructor(
    private readonly invitations: AnswerInvitations,
    private readonly queries: AnswerInvitationsQueries,
    private readonly people: PeopleQueries,
  ) {}

  /** With `q`, also whom one may invite by that name. */
  @Get('threads/:id/invite')
  form(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    return this.show(actor, id, query['q'], emptyForm, 200);
  }

  @Post('threads/:id/invite')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const fields = typedFields(body);
    const parsed = parseForm(InviteToAnswerInput, body);
    if (!parsed.ok) return this.show(actor, id, fields['q'], parsed.form, 422);
    try {
      const once = onceOf(actor, body, 'invite-to-answer', id, parsed.input);
      await this.invitations.invite(actor, id, parsed.input, once);
      return new SeeOther(`/threads/${id}/invite`, 'answer-invited');
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'conflict') {
        const problems = [{ field: 'personId', message: error.message }];
        return this.show(actor, id, fields['q'], { values: fields, problems }, 409);
      }
      return this.show(actor, id, fields['q'], refusedForm(body, error), 422);
    }
  }

  @Post('answer-invitations/:id/decline')
  async decline(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.invitations.decline(actor, id);
    return new SeeOther('/', 'invitation-declined');
  }

  private async show(actor: Actor, id: string, q: unknown, form: Form, status: number): Promise<Page> {
    const typed = parseInput(NamedInput, { q });
    const thread = await this.queries.by(actor, id);
    const found: NamedPerson[] | null = typed.ok
      ? (await this.people.toChoose(actor, { chosen: [], typed: typed.input.q })).found
      : null;
    return page(InvitePage, { thread, form, q: typed.ok ? typed.input.q : '', found }, status);
  }
}
