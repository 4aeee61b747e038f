import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import {
  ContractListInput,
  ContractsQueries,
  ContractsService,
  EditContractInput,
  ExposureInput,
  exposureOf,
  NewContractInput,
} from '#libs/contracts';
import { type Actor, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ContractListResource, ContractResource, toContractResource } from './contract.resource.ts';
import { ExposureResource, toExposureResource } from './exposure.resource.ts';
import { toTrajectoryResource, TrajectoryResource } from './trajectory.resource.ts';

@ApiTags('Contracts')
@Controller('spin-outs/:id')
export class ContractsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly queries: ContractsQueries,
  ) {}

  @Get('contracts')
  @ApiOperation({
    operationId: 'listContracts',
    summary: 'The contracts of a spin-out, newest start first; for its verified members and whom they allow, else 404',
  })
  @ApiOkResponse({ type: ContractListResource })
  async list(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: ContractListInput,
  ): Promise<ContractListResource> {
    const { items, next } = await this.queries.list(reader, id, input);
    return { items: items.map((contract) => toContractResource(id, contract)), next };
  }

  @Post('contracts')
  @ApiOperation({ operationId: 'addContract', summary: 'Add a contract; editors of the spin-out only' })
  @ApiCreatedResponse({ type: ContractResource })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: NewContractInput,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContractResource> {
    const added = await this.contracts.add(actor, id, input, onceFor(actor.personId, key, 'add-contract', id, input));
    void reply.header('location', `/api/v1/spin-outs/${id}/contracts/${added.id}`);
    return this.show(actor, id, added.id, reply);
  }

  @Get('contracts/:contractId')
  @ApiOperation({ operationId: 'getContract', summary: 'One contract' })
  @ApiOkResponse({ type: ContractResource })
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContractResource> {
    const contract = toContractResource(id, await this.queries.contract(reader, id, contractId));
    void reply.header('etag', `"v${contract.version}"`);
    return contract;
  }

  @Patch('contracts/:contractId')
  @ApiOperation({
    operationId: 'editContract',
    summary: 'Change what is named, an empty text takes it away; If-Match takes the ETag. Editors only',
  })
  @ApiOkResponse({ type: ContractResource })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
    @Body() input: EditContractInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContractResource> {
    await this.contracts.edit(actor, id, contractId, input, version);
    return this.show(actor, id, contractId, reply);
  }

  @Delete('contracts/:contractId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeContract', summary: 'Take a contract out of the register; editors only' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('contractId', IdPipe) contractId: string,
    @IfMatch() version: number | null,
  ): Promise<void> {
    await this.contracts.remove(actor, id, contractId, version);
  }

  @Get('contract-trajectory')
  @ApiOperation({
    operationId: 'getContractTrajectory',
    summary:
      'The largest payer’s share by financial year since go-live, and peers who diversified from a similar share and tell it; same readers as the contracts',
  })
  @ApiOkResponse({ type: TrajectoryResource })
  async trajectory(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<TrajectoryResource> {
    const register = await this.queries.register(reader, id);
    return toTrajectoryResource(register, await this.queries.peersOf(reader, register));
  }

  @Get('contract-exposure')
  @ApiOperation({
    operationId: 'getContractExposure',
    summary: 'How much hangs on one payer on a day, and when it runs out; same readers as the contracts',
  })
  @ApiOkResponse({ type: ExposureResource })
  async exposure(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() { at, grants, trading }: ExposureInput,
  ): Promise<ExposureResource> {
    const register = await this.queries.register(reader, id);
    return toExposureResource(exposureOf(register.contracts, at ?? register.today, { grants, trading }));
  }
}
