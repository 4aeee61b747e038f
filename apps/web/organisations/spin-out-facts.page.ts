import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { organisationsPolicy, SpinOutsQueries } from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, NotFound, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { Decimal, InvalidInput, parseInput } from '#libs/platform/inputs';
import {
  type AlternativeOf,
  AnswerChallengeInput,
  benefitDefaults,
  ChallengeInput,
  EDIT_FACT_INPUTS,
  FactChallengesService,
  type FactInputOf,
  type FactKind,
  type FactPage,
  type FactRow,
  FACT_KINDS,
  type Field,
  kindOf,
  NEW_FACT_INPUTS,
  SpinOutFactsQueries,
  SpinOutFactsService,
  type Stake,
} from '#libs/spin-out-facts';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { type FactFormView, FactFormPage } from './spin-out-fact-form.tsx';
import { SpinOutFactPage } from './spin-out-fact.tsx';
import { SpinOutFactsPage } from './spin-out-facts.tsx';
import { detailRows, ofKind } from './spin-out-fact-words.tsx';

class TenderInput {
  @Decimal({ label: 'Value of the contract', optional: true })
  readonly contract?: string;
}

@Controller('spin-outs/:id/facts')
export class SpinOutFactsPageController {
  constructor(
    private readonly spinOuts: SpinOutsQueries,
    private readonly queries: SpinOutFactsQueries,
    private readonly facts: SpinOutFactsService,
    private readonly challenges: FactChallengesService,
  ) {}

  @Get()
  async list(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseForm(TenderInput, query);
    const contract = parsed.ok ? (parsed.input.contract ?? null) : null;
    const [spinOut, all] = await Promise.all([
      this.spinOuts.page(reader, id),
      this.queries.withAlternatives(reader, id),
    ]);
    const facts = all.filter((fact) => fact.of.id === id);
    const alternatives = ofKind(all, 'tender-alternative') as (FactRow<'tender-alternative'> & { of: AlternativeOf })[];
    const tender = parsed.ok ? formOf({ contract }) : parsed.form;
    const canEdit = organisationsPolicy.canEdit(reader, id);
    return page(SpinOutFactsPage, { spinOut, facts, alternatives, canEdit, tender, contract }, parsed.ok ? 200 : 422);
  }

  @Get('new/:kind')
  async add(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('kind') kind: string): Promise<Page> {
    const spinOut = await this.editable(actor, id);
    const known = kindNamed(kind);
    const form = known === 'staff-benefit' ? formOf({ ...benefitDefaults(spinOut.legalForm) }) : emptyForm;
    return page(FactFormPage, { spinOut, kind: known, form });
  }

  @Post('new/:kind')
  async record(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('kind') kind: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const spinOut = await this.editable(actor, id);
    const known = kindNamed(kind);
    const sent = gathered(known, body);
    const again = (error: unknown): Page =>
      page(FactFormPage, { spinOut, kind: known, form: formAgain(sent, error) }, 422);
    const parsed = parseForm<FactInputOf>(NEW_FACT_INPUTS[known], sent);
    if (!parsed.ok) return again(new InvalidInput(parsed.form.problems));
    try {
      const once = onceOf(actor, body, 'record-fact', id, known, parsed.input);
      const fact = await this.facts.record(actor, id, known, parsed.input, once);
      return new SeeOther(`/spin-outs/${id}/facts#fact-${fact.id}`, 'fact-saved');
    } catch (error) {
      return again(error);
    }
  }

