import { type VNode } from 'preact';
import { classes, Icon, TrustedHtml } from '#libs/ui';
import { Face } from '../parts/byline.tsx';
import { drawnBody } from './post-cache.ts';
import { AcceptedBar, Acts, type PostActs, type PostView } from './post.tsx';

export interface ShownPost {
  post: PostView;
  acts: PostActs;
  /** The line beside it is solid: up to the accepted answer the path has been walked. */
  walked: boolean;
}

/** One post in the trail: in its page, and alone when it arrives while the page is open. */
function Post({ post, acts, walked }: ShownPost): VNode {
  const body = <TrustedHtml content={drawnBody(post)} />;
  return (
    <li
      class={classes('wm-post', walked && 'wm-post--walked', post.replyTo && 'wm-post--reply')}
      id={`post-${post.number}`}
      data-number={post.number}
      data-id={post.id}
      data-version={post.version}
    >
      {post.acceptedOn ? (
        <span class="wm-face wm-face--ok" aria-hidden="true">
          <Icon name="tick" />
        </span>
      ) : (
        <Face name={post.name} />
      )}
      <div>
        {post.acceptedOn ? (
          <div class="wm-accepted">
            <AcceptedBar on={post.acceptedOn} />
            {body}
            <Acts post={post} acts={acts} />
          </div>
        ) : (
          <>
            {body}
            <Acts post={post} acts={acts} />
          </>
        )}
      </div>
    </li>
  );
}

/** Posts as list items, for the page's list and for a script that adds to it. */
export const Posts = ({ posts }: { posts: readonly ShownPost[] }): VNode => (
  <>
    {posts.map((shown) => (
      <Post key={shown.post.id} {...shown} />
    ))}
  </>
);
