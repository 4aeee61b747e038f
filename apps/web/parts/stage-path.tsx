import { type VNode } from 'preact';
import { labelOf, STAGES } from '#libs/taxonomy';

export const stageTitle = (stage: string): string => labelOf(STAGES, stage);

/** Solid where it was walked, ringed where they are, hollow ahead; in words above. `since` reads after the title. */
export function StagePath({ stage, since }: { stage: string; since?: string }): VNode {
  const codes = Object.keys(STAGES);
  const now = codes.indexOf(stage);
  return (
    <div class="wm-stage">
      <p class="wm-stage__l">
        <b>
          Stage {now + 1} of {codes.length}: {stageTitle(stage)}
        </b>
        {since && <span class="wm-nil"> {since}</span>}
      </p>
      <ol aria-label="Stage path">
        {codes.map((code, i) => (
          <li
            key={code}
            class={i < now ? 'is-done' : i === now ? 'is-now' : undefined}
            aria-current={i === now ? 'step' : undefined}
          >
            <span class="govuk-visually-hidden">
              {stageTitle(code)}: {i < now ? 'done' : i === now ? 'now' : 'not reached'}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
