import { type VNode } from 'preact';
import { type ObjectionRow, shareAccepted, type TacticListInput } from '#libs/tactics';
import { labelOf, STAGES } from '#libs/taxonomy';
import { FictionalMark } from '#libs/ui';
import { addressOf, count } from '../parts/words.ts';
import { ListPage } from './list-page.tsx';

interface ObjectionsView {
  items: ObjectionRow[];
  next: string | null;
  chosen: TacticListInput;
}

export function ObjectionsPage({ items, next, chosen }: ObjectionsView): VNode {
  return (
    <ListPage
      section="objections"
      title="Objections"
      lede="What is said against going ahead, as it is said; what answers it, and where it is right."
      chosen={chosen}
      next={next}
    >
      {items.map((objection) => {
        const share = shareAccepted(objection.results);
        return (
          <li class="wm-row" key={objection.id} lang={objection.lang === 'en' ? undefined : objection.lang}>
            <h2 class="wm-row__t">
              <a class="govuk-link" href={addressOf('objections', objection.id, objection.title)}>
                {objection.title}
              </a>
            </h2>
            <p class="wm-row__x">{objection.behind}</p>
            <p class="wm-meta">
              <span>{count(objection.tactics, 'tactic')}</span>
              {share !== null && <span>{share} % of answers accepted</span>}
              {objection.stage && <span>{labelOf(STAGES, objection.stage)}</span>}
              {objection.fictional && <FictionalMark />}
            </p>
          </li>
        );
      })}
    </ListPage>
  );
}
