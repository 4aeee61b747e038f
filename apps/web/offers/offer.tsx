import { type VNode } from 'preact';
import { OFFER_PAY, type RoleOfferRow } from '#libs/offers';
import { labelOf, SERVICE_AREAS } from '#libs/taxonomy';
import { BackLink, Button, ButtonGroup, InsetText, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { By, Once } from '../parts/once.tsx';
import { addressOf, day } from '../parts/words.ts';
import { OfferMarks, placeOf } from './offers.tsx';

export function OfferPage(props: { offer: RoleOfferRow; own: boolean; moderates: boolean }): VNode {
  const { offer, own, moderates } = props;
  return (
    <Layout title={offer.title}>
      <BackLink href={own ? `/people/offers?by=${offer.personId}` : '/people/offers'}>
        Back to roles offered and needed
      </BackLink>
      <OfferMarks offer={offer} />
      <h1 class="govuk-heading-l">{offer.title}</h1>
      <Standing offer={offer} own={own} />
      <p class="wm-text wm-preline">{offer.body}</p>
      <OfferFacts offer={offer} />
      {own ? <OwnActions offer={offer} /> : <Contact offer={offer} />}
      {moderates && !own && offer.state === 'hidden' && (
        <form method="post" action="/moderation">
          <Once />
          <input type="hidden" name="subject" value="role-offer" />
          <input type="hidden" name="subjectId" value={offer.id} />
          <input type="hidden" name="action" value="restore" />
          <Button look="secondary">Show it again</Button>
        </form>
      )}
    </Layout>
  );
}

function Standing({ offer, own }: { offer: RoleOfferRow; own: boolean }): VNode | null {
  if (offer.state === 'open') return null;
  const seenBy = own ? 'Only you and moderators see it.' : 'Only its owner and moderators see it.';
  const words = {
    ended: `It ended on ${day(offer.expiresAt)}. Only you see it. Renew it if it still holds.`,
    closed: `It is closed. ${seenBy}`,
    hidden: `A moderator hid it. ${seenBy}`,
  };
  return <InsetText>{words[offer.state]}</InsetText>;
}

export const OfferFacts = ({ offer }: { offer: RoleOfferRow }): VNode => (
  <SummaryList
    rows={[
      {
        key: offer.kind === 'offer' ? 'Offered by' : 'Needed by',
        value: (
          <a class="govuk-link" href={addressOf('people', offer.personId, offer.personName)}>
            {nameAndRole(offer.personName, offer.practitionerRole)}
          </a>
        ),
      },
      {
        key: 'Declared interests',
        value: (
          <>
            <span class="wm-preline">{offer.interests ?? 'None to declare'}</span>
            <br />
            <span class="wm-nil">Declared on {day(offer.declaredOn)}</span>
          </>
        ),
      },
      { key: 'Pay', value: OFFER_PAY[offer.pay] },
      { key: 'Where', value: placeOf(offer) },
      {
        key: 'Service areas',
        value: offer.serviceAreas.map((code) => labelOf(SERVICE_AREAS, code)).join(', ') || 'Any',
      },
      { key: 'Stands until', value: day(offer.expiresAt) },
    ]}
  />
);

function Contact({ offer }: { offer: RoleOfferRow }): VNode {
  const name = shortName(offer.personName);
  return (
    <>
      <ButtonGroup>
        <Button href={`/people/${offer.personId}/introduction`}>Ask to talk to {name}</Button>
        {offer.state === 'open' && (
          <a class="govuk-link" href={`/people/offers/${offer.id}/report`}>
            Report this
          </a>
        )}
      </ButtonGroup>
      <p class="wm-nil">{name} decides whether you see each other’s email addresses.</p>
    </>
  );
}

function OwnActions({ offer }: { offer: RoleOfferRow }): VNode {
  const at = `/people/offers/${offer.id}`;
  return (
    <>
      <ButtonGroup>
        <Button href={`${at}/edit`}>Change it</Button>
        {offer.state !== 'hidden' && (
          <form method="post" action={`${at}/renew`}>
            <By />
            <Button look="secondary" preventDoubleClick>
              Renew for 12 months
            </Button>
          </form>
        )}
        {offer.state === 'open' && (
          <form method="post" action={`${at}/close`}>
            <By />
            <Button look="secondary" preventDoubleClick>
              Close it
            </Button>
          </form>
        )}
      </ButtonGroup>
      <p class="wm-nil">By renewing you say that what you declared is still so.</p>
    </>
  );
}
