import { type VNode } from 'preact';
import { kindOf, type OpenChallenge } from '#libs/spin-out-facts';
import { Breadcrumbs, EmptyState } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';
import { listPath } from './addresses.ts';

export interface FactChallengesView {
  items: readonly OpenChallenge[];
  next: string | null;
}

/** For editors and data stewards, those they may answer; for members, their own. */
export function FactChallengesPage({ items, next }: FactChallengesView): VNode {
  return (
    <Layout title="Challenged facts">
      <Breadcrumbs items={[{ text: 'Spin-outs', href: '/spin-outs' }]} />
      <h1 class="govuk-heading-l">Challenged facts</h1>
      <p class="wm-lede">Entries about spin-outs that a member says are wrong, longest waiting first.</p>
      {items.length === 0 ? (
        <EmptyState title="No challenge waits for an answer">
          Challenges that you raised or may answer would stand here.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {items.map(({ id, reason, raisedAt, factId, kind, spinOut }) => (
            <li class="wm-row wm-row--tight" key={id}>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={`/spin-outs/${spinOut.id}/facts/${factId}#challenges`}>
                  {kindOf(kind).label}, {spinOut.name}
                </a>
              </h2>
              <p class="wm-text wm-m-0">{reason.length > 200 ? `${reason.slice(0, 200)}…` : reason}</p>
              <p class="wm-meta">
                <span>Since {day(raisedAt)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {next && (
        <p>
          <a class="govuk-link" href={listPath('/fact-challenges', { after: next })}>
            More challenges
          </a>
        </p>
      )}
    </Layout>
  );
}
