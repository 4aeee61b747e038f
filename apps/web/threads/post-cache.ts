import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { LRUCache } from 'lru-cache';
import { type Trusted } from '#libs/ui';
import { PostBody, type PostView } from './post.tsx';

/** About 8 MB at the most: pages that are read often are pages that were read a moment ago. */
const drawn = new LRUCache<string, string>({ maxSize: 8_000_000, sizeCalculation: (html) => html.length + 200 });

/**
 * A post's body drawn once, however many read it. The key holds all that it shows, so nothing can go stale, and a
 * reader who sees less of it (hidden, a note they may not see) has a key of their own.
 */
export function drawnBody(post: PostView): Trusted {
  const { id, version, hidden, html, heading, organisation, citations, replyTo } = post;
  const key = `${id}:${version}:${hidden}:${html === null}:${heading}:${organisation}:${replyTo?.name}:${citations.length > 0 ? JSON.stringify(citations) : ''}`;
  let body = drawn.get(key);
  if (body === undefined) {
    body = renderToString(h(PostBody, { post }));
    drawn.set(key, body);
  }
  return { html: body, trusted: true };
}
