import { type VNode } from 'preact';
import { Button } from '#libs/ui';
import { number } from '../parts/words.ts';
import { type ThreadView } from './thread.view.ts';

/** Ways through a discussion that is longer than a page. */
export function Places({ id, places }: { id: string; places: NonNullable<ThreadView['places']> }): VNode {
  const { posts, firstHref, unreadHref, latestHref } = places;
  return (
    <nav class="wm-places" aria-label="Places in this discussion">
      <ul>
        <li>
          <a class="govuk-link" href={firstHref}>
            First post
          </a>
        </li>
        {unreadHref && (
          <li>
            <a class="govuk-link" href={unreadHref}>
              First unread
            </a>
          </li>
        )}
        <li>
          <a class="govuk-link" href={latestHref}>
            Latest
          </a>
        </li>
      </ul>
      <form action={`/threads/${id}`} method="get">
        <label for="number">Go to post, 1 to {number(posts)}</label>
        <input
          class="govuk-input"
          id="number"
          name="number"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          required
        />
        <Button look="secondary" small>
          Go<span class="govuk-visually-hidden"> to that post</span>
        </Button>
      </form>
    </nav>
  );
}
