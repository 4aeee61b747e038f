import { Controller, Get, Query } from '@nestjs/common';
import { type Actor, type Reader } from '#libs/people';
import { parseInput } from '#libs/platform/inputs';
import { IndependenceQueries, OpenChallengesInput, SpinOutFactsQueries } from '#libs/spin-out-facts';
import { page, type Page } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { IndependencePage } from './independence.tsx';
import { DefinitionPage } from './spin-out-definition.tsx';
import { FactChallengesPage } from './spin-out-challenges.tsx';
import { LegalFormsPage } from './spin-out-legal-forms.tsx';

/** What is true of spin-outs in general, and the challenges that wait for an answer. */
@Controller()
export class SpinOutFormsPageController {
  constructor(
    private readonly queries: SpinOutFactsQueries,
    private readonly independence: IndependenceQueries,
  ) {}

  @Get('legal-forms')
  legalForms(): Page {
    return page(LegalFormsPage, {});
  }

  @Get('definition')
  definition(): Page {
    return page(DefinitionPage, {});
  }

  @Get('independence')
  async independent(@CurrentReader() reader: Reader): Promise<Page> {
    return page(IndependencePage, { cases: await this.independence.cases(reader) });
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
