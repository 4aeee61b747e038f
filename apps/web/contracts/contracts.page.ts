import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  AllowReaderInput,
  contractsPolicy,
  ContractsQueries,
  ContractsService,
  EditContractInput,
  ExposureInput,
  exposureOf,
  NewContractInput,
  TellPeersInput,
  trajectoryOf,
} from '#libs/contracts';
import { type Actor, isSignedIn, type Reader } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ContractFormPage } from './contract-form.tsx';
import { contractForm, contractInWords, DAYS } from './contract-fields.ts';
import { ContractsPage } from './contracts.tsx';
import { ReadersPage } from './readers.tsx';

@Controller('spin-outs/:id/contracts')
export class ContractsPageController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly queries: ContractsQueries,
  ) {}

  @Get()
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const register = await this.queries.register(reader, id);
    const sent = query['at'] === undefined ? withDay(query, 'at') : query;
    const without = [query['without']].flat().filter((one) => typeof one === 'string');
    const asked = { at: sent['at'], grants: !without.includes('grants'), trading: !without.includes('trading') };
    const parsed = parseInput(ExposureInput, asked);
    const { at = register.today, grants, trading } = parsed.ok ? parsed.input : new ExposureInput();
    const typed = parsed.ok ? dayParts('at', at) : refusedForm(sent, new InvalidInput(parsed.problems)).values;
    const choice: Form = { values: { ...typed, without }, problems: parsed.ok ? [] : parsed.problems };
    return page(ContractsPage, {
      register,
      exposure: exposureOf(register.contracts, at, { grants, trading }),
      trajectory:
        register.wentLiveOn === null ? [] : trajectoryOf(register.contracts, register.wentLiveOn, register.today),
      peers: await this.queries.peersOf(reader, register),
      canEdit: contractsPolicy.canEdit(reader, id),
      canWatch: isSignedIn(reader),
      choice,
    });
  }

  @Get('new')
  async add(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(ContractFormPage, { spinOut: await this.editable(actor, id), form: emptyForm });
  }

  @Post()
  async create(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const spinOut = await this.editable(actor, id);
    const sent = withDays(body);
    const parsed = parseForm(NewContractInput, sent);
    if (!parsed.ok) return page(ContractFormPage, { spinOut, form: parsed.form }, 422);
    try {
      await this.contracts.add(actor, id, parsed.input, onceOf(actor, body, 'add-contract', id, parsed.input));
      return new SeeOther(`/spin-outs/${id}/contracts#contracts`, 'contract-added');
    } catch (error) {
      return page(ContractFormPage, { spinOut, form: refusedForm(sent, error) }, 422);
    }
  }

  @Get('readers')
  async readers(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.readersPage(actor, id, emptyForm, 200);
  }

  @Post('readers')
  async allow(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(AllowReaderInput, body);
    if (!parsed.ok) return this.readersPage(actor, id, parsed.form, 422);
    try {
      await this.contracts.allow(actor, id, parsed.input);
      return new SeeOther(`/spin-outs/${id}/contracts/readers`, 'register-opened');
    } catch (error) {
      return this.readersPage(actor, id, refusedForm(body, error), 422);
    }
  }

  @Post('readers/:readerId/remove')
  async disallow(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('readerId', IdPipe) readerId: string,
  ): Promise<SeeOther> {
    await this.contracts.disallow(actor, id, readerId);
    return new SeeOther(`/spin-outs/${id}/contracts/readers`, 'register-closed');
  }

  @Post('peers')
  async tellPeers(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(TellPeersInput, body);
    if (!parsed.ok) return this.readersPage(actor, id, parsed.form, 422);
    await this.contracts.tellPeers(actor, id, parsed.input.tellsPeers);
    return new SeeOther(`/spin-outs/${id}/contracts/readers`, 'peers-choice-saved');
  }

  @Get(':contractId/edit')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
  ): Promise<Page> {
    const spinOut = await this.editable(actor, id);
    const contract = await this.queries.contract(actor, id, contractId);
    return page(ContractFormPage, { spinOut, form: contractForm(contract), contract });
  }

  @Post(':contractId/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const spinOut = await this.editable(actor, id);
    const sent = withDays(body);
    const version = versionOf(body) ?? 1;
    const contract = { id: contractId, version };
    // Not parseForm(): what was emptied has to arrive as empty, or it would stay as it was; so do unticked boxes.
    const parsed = parseInput(EditContractInput, { extensionCertain: '', lightTouch: '', ...sent });
    const again = { spinOut, contract };
    if (!parsed.ok)
      return page(ContractFormPage, { ...again, form: refusedForm(sent, new InvalidInput(parsed.problems)) }, 422);
    try {
      await this.contracts.edit(actor, id, contractId, parsed.input, version);
      return new SeeOther(`/spin-outs/${id}/contracts#contracts`, 'contract-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return page(ContractFormPage, { ...again, form: refusedForm(sent, error) }, 422);
      const now = await this.queries.contract(actor, id, contractId);
      const form = formOf(sent as Record<string, string>);
      const theirs = contractInWords(now);
      return page(
        ContractFormPage,
        { spinOut, form, theirs, contract: { id: contractId, version: error.version } },
        409,
      );
    }
  }

  @Post(':contractId/remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    try {
      await this.contracts.remove(actor, id, contractId, versionOf(body));
      return new SeeOther(`/spin-outs/${id}/contracts`, 'contract-removed');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const [spinOut, now] = [await this.editable(actor, id), await this.queries.contract(actor, id, contractId)];
      return page(
        ContractFormPage,
        { spinOut, form: contractForm(now), contract: now, theirs: contractInWords(now) },
        409,
      );
    }
  }

  private async editable(actor: Actor, id: string): Promise<{ id: string; name: string }> {
    const { name } = await this.queries.register(actor, id);
    if (!contractsPolicy.canEdit(actor, id)) {
      throw new NotAllowed('Only the editors of this spin-out can change its contracts.');
    }
    return { id, name };
  }

  private async readersPage(actor: Actor, id: string, form: Form, status: number): Promise<Page> {
    const { name, readers, tellsPeers } = await this.queries.readersOf(actor, id);
    return page(ReadersPage, { spinOut: { id, name }, readers, tellsPeers, form }, status);
  }
}

const withDays = (body: unknown): Record<string, unknown> =>
  DAYS.reduce<Record<string, unknown>>((sent, name) => withDay(sent, name), { ...(body as object | null) });
