import { Body, Controller, Get, Ip, Param, Post, Query } from '@nestjs/common';
import {
  type CaseNoteDetail,
  CaseNoteNotFound,
  CaseNotesQueries,
  ReplyRequestInput,
  ReplyRequestsService,
} from '#libs/case-notes';
import { type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { emptyForm, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { RightOfReplyPage } from './right-of-reply.tsx';

const REFERENCE = /^RR-[A-Z2-9]{8}$/;

/** A right of reply is asked for here by anybody, with an account or without. */
@Controller('case-notes/:id/right-of-reply')
export class RightOfReplyPageController {
  constructor(
    private readonly notes: CaseNotesQueries,
    private readonly requests: ReplyRequestsService,
  ) {}

  @Get()
  async show(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Query('sent') sent: unknown,
  ): Promise<Page> {
    const note = await this.published(reader, id);
    const reference = typeof sent === 'string' && REFERENCE.test(sent) ? sent : null;
    return page(RightOfReplyPage, { note, reference, form: emptyForm });
  }

  @Post()
  async ask(
    @CurrentReader() reader: Reader,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
    @Ip() ip: string,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ReplyRequestInput, body);
    if (!parsed.ok) {
      return page(
        RightOfReplyPage,
        { note: await this.published(reader, id), reference: null, form: parsed.form },
        422,
      );
    }
    try {
      const reference = await this.requests.ask(reader, id, parsed.input, ip);
      return new SeeOther(`/case-notes/${id}/right-of-reply?sent=${reference}`);
    } catch (error) {
      const form = refusedForm(body, error);
      return page(RightOfReplyPage, { note: await this.published(reader, id), reference: null, form }, 422);
    }
  }

  private async published(reader: Reader, id: string): Promise<CaseNoteDetail> {
    const note = await this.notes.note(reader, id);
    if (note.status !== 'published') throw CaseNoteNotFound();
    return note;
  }
}
