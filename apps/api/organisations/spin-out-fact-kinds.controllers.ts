import { Body, Controller, Inject, Param, Patch, Post, Res, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import {
  EDIT_FACT_INPUTS,
  type FactInputOf,
  type FactKind,
  KIND_CODES,
  kindOf,
  NEW_FACT_INPUTS,
  SpinOutFactsQueries,
  SpinOutFactsService,
} from '#libs/spin-out-facts';
import { IdempotencyKey, IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import { FactDetailResource, toFactDetailResource } from './spin-out-fact.resource.ts';

/** In addresses: `legal-forms`, `financial-years`. */
const pathOf = (kind: FactKind): string => kindOf(kind).plural.toLowerCase().replaceAll(' ', '-');

/**
 * The controller of one kind of fact: `POST spin-outs/:id/financial-years` and so on. One each, so that the body of each
 * has a schema of its own; from one text, so that all behave alike.
 */
function controllerOf(kind: FactKind): Type<object> {
  const name = kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const what = kindOf(kind).label.toLowerCase();

  @ApiTags('Facts about spin-outs')
  @Controller(`spin-outs/:id/${pathOf(kind)}`)
  class FactKindController {
    constructor(
      @Inject(SpinOutFactsService) private readonly facts: SpinOutFactsService,
      @Inject(SpinOutFactsQueries) private readonly queries: SpinOutFactsQueries,
    ) {}

    @Post()
    @ApiOperation({
      operationId: `record${name}`,
      summary: `Record: ${what}; editors of the spin-out and data stewards`,
    })
    @ApiCreatedResponse({ type: FactDetailResource })
    async record(
      @CurrentActor() actor: Actor,
      @Param('id', IdPipe) id: string,
      @Body() input: FactInputOf,
      @IdempotencyKey() key: string | null,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<FactDetailResource> {
      const once = onceFor(actor.personId, key, 'record-fact', id, kind, input);
      const { id: factId } = await this.facts.record(actor, id, kind, input, once);
      void reply.header('location', `/api/v1/spin-outs/${id}/facts/${factId}`);
      return this.shown(actor, id, factId, reply);
    }

    @Patch(':factId')
    @ApiOperation({
      operationId: `change${name}`,
      summary: `Change what is named: ${what}. An empty text takes it away; If-Match takes the ETag`,
    })
    @ApiOkResponse({ type: FactDetailResource })
    async change(
      @CurrentActor() actor: Actor,
      @Param('id', IdPipe) id: string,
      @Body() input: Partial<FactInputOf>,
      @IfMatch() version: number | null,
      @Param('factId', IdPipe) factId: string,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<FactDetailResource> {
      await this.facts.change(actor, id, factId, kind, input, version);
      return this.shown(actor, id, factId, reply);
    }

    private async shown(actor: Actor, id: string, factId: string, reply: FastifyReply): Promise<FactDetailResource> {
      const fact = toFactDetailResource(await this.queries.page(actor, id, factId));
      void reply.header('etag', `"v${fact.version}"`);
      return fact;
    }
  }

  Object.defineProperty(FactKindController, 'name', { value: `${name}FactsController` });
  // What a decorated parameter's type would say, where it is not a variable: which class parses the body.
  const BODY = 2;
  for (const [method, Input] of [
    ['record', NEW_FACT_INPUTS[kind]],
    ['change', EDIT_FACT_INPUTS[kind]],
  ] as const) {
    const types = [...(Reflect.getMetadata('design:paramtypes', FactKindController.prototype, method) as unknown[])];
    types[BODY] = Input;
    Reflect.defineMetadata('design:paramtypes', types, FactKindController.prototype, method);
  }
  return FactKindController;
}

export const FACT_KIND_CONTROLLERS: Type<object>[] = KIND_CODES.map(controllerOf);
