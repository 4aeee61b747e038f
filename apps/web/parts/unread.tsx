import { type VNode } from 'preact';
import { addressOf } from './words.ts';

/** Where a discussion opens for this reader: at the first post that they have not seen, where they have seen some. */
export function threadHref({ id, title, unread }: { id: string; title: string; unread: number | null }): string {
  const address = addressOf('threads', id, title);
  return unread === null || unread === 0 ? address : `${address}?unread#new`;
}

/** "3 new", where a discussion is listed. */
export function UnreadMark({ unread }: { unread: number | null }): VNode | null {
  if (unread === null || unread === 0) return null;
  return <span class="wm-unread">{unread > 99 ? '99+' : unread} new</span>;
}
