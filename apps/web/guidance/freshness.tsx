import { type VNode } from 'preact';
import { freshness, type GuidancePageRow, type GuidanceRow } from '#libs/guidance';
import { Icon } from '#libs/ui';
import { shortName } from '../parts/byline.tsx';
import { day } from '../parts/words.ts';

type Checked = Pick<GuidanceRow, 'goodUntil' | 'doubted'>;

/** In a list: one fact among others. */
export function FreshWords(page: Checked): VNode {
  const until = page.goodUntil && day(page.goodUntil);
  return {
    fresh: <span>Good until {until}</span>,
    due: (
      <span class="wm-fresh--due">
        <Icon name="clock" />
        Due for a check by {until}
      </span>
    ),
    stale: (
      <span class="wm-bad">
        <Icon name="clock" />
        {page.doubted ? 'May be out of date' : `Passed its date on ${until}`}
      </span>
    ),
    'never-checked': <span>Not checked yet</span>,
  }[freshness(page)];
}

const ROLES = { subject_editor: 'subject editor', moderator: 'moderator' } as const;

/** On the page: who read it last, and until when it can be relied on. */
export function FreshLine(page: GuidancePageRow): VNode {
  const { lastCheckedOn, checkedByName, checkedByRole, goodUntil, lawAsAt } = page;
  const by = checkedByName ? ` by ${shortName(checkedByName)}${checkedByRole ? `, ${ROLES[checkedByRole]}` : ''}` : '';
  return (
    <>
      <p class="wm-fresh">
        <span>
          <Icon name="clock" /> {lastCheckedOn ? `Last checked ${day(lastCheckedOn)}${by}` : 'Not checked yet'}
        </span>
        {goodUntil && freshness(page) !== 'stale' && <span>Good until {day(goodUntil)}</span>}
        {lawAsAt && <span>Law as at {day(lawAsAt)}</span>}
      </p>
      <Warning {...page} />
    </>
  );
}

function Warning(page: Checked): VNode | null {
  const state = freshness(page);
  const until = page.goodUntil && day(page.goodUntil);
  if (state === 'due') return <p class="wm-fresh wm-fresh--due">This is due for a check by {until}.</p>;
  if (state !== 'stale') return null;
  return (
    <p class="wm-fresh wm-fresh--stale">
      {page.doubted
        ? 'A reader reported that this is out of date, and a moderator agreed that it may be. Its owner has been asked to check it.'
        : `This passed its date on ${until} and may be wrong.`}
    </p>
  );
}
