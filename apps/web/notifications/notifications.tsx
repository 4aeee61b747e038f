import { type VNode } from 'preact';
import { type NotificationRow } from '#libs/notifications';
import { Button, ButtonGroup, EmptyState, Pagination, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { count, dayAndTime } from '../parts/words.ts';

interface NotificationsView {
  items: readonly NotificationRow[];
  next: string | null;
  /** At most 100. */
  unread: number;
  unreadOnly: boolean;
}

export function NotificationsPage({ items, next, unread, unreadOnly }: NotificationsView): VNode {
  return (
    <Layout title="Inbox">
      <div class="wm-text">
        <div class="wm-pagehead">
          <div>
            <h1 class="govuk-heading-l">Inbox</h1>
            {(items.length > 0 || unreadOnly) && <p class="wm-nil">{unreadWords(unread)}</p>}
          </div>
          {unread > 0 && items[0] && (
            <form method="post" action="/notifications/read">
              <input type="hidden" name="upTo" value={items[0].id} />
              <Button look="secondary">Mark all as read</Button>
            </form>
          )}
        </div>
        <Tabs
          label="Which of them"
          items={[
            { href: '/notifications', text: 'All', current: !unreadOnly },
            { href: '/notifications?unread=yes', text: 'Not read yet', current: unreadOnly },
          ]}
        />
        {items.length === 0 && unreadOnly ? (
          <EmptyState
            title="You have read everything"
            action={
              <a class="govuk-link" href="/notifications">
                See what you were told before
              </a>
            }
          >
            What is new to you stands here.
          </EmptyState>
        ) : items.length === 0 ? (
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
              <NoticeRow notice={notice} unreadOnly={unreadOnly} key={notice.id} />
            ))}
          </ol>
        )}
        {next && (
          <Pagination
            next={{ href: `/notifications?${unreadOnly ? 'unread=yes&' : ''}after=${next}`, text: 'Older' }}
          />
        )}
      </div>
    </Layout>
  );
}

function NoticeRow({ notice, unreadOnly }: { notice: NotificationRow; unreadOnly: boolean }): VNode {
  const isNew = notice.readAt === null;
  const more = notice.replies !== null && notice.replies > 1 ? 0 : notice.count - 1;
  return (
    <li class="wm-row wm-row--tight">
      <h2 class="wm-row__t">
        {isNew && <span class="wm-new">New</span>}{' '}
        <a class="govuk-link" href={`/notifications/${notice.id}/open`}>
          {notice.title}
          <span class="govuk-visually-hidden">, {dayAndTime(notice.createdAt)}</span>
        </a>
      </h2>
      {notice.detail && <p class="wm-row__x">{notice.detail}</p>}
      <p class="wm-meta">
        <time dateTime={notice.createdAt.toISOString()}>{dayAndTime(notice.createdAt)}</time>
        {more > 0 && <span>{count(more, 'more notification')} of this discussion</span>}
      </p>
      {isNew && (
        <ButtonGroup class="wm-mt-2">
          <RowButton action={`/notifications/${notice.id}/read`} unreadOnly={unreadOnly} about={notice.title}>
            Mark as read
          </RowButton>
          {notice.threadId !== null && (
            <RowButton action={`/notifications/${notice.id}/mute`} unreadOnly={unreadOnly} about={notice.title}>
              Mute this discussion
            </RowButton>
          )}
        </ButtonGroup>
      )}
    </li>
  );
}

interface RowButtonProps {
  action: string;
  unreadOnly: boolean;
  about: string;
  children: string;
}

function RowButton({ action, unreadOnly, about, children }: RowButtonProps): VNode {
  return (
    <form method="post" action={action}>
      {unreadOnly && <input type="hidden" name="unread" value="yes" />}
      <Button look="secondary" small preventDoubleClick>
        {children}
        <span class="govuk-visually-hidden">: {about}</span>
      </Button>
    </form>
  );
}

function unreadWords(unread: number): string {
  if (unread === 0) return 'You have read everything.';
  return unread > 99 ? 'More than 99 not read yet.' : `${count(unread, 'notification')} not read yet.`;
}
