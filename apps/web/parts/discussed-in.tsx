import { type VNode } from 'preact';
import { type Discussion } from '#libs/organisations';
import { Icon } from '#libs/ui';
import { addressOf } from './words.ts';

/** Where members talk about what the page shows: as many as this reader may read. */
export function DiscussedIn({ discussions }: { discussions: readonly Discussion[] }): VNode | null {
  if (discussions.length === 0) return null;
  return (
    <div class="wm-box wm-box--tint">
      <h2 class="govuk-heading-s">Discussed in</h2>
      <ul class="wm-plain wm-lines">
        {discussions.map(({ id, title, postNumber }) => (
          <li key={id}>
            <Icon name="chat" />{' '}
            <a
              class="govuk-link"
              href={postNumber > 1 ? `/threads/${id}?number=${postNumber}` : addressOf('threads', id, title)}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
