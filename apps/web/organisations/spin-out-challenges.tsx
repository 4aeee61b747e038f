import { type VNode } from 'preact';
import { PROFILE_FIELDS } from '#libs/organisations';
import { challengesPolicy, EDITORS_DAYS, kindOf, type OpenChallenge } from '#libs/spin-out-facts';
import { labelOf } from '#libs/taxonomy';
import { Breadcrumbs, EmptyState } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { stageTitle } from '../parts/stage-path.tsx';
import { day } from '../parts/words.ts';
import { listPath } from './addresses.ts';
import { entryPath } from './entry.tsx';

export interface FactChallengesView {
  items: readonly OpenChallenge[];
  next: string | null;
}

type Entry = Pick<OpenChallenge, 'factId' | 'kind' | 'about' | 'stage'>;

const addressOf = (spinOutId: string, { factId, about }: Entry): string =>
  factId === null ? entryPath(spinOutId, about!) : `/spin-outs/${spinOutId}/facts/${factId}`;

const titleOf = ({ kind, about, stage }: Entry): string =>
  kind === null ? (stage === null ? labelOf(PROFILE_FIELDS, about!) : stageTitle(stage)) : kindOf(kind).label;

/** For editors, data stewards and moderators, those they may see; for members, their own. */
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
          {items.map(({ id, reason, raisedAt, spinOut, ...entry }) => (
            <li class="wm-row wm-row--tight" key={id}>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={`${addressOf(spinOut.id, entry)}#challenges`}>
                  {titleOf(entry)}, {spinOut.name}
                </a>
              </h2>
              <p class="wm-text wm-m-0">{reason.length > 200 ? `${reason.slice(0, 200)}…` : reason}</p>
              <p class="wm-meta">
                <span>Since {day(raisedAt)}</span>
                {challengesPolicy.editorsUntil(raisedAt) <= new Date() && (
                  <span>Its editors did not answer in {EDITORS_DAYS} days: moderators decide</span>
                )}
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
