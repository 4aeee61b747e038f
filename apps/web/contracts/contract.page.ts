import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  contractsPolicy,
  ContractsQueries,
  ContractsService,
  type ContractWithSpinOut,
  EndedContractInput,
} from '#libs/contracts';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { type Form, formOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ContractPage } from './contract.tsx';
import { ContractEndedPage } from './contract-ended.tsx';

@Controller('spin-outs/:id/contracts/:contractId')
export class ContractPageController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly queries: ContractsQueries,
  ) {}

  @Get()
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
  ): Promise<Page> {
    const shown = await this.queries.contractWithSpinOut(reader, id, contractId);
    return page(ContractPage, { ...shown, canEdit: contractsPolicy.canEdit(reader, id) });
  }

  @Get('ended')
  async ended(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
  ): Promise<Page> {
    const shown = await this.editable(actor, id, contractId);
    const { endedReason, nextProviderKind, version } = shown.contract;
    return page(ContractEndedPage, { ...shown, version, form: formOf({ endedReason, nextProviderKind }) });
  }

  @Post('ended')
  async saveEnded(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 1;
    const again = async (form: Form, status: number, at = version): Promise<Page> => {
      const shown = await this.editable(actor, id, contractId);
      return page(ContractEndedPage, { ...shown, version: at, form, isLate: status === 409 }, status);
    };
    const parsed = parseForm(EndedContractInput, body);
    if (!parsed.ok) return again(parsed.form, 422);
    try {
      await this.contracts.edit(actor, id, contractId, parsed.input, version);
      return new SeeOther(`/spin-outs/${id}/contracts/${contractId}`, 'contract-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return again(refusedForm(body, error), 422);
      return again(formOf(body as Record<string, string>), 409, error.version);
    }
  }

  private async editable(actor: Actor, id: string, contractId: string): Promise<ContractWithSpinOut> {
    const shown = await this.queries.contractWithSpinOut(actor, id, contractId);
    if (!contractsPolicy.canEdit(actor, id)) {
      throw new NotAllowed('Only the editors of this spin-out can change its contracts.');
    }
    return shown;
  }
}
