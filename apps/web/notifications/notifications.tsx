import { type VNode } from 'preact';
import { type NotificationRow } from '#libs/notifications';
import { Button, EmptyState, Pagination } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { count, dayAndTime } from '../parts/words.ts';

interface NotificationsView {
  items: readonly NotificationRow[];
  next: string | null;
  /** At most 100. */
  unread: number;
}

export function NotificationsPage({ items, next, unread }: NotificationsView): VNode {
  return (
    <Layout title="Inbox">
      <div class="wm-text">
        <div class="wm-pagehead">
          <div>
            <h1 class="govuk-heading-l">Inbox</h1>
            {items.length > 0 && <p class="wm-nil">{unreadWords(unread)}</p>}
          </div>
          {unread > 0 && items[0] && (
            <form method="post" action="/notifications/read">
              <input type="hidden" name="upTo" value={items[0].id} />
              <Button look="secondary">Mark all as read</Button>
            </form>
          )}
        </div>
        {items.length === 0 ? (
          <EmptyState
            title="Nothing has been sent to you yet"
            action={
              <a class="govuk-link" href="/questions">
                Find a question to follow
              </a>
            }
          >
            When somebody answers your question, or a question that you follow, it stands here.
          </EmptyState>
        ) : (
          <ol class="wm-rows">
            {items.map((notice) => (
              <NoticeRow notice={notice} key={notice.id} />
            ))}
          </ol>
        )}
        {next && <Pagination next={{ href: `/notifications?after=${next}`, text: 'Older' }} />}
      </div>
    </Layout>
  );
}

function NoticeRow({ notice }: { notice: NotificationRow }): VNode {
  return (
    <li class="wm-row wm-row--tight">
      <h2 class="wm-row__t">
        {notice.readAt === null && <span class="wm-new">New</span>}{' '}
        <a class="govuk-link" href={`/notifications/${notice.id}/open`}>
          {notice.title}
          <span class="govuk-visually-hidden">, {dayAndTime(notice.createdAt)}</span>
        </a>
      </h2>
      {notice.detail && <p class="wm-row__x">{notice.detail}</p>}
      <p class="wm-meta">
        <time dateTime={notice.createdAt.toISOString()}>{dayAndTime(notice.createdAt)}</time>
      </p>
    </li>
  );
}

function unreadWords(unread: number): string {
  if (unread === 0) return 'You have read everything.';
  return unread > 99 ? 'More than 99 not read yet.' : `${count(unread, 'notification')} not read yet.`;
}
