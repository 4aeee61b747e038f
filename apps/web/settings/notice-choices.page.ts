import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  digestChoiceOf,
  type NoticeChoice,
  NoticeChoices,
  NoticeChoicesInput,
  UnreachableAddresses,
} from '#libs/notifications';
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
    private readonly unreachable: UnreachableAddresses,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor): Promise<Page> {
    return this.showWith(actor, formOf(ticked(await this.choices.of(actor.personId))));
  }

  @Post()
  async save(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(NoticeChoicesInput, body);
    if (!parsed.ok) return this.showWith(actor, parsed.form, 422);
    await this.choices.set(actor, parsed.input);
    return new SeeOther('/settings/notifications', 'notice-choices-saved');
  }

  /** After mail servers said that there is no such address. */
  @Post('reachable')
  async tryAgain(@CurrentActor() actor: Actor): Promise<SeeOther> {
    await this.unreachable.tryAgain(actor);
    return new SeeOther('/settings/notifications', 'mail-tried-again');
  }

  private async showWith(actor: Actor, form: Form, status = 200): Promise<Page> {
    const [email, isUnreachable] = await Promise.all([this.people.ownEmail(actor), this.unreachable.isOwn(actor)]);
    return page(NoticeChoicesPage, { email, isUnreachable, form }, status);
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
