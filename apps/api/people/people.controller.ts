import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AccountsService, originOf, PeopleListInput, PeopleQueries, type Reader, SignUpInput } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { CurrentReader } from '../reader.guard.ts';
import { PersonListResource, PersonResource, toPersonResource } from './person.resource.ts';

export class AccountResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'email' })
  readonly email!: string;
}

@ApiTags('People')
@Controller()
export class PeopleController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: PeopleQueries,
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
    const { items, next } = await this.queries.directory(reader, input);
    return { items: items.map(toPersonResource), next };
  }

  @Get('people/:id')
  @ApiOperation({ operationId: 'getPerson', summary: 'One person, as you may see them' })
  @ApiOkResponse({ type: PersonResource })
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<PersonResource> {
    return toPersonResource(await this.queries.person(reader, id));
  }
}
