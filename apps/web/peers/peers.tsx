import { type VNode } from 'preact';
import { type PeerInput, type PeerReason, type PeerRow } from '#libs/peers';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { BackLink, Button, EmptyState, FictionalMark, Input, Pagination, Select } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { Face, nameAndRole } from '../parts/byline.tsx';
import { inALine } from '../parts/in-a-line.ts';
import { optionsOf } from '../parts/subject-fields.tsx';
import { addressOf } from '../parts/words.ts';

interface PeersView {
  items: readonly PeerRow[];
  next: string | null;
  chosen: PeerInput;
}

const SIZE_WORDS = { small: 'Fewer than 50 staff', medium: '50 to 249 staff', large: '250 staff or more' } as const;
const ASKED = ['serviceArea', 'stage', 'like', 'legalForm', 'size'] as const satisfies PeerReason[];

export function PeersPage({ items, next, chosen }: PeersView): VNode {
  const asked = ASKED.filter((name) => chosen[name] !== undefined);
  return (
    <Layout title="Find someone who has done it">
      <BackLink href="/people">Back to people</BackLink>
      <h1 class="govuk-heading-l">Find someone who has done it</h1>
      <p class="wm-lede">Say what they should have in common with you. Who shares more comes first.</p>
      <div class="wm-cols">
        <div>
          {asked.length === 0 && (
            <EmptyState title="Nobody is shown yet">Choose at least one thing and press “Find people”.</EmptyState>
          )}
          {asked.length > 0 && items.length === 0 && (
            <EmptyState
              title={chosen.after ? 'The list has ended' : 'Nobody fits any of this yet'}
              action={
                <a class="govuk-link" href="/questions/new">
                  Ask a question instead
                </a>
              }
            >
              Members who can help may not have said so on their profile.
            </EmptyState>
          )}
          {items.length > 0 && (
            <ul class="wm-plain wm-mb-6">
              {items.map((peer) => (
                <Peer peer={peer} chosen={chosen} key={peer.id} />
              ))}
            </ul>
          )}
          {next && <Pagination next={{ href: addressWith(chosen, next) }} />}
        </div>
        <aside aria-label="What they should have in common with you">
          <PeerForm chosen={chosen} />
        </aside>
      </div>
    </Layout>
  );
}

function Peer({ peer, chosen }: { peer: PeerRow; chosen: PeerInput }): VNode {
  const place = [peer.jobTitle, peer.organisation].filter(Boolean).join(', ');
  return (
    <li class="wm-who">
      <Face name={peer.name} />
      <div>
        <h2 class="wm-row__t">
          <a class="govuk-link" href={addressOf('people', peer.id, peer.name)}>
            {nameAndRole(peer.name, peer.practitionerRole)}
          </a>
        </h2>
        <p class="wm-meta">
          {place && <span>{place}</span>}
          {peer.fictional && <FictionalMark />}
        </p>
        <ul>
          {peer.reasons.map((reason) => (
            <li key={reason}>{WORDS[reason](chosen)}</li>
          ))}
        </ul>
        <p>
          <a class="govuk-link" href={`/people/${peer.id}/introduction`}>
            Ask to talk<span class="govuk-visually-hidden"> to {nameAndRole(peer.name, peer.practitionerRole)}</span>
          </a>
        </p>
      </div>
    </li>
  );
}

/** Each a fact. */
const WORDS: Readonly<Record<PeerReason, (asked: PeerInput) => string>> = {
  serviceArea: ({ serviceArea = '' }) => `knows ${inALine(labelOf(SERVICE_AREAS, serviceArea))}`,
  stage: ({ stage = '' }) => `lived through this stage: ${inALine(labelOf(STAGES, stage))}`,
  legalForm: ({ legalForm = '' }) => `works in this legal form: ${inALine(labelOf(LEGAL_FORMS, legalForm))}`,
  size: ({ size = 'small' }) => `works in a spin-out of this size: ${inALine(SIZE_WORDS[size])}`,
  like: ({ like = '' }) => `from a council like ${like.toUpperCase()}, or from what it let go`,
};

function PeerForm({ chosen }: { chosen: PeerInput }): VNode {
  return (
    <form class="wm-facets" action="/people/peers" method="get">
      <h2 class="govuk-heading-s">Someone who</h2>
      <Select
        name="serviceArea"
        label="knows this service"
        options={optionsOf(SERVICE_AREAS, 'Any')}
        value={chosen.serviceArea}
      />
      <Select name="stage" label="lived through this stage" options={optionsOf(STAGES, 'Any')} value={chosen.stage} />
      <Input
        name="like"
        label="works for a council like"
        hint="Its code, as in the address of its page: KEN"
        value={chosen.like ?? ''}
        attributes={{ maxLength: 12 }}
      />
      <Select
        name="legalForm"
        label="works in this legal form"
        options={optionsOf(LEGAL_FORMS, 'Any')}
        value={chosen.legalForm}
      />
      <Select
        name="size"
        label="works in a spin-out of this size"
        options={optionsOf(SIZE_WORDS, 'Any')}
        value={chosen.size}
      />
      <div class="govuk-button-group">
        <Button>Find people</Button>
        <a class="govuk-link" href="/people/peers">
          Clear all
        </a>
      </div>
    </form>
  );
}

function addressWith(chosen: PeerInput, after: string): string {
  const query = new URLSearchParams();
  for (const name of ASKED) if (chosen[name]) query.set(name, chosen[name]);
  query.set('after', after);
  return `/people/peers?${query}`;
}
