import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  AccountsService,
  type Actor,
  audienceCodes,
  ChangePasswordInput,
  NO_INTERESTS,
  OpenToGuests,
  PeopleQueries,
  type PersonRow,
  ProfileInput,
  ProfilesService,
} from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { emptyForm, type Form, formOf, parseForm, refusedForm, typedFields, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { BrowserSession } from '../sign-in/browser-session.ts';
import { PasswordPage } from './password.tsx';
import { ProfilePage } from './profile.tsx';
import { differences } from './profile.view.ts';
import { SettingsPage } from './settings.tsx';

@OpenToGuests()
@Controller('settings')
export class SettingsPageController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly profiles: ProfilesService,
    private readonly people: PeopleQueries,
    private readonly session: BrowserSession,
  ) {}

  @Get()
  async overview(@CurrentActor() actor: Actor): Promise<Page> {
    return page(SettingsPage, { actor, ...(await this.people.ownAddress(actor)) });
  }

  @Get('profile')
  async profile(@CurrentActor() actor: Actor): Promise<Page> {
    const person = await this.people.person(actor, actor.personId);
    return page(ProfilePage, { person, version: person.version, form: profileForm(person) });
  }

  @Post('profile')
  async saveProfile(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(ProfileInput, body);
    const version = versionOf(body);
    if (!parsed.ok) return this.again(actor, parsed.form, version, 422);
    try {
      // A form without a version was not made by this page: it is taken as one that is out of date.
      await this.profiles.update(actor, parsed.input, version ?? 0);
      return new SeeOther(`/people/${actor.personId}`, 'profile-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return this.again(actor, refusedForm(body, error), version, 422);
      const person = await this.people.person(actor, actor.personId);
      const form: Form = { values: typedFields(body), problems: [] };
      const theirs = differences(parsed.input, person);
      return page(ProfilePage, { person, version: person.version, form, theirs }, 409);
    }
  }

  @Get('password')
  password(@CurrentActor() _actor: Actor): Page {
    return page(PasswordPage, { form: emptyForm });
  }

  /** This browser gets a new session too: whoever had copied its cookie is out. */
  @Post('password')
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ChangePasswordInput, body);
    if (!parsed.ok) return page(PasswordPage, { form: parsed.form }, 422);
    try {
      await this.accounts.changePassword(actor, parsed.input);
    } catch (error) {
      return page(PasswordPage, { form: refusedForm(body, error) }, 422);
    }
    await this.session.start(actor.personId, request, reply);
    return new SeeOther('/settings', 'password-changed');
  }

  private async again(actor: Actor, form: Form, version: number | null, status: number): Promise<Page> {
    const person = await this.people.person(actor, actor.personId);
    return page(ProfilePage, { person, version: version ?? person.version, form }, status);
  }
}

const profileForm = (person: PersonRow): Form =>
  formOf({
    name: person.name,
    practitionerRole: person.practitionerRole,
    jobTitle: person.jobTitle,
    bio: person.bio,
    serviceAreas: person.serviceAreas,
    stagesLived: person.stagesLived,
    topicsOffered: person.topicsOffered,
    topicsWanted: person.topicsWanted,
    languages: person.languages,
    availability: person.availability,
    helpsAWeek: String(person.helpsAWeek ?? ''),
    interests: person.interests === NO_INTERESTS ? '' : person.interests,
    noInterests: person.interests === NO_INTERESTS ? 'yes' : '',
    audiences: audienceCodes(person.audiences ?? {}),
    listedTo: person.listed ? 'network' : 'nobody',
  });
