import { Controller, Get, Headers, Param, Res, StreamableFile } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { fileHeaders, FileNotFound, FilesService, hasFile } from '#libs/files';
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
    const bytes = hasFile(has, id) ? null : await this.files.bytesOf(id);
    if (!bytes && !hasFile(has, id)) throw FileNotFound();
    void reply.headers(fileHeaders(file));
    if (bytes) return new StreamableFile(bytes, {});
    void reply.code(304).removeHeader('content-length');
    return undefined;
  }
}
