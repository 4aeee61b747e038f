import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { HelpersQueries } from '#libs/helpers';
import { type Actor } from '#libs/people';
import { DomainError } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { AnswerInvitations, InviteSeveralInput } from '#libs/threads';
import { emptyForm, type Form, onceOf, parseForm, refusedForm, typedFields } from '../forms.ts';
import { fragment, page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { HelpersPage } from './helpers.tsx';
import { HelperLines } from './helper-lines.tsx';
import { HowHelpersAreChosenPage } from './how-helpers-are-chosen.tsx';

@Controller()
export class HelpersPageController {
  constructor(
    private readonly helpers: HelpersQueries,
    private readonly invitations: AnswerInvitations,
  ) {}

  @Get('threads/:id/helpers')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.with(actor, id, emptyForm, 200);
  }

  /** What the script of the question's page puts beside it. */
  @Get('threads/:id/helpers/lines')
  async lines(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return fragment(HelperLines, await this.helpers.of(actor, id));
  }

  @Post('threads/:id/helpers')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(InviteSeveralInput, body);
    if (!parsed.ok) return this.with(actor, id, parsed.form, 422);
    try {
      const once = onceOf(actor, body, 'ask-helpers', id, parsed.input);
      await this.invitations.inviteSeveral(actor, id, parsed.input, once);
      return new SeeOther(`/threads/${id}/helpers`, 'helpers-asked');
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'conflict') {
        const problems = [{ field: 'personIds', message: error.message }];
        return this.with(actor, id, { values: typedFields(body), problems }, 409);
      }
      return this.with(actor, id, refusedForm(body, error), 422);
    }
  }

  @Get('people/how-helpers-are-chosen')
  rules(@CurrentActor() _actor: Actor): Page {
    return page(HowHelpersAreChosenPage, {});
  }

  private async with(actor: Actor, id: string, form: Form, status: number): Promise<Page> {
    return page(HelpersPage, { ...(await this.helpers.of(actor, id)), form }, status);
  }
}
