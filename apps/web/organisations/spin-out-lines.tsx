import { type VNode } from 'preact';
import { ENDED_HOW, type SpinOutBrief } from '#libs/organisations';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS } from '#libs/taxonomy';
import { FictionalMark, Tag } from '#libs/ui';
import { stageTitle } from '../parts/stage-path.tsx';
import { day } from '../parts/words.ts';
import { spinOutPath } from './addresses.ts';

/** "Brought back in-house on 31 March 2024", or null while it has not ended. */
export function endInWords({
  endedHow,
  endedOn,
  stage,
}: Pick<SpinOutBrief, 'endedHow' | 'endedOn' | 'stage'>): string | null {
  if (stage !== 'ended' && endedOn === null) return null;
  const how = endedHow === null ? 'Ended, how is not recorded' : ENDED_HOW[endedHow];
  return endedOn === null ? how : `${how} on ${day(endedOn)}`;
}

/** A spin-out's stage, or how it ended. */
export function Standing({ spinOut }: { spinOut: Pick<SpinOutBrief, 'endedHow' | 'endedOn' | 'stage'> }): VNode {
  const end = endInWords(spinOut);
  return end === null ? <span>{stageTitle(spinOut.stage)}</span> : <Tag>{end}</Tag>;
}

/** Spin-outs in short, for the page of what they left. */
export function SpinOutLines({ items }: { items: readonly SpinOutBrief[] }): VNode {
  return (
    <ul class="wm-rows">
      {items.map((spinOut) => (
        <li class="wm-row wm-row--tight" key={spinOut.id}>
          <h3 class="wm-row__t">
            <a class="govuk-link" href={spinOutPath(spinOut)}>
              {spinOut.name}
            </a>
          </h3>
          <p class="wm-meta">
            {spinOut.fictional && <FictionalMark />}
            <Standing spinOut={spinOut} />
            {spinOut.legalForm && <span>{labelOf(LEGAL_FORMS, spinOut.legalForm)}</span>}
            {spinOut.serviceAreas.slice(0, 2).map((code) => (
              <span key={code}>{labelOf(SERVICE_AREAS, code)}</span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
