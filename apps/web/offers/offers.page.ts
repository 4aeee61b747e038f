import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { OffersQueries, OffersService, RoleOfferInput, type RoleOfferRow } from '#libs/offers';
import { type Actor, hasRole, isGuest, isSignedIn, type Reader } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, typedFields, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { MembersOnlyPage } from '../people/members-only.tsx';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { offersOf } from './offers.address.ts';
import { OfferFormPage } from './offer-form.tsx';
import { OfferPage } from './offer.tsx';
import { OffersPage } from './offers.tsx';

@Controller('people/offers')
export class OffersPageController {
  constructor(
    private readonly queries: OffersQueries,
    private readonly offers: OffersService,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    if (!isSignedIn(reader) || isGuest(reader)) return page(MembersOnlyPage, {});
    const chosen = offersOf(query);
    const [list, counted] = await Promise.all([this.queries.list(reader, chosen), this.queries.counts(reader, chosen)]);
    return page(OffersPage, { ...list, ...counted, chosen, readerId: reader.personId });
  }

  @Get('new')
  add(@CurrentActor() _actor: Actor, @Query() query: Record<string, unknown>): Page {
    const kind = query['kind'] === 'need' ? 'need' : query['kind'] === 'offer' ? 'offer' : '';
    return page(OfferFormPage, { id: null, version: 0, form: { ...emptyForm, values: { kind } } });
  }

  @Post()
  async make(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(RoleOfferInput, body);
    if (!parsed.ok) return newAgain(parsed.form);
    try {
      const { id } = await this.offers.make(actor, parsed.input, onceOf(actor, body, 'make-role-offer', parsed.input));
      return new SeeOther(`/people/offers/${id}`, 'offer-saved');
    } catch (error) {
      return newAgain(refusedForm(body, error));
    }
  }

  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    const offer = await this.queries.offer(reader, id);
    return page(OfferPage, {
      offer,
      own: offer.personId === reader.personId,
      moderates: hasRole(reader, 'moderator'),
    });
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const { version, ...offer } = await this.queries.own(actor, id);
    return page(OfferFormPage, { id, version, form: formOf(valuesOf(offer)) });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 1;
    const parsed = parseForm(RoleOfferInput, body);
    if (!parsed.ok) return page(OfferFormPage, { id, version, form: parsed.form }, 422);
    try {
      await this.offers.edit(actor, id, parsed.input, version);
      return new SeeOther(`/people/offers/${id}`, 'offer-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return page(OfferFormPage, { id, version, form: refusedForm(body, error) }, 422);
      const now = await this.queries.own(actor, id);
      return page(OfferFormPage, { id, version: error.version, form: formOf(typedFields(body)), now }, 409);
    }
  }

  @Post(':id/close')
  async close(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.offers.close(actor, id);
    return new SeeOther(`/people/offers/${id}`, 'offer-closed');
  }

  @Post(':id/renew')
  async renew(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.offers.renew(actor, id);
    return new SeeOther(`/people/offers/${id}`, 'offer-renewed');
  }
}

const newAgain = (form: Form): Page => page(OfferFormPage, { id: null, version: 0, form }, 422);

function valuesOf(offer: Omit<RoleOfferRow, 'version'>): Record<string, string | string[] | null> {
  const { kind, role, title, body, serviceAreas, nation, region, pay, interests } = offer;
  const declares = interests === null ? 'none' : 'some';
  return { kind, role, title, body, serviceAreas, nation, region, pay, interests, declares };
}
