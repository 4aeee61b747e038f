import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  AccountsService,
  DirectoryInput,
  DirectoryQueries,
  originOf,
  PeopleListInput,
  PeopleQueries,
  type Reader,
  SignUpInput,
} from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { ParticipationQueries } from '#libs/threads';
import { CurrentReader } from '../reader.guard.ts';
import { FacetValueResource, toFacetsResource } from '../search/search.resource.ts';
import { ContributionsResource, toContributionsResource } from './contributions.resource.ts';
import { PersonListResource, PersonResource, toPersonResource } from './person.resource.ts';

export class AccountResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'email' })
  readonly email!: string;
}

export class PeopleCountsResource {
  @ApiProperty({ type: 'integer', description: 'How many match all that was chosen' })
  readonly total!: number;
  @ApiProperty({
    description: 'By field of the request; each counts what its other values would find beside the other fields',
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FacetValueResource' } },
  })
  readonly facets!: Record<string, FacetValueResource[]>;
}

@ApiTags('People')
@ApiExtraModels(FacetValueResource)
@Controller()
export class PeopleController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: PeopleQueries,
    private readonly directory: DirectoryQueries,
    private readonly participation: ParticipationQueries,
  ) {}

  @Post('accounts')
  @ApiOperation({
    operationId: 'createAccount',
    summary: 'Sign up; sign in at /session afterwards. The same request twice is one account',
  })
  @ApiCreatedResponse({ type: AccountResource })
  async signUp(
    @Body() input: SignUpInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountResource> {
    const { personId } = await this.accounts.signUp(input, originOf(request));
    void reply.header('location', `/api/v1/people/${personId}`);
    return { id: personId, email: input.email };
  }

  @Get('people')
  @ApiOperation({ operationId: 'listPeople', summary: 'The directory, by name. Members see it; nobody else does' })
  @ApiOkResponse({ type: PersonListResource })
  async list(@CurrentReader() reader: Reader, @Query() input: PeopleListInput): Promise<PersonListResource> {
    const { items, next } = await this.directory.list(reader, input);
    return { items: items.map(toPersonResource), next };
  }

  @Get('people/facets')
  @ApiOperation({
    operationId: 'countPeople',
    summary:
      'How many of the directory each choice would find; of what you may not know of somebody they are not counted',
  })
  @ApiOkResponse({ type: PeopleCountsResource })
  async counts(@CurrentReader() reader: Reader, @Query() input: DirectoryInput): Promise<PeopleCountsResource> {
    const { total, facets } = await this.directory.counts(reader, input);
    return { total, facets: toFacetsResource(facets) };
  }

  @Get('people/:id')
  @ApiOperation({ operationId: 'getPerson', summary: 'One person, as you may see them' })
  @ApiOkResponse({ type: PersonResource })
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<PersonResource> {
    return toPersonResource(await this.queries.person(reader, id));
  }

  @Get('people/:id/contributions')
  @ApiOperation({
    operationId: 'listContributions',
    summary: 'What somebody shared and what came of it, of what you may read; nothing written under a mask',
  })
  @ApiOkResponse({ type: ContributionsResource })
  async contributions(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
  ): Promise<ContributionsResource> {
    await this.queries.person(reader, id);
    return toContributionsResource(await this.participation.contributions(reader, id));
  }
}
