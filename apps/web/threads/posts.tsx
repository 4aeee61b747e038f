import { type VNode } from 'preact';
import { Drawn } from '../drawn.tsx';
import { drawnPost, type ShownPost } from './post-cache.tsx';

/** Posts as list items, for the page's list and for a script that adds to it. */
export const Posts = ({ posts }: { posts: readonly ShownPost[] }): VNode => <Drawn bytes={posts.map(drawnPost)} />;
