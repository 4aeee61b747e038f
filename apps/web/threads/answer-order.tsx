import { type VNode } from 'preact';
import { ANSWER_ORDER } from '#libs/threads';
import { Details } from '#libs/ui';

export interface AnswerOrderView {
  chosen: 'oldest' | 'best';
  oldestHref: string;
  bestHref: string;
}

const { mark, yearsThatHalve } = ANSWER_ORDER;

/** In which order the answers stand, where there are several; and by what rule. */
export function AnswerOrder({ chosen, oldestHref, bestHref }: AnswerOrderView): VNode {
  const link = (order: 'oldest' | 'best', href: string, text: string): VNode => (
    <a class="govuk-link" href={href} aria-current={chosen === order ? 'true' : undefined}>
      {text}
    </a>
  );
  return (
    <>
      <nav class="wm-order" aria-label="Order of the answers">
        {link('oldest', oldestHref, 'Oldest first')} {link('best', bestHref, 'Best first')}
      </nav>
      {chosen === 'best' && (
        <Details class="wm-order__rule" summary="How “best first” is worked out">
          <p>
            By what members say who tried an answer. Each for whom it worked lifts it, each for whom it failed lowers it
            as much, and “partly” counts half as each. An answer that nobody has tried stands between.
          </p>
          <p>
            A mark as outdated or risky weighs as much as {mark} failures. Newer comes before older: {yearsThatHalve}{' '}
            years weigh as much as half the odds, counted from when it last worked for somebody.
          </p>
          <p>
            Accepting an answer says that it helped the asker. It changes nothing here, so a better answer can stand
            above it. Replies stay beneath the answer that they belong to.
          </p>
        </Details>
      )}
    </>
  );
}