  @Get(':factId')
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
  ): Promise<Page> {
    return this.factPage(reader, await this.queries.page(reader, id, factId));
  }

  @Get(':factId/edit')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
  ): Promise<Page> {
    const { spinOut, ...fact } = await this.editableFact(actor, id, factId);
    return page(FactFormPage, { spinOut, kind: fact.kind, form: filledIn(fact), fact });
  }

  @Post(':factId/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const fact = await this.editableFact(actor, id, factId);
    const { kind, spinOut } = fact;
    const version = versionOf(body) ?? 1;
    const sent = gathered(kind, body);
    const again = (form: Form, over: Partial<FactFormView> = {}, status = 422): Page =>
      page(FactFormPage, { spinOut, kind, form, fact: { id: factId, version }, ...over }, status);
    // Not parseForm(): what was emptied has to arrive as empty, or it would stay as it was.
    const parsed = parseInput<Partial<FactInputOf>>(EDIT_FACT_INPUTS[kind], sent);
    if (!parsed.ok) return again(formAgain(sent, new InvalidInput(parsed.problems)));
    try {
      await this.facts.change(actor, id, factId, kind, parsed.input, version);
      return new SeeOther(`/spin-outs/${id}/facts/${factId}`, 'fact-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return again(formAgain(sent, error));
      const theirs = detailRows(fact) as FactFormView['theirs'];
      return again(typed(sent), { fact: { id: factId, version: error.version }, theirs }, 409);
    }
  }

  @Post(':factId/remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
  ): Promise<SeeOther> {
    await this.facts.remove(actor, id, factId);
    return new SeeOther(`/spin-outs/${id}/facts`, 'fact-removed');
  }

  @Post(':factId/challenges')
  async challenge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ChallengeInput, body);
    if (!parsed.ok) {
      return this.factPage(actor, await this.queries.page(actor, id, factId), { challenge: parsed.form });
    }
    const once = onceOf(actor, body, 'challenge-fact', factId, parsed.input);
    await this.challenges.raise(actor, id, { factId }, parsed.input, once);
    return new SeeOther(`/spin-outs/${id}/facts/${factId}#challenges`, 'fact-challenged');
  }

  @Post(':factId/challenges/:challengeId/answer')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('factId', IdPipe) factId: string,
    @Param('challengeId', IdPipe) challengeId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(AnswerChallengeInput, body);
    if (!parsed.ok) {
      const answer = { id: challengeId, form: parsed.form };
      return this.factPage(actor, await this.queries.page(actor, id, factId), { answer });
    }
    await this.challenges.answer(actor, id, { factId }, challengeId, parsed.input);
    return new SeeOther(`/spin-outs/${id}/facts/${factId}#challenges`, 'challenge-answered');
  }

  private factPage(
    reader: Reader,
    fact: FactPage,
    { challenge = emptyForm, answer = null }: { challenge?: Form; answer?: { id: string; form: Form } | null } = {},
  ): Page {
    const canEdit = organisationsPolicy.canEdit(reader, fact.spinOut.id);
    const refused = challenge.problems.length > 0 || answer !== null;
    return page(SpinOutFactPage, { fact, canEdit, reader, challenge, answer }, refused ? 422 : 200);
  }

  private async editable(actor: Actor, id: string) {
    const spinOut = await this.spinOuts.page(actor, id);
    if (!organisationsPolicy.canEdit(actor, id)) throw new NotAllowed(NOT_YOURS);
    return spinOut;
  }

  private async editableFact(actor: Actor, id: string, factId: string): Promise<FactPage> {
    const fact = await this.queries.page(actor, id, factId);
    if (!organisationsPolicy.canEdit(actor, id)) throw new NotAllowed(NOT_YOURS);
    return fact;
  }
}

const NOT_YOURS = 'Only the editors of this organisation and data stewards can change it.';

function kindNamed(kind: string): FactKind {
  if (!Object.hasOwn(FACT_KINDS, kind)) throw new NotFound('address.not-found', 'page');
  return kind as FactKind;
}

/** A posted form with the parts of each date put together, and of each stake. */
function gathered(kind: FactKind, body: unknown): Record<string, unknown> {
  const { fields, to } = kindOf(kind);
  const days = ['fromOn', ...(to ? ['toOn'] : []), ...namesOf(fields, 'day')];
  const sent = days.reduce<Record<string, unknown>>((form, name) => withDay(form, name), { ...(body as object) });
  for (const name of namesOf(fields, 'stakes')) {
    const holders = [sent['stakeHolder'] ?? []].flat() as unknown[];
    const percents = [sent['stakePercent'] ?? []].flat() as unknown[];
    sent[name] = holders
      .map((holder, row) => ({ holder, percent: percents[row] ?? '' }))
      .filter(({ holder, percent }) => holder !== '' || percent !== '');
  }
  return sent;
}

const namesOf = (fields: Readonly<Record<string, Field>>, type: Field['type']): string[] =>
  Object.keys(fields).filter((name) => fields[name]!.type === type);

/** The form with what was typed. A problem inside the stakes is one of the stakes. */
function formAgain(sent: Record<string, unknown>, error: unknown): Form {
  const { values, problems } = refusedForm(sent, error);
  const named = problems.map(({ field, message }) => ({ field: field.split('.')[0]!, message }));
  return {
    values,
    problems: named.filter(({ field }, index) => named.findIndex((other) => other.field === field) === index),
  };
}

const typed = (sent: Record<string, unknown>): Form => refusedForm(sent, new InvalidInput([]));

/** A fact in its form. */
function filledIn(fact: Omit<FactPage, 'spinOut'>): Form {
  const { fields } = kindOf(fact.kind);
  const details = fact.details as Readonly<Record<string, unknown>>;
  const values: Record<string, string | string[]> = {
    note: fact.note ?? '',
    sourceKind: fact.sourceKind,
    source: fact.source,
    sourceUrl: fact.sourceUrl ?? '',
    audience: fact.audience,
    ...dayParts('fromOn', fact.fromOn),
    ...dayParts('toOn', fact.toOn),
  };
  for (const [name, field] of Object.entries<Field>(fields)) {
    const value = details[name];
    if (field.type === 'day') Object.assign(values, dayParts(name, (value as string | undefined) ?? null));
    else if (field.type === 'stakes') {
      const stakes = (value as readonly Stake[] | undefined) ?? [];
      values['stakeHolder'] = stakes.map(({ holder }) => holder);
      values['stakePercent'] = stakes.map(({ percent }) => percent);
    } else if (typeof value === 'string' || typeof value === 'number') values[name] = String(value);
  }
  return formOf(values);
}
