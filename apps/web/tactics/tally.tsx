import { type VNode } from 'preact';
import { failsMoreThanNot, type Tally } from '#libs/tactics';
import { Icon, Tag } from '#libs/ui';
import { number } from '../parts/words.ts';

/** How many it worked for, partly, and not; in words, so that nothing hangs on colour. */
export function TallyLine({ tried }: { tried: Tally }): VNode {
  const { worked, partly, failed } = tried;
  if (worked + partly + failed === 0) return <span>Nobody has said yet whether it worked</span>;
  return (
    <>
      <span>{number(worked)} worked</span>
      <span>{number(partly)} partly</span>
      <span>{number(failed)} failed</span>
    </>
  );
}

/** Stands where more than half of those who tried it say that it failed. */
export const FailsMark = ({ tried }: { tried: Tally }): VNode | null =>
  failsMoreThanNot(tried) ? <Tag class="govuk-tag--red">Failed for most</Tag> : null;

const BOXES = [
  { of: 'worked', icon: 'glyph-up', word: 'Worked', look: 'better' },
  { of: 'partly', icon: 'glyph-equals', word: 'Partly', look: 'same' },
  { of: 'failed', icon: 'glyph-down', word: 'Failed', look: 'worse' },
] as const;

/** The three counts, large. */
export function TallyFigures({ tried }: { tried: Tally }): VNode {
  return (
    <dl class="wm-mini">
      {BOXES.map(({ of, icon, word, look }) => (
        <div key={of}>
          <dt>
            <span class={`wm-v wm-v--${look}`}>
              <Icon name={icon} />
              {word}
            </span>
          </dt>
          <dd>{number(tried[of])}</dd>
        </div>
      ))}
    </dl>
  );
}
