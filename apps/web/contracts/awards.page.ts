import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  AwardListInput,
  AwardsQueries,
  AwardsService,
  ContractListInput,
  DecideAwardInput,
  ResolveBuyerInput,
} from '#libs/contracts';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { AwardsPage, BuyersPage } from './awards.tsx';

@Controller('spin-outs/:id/contracts/awards')
export class AwardsPageController {
  constructor(
    private readonly awards: AwardsService,
    private readonly queries: AwardsQueries,
  ) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(AwardListInput, query);
    return this.listed(actor, id, parsed.ok ? parsed.input : new AwardListInput(), emptyForm, 200);
  }

  @Post(':awardId')
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('awardId', IdPipe) awardId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(DecideAwardInput, body);
    if (!parsed.ok) return this.listed(actor, id, new AwardListInput(), parsed.form, 422);
    const isOurs = parsed.input.decision === 'ours';
    try {
      const contract = await this.awards.decide(actor, id, awardId, isOurs);
      return contract === null
        ? new SeeOther(`/spin-outs/${id}/contracts/awards`, 'award-not-ours')
        : new SeeOther(`/spin-outs/${id}/contracts/${contract}/edit`, 'award-confirmed');
    } catch (error) {
      return this.listed(actor, id, new AwardListInput(), refusedForm(body, error), 422);
    }
  }

  private async listed(actor: Actor, id: string, input: AwardListInput, form: Form, status: number): Promise<Page> {
    const { name, items, next } = await this.queries.suggested(actor, id, input);
    return page(AwardsPage, { spinOut: { id, name }, items, next, q: input.q ?? '', form }, status);
  }
}

@Controller('unmatched-buyers')
export class BuyersPageController {
  constructor(
    private readonly awards: AwardsService,
    private readonly queries: AwardsQueries,
  ) {}

  @Get()
  async list(
    @CurrentActor(['data_steward', 'administrator']) actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(ContractListInput, query);
    return page(BuyersPage, {
      ...(await this.queries.unmatched(actor, parsed.ok ? parsed.input : new ContractListInput())),
      form: emptyForm,
    });
  }

  @Post()
  async resolve(
    @CurrentActor(['data_steward', 'administrator']) actor: Actor,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const again = async (form: Form): Promise<Page> =>
      page(BuyersPage, { ...(await this.queries.unmatched(actor, new ContractListInput())), form }, 422);
    const parsed = parseForm(ResolveBuyerInput, body);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.awards.resolveBuyer(actor, parsed.input);
      return new SeeOther('/unmatched-buyers', 'buyer-resolved');
    } catch (error) {
      return again(refusedForm(body, error));
    }
  }
}
