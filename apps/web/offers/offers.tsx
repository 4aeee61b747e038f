import { type VNode } from 'preact';
import {
  OFFER_FACETS,
  OFFER_KINDS,
  OFFER_PAY,
  OFFER_ROLES,
  type OfferCounts,
  type OfferFacet,
  type RoleOfferListInput,
  type RoleOfferRow,
} from '#libs/offers';
import { labelOf, NATIONS, SERVICE_AREAS } from '#libs/taxonomy';
import { Button, ButtonGroup, Chip, Chips, EmptyState, FictionalMark, Pagination, Tag } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { byCount, FacetBox } from '../parts/facet.tsx';
import { beginning, count, day } from '../parts/words.ts';
import { offersAddress, withoutOffer } from './offers.address.ts';

interface OffersView {
  items: readonly RoleOfferRow[];
  next: string | null;
  total: number;
  facets: OfferCounts;
  chosen: RoleOfferListInput;
  readerId: string;
}

const PANEL: Readonly<Record<OfferFacet, { legend: string; labels: Readonly<Record<string, string>>; all?: true }>> = {
  kind: { legend: 'Offered or needed', labels: OFFER_KINDS, all: true },
  role: { legend: 'Role', labels: OFFER_ROLES },
  serviceArea: { legend: 'Service', labels: SERVICE_AREAS },
  nation: { legend: 'Nation', labels: Object.fromEntries(NATIONS.map((nation) => [nation, nation])), all: true },
};
const FIRST = 6;

/** Members see it, and nobody else: what stands here was said to members. */
export function OffersPage({ items, next, total, facets, chosen, readerId }: OffersView): VNode {
  const own = chosen.by === readerId;
  const title = own ? 'What you offer and need' : 'Roles offered and needed';
  return (
    <Layout title={title}>
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="wm-lede">
            {own
              ? 'Each ends after 12 months unless you renew it. Only you see those that have ended.'
              : 'Interim leads, chairs, trustees, mentors: who can take a role, and who looks for somebody.'}
          </p>
        </div>
        <ButtonGroup>
          <Button href="/people/offers/new?kind=offer">Offer a role</Button>
          <Button href="/people/offers/new?kind=need" look="secondary">
            Say whom you need
          </Button>
        </ButtonGroup>
      </div>
      <p>
        {own ? (
          <a class="govuk-link" href="/people/offers">
            See what everybody offers and needs
          </a>
        ) : (
          <a class="govuk-link" href={`/people/offers?by=${readerId}`}>
            See your own, also those that have ended
          </a>
        )}
      </p>
      <div class="wm-cols">
        <div>
          <Chosen chosen={chosen} own={own} />
          {!own && <p class="wm-meta">{total === 1 ? '1 is open' : `${total} are open`}</p>}
          {items.length === 0 ? (
            <Nothing narrowed={isNarrowed(chosen)} />
          ) : (
            <ul class="wm-rows wm-mb-6">
              {items.map((offer) => (
                <OfferLine offer={offer} key={offer.id} />
              ))}
            </ul>
          )}
          {next && <Pagination next={{ href: offersAddress(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} facets={facets} />
        </aside>
      </div>
    </Layout>
  );
}

const isNarrowed = (chosen: RoleOfferListInput): boolean => OFFER_FACETS.some((facet) => chosen[facet].length > 0);

const STATES = { ended: 'Ended', closed: 'Closed', hidden: 'Hidden by a moderator' } as const;

/** What it is, and what stands in the way of it. */
export const OfferMarks = ({ offer }: { offer: RoleOfferRow }): VNode => (
  <p class="wm-row__k">
    <span class="wm-kind">{OFFER_KINDS[offer.kind]}</span>
    <span>{labelOf(OFFER_ROLES, offer.role)}</span>
    {offer.state !== 'open' && <Tag>{STATES[offer.state]}</Tag>}
    {offer.practitionerRole === 'paid_adviser' && <span class="govuk-tag">Paid adviser</span>}
    {offer.fictional && <FictionalMark />}
  </p>
);

export const placeOf = ({ nation, region }: Pick<RoleOfferRow, 'nation' | 'region'>): string =>
  region ?? nation ?? 'Anywhere in the UK';

function OfferLine({ offer }: { offer: RoleOfferRow }): VNode {
  const { id, title, body, pay, interests, declaredOn, serviceAreas } = offer;
  return (
    <li class="wm-row wm-row--tight">
      <OfferMarks offer={offer} />
      <h2 class="wm-row__t">
        <a class="govuk-link" href={`/people/offers/${id}`}>
          {title}
        </a>
      </h2>
      <p class="wm-text wm-m-0">{beginning(body, 180)}</p>
      <p class="wm-meta">
        <span>{nameAndRole(offer.personName, offer.practitionerRole)}</span>
        <span>{OFFER_PAY[pay]}</span>
        <span>{placeOf(offer)}</span>
        {serviceAreas.length > 0 && (
          <span>
            {labelOf(SERVICE_AREAS, serviceAreas[0]!)}
            {serviceAreas.length > 1 && ` and ${count(serviceAreas.length - 1, 'other')}`}
          </span>
        )}
      </p>
      <p class="wm-nil wm-m-0">
        {interests === null ? 'Has no interests to declare' : `Declares: ${beginning(interests, 140)}`} (said on{' '}
        {day(declaredOn)})
      </p>
    </li>
  );
}

function Filters({ chosen, facets }: { chosen: RoleOfferListInput; facets: OfferCounts }): VNode {
  return (
    <form class="wm-facets" action="/people/offers" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      {chosen.by && <input type="hidden" name="by" value={chosen.by} />}
      {OFFER_FACETS.map((facet) => {
        const { legend, labels, all } = PANEL[facet];
        const options = Object.keys(labels)
          .filter((code) => all || code in facets[facet] || chosen[facet].includes(code))
          .map((value) => ({
            value,
            label: labelOf(labels, value),
            count: facets[facet][value] ?? 0,
            checked: chosen[facet].includes(value),
          }));
        return (
          options.length > 0 && (
            <FacetBox
              key={facet}
              legend={legend}
              name={facet}
              options={all ? options : byCount(options)}
              first={FIRST}
            />
          )
        );
      })}
      <ButtonGroup>
        <Button>Apply filters</Button>
        <a class="govuk-link" href="/people/offers">
          Clear all
        </a>
      </ButtonGroup>
    </form>
  );
}

function Chosen({ chosen, own }: { chosen: RoleOfferListInput; own: boolean }): VNode {
  return (
    <Chips label={isNarrowed(chosen) ? 'Filters in use' : 'Filters'}>
      {OFFER_FACETS.flatMap((facet) =>
        chosen[facet].map((value) => (
          <Chip removes href={withoutOffer(chosen, facet, value)} key={`${facet}=${value}`}>
            {labelOf(PANEL[facet].labels, value)}
          </Chip>
        )),
      )}
      {chosen.by && (
        <Chip removes href={offersAddress(chosen, { by: undefined })}>
          {own ? 'Only yours' : 'Of one member'}
        </Chip>
      )}
      <Chip href="#filters" class="wm-narrow">
        Filters
      </Chip>
    </Chips>
  );
}

const Nothing = ({ narrowed }: { narrowed: boolean }): VNode => (
  <EmptyState
    title={narrowed ? 'Nothing fits all of these filters' : 'Nothing is offered or needed yet'}
    action={
      <a class="govuk-link" href="/people/offers/new">
        Say what you offer or need
      </a>
    }
  >
    {narrowed
      ? 'Take one of them away, or say yourself what you look for.'
      : 'The first one stands here for 12 months.'}
  </EmptyState>
);
