import { Controller, Get, Query } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { parseInput } from '#libs/platform/inputs';
import { OpenChallengesInput, SpinOutFactsQueries } from '#libs/spin-out-facts';
import { page, type Page } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { DefinitionPage } from './spin-out-definition.tsx';
import { FactChallengesPage } from './spin-out-challenges.tsx';
import { LegalFormsPage } from './spin-out-legal-forms.tsx';

/** What is true of spin-outs in general, and the challenges that wait for an answer. */
@Controller()
export class SpinOutFormsPageController {
  constructor(private readonly queries: SpinOutFactsQueries) {}

  @Get('legal-forms')
  legalForms(): Page {
    return page(LegalFormsPage, {});
  }

  @Get('definition')
  definition(): Page {
    return page(DefinitionPage, {});
  }

  @Get('fact-challenges')
  async challenges(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(OpenChallengesInput, query);
    const { items, next } = await this.queries.openChallenges(
      actor,
      parsed.ok ? parsed.input : new OpenChallengesInput(),
    );
    return page(FactChallengesPage, { items, next });
  }
}
