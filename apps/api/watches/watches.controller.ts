import { Body, Controller, Delete, Get, HttpCode, Module, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor } from '#libs/people';
import { NotFound } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import {
  TRIGGERS,
  type WatchAbout,
  WATCHED,
  Watches,
  WatchesModule,
  WatchesQueries,
  WatchInput,
  type WatchRow,
  type WatchSubject,
} from '#libs/watches';
import { CurrentActor } from '../reader.guard.ts';

class WatchSubjectResource {
  @ApiProperty({ enum: WATCHED })
  readonly about!: string;
  @ApiProperty({ description: 'The id of a case note, council, spin-out or question; the code of the others' })
  readonly subject!: string;
  @ApiProperty({ description: 'Its title, name or label' })
  readonly title!: string;
}

class WatchedResource extends WatchSubjectResource {
  @ApiProperty({ enum: Object.keys(TRIGGERS), isArray: true, description: 'For what you watch it' })
  readonly triggers!: string[];
}

class FindingResource {
  @ApiProperty({ enum: ['case-note', 'thread', 'organisation'] })
  readonly kind!: string;
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ format: 'date-time' })
  readonly foundAt!: string;
}

class WatchResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: Object.keys(TRIGGERS) })
  readonly trigger!: string;
  @ApiProperty({ type: WatchSubjectResource, nullable: true, description: 'Null: you can no longer read it' })
  readonly subject!: WatchSubjectResource | null;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: [FindingResource], description: 'Newest first, at most five, of those that you can read now' })
  readonly found!: FindingResource[];
}

class WatchListResource {
  @ApiProperty({ type: [WatchResource] })
  readonly items!: WatchResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: there are at most 100' })
  readonly next!: string | null;
}

@ApiTags('Me')
@Controller('me/watches')
class WatchesController {
  constructor(
    private readonly watches: Watches,
    private readonly queries: WatchesQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listWatches', summary: 'What you watch for, newest first, and what was found' })
  @ApiOkResponse({ type: WatchListResource })
  async list(@CurrentActor() actor: Actor): Promise<WatchListResource> {
    return { items: (await this.queries.list(actor)).map(toResource), next: null };
  }

  @Get(':about/:subject')
  @ApiOperation({ operationId: 'getWatched', summary: 'For what you watch one thing' })
  @ApiParam({ name: 'about', enum: WATCHED })
  @ApiOkResponse({ type: WatchedResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('about') about: string,
    @Param('subject') subject: string,
  ): Promise<WatchedResource> {
    const { triggers, ...of } = await this.queries.subject(actor, known(about), subject);
    return { ...toSubject(of), triggers };
  }

  @Put(':about/:subject')
  @ApiOperation({
    operationId: 'watch',
    summary: 'Watch one thing for these from now on; what is not named is no longer watched',
  })
  @ApiParam({ name: 'about', enum: WATCHED })
  @ApiOkResponse({ type: WatchedResource })
  async watch(
    @CurrentActor() actor: Actor,
    @Param('about') about: string,
    @Param('subject') subject: string,
    @Body() input: WatchInput,
  ): Promise<WatchedResource> {
    const { triggers, ...of } = await this.watches.set(actor, known(about), subject, input.triggers);
    return { ...toSubject(of), triggers };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'stopWatching', summary: 'Stop a watch; what it found goes with it' })
  @ApiNoContentResponse()
  async stop(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.watches.stop(actor, id);
  }
}

function known(about: string): WatchAbout {
  const one = WATCHED.find((kind) => kind === about);
  if (one === undefined) throw new NotFound('watches.no-such-subject', 'thing to watch');
  return one;
}

const toSubject = ({ about, subject, title }: WatchSubject): WatchSubjectResource => ({ about, subject, title });

const toResource = ({ id, trigger, subject, createdAt, found }: WatchRow): WatchResource => ({
  id,
  trigger,
  subject: subject && toSubject(subject),
  createdAt: createdAt.toISOString(),
  found: found.map(({ kind, id: of, title, fictional, at }) => ({
    kind,
    id: of,
    title,
    fictional,
    foundAt: new Date(at).toISOString(),
  })),
});

@Module({ imports: [WatchesModule], controllers: [WatchesController] })
export class WatchesApiModule {}
