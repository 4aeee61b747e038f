import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  CircleMilestoneInput,
  CircleMilestoneReachedInput,
  CircleMilestones,
  CirclesQueries,
  CircleStandingInput,
} from '#libs/circles';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, parseForm, refusedForm, typedFields } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { withDay } from '../parts/day-fields.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CircleBoardPage } from './circle-board.tsx';

@OpenToGuests()
@Controller('circles/:id/milestones')
export class CircleBoardPageController {
  constructor(
    private readonly milestones: CircleMilestones,
    private readonly circles: CirclesQueries,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.board(actor, id, {}, 200);
  }

  @Post('stage')
  async stand(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleStandingInput, body);
    if (!parsed.ok) return this.board(actor, id, { stage: parsed.form }, 422);
    await this.milestones.stand(actor, id, parsed.input);
    return this.seeBoard(id);
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleMilestoneInput, withDay(body, 'dueOn'));
    if (!parsed.ok) {
      const milestone = { values: typedFields(body), problems: parsed.form.problems };
      return this.board(actor, id, { milestone }, 422);
    }
    try {
      await this.milestones.add(actor, id, parsed.input);
      return this.seeBoard(id);
    } catch (error) {
      return this.board(actor, id, { milestone: refusedForm(body, error) }, 422);
    }
  }

  @Post(':milestoneId')
  async reach(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('milestoneId', IdPipe) milestoneId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(CircleMilestoneReachedInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.milestones.reach(actor, id, milestoneId, parsed.input.reached);
    return this.seeBoard(id);
  }

  @Post(':milestoneId/remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('milestoneId', IdPipe) milestoneId: string,
  ): Promise<SeeOther> {
    await this.milestones.remove(actor, id, milestoneId);
    return this.seeBoard(id);
  }

  private readonly seeBoard = (id: string): SeeOther => new SeeOther(`/circles/${id}/milestones`, 'circle-board-saved');

  private async board(
    actor: Actor,
    id: string,
    forms: { stage?: Form; milestone?: Form },
    status: number,
  ): Promise<Page> {
    const circle = await this.circles.inside(actor, id);
    const standings = await this.milestones.board(actor, id);
    const own = standings.find(({ personId }) => personId === actor.personId);
    const { stage = formOf({ stage: own?.stage, note: own?.note }), milestone = emptyForm } = forms;
    return page(CircleBoardPage, { circle, standings, me: actor.personId, stage, milestone }, status);
  }
}
