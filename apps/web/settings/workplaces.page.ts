import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { MembershipInput, Workplaces, WorkplacesQueries } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { Verification, WorkAddressInput } from '#libs/verification';
import { type Form, parseForm, refusedForm, typedFields } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { withDay } from '../parts/day-fields.ts';
import { CurrentActor } from '../reader.guard.ts';
import { WorkplacesPage } from './workplaces.tsx';

/** Where somebody works, when, and how it is confirmed. */
@Controller('settings')
export class WorkplacesPageController {
  constructor(
    private readonly queries: WorkplacesQueries,
    private readonly workplaces: Workplaces,
    private readonly verification: Verification,
  ) {}

  @Get('workplaces')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    return page(WorkplacesPage, { workplaces: await this.queries.own(actor), wrong: null });
  }

  @Post('workplaces/:id')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const fields = withDay(withDay(body, 'from'), 'to');
    return this.tried(actor, id, 'dates', fields, async () => {
      const parsed = parseForm(MembershipInput, fields);
      if (!parsed.ok) return parsed.form;
      await this.workplaces.change(actor, id, parsed.input);
      return new SeeOther('/settings/workplaces', 'workplace-saved');
    });
  }

  @Post('workplaces/:id/work-address')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.tried(actor, id, 'address', body, async () => {
      const parsed = parseForm(WorkAddressInput, body);
      if (!parsed.ok) return parsed.form;
      await this.verification.askByWorkAddress(actor, id, parsed.input);
      return new SeeOther('/settings/workplaces', 'address-link-sent');
    });
  }

  @Post('verify-email')
  async askOwn(@CurrentActor() actor: Actor): Promise<SeeOther> {
    await this.verification.askByAccount(actor);
    return new SeeOther('/settings', 'address-link-sent');
  }

  private async tried(
    actor: Actor,
    id: string,
    form: 'dates' | 'address',
    body: unknown,
    work: () => Promise<Form | SeeOther>,
  ): Promise<Page | SeeOther> {
    const outcome = await work().catch((error: unknown) => refusedForm(body, error));
    if (outcome instanceof SeeOther) return outcome;
    const wrong = { id, form, values: { values: typedFields(body), problems: outcome.problems } };
    return page(WorkplacesPage, { workplaces: await this.queries.own(actor), wrong }, 422);
  }
}
