import { Controller, Get, Ip, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { DownloadInput, DownloadLimits, Downloads } from '#libs/briefs';
import { type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { CurrentReader } from '../reader.guard.ts';

const FILE = { schema: { type: 'string', format: 'binary' } };

@ApiTags('Case notes')
@Controller('case-notes/:id/export')
export class CaseNoteExportController {
  constructor(
    private readonly downloads: Downloads,
    private readonly limits: DownloadLimits,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'exportCaseNote',
    summary: 'A note, or its brief on one page, as a file with numbered sources',
    description:
      'Of a published note what anybody may read, whoever asks; a draft says that it is one. The same note gives the same bytes.',
  })
  @ApiOkResponse({
    description: 'The file; its name is in Content-Disposition',
    content: {
      'text/html': FILE,
      'text/markdown': FILE,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': FILE,
      'application/pdf': FILE,
    },
  })
  async export(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query() input: DownloadInput,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.limits.take(reader, ip);
    const { body, type, name } = await this.downloads.ofNote(reader, id, input);
    void reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Cookie, Authorization');
    return body;
  }
}
