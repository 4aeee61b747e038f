import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  IntroductionAnswerInput,
  IntroductionInput,
  IntroductionListInput,
  IntroductionsQueries,
  IntroductionsService,
} from '#libs/peers';
import { type Actor, PeopleQueries, PersonNotFound, type PersonRow } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, onceOf, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { AskIntroductionPage, IntroductionPage, IntroductionsPage } from './introductions.tsx';

@Controller()
export class IntroductionsPageController {
  constructor(
    private readonly introductions: IntroductionsService,
    private readonly queries: IntroductionsQueries,
    private readonly people: PeopleQueries,
  ) {}

  @Get('introductions')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(IntroductionListInput, query);
    return page(
      IntroductionsPage,
      await this.queries.list(actor, parsed.ok ? parsed.input : new IntroductionListInput()),
    );
  }

  @Get('people/:id/introduction')
  async form(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(AskIntroductionPage, { person: await this.other(actor, id), form: emptyForm });
  }

  @Post('people/:id/introduction')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const person = await this.other(actor, id);
    const again = (form: Form): Page => page(AskIntroductionPage, { person, form }, 422);
    const parsed = parseForm(IntroductionInput, body);
    if (!parsed.ok) return again(parsed.form);
    try {
      const once = onceOf(actor, body, 'ask-introduction', id, parsed.input);
      const made = await this.introductions.ask(actor, id, parsed.input, once);
      return new SeeOther(`/introductions/${made.id}`, 'introduction-asked');
    } catch (error) {
      return again(refusedForm(body, error));
    }
  }

  @Get('introductions/:id')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(IntroductionPage, { introduction: await this.queries.introduction(actor, id), form: emptyForm });
  }

  @Post('introductions/:id/answer')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(IntroductionAnswerInput, body);
    if (!parsed.ok) {
      return page(
        IntroductionPage,
        { introduction: await this.queries.introduction(actor, id), form: parsed.form },
        422,
      );
    }
    await this.introductions.answer(actor, id, parsed.input);
    return new SeeOther(`/introductions/${id}`, 'introduction-answered');
  }

  @Post('introductions/:id/withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.introductions.withdraw(actor, id);
    return new SeeOther(`/introductions/${id}`, 'introduction-withdrawn');
  }

  private async other(actor: Actor, id: string): Promise<PersonRow> {
    if (id === actor.personId) throw PersonNotFound();
    return this.people.person(actor, id);
  }
}
