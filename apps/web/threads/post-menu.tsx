import { type VNode } from 'preact';
import { type PostActs, type PostView } from './post.view.ts';

interface MenuLink {
  /** Whether this reader may do it with this post. */
  when: boolean;
  href: string;
  /** For the page's script. */
  attributes?: Readonly<Record<`data-${string}`, string>>;
  /** What is sent there; without it, it is a page to open. */
  fields?: Readonly<Record<string, string>>;
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
    {
      when: shown && acts.canReply,
      href: `/threads/${acts.threadId}?quote=${post.id}#reply`,
      attributes: { 'data-quote': post.id, 'data-quote-intro': post.quotationIntro },
      text: 'Quote',
      about: ` ${which}`,
    },
    { when: shown && acts.own, href: `/posts/${post.id}/edit`, text: 'Edit', about: ` your post ${post.number}` },
    {
      when: shown && acts.own,
      href: `/posts/${post.id}/delete`,
      text: 'Delete',
      about: ` your post ${post.number}`,
    },
    {
      when: shown && acts.editor && post.acceptedOn !== null,
      href: `/guidance/new?post=${post.id}`,
      text: 'Turn into guidance',
      about: `: answer by ${post.name}`,
    },
    post.bookmarked
      ? { when: true, href: `/posts/${post.id}/bookmark`, text: 'Your bookmark', about: ` of ${which}` }
      : { when: true, href: `/posts/${post.id}/bookmark`, fields: {}, text: 'Bookmark', about: ` ${which}` },
    {
      when: shown && !acts.own && acts.isQuestion && post.said !== null,
      href: `/posts/${post.id}/marks`,
      text: 'Mark as outdated or risky',
      about: `: answer by ${post.name}`,
    },
    {
      when: true,
      href: `/threads/${acts.threadId}/unread`,
      fields: { number: String(post.number) },
      text: 'Mark unread from here',
      about: `: ${which}`,
    },
    { when: shown && !acts.own, href: `/posts/${post.id}/report`, text: 'Report', about: ` ${which}` },
    {
      when: acts.moderator && !(shown && acts.own),
      href: `/moderation/posts/${post.id}`,
      text: shown ? 'Moderate' : 'Look at it again',
      about: ` (${which})`,
    },
    {
      when: acts.moderator && !acts.own && post.masked,
      href: `/moderation/threads/${acts.threadId}/asker`,
      text: 'See who asked',
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
        {offered.map(({ href, attributes, fields, text, about }) => {
          const words = (
            <>
              {text}
              <span class="govuk-visually-hidden">{about}</span>
            </>
          );
          return (
            <li key={href}>
              {fields ? (
                <form method="post" action={href}>
                  {Object.entries(fields).map(([name, value]) => (
                    <input type="hidden" name={name} value={value} key={name} />
                  ))}
                  <button class="wm-linkbtn" type="submit">
                    {words}
                  </button>
                </form>
              ) : (
                <a class="govuk-link" href={href} {...attributes}>
                  {words}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
