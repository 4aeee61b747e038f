import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  CircleDecisionInput,
  type CircleDetail,
  CircleGuestInput,
  CircleGuests,
  CircleInvitationAnswerInput,
  CircleInvitationInput,
  CircleJoining,
  CircleJoiningQueries,
  CircleLinkInput,
  CircleRequestInput,
  CirclesQueries,
} from '#libs/circles';
import { type Actor, NamedInput, OpenToGuests, PeopleQueries } from '#libs/people';
import { Config } from '#libs/platform/config';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, onceOf, parseForm, refusedForm, typedFields } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { numbered } from './circle-forms.ts';
import { CircleInvitePage, CircleMembersPage, JoinByLinkPage, NewCircleLinkPage } from './circle-members.tsx';
import { CircleOutsidePage } from './circle-outside.tsx';
import { isInside } from './circles.page.ts';

/** How one gets into a circle, and who is in it. */
@Controller('circles')
export class CircleDoorPageController {
  constructor(
    private readonly joining: CircleJoining,
    private readonly doors: CircleJoiningQueries,
    private readonly guests: CircleGuests,
    private readonly circles: CirclesQueries,
    private readonly people: PeopleQueries,
    private readonly config: Config,
  ) {}

  @Get('join/:token')
  async linked(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<Page | SeeOther> {
    const circle = await this.doors.linked(actor, token);
    if (circle.isMember) return new SeeOther(`/circles/${circle.id}`);
    return page(JoinByLinkPage, { token, circle });
  }

  @Post('join/:token')
  async joinByLink(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<SeeOther> {
    return new SeeOther(`/circles/${await this.joining.joinByLink(actor, token)}`, 'circle-joined');
  }

  @Post(':id/join')
  async join(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.joining.join(actor, id);
    return new SeeOther(`/circles/${id}`, 'circle-joined');
  }

  @Post(':id/requests')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const answers = numbered(body, 'answers', true);
    const asked = answers.slice(0, answers.findLastIndex(Boolean) + 1);
    const again = async (form: Form): Promise<Page> =>
      page(CircleOutsidePage, { circle: await this.circles.circle(actor, id), form }, 422);
    // What is missing in between is said by the rule, at its own box.
    const parsed = parseForm(CircleRequestInput, { answers: asked.map((answer) => answer || ' ') });
    if (!parsed.ok) {
      const problems = parsed.form.problems.map((problem) => ({ ...problem, field: 'answers-1' }));
      return again({ values: typedFields(body), problems });
    }
    try {
      await this.joining.ask(actor, id, parsed.input, onceOf(actor, body, 'circle-request', id, parsed.input));
      return new SeeOther(`/circles/${id}`, 'circle-asked');
    } catch (error) {
      return again(refusedForm(body, error));
    }
  }

  @Post(':id/requests/take-back')
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.joining.takeBack(actor, id);
    return new SeeOther('/circles', 'circle-request-taken-back');
  }

  @Post(':id/requests/:requestId')
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('requestId', IdPipe) requestId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(CircleDecisionInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.joining.decide(actor, id, requestId, parsed.input);
    return new SeeOther(`/circles/${id}/members`, 'circle-request-answered');
  }

  @Post(':id/invitation')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(CircleInvitationAnswerInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.joining.answer(actor, id, parsed.input);
    if (parsed.input.answer === 'accepted') return new SeeOther(`/circles/${id}`, 'circle-joined');
    return new SeeOther('/circles', 'circle-invitation-declined');
  }

  @OpenToGuests()
  @Get(':id/members')
  async members(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    return this.membersPage(actor, id, emptyForm, 200);
  }

  /** With `q`, also whom a facilitator may invite by that name. */
  @Get(':id/invite')
  async invitation(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page | SeeOther> {
    const circle = await this.circles.circle(actor, id);
    if (!circle.facilitates) return new SeeOther(`/circles/${id}`);
    return this.invitePage(actor, circle, query, emptyForm, 200);
  }

  @Post(':id/invitations')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleInvitationInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    try {
      await this.joining.invite(actor, id, parsed.input, onceOf(actor, body, 'circle-invitation', id, parsed.input));
      return new SeeOther(`/circles/${id}/members`, 'circle-invited');
    } catch (error) {
      return this.invitePage(actor, await this.circles.circle(actor, id), {}, refusedForm(body, error), 422);
    }
  }

  @Post(':id/invitations/:personId/withdraw')
  async uninvite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<SeeOther> {
    await this.joining.uninvite(actor, id, personId);
    return new SeeOther(`/circles/${id}/members`, 'circle-uninvited');
  }

  @Post(':id/guests')
  async inviteGuest(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleGuestInput, body);
    const again = async (form: Form): Promise<Page> =>
      this.invitePage(actor, await this.circles.circle(actor, id), {}, form, 422);
    if (!parsed.ok) return again(parsed.form);
    try {
      await this.guests.invite(actor, id, parsed.input);
      return new SeeOther(`/circles/${id}/members`, 'circle-guest-invited');
    } catch (error) {
      return again(refusedForm(body, error));
    }
  }

  @Post(':id/guests/:invitationId/withdraw')
  async uninviteGuest(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('invitationId', IdPipe) invitationId: string,
  ): Promise<SeeOther> {
    await this.guests.withdraw(actor, id, invitationId);
    return new SeeOther(`/circles/${id}/members`, 'circle-uninvited');
  }

  @Post(':id/links')
  async makeLink(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleLinkInput, body);
    if (!parsed.ok) return this.membersPage(actor, id, parsed.form, 422);
    try {
      const { token } = await this.joining.makeLink(actor, id, parsed.input);
      const url = `${this.config.publicUrl}/circles/join/${token}`;
      return page(NewCircleLinkPage, { circle: await this.circles.circle(actor, id), url });
    } catch (error) {
      return this.membersPage(actor, id, refusedForm(body, error), 422);
    }
  }

  @Post(':id/links/:linkId/revoke')
  async revokeLink(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('linkId', IdPipe) linkId: string,
  ): Promise<SeeOther> {
    await this.joining.revokeLink(actor, id, linkId);
    return new SeeOther(`/circles/${id}/members`, 'circle-link-revoked');
  }

  private async membersPage(actor: Actor, id: string, form: Form, status: number): Promise<Page | SeeOther> {
    const circle = await this.circles.circle(actor, id);
    if (!isInside(circle)) return new SeeOther(`/circles/${id}`);
    const door = circle.facilitates ? await this.doors.door(actor, id) : null;
    return page(CircleMembersPage, { circle, door, me: actor.personId, form }, status);
  }

  private async invitePage(
    actor: Actor,
    circle: CircleDetail,
    query: Record<string, unknown>,
    form: Form,
    status: number,
  ): Promise<Page> {
    const asked = parseInput(NamedInput, query);
    const found = asked.ok ? (await this.people.toChoose(actor, { chosen: [], typed: asked.input.q })).found : null;
    return page(
      CircleInvitePage,
      { circle, found: found && { q: asked.ok ? asked.input.q : '', people: found }, form },
      status,
    );
  }
}
