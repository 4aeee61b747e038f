import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Actor, OpenToGuests } from '#libs/people';
import { InvalidInput } from '#libs/platform/inputs';
import { FollowDefaultsInput, FollowsService, FollowSubjectInput } from '#libs/threads';
import { formOf, parseForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { FollowingPage } from './subject-follows.tsx';

@OpenToGuests()
@Controller('settings/following')
export class FollowingPageController {
  constructor(private readonly follows: FollowsService) {}

  @Get()
  async show(@CurrentActor() actor: Actor): Promise<Page> {
    const { subjects, ...defaults } = await this.follows.choices(actor);
    return page(FollowingPage, { subjects, form: formOf(defaults) });
  }

  @Post()
  async save(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(FollowDefaultsInput, body);
    if (!parsed.ok) {
      const { subjects } = await this.follows.choices(actor);
      return page(FollowingPage, { subjects, form: parsed.form }, 422);
    }
    await this.follows.setDefaults(actor, parsed.input);
    return new SeeOther('/settings/following', 'follow-choices-saved');
  }

  @Post('subjects')
  async subject(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<SeeOther> {
    const parsed = parseForm(FollowSubjectInput, body);
    // A list to choose from and a button: nobody typed what is wrong in it.
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    const { kind, code } = parsed.input;
    await this.follows.setSubject(actor, parsed.input);
    const isList = (body as Record<string, unknown>)['back'] === 'list';
    const list = `/questions?${kind === 'topic' ? 'topic' : 'serviceArea'}=${encodeURIComponent(code)}`;
    return new SeeOther(isList ? list : '/settings/following', 'subject-saved');
  }
}
