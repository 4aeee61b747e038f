import { type VNode } from 'preact';
import { plainText } from '#libs/platform/markdown';
import { MOVED_MOST, type PostRow, shownName, type ThreadPage } from '#libs/threads';
import { BackLink, Button, ButtonGroup, Checkboxes } from '#libs/ui';
import { type Form } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { beginning, count, day } from '../parts/words.ts';

interface ChooseView {
  thread: ThreadPage;
  chosen: readonly number[];
  problems: Form['problems'];
}

/** Step one: which posts. What is chosen on other pages comes along. */
export function ChoosePostsPage({ thread, chosen, problems }: ChooseView): VNode {
  const { id, title, posts, after, more } = thread;
  const here = new Set(posts.map(({ number }) => number));
  const elsewhere = chosen.filter((number) => !here.has(number));
  const movable = posts.filter((post) => post.number > 1 && post.gone === null);
  return (
    <Layout title="Choose the posts to move" problems={problems}>
      <BackLink href={`/threads/${id}`}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Choose the posts to move</h1>
      <div class="wm-text">
        <p>
          From “{title}”. They keep their authors, dates and everything that was said of them, and where they stood it
          says where they went. The first post stays: to move it too,{' '}
          <a class="govuk-link" href={`/threads/${id}/merge`}>
            merge the whole discussion
          </a>
          .
        </p>
        <form method="get" action={`/threads/${id}/move`}>
          {elsewhere.map((number) => (
            <input type="hidden" name="post" value={number} key={number} />
          ))}
          {movable.length > 0 ? (
            <Checkboxes
              name="post"
              legend={placeWords(thread)}
              hint={
                elsewhere.length > 0 ? `${count(elsewhere.length, 'post', 'posts')} chosen on other pages.` : undefined
              }
              error={problems[0]?.message}
              items={movable.map((post) => ({
                value: post.number,
                label: `${post.number}. ${shownName(post)}, ${day(post.createdAt)}${post.replyToNumber === null ? '' : `, in reply to ${post.replyToNumber}`}`,
                hint:
                  post.mask === null ? beginningOf(post) : 'Written under a mask: it stays here, where the mask holds.',
                disabled: post.mask !== null,
              }))}
              values={chosen}
            />
          ) : (
            <p class="govuk-inset-text" id="post">
              There is no post on this page that can be moved.
            </p>
          )}
          <ButtonGroup>
            <Button name="where" value="yes">
              Continue
            </Button>
            {after > 0 && (
              <Button look="secondary" name="after" value={String(Math.max(0, after - 20))}>
                Earlier posts
              </Button>
            )}
            {more !== null && (
              <Button look="secondary" name="after" value={String(more)}>
                Later posts
              </Button>
            )}
            <a class="govuk-link" href={`/threads/${id}`}>
              Cancel
            </a>
          </ButtonGroup>
          <p class="wm-nil">
            At most {MOVED_MOST} posts at once. Choose the replies beneath an answer too, if they go with it.
          </p>
        </form>
      </div>
    </Layout>
  );
}

function placeWords({ posts, postCount }: ThreadPage): string {
  const [first, last] = [posts[0]?.number ?? 1, posts.at(-1)?.number ?? 1];
  return `Posts ${first} to ${last} of ${postCount}`;
}

const BEGINNING = 160;

/** Its first words, in one line. */
export function beginningOf({ body }: Pick<PostRow, 'body'>): string {
  return beginning(plainText(body ?? '').replace(/\s+/g, ' '), BEGINNING);
}
