import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type Actor, OpenToGuests } from '#libs/people';
import { Text } from '#libs/platform/inputs';
import { BODY_MAX, PostTexts } from '#libs/threads';
import { parseForm } from '../forms.ts';
import { fragment, page, type Page } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { PreviewOf } from './writing-box.tsx';
import { WritingHelpPage } from './writing-help.tsx';

class PreviewInput {
  @Text({ label: 'What you wrote', max: BODY_MAX, optional: true })
  readonly body: string = '';
}

/** "Preview" was pressed. */
export const isPreview = (body: unknown): boolean => (body as Record<string, unknown> | null)?.['preview'] === 'yes';

@OpenToGuests()
@Controller()
export class WritingPageController {
  constructor(private readonly texts: PostTexts) {}

  @Get('help/writing')
  help(): Page {
    return page(WritingHelpPage, {});
  }

  /** What the script of a form asks for. Nothing is kept. */
  @Post('preview')
  @HttpCode(200)
  async preview(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page> {
    const parsed = parseForm(PreviewInput, body);
    const typed = parsed.ok ? parsed.input.body : 'This is too long to be posted.';
    return fragment(PreviewOf, { text: await this.texts.prepare(actor, typed) });
  }
}
