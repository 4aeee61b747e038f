import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DescribeInput, FILE_LIMITS, FilesService, tooLarge } from '#libs/files';
import { type Actor, OpenToGuests, type Reader } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { IdPipe, TakesParts, withParts } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { fileAddress, PostFilesQueries } from '#libs/threads';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { FileListResource, FileResource } from './post.resource.ts';

@ApiTags('Threads')
@OpenToGuests()
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly queries: PostFilesQueries,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'downloadFile', summary: 'The bytes of a file, for who may read the post it stands in' })
  @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  async download(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Headers('if-none-match') has: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const file = await this.queries.readable(reader, id);
    const { status, headers, bytes } = await this.files.delivery(file, has);
    void reply.code(status).headers(headers);
    return bytes && new StreamableFile(bytes);
  }

  /** Read only once it is known who sends: nobody else's bytes are taken. */
  @Post()
  @TakesParts()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'uploadFile',
    summary: 'Send a file to attach to a post: PNG, JPEG, WebP, PDF, DOCX, XLSX, PPTX, CSV or text, 10 MB at most',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        alt: { type: 'string', maxLength: FILE_LIMITS.alt, description: 'What a picture shows' },
        decorative: { type: 'boolean', description: 'The picture shows nothing that matters' },
      },
    },
  })
  @ApiCreatedResponse({ type: FileResource })
  upload(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @IdempotencyKey() key: string | null,
  ): Promise<FileResource> {
    return this.files.taking(actor, (begin) =>
      withParts(request, { files: 1, bytes: FILE_LIMITS.bytes, beforeFiles: begin }, async ({ fields, files }) => {
        const [file] = files;
        if (!file) throw new Refused('files.none', [{ field: 'file', message: 'Choose a file' }]);
        if (file.tooLarge) throw tooLarge(file.name);
        const { alt, decorative } = described(Object.fromEntries(fields));
        const upload = { name: file.name, bytes: await file.read(), alt: decorative ? '' : (alt ?? null) };
        return shown(await this.files.upload(actor, upload, (...what) => onceFor(actor.personId, key, ...what)));
      }),
    );
  }

  @Put(':id/description')
  @ApiOperation({
    operationId: 'describeFile',
    summary: 'Say what a picture shows that you sent and did not post yet; a post takes no picture without',
  })
  @ApiOkResponse({ type: FileResource })
  async describe(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: DescribeInput,
  ): Promise<FileResource> {
    return shown(await this.files.describe(actor, id, input));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'discardFile', summary: 'Throw away a file that you sent and did not post yet' })
  @ApiNoContentResponse()
  async discard(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.files.discard(actor, id);
  }
}

@ApiTags('Threads')
@OpenToGuests()
@Controller('me/files')
export class OwnFilesController {
  constructor(private readonly queries: PostFilesQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listUnpostedFiles', summary: 'Files that you sent and did not post yet, latest first' })
  @ApiOkResponse({ type: FileListResource })
  async list(@CurrentActor() actor: Actor): Promise<FileListResource> {
    return { items: (await this.queries.unposted(actor)).map(shown), next: null };
  }
}

const shown = (file: Omit<FileResource, 'url'>): FileResource => ({ ...file, url: fileAddress(file.id) });

function described({ alt, decorative }: Record<string, string>): DescribeInput {
  const parsed = parseInput(DescribeInput, { alt, decorative });
  if (!parsed.ok) throw new InvalidInput(parsed.problems);
  return parsed.input;
}
