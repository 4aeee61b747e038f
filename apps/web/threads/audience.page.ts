import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { DomainError, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { AudienceInput, AudienceQueries, type AudienceRow, ThreadAudience } from '#libs/threads';
import { type Form, formOf, parseForm, refusedForm, typedFields, valueOf, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { CurrentActor } from '../reader.guard.ts';
import { AudienceForm, isFind, withAudience } from './audience-form.ts';
import { audienceOffer } from './audience-offer.ts';
import { AudiencePage } from './audience.tsx';

/** Who may read a discussion, after it was asked. */
@Controller('threads/:id')
export class AudiencePageController {
  constructor(
    private readonly audience: ThreadAudience,
    private readonly queries: AudienceQueries,
    private readonly audienceForm: AudienceForm,
  ) {}

  @Get('audience')
  async form(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const thread = await this.queries.audience(actor, id);
    return this.show(actor, thread, formNow(thread));
  }

  @Post('audience')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const thread = await this.queries.audience(actor, id);
    const version = versionOf(body) ?? 0;
    const typed = formOf(typedFields(body));
    if (isFind(body)) return this.show(actor, thread, typed, { version });
    const parsed = parseForm(AudienceInput, withDay(withAudience(body), 'confidentialUntil'));
    if (!parsed.ok) {
      const form = { ...typed, problems: parsed.form.problems };
      return this.show(actor, thread, form, { version, status: 422 });
    }
    try {
      await this.audience.change(actor, id, parsed.input, version);
      return new SeeOther(`/threads/${id}`, 'audience-changed');
    } catch (error) {
      if (error instanceof Stale) {
        // What they wrote is theirs; what is chosen is as it is now.
        const now = formNow(thread);
        const values = { ...now.values, reason: valueOf(typed, 'reason'), who: valueOf(typed, 'who') };
        return this.show(actor, thread, { ...now, values }, { stale: true, status: 409 });
      }
      if (error instanceof DomainError && error.kind === 'conflict') {
        return this.show(actor, thread, refusal(body, error), { version, status: 409 });
      }
      return this.show(actor, thread, refusedForm(body, error), { version, status: 422 });
    }
  }

  @Post('invited/:personId/remove')
  async uninvite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<SeeOther> {
    await this.audience.uninvite(actor, id, personId);
    return new SeeOther(`/threads/${id}/audience`, 'uninvited');
  }

  @Post('leave')
  async leave(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.audience.uninvite(actor, id, actor.personId);
    return new SeeOther('/questions', 'thread-left');
  }

  private async show(
    actor: Actor,
    thread: AudienceRow,
    form: Form,
    { version = thread.version, stale = false, status = 200 } = {},
  ): Promise<Page> {
    const choices = await this.audienceForm.choices(actor, form);
    const offer = audienceOffer(actor, thread);
    return page(AudiencePage, { thread, version, form, choices, offer, stale }, status);
  }
}

const formNow = ({ audience, audienceId, confidentialUntil, opensTo }: AudienceRow): Form =>
  formOf({
    audience: audienceId === null ? audience : `${audience}:${audienceId}`,
    opensTo,
    ...dayParts('confidentialUntil', confidentialUntil),
  });

/** The form again with a sentence that is about what was chosen. */
const refusal = (body: unknown, { message }: DomainError): Form => ({
  values: typedFields(body),
  problems: [{ field: 'audience', message }],
});
