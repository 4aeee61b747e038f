import { type VNode } from 'preact';
import { type BookmarkRow } from '#libs/threads';
import { BackLink, Button, DateInput, EmptyState, FictionalMark, Icon, Pagination, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { dayField } from '../parts/day-fields.ts';
import { Version } from '../parts/once.tsx';
import { day } from '../parts/words.ts';
import { MyTabs } from './my-threads.tsx';

/** What the reader keeps for themselves. What they may not read any more keeps its line, with their note alone. */
export function BookmarksPage({ items, next }: { items: readonly BookmarkRow[]; next: string | null }): VNode {
  return (
    <Layout title="Your bookmarks">
      <h1 class="govuk-heading-l">Your bookmarks</h1>
      <div class="wm-text">
        <MyTabs current="bookmarks" />
        <p class="wm-nil">Only you can see them.</p>
        {items.length === 0 ? (
          <EmptyState
            title="You have bookmarked nothing yet"
            action={
              <a class="govuk-link" href="/questions">
                All questions
              </a>
            }
          >
            “Bookmark” is among the actions of every question and every reply.
          </EmptyState>
        ) : (
          <ol class="wm-rows">
            {items.map((bookmark) => (
              <BookmarkLine bookmark={bookmark} key={bookmark.postId} />
            ))}
          </ol>
        )}
        {next && <Pagination next={{ href: `/me/bookmarks?after=${next}` }} />}
      </div>
    </Layout>
  );
}

function BookmarkLine({ bookmark }: { bookmark: BookmarkRow }): VNode {
  const { postId, post, note, remindOn, remindedAt, createdAt } = bookmark;
  const name = nameOf(bookmark);
  return (
    <li class="wm-row">
      <p class="wm-row__k">
        <span class="wm-kind">
          <Icon name="chat" />
          {post === null ? 'Bookmark' : post.number === 1 ? 'Question' : `Post ${post.number}`}
        </span>
        {post?.fictional && <FictionalMark />}
      </p>
      <h2 class="wm-row__t">
        {post === null ? (
          name
        ) : (
          <a class="govuk-link" href={addressOfPost(post)}>
            {name}
          </a>
        )}
      </h2>
      {note !== null && <p class="wm-row__x wm-kept">{note}</p>}
      <p class="wm-meta">
        <span>Kept {day(createdAt)}</span>
        {post?.hidden && <span>Hidden by a moderator</span>}
        {remindOn !== null && (
          <span>
            {remindedAt === null ? 'You are reminded on' : 'You were reminded of it for'} {day(new Date(remindOn))}
          </span>
        )}
      </p>
      <div class="wm-acts">
        {post !== null && (
          <a class="govuk-link" href={`/posts/${postId}/bookmark`}>
            Note and reminder<span class="govuk-visually-hidden"> for {name}</span>
          </a>
        )}
        <form method="post" action={`/posts/${postId}/bookmark/remove`}>
          <button class="wm-linkbtn" type="submit">
            Remove<span class="govuk-visually-hidden"> bookmark of {name}</span>
          </button>
        </form>
      </div>
    </li>
  );
}

const nameOf = ({ post }: BookmarkRow): string => (post === null ? 'No longer available' : post.title);

const addressOfPost = ({ threadId, number }: NonNullable<BookmarkRow['post']>): string =>
  `/threads/${threadId}?number=${number}`;

interface BookmarkView {
  bookmark: BookmarkRow;
  version: number;
  form: Form;
  /** It was changed in another window: what is kept now is shown above the form. */
  stale?: boolean;
}

/** A note and a day to be reminded, both only if wanted. */
export function BookmarkPage({ bookmark, version, form, stale }: BookmarkView): VNode {
  const { postId, post, note, remindOn } = bookmark;
  return (
    <Layout title="Your bookmark" problems={form.problems}>
      <div class="wm-text">
        <BackLink href={post === null ? '/me/bookmarks' : addressOfPost(post)}>
          {post === null ? 'Back to your bookmarks' : 'Back to the discussion'}
        </BackLink>
        <h1 class="govuk-heading-l">Your bookmark</h1>
        <p>
          {nameOf(bookmark)}
          {post && post.number > 1 ? `, post ${post.number}` : ''}. Only you can see this.
        </p>
        <ChangedMeanwhile
          now={
            stale
              ? [
                  ['Note now', note ?? 'None'],
                  ['Reminder now', remindOn === null ? 'None' : day(new Date(remindOn))],
                ]
              : undefined
          }
        />
        <form method="post" action={`/posts/${postId}/bookmark/note`} noValidate>
          <Version version={version} />
          <Textarea
            name="note"
            label="Note (optional)"
            hint="What you want it for"
            rows={3}
            value={valueOf(form, 'note')}
            error={problemWith(form, 'note')}
          />
          <DateInput
            {...dayField(form, 'remindOn')}
            legend="Remind me on (optional)"
            hint="Once, in your inbox, on that day"
          />
          <Button>Save</Button>
        </form>
        <form method="post" action={`/posts/${postId}/bookmark/remove`}>
          <Button look="secondary">Remove the bookmark</Button>
        </form>
        <p>
          <a class="govuk-link" href="/me/bookmarks">
            All your bookmarks
          </a>
        </p>
      </div>
    </Layout>
  );
}
