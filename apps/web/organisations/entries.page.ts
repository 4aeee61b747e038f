import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { organisationsPolicy, SourceInput, SpinOutsService, StageEventInput } from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, NotFound, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import {
  AnswerChallengeInput,
  ChallengeInput,
  EntriesQueries,
  entryOf,
  type EntryPage,
  FactChallengesService,
} from '#libs/spin-out-facts';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { entryPath, type EntryView, SpinOutEntryPage } from './entry.tsx';
import { CorrectStagePage } from './spin-out-form.tsx';

/** What a profile says and its stages, an entry each. `about` is a field of the profile or the id of a stage. */
@Controller('spin-outs/:id/entries/:about')
export class EntriesPageController {
  constructor(
    private readonly queries: EntriesQueries,
    private readonly spinOuts: SpinOutsService,
    private readonly challenges: FactChallengesService,
  ) {}

  @Get()
  show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string, @Param('about') about: string): Promise<Page> {
    return this.entryPage(reader, id, about);
  }

  @Post('source')
  async source(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { field } = await this.queries.page(actor, id, about);
    if (field === null) throw new NotFound('address.not-found', 'page');
    const sent = withDay(body, 'asAt');
    const parsed = parseForm(SourceInput, sent);
    if (!parsed.ok) return this.entryPage(actor, id, about, { source: parsed.form });
    try {
      await this.spinOuts.source(actor, id, field, parsed.input);
      return new SeeOther(entryPath(id, about), 'fact-saved');
    } catch (error) {
      return this.entryPage(actor, id, about, { source: refusedForm(sent, error) });
    }
  }

  @Get('edit')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
  ): Promise<Page> {
    const { spinOut, stage, ...entry } = await this.editableStage(actor, id, about);
    const { happenedOn, version } = stage;
    const form = formOf({
      stage: stage.stage,
      note: stage.note,
      endedHow: stage.endedHow,
      succeededBy: stage.succeededBy,
      nextProviderKind: stage.nextProviderKind,
      source: entry.source,
      sourceUrl: entry.sourceUrl,
      noEvidence: entry.source === null ? 'true' : '',
      ...dayParts('happenedOn', happenedOn),
    });
    return page(CorrectStagePage, { spinOut, about, version, form });
  }

  @Post('edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { spinOut, stage } = await this.editableStage(actor, id, about);
    const version = versionOf(body) ?? 1;
    const sent = withDay(body, 'happenedOn');
    const again = (form: Form, status = 422, now = version): Page =>
      page(CorrectStagePage, { spinOut, about, version: now, form, theirs: status === 409 ? stage : null }, status);
    const parsed = parseForm(StageEventInput, sent);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.spinOuts.correctStage(actor, id, stage.id, parsed.input, version);
      return new SeeOther(entryPath(id, about), 'fact-saved');
    } catch (error) {
      if (error instanceof Stale) return again(formOf(sent as Record<string, string>), 409, error.version);
      return again(refusedForm(sent, error));
    }
  }

  @Post('remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
  ): Promise<Page | SeeOther> {
    const { stage } = await this.editableStage(actor, id, about);
    try {
      await this.challenges.removeStage(actor, id, stage.id);
      return new SeeOther(`/spin-outs/${id}#stages`, 'fact-removed');
    } catch (error) {
      return this.entryPage(actor, id, about, { remove: refusedForm({}, error) });
    }
  }

  @Post('challenges')
  async challenge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ChallengeInput, body);
    if (!parsed.ok) return this.entryPage(actor, id, about, { challenge: parsed.form });
    const once = onceOf(actor, body, 'challenge-entry', id, about, parsed.input);
    await this.challenges.raise(actor, id, entryOf(about), parsed.input, once);
    return new SeeOther(`${entryPath(id, about)}#challenges`, 'fact-challenged');
  }

  @Post('challenges/:challengeId/answer')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('about') about: string,
    @Param('challengeId', IdPipe) challengeId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(AnswerChallengeInput, body);
    if (!parsed.ok) {
      return this.entryPage(actor, id, about, { answer: { id: challengeId, form: parsed.form } });
    }
    await this.challenges.answer(actor, id, entryOf(about), challengeId, parsed.input);
    return new SeeOther(`${entryPath(id, about)}#challenges`, 'challenge-answered');
  }

  private async entryPage(
    reader: Reader,
    id: string,
    about: string,
    forms: Partial<Pick<EntryView, 'source' | 'remove' | 'challenge' | 'answer'>> = {},
  ): Promise<Page> {
    const entry = await this.queries.page(reader, id, about);
    const { source, sourceUrl, asAt } = entry;
    const view: EntryView = {
      entry,
      canEdit: organisationsPolicy.canEdit(reader, id),
      reader,
      source: formOf({ source, sourceUrl, ...dayParts('asAt', asAt) }),
      remove: emptyForm,
      challenge: emptyForm,
      answer: null,
      ...forms,
    };
    return page(SpinOutEntryPage, view, Object.keys(forms).length > 0 ? 422 : 200);
  }

  private async editableStage(
    actor: Actor,
    id: string,
    about: string,
  ): Promise<EntryPage & { stage: NonNullable<EntryPage['stage']> }> {
    const entry = await this.queries.page(actor, id, about);
    if (!organisationsPolicy.canEdit(actor, id)) {
      throw new NotAllowed('Only the editors of this organisation and data stewards can change it.');
    }
    const { stage } = entry;
    if (stage === null) throw new NotFound('address.not-found', 'page');
    return { ...entry, stage };
  }
}
