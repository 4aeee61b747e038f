import { type VNode } from 'preact';
import { labelOf, STAGES } from '#libs/taxonomy';

/** The list of stages says of the last one how it may come about; where it has come about, that is said beside it. */
export const stageTitle = (stage: string): string => (stage === 'ended' ? 'Ended' : labelOf(STAGES, stage));

interface StagePathProps {
  stage: string;
  /** Reads after the title. */
  since?: string;
  /** The stages that are on record; without it, all before this one are taken as walked. */
  walked?: ReadonlySet<string>;
}

/** Solid where it was walked, ringed where they are, hollow ahead and where nothing is on record; in words above. */
export function StagePath({ stage, since, walked }: StagePathProps): VNode {
  const codes = Object.keys(STAGES);
  const now = codes.indexOf(stage);
  const isDone = (code: string, i: number): boolean => i < now && (walked?.has(code) ?? true);
  const words = (code: string, i: number): string => {
    if (i === now) return 'now';
    if (i > now) return 'not reached';
    return isDone(code, i) ? 'done' : 'not recorded';
  };
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
            class={isDone(code, i) ? 'is-done' : i === now ? 'is-now' : undefined}
            aria-current={i === now ? 'step' : undefined}
          >
            <span class="govuk-visually-hidden">
              {stageTitle(code)}: {words(code, i)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
