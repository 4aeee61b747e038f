import { Controller, Get, Headers, Param, Res, StreamableFile } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { FilesService } from '#libs/files';
import { type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { PostFilesQueries } from '#libs/threads';
import { CurrentReader } from '../reader.guard.ts';

@Controller('files')
export class FilesPageController {
  constructor(
    private readonly files: FilesService,
    private readonly queries: PostFilesQueries,
  ) {}

  @Get(':id')
  async show(
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
}
