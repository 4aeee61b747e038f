import { type VNode } from 'preact';
import { type NoteUse } from '#libs/organisations';
import { FictionalMark, SectionHeading } from '#libs/ui';
import { USE_OUTCOME_WORDS } from '../parts/use-outcomes.ts';
import { addressOf, day } from '../parts/words.ts';

/** Which case notes an organisation used and what came of it. Nothing where nobody made one public. */
export function NoteUses({ uses }: { uses: readonly NoteUse[] }): VNode | null {
  if (uses.length === 0) return null;
  return (
    <section class="wm-sec" aria-labelledby="uses">
      <SectionHeading id="uses">Case notes used here</SectionHeading>
      <ul class="wm-rows">
        {uses.map(({ id, note, words, usedOn, outcome }) => (
          <li class="wm-row wm-row--tight" key={id}>
            <h3 class="wm-row__t">
              <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
                {note.title}
              </a>
            </h3>
            {words && <p class="wm-row__x">{words}</p>}
            <p class="wm-meta">
              {note.fictional && <FictionalMark />}
              <span>Used on {day(usedOn)}</span>
              {outcome && <span>{USE_OUTCOME_WORDS[outcome]}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
