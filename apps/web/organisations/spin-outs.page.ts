import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { contractsPolicy } from '#libs/contracts';
import {
  EditSpinOutInput,
  NewSpinOutInput,
  organisationsPolicy,
  type SpinOutPage as SpinOut,
  SpinOutListInput,
  SpinOutsQueries,
  SpinOutsService,
  StageEventInput,
} from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { SpinOutFactsQueries } from '#libs/spin-out-facts';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS } from '#libs/taxonomy';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { day } from '../parts/words.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { spinOutPath } from './addresses.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { EditSpinOutPage, NewSpinOutPage } from './spin-out-form.tsx';
import { SpinOutPage } from './spin-out.tsx';
import { SpinOutsPage } from './spin-outs.tsx';

@Controller('spin-outs')
export class SpinOutsPageController {
  constructor(
    private readonly spinOuts: SpinOutsService,
    private readonly queries: SpinOutsQueries,
    private readonly facts: SpinOutFactsQueries,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(SpinOutListInput, query);
    const chosen = parsed.ok ? parsed.input : new SpinOutListInput();
    const { items, next } = await this.queries.list(reader, chosen);
    return page(SpinOutsPage, { items, next, chosen, canAdd: organisationsPolicy.canSteward(reader) });
  }

  @Get('new')
  add(@CurrentActor(['data_steward', 'administrator']) _actor: Actor, @Query() query: Record<string, unknown>): Page {
    const { parent } = query;
    return page(NewSpinOutPage, { form: formOf({ parent: typeof parent === 'string' ? parent.slice(0, 200) : '' }) });
  }

  @Post()
  async create(
    @CurrentActor(['data_steward', 'administrator']) actor: Actor,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const sent = withDay(withDay(withDay(body, 'wentLiveOn'), 'stageOn'), 'asAt');
    const parsed = parseForm(NewSpinOutInput, sent);
    if (!parsed.ok) return page(NewSpinOutPage, { form: parsed.form }, 422);
    try {
      const { input } = parsed;
      const { id } = await this.spinOuts.create(actor, input, onceOf(actor, body, 'create-spin-out', input));
      return new SeeOther(spinOutPath({ id, name: input.name }), 'spin-out-added');
    } catch (error) {
      return page(NewSpinOutPage, { form: refusedForm(sent, error) }, 422);
    }
  }

  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    const [spinOut, facts] = await Promise.all([this.queries.page(reader, id), this.facts.ofSpinOut(reader, id)]);
    return page(SpinOutPage, {
      spinOut,
      facts,
      canEdit: organisationsPolicy.canEdit(reader, id),
      seesContracts: contractsPolicy.isInsider(reader, id),
    });
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const spinOut = await this.editable(actor, id);
    return page(EditSpinOutPage, { ...head(spinOut), facts: factsOf(spinOut), stageEvent: emptyForm });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 1;
    const sent = withDay(withDay(body, 'wentLiveOn'), 'asAt');
    // Not parseForm(): what was emptied has to arrive as empty, or it would stay as it was.
    const parsed = parseInput(EditSpinOutInput, { serviceAreas: [], ...sent });
    const spinOut = await this.editable(actor, id);
    const again = { ...head(spinOut), version, stageEvent: emptyForm };
    if (!parsed.ok)
      return page(EditSpinOutPage, { ...again, facts: refusedForm(sent, new InvalidInput(parsed.problems)) }, 422);
    try {
      await this.spinOuts.edit(actor, id, parsed.input, version);
      return new SeeOther(spinOutPath({ id, name: parsed.input.name ?? spinOut.name }), 'spin-out-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return page(EditSpinOutPage, { ...again, facts: refusedForm(sent, error) }, 422);
      const facts = formOf(sent as Record<string, string>);
      const theirs = inWords(await this.queries.page(actor, id));
      return page(EditSpinOutPage, { ...again, version: error.version, facts, theirs }, 409);
    }
  }

  @Post(':id/stage-events')
  async addStageEvent(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const sent = withDay(body, 'happenedOn');
    const parsed = parseForm(StageEventInput, sent);
    const again = async (stageEvent: Form): Promise<Page> => {
      const spinOut = await this.editable(actor, id);
      return page(EditSpinOutPage, { ...head(spinOut), facts: factsOf(spinOut), stageEvent }, 422);
    };
    if (!parsed.ok) return again(parsed.form);
    try {
      const { input } = parsed;
      await this.spinOuts.addStageEvent(actor, id, input, onceOf(actor, body, 'add-stage-event', id, input));
      return new SeeOther(`/spin-outs/${id}#stages`, 'stage-added');
    } catch (error) {
      return again(refusedForm(sent, error));
    }
  }

  private async editable(actor: Actor, id: string): Promise<SpinOut> {
    const spinOut = await this.queries.page(actor, id);
    if (!organisationsPolicy.canEdit(actor, id)) {
      throw new NotAllowed('Only the editors of this organisation and data stewards can change it.');
    }
    return spinOut;
  }
}

const head = ({ id, name, version }: SpinOut) => ({ id, name, version });

const factsOf = (spinOut: SpinOut): Form =>
  formOf({
    name: spinOut.name,
    parent: spinOut.parent?.code ?? spinOut.parent?.name,
    nation: spinOut.nation,
    legalForm: spinOut.legalForm,
    serviceAreas: spinOut.serviceAreas,
    staff: spinOut.staff === null ? '' : String(spinOut.staff),
    summary: spinOut.summary,
    website: spinOut.website,
    ...dayParts('wentLiveOn', spinOut.wentLiveOn),
  });

const inWords = (spinOut: SpinOut): [string, string][] => [
  ['Name', spinOut.name],
  ['Left', spinOut.parent?.name ?? 'Not recorded'],
  ['Nation', spinOut.nation ?? 'Not recorded'],
  ['Legal form', spinOut.legalForm ? labelOf(LEGAL_FORMS, spinOut.legalForm) : 'Not recorded'],
  ['Service areas', spinOut.serviceAreas.map((code) => labelOf(SERVICE_AREAS, code)).join(', ') || 'Not recorded'],
  ['Staff', spinOut.staff === null ? 'Not recorded' : String(spinOut.staff)],
  ['Went live', spinOut.wentLiveOn ? day(spinOut.wentLiveOn) : 'Not recorded'],
  ['What it does', spinOut.summary ?? 'Not recorded'],
  ['Website', spinOut.website ?? 'Not recorded'],
];
