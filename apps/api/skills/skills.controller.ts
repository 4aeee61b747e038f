import { Body, Controller, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { SKILL_CODES, SkillsInput, SkillsQueries, SkillsService, type Team } from '#libs/skills';
import { IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';

const LEVELS = {
  type: 'object',
  additionalProperties: { type: 'integer', minimum: 0, maximum: 3, nullable: true },
  description: 'By skill: 0 not yet, 1 with help, 2 alone, 3 could teach it; null: not said',
} as const;

class SkillGuidanceResource {
  @ApiProperty()
  readonly slug!: string;
  @ApiProperty()
  readonly title!: string;
}

class SkillTacticResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
}

class SkillHelperResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly practitionerRole!: string;
  @ApiProperty()
  readonly fictional!: boolean;
}

class SkillResource {
  @ApiProperty({ enum: SKILL_CODES })
  readonly skill!: string;
  @ApiProperty({
    type: [Number],
    nullable: true,
    description: 'How many said 0, 1, 2 and 3; null: fewer than three said anything',
  })
  readonly spread!: number[] | null;
  @ApiProperty({ type: [SkillGuidanceResource] })
  readonly guidance!: SkillGuidanceResource[];
  @ApiProperty({ type: [SkillTacticResource] })
  readonly tactics!: SkillTacticResource[];
  @ApiProperty({ type: [SkillHelperResource], description: 'Who offers help with it and is not away' })
  readonly members!: SkillHelperResource[];
}

class OwnSkillsResource {
  @ApiProperty(LEVELS)
  readonly levels!: Record<string, number | null>;
  @ApiProperty()
  readonly named!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

class NamedSkillsResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty(LEVELS)
  readonly levels!: Record<string, number | null>;
}

class TeamSkillsResource {
  @ApiProperty({ type: 'integer', description: 'How many of the team have answered' })
  readonly answered!: number;
  @ApiProperty({ type: [SkillResource] })
  readonly skills!: SkillResource[];
  @ApiProperty({ type: OwnSkillsResource, nullable: true })
  readonly own!: OwnSkillsResource | null;
  @ApiProperty({ type: [NamedSkillsResource], description: 'Those who let the team see which is theirs' })
  readonly named!: NamedSkillsResource[];
}

const levelsOf = (row: Record<string, unknown>): Record<string, number | null> =>
  Object.fromEntries(SKILL_CODES.map((skill) => [skill, row[skill] as number | null]));

const toTeamSkillsResource = ({ answered, own, named, spreads, learning }: Team): TeamSkillsResource => ({
  answered,
  skills: SKILL_CODES.map((skill) => ({ skill, spread: spreads[skill], ...learning[skill] })),
  own: own && { levels: levelsOf(own), named: own.named, version: own.version },
  named: named.map((row) => ({ personId: row.personId, name: row.name, levels: levelsOf({ ...row }) })),
});

@ApiTags('Skills of a team')
@Controller('organisations/:id/skills')
export class SkillsController {
  constructor(
    private readonly queries: SkillsQueries,
    private readonly skills: SkillsService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getTeamSkills', summary: 'What your team can do; its verified members alone' })
  @ApiOkResponse({ type: TeamSkillsResource })
  async team(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TeamSkillsResource> {
    const team = toTeamSkillsResource(await this.queries.team(actor, id));
    if (team.own) void reply.header('etag', `"v${team.own.version}"`);
    return team;
  }

  @Put('mine')
  @ApiOperation({ operationId: 'saveOwnSkills', summary: 'Say what you can do. If-Match the ETag of your team' })
  @ApiOkResponse({ type: TeamSkillsResource })
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: SkillsInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TeamSkillsResource> {
    await this.skills.save(actor, id, input, version);
    return this.team(actor, id, reply);
  }

  @Delete('mine')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeOwnSkills', summary: 'Take back what you said' })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.skills.remove(actor, id);
  }
}
