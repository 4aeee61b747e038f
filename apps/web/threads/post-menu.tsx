import { type VNode } from 'preact';
import { type PostActs, type PostView } from './post.view.ts';

interface MenuLink {
  /** Whether this reader may do it with this post. */
  when: boolean;
  href: string;
  text: string;
  /** Which post is meant, for who hears the link alone. */
  about: string;
}

/**
 * All that a reader may do with a post beside replying and accepting, behind one disclosure: a plain link each, in the
 * order of how often it is wanted. Opens by mouse, keyboard and without a script; opening one closes the others.
 */
export function PostMenu({ post, acts }: { post: PostView; acts: PostActs }): VNode | null {
  const which = `post ${post.number} by ${post.name}`;
  const shown = post.hidden === null;
  const links: MenuLink[] = [
    { when: shown && acts.own, href: `/posts/${post.id}/edit`, text: 'Edit', about: ` your post ${post.number}` },
    {
      when: shown && acts.editor && post.acceptedOn !== null,
      href: `/guidance/new?post=${post.id}`,
      text: 'Turn into guidance',
      about: `: answer by ${post.name}`,
    },
    { when: shown && !acts.own, href: `/posts/${post.id}/report`, text: 'Report', about: ` ${which}` },
    {
      when: acts.moderator && !(shown && acts.own),
      href: `/moderation/posts/${post.id}`,
      text: shown ? 'Moderate' : 'Look at it again',
      about: ` (${which})`,
    },
  ];
  const offered = links.filter(({ when }) => when);
  if (offered.length === 0) return null;
  return (
    <details class="wm-menu" name="post-menu" data-menu>
      <summary>
        More actions<span class="govuk-visually-hidden"> for {which}</span>
      </summary>
      <ul>
        {offered.map(({ href, text, about }) => (
          <li key={href}>
            <a class="govuk-link" href={href}>
              {text}
              <span class="govuk-visually-hidden">{about}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
