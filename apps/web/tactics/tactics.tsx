import { type VNode } from 'preact';
import { type TacticListInput, type TacticRow } from '#libs/tactics';
import { labelOf, STAGES } from '#libs/taxonomy';
import { FictionalMark } from '#libs/ui';
import { addressOf } from '../parts/words.ts';
import { ListPage } from './list-page.tsx';
import { FailsMark, TallyLine } from './tally.tsx';

interface TacticsView {
  items: TacticRow[];
  next: string | null;
  chosen: TacticListInput;
}

export function TacticsPage({ items, next, chosen }: TacticsView): VNode {
  return (
    <ListPage
      section="tactics"
      title="Tactics"
      lede="Moves that members made to bring a mutual forward, with what came of them. What failed stays in the list."
      chosen={chosen}
      next={next}
    >
      {items.map((tactic) => (
        <li class="wm-row" key={tactic.id} lang={tactic.lang === 'en' ? undefined : tactic.lang}>
          <h2 class="wm-row__t">
            <a class="govuk-link" href={addressOf('tactics', tactic.id, tactic.title)}>
              {tactic.title}
            </a>
          </h2>
          <p class="wm-row__x">{tactic.situation}</p>
          <p class="wm-meta">
            <FailsMark tried={tactic.tried} />
            <TallyLine tried={tactic.tried} />
            {tactic.stage && <span>{labelOf(STAGES, tactic.stage)}</span>}
            {tactic.fictional && <FictionalMark />}
          </p>
        </li>
      ))}
    </ListPage>
  );
}
