import { type VNode } from 'preact';
import { Drawn } from '../drawn.tsx';
import { drawnPost, type ShownPost } from './post-cache.tsx';

/** Posts as list items, for the page's list and for a script that adds to it. */
export const Posts = ({ posts, newFrom }: { posts: readonly ShownPost[]; newFrom?: number | null }): VNode => (
  <Drawn
    bytes={posts.flatMap((shown) => (shown.post.number === newFrom ? [SINCE, drawnPost(shown)] : drawnPost(shown)))}
  />
);

/** Stands before the first post that the reader has not seen. */
const SINCE = Buffer.from('<li class="wm-since" id="new">New since your last visit</li>');
