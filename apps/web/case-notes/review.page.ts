import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  AnswerInput,
  type CaseNoteDetail,
  caseNotesPolicy,
  CaseNotesQueries,
  ReviewCommentInput,
  ReviewQueries,
  ReviewService,
} from '#libs/case-notes';
import { type Actor } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, onceOf, parseForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { ReviewPage } from './review.tsx';

@Controller('case-notes/:id')
export class ReviewPageController {
  constructor(
    private readonly review: ReviewService,
    private readonly queries: ReviewQueries,
    private readonly caseNotes: CaseNotesQueries,
  ) {}

  @Get('review')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const note = await this.caseNotes.note(actor, id);
    if (!caseNotesPolicy.canReview(actor, note))
      throw new NotAllowed('Only a moderator reviews a note, and never their own.');
    return note.status === 'submitted' ? this.shown(actor, note, emptyForm) : new SeeOther(`/case-notes/${id}`);
  }

  @Post('review-comments')
  async comment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ReviewCommentInput, body);
    const again = async (form: Form, status: number): Promise<Page> =>
      this.shown(actor, await this.caseNotes.note(actor, id), form, status);
    if (!parsed.ok) return again(parsed.form, 422);
    const once = onceOf(actor, body, 'review-comment', id, parsed.input);
    try {
      await this.review.comment(actor, id, parsed.input, versionOf(body), once);
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      return again(formOf({ section: parsed.input.section, body: parsed.input.body }), 409);
    }
    return new SeeOther(`/case-notes/${id}/review#part-${parsed.input.section}`, 'comment-kept');
  }

  @Post('review-comments/:commentId/answer')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('commentId', IdPipe) commentId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(AnswerInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.review.answer(actor, id, commentId, parsed.input);
    return new SeeOther(`/case-notes/${id}/tasks`, 'comment-answered');
  }

  private async shown(actor: Actor, note: CaseNoteDetail, form: Form, status = 200): Promise<Page> {
    const comments = await this.queries.comments(actor, note.id);
    return page(ReviewPage, { note, comments, form, changed: status === 409 }, status);
  }
}
