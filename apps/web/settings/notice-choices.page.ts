import { Body, Controller, Get, Post } from '@nestjs/common';
import { digestChoiceOf, type NoticeChoice, NoticeChoices, NoticeChoicesInput } from '#libs/notifications';
import { type Actor, OpenToGuests, PeopleQueries } from '#libs/people';
import { type Form, formOf, parseForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { NoticeChoicesPage } from './notice-choices.tsx';

/** What somebody is told, in the inbox and by mail. */
@OpenToGuests()
@Controller('settings/notifications')
export class NoticeChoicesPageController {
  constructor(
    private readonly choices: NoticeChoices,
    private readonly people: PeopleQueries,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor): Promise<Page> {
    const [choices, email] = await Promise.all([this.choices.of(actor.personId), this.people.ownEmail(actor)]);
    return page(NoticeChoicesPage, { email, form: formOf(ticked(choices)) });
  }

  @Post()
  async save(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(NoticeChoicesInput, body);
    if (!parsed.ok) return this.again(actor, parsed.form);
    await this.choices.set(actor, parsed.input);
    return new SeeOther('/settings/notifications', 'notice-choices-saved');
  }

  private async again(actor: Actor, form: Form): Promise<Page> {
    return page(NoticeChoicesPage, { email: await this.people.ownEmail(actor), form }, 422);
  }
}

const ticked = (choices: readonly NoticeChoice[]): Record<string, string> => ({
  ...Object.fromEntries(
    choices.flatMap(({ kind, inInbox, byMail }) => [
      [`${kind}Inbox`, inInbox ? 'yes' : ''],
      [`${kind}Mail`, byMail ? 'yes' : ''],
    ]),
  ),
  ...digestChoiceOf(choices),
});
