import { type VNode } from 'preact';
import { type Mine, type ThreadRow } from '#libs/threads';
import { Button, EmptyState, Pagination, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ThreadRows } from './questions.tsx';

export interface MyThreadsView {
  items: ThreadRow[];
  next: string | null;
  mine: Listed;
}

type Listed = Exclude<Mine, 'bookmarked'>;

const address = (mine: Mine): string => `/questions?mine=${mine}`;

/** In the order of the tabs, with what stands in place of an empty list. */
const TABS: readonly { mine: Listed; text: string; none: string; would: string }[] = [
  {
    mine: 'unread',
    text: 'New for you',
    none: 'You have seen everything',
    would: 'Discussions that you opened stand here as soon as somebody writes in them.',
  },
  {
    mine: 'asked',
    text: 'Asked',
    none: 'You have asked nothing yet',
    would: 'Questions you ask and discussions you begin would stand here.',
  },
  {
    mine: 'answered',
    text: 'Answered',
    none: 'You have answered nothing yet',
    would: 'Discussions in which you wrote something would stand here.',
  },
  {
    mine: 'followed',
    text: 'Followed',
    none: 'You follow nothing yet',
    would: 'Questions you ask, answer or follow would stand here.',
  },
  {
    mine: 'mentioned',
    text: 'Mentioned',
    none: 'Nobody has named you yet',
    would: 'Discussions in which somebody names you would stand here.',
  },
];

/** The lists of what is one's own: bookmarks stand by themselves, with their notes. */
export const MyTabs = ({ current }: { current: Listed | 'bookmarks' }): VNode => (
  <Tabs
    label="Your discussions"
    items={[
      ...TABS.map((tab) => ({ href: address(tab.mine), text: tab.text, current: tab.mine === current })),
      { href: '/me/bookmarks', text: 'Bookmarks', current: current === 'bookmarks' },
    ]}
  />
);

/** What the reader takes part in, with how much they have not seen of each. */
export function MyThreadsPage({ items, next, mine }: MyThreadsView): VNode {
  const { none, would } = TABS.find((tab) => tab.mine === mine)!;
  return (
    <Layout title="Your discussions">
      <div class="wm-pagehead">
        <h1 class="govuk-heading-l">Your discussions</h1>
        <Button href="/questions/new">Ask a question</Button>
      </div>
      <div class="wm-cols">
        <div>
          <MyTabs current={mine} />
          {items.length > 0 ? (
            <ThreadRows items={items} />
          ) : (
            <EmptyState
              title={none}
              action={
                <a class="govuk-link" href="/questions">
                  All questions
                </a>
              }
            >
              {would}
            </EmptyState>
          )}
          {next && <Pagination next={{ href: `${address(mine)}&after=${next}` }} />}
        </div>
        <aside aria-label="More">
          <div class="wm-box wm-box--tint">
            <h2 class="govuk-heading-s">What you are told</h2>
            <p>
              <a class="govuk-link" href="/settings/following">
                Choose what reaches your inbox
              </a>
            </p>
          </div>
          <p>
            <a class="govuk-link" href="/questions">
              All questions
            </a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}
