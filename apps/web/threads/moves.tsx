import { type ComponentChildren, type VNode } from 'preact';
import { plainText } from '#libs/platform/markdown';
import {
  type ChosenPost,
  MOVED_MOST,
  type PostRow,
  shownName,
  type TargetThread,
  type ThreadHead,
  type ThreadPage,
} from '#libs/threads';
import {
  BackLink,
  Button,
  ButtonGroup,
  Checkboxes,
  classes,
  Details,
  Input,
  Radios,
  SummaryList,
  Textarea,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { count, day } from '../parts/words.ts';

/** What is done with a whole discussion and another one. */
export type Aim = 'merge' | 'duplicate';

type Head = Pick<ThreadHead, 'id' | 'title' | 'kind' | 'version' | 'audience' | 'replyCount'>;

const READERS = {
  public: 'Everyone',
  network: 'All members',
  circle: 'Members of a circle',
  organisation: 'People of one organisation',
  invited: 'People who were invited',
} as const satisfies Record<TargetThread['audience'], string>;

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

function beginningOf({ body }: Pick<PostRow, 'body'>): string {
  const text = plainText(body ?? '').replace(/\s+/g, ' ');
  return text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING).replace(/\s\S*$/, '')} …`;
}

interface MoveView {
  thread: Head;
  posts: readonly ChosenPost[];
  form: Form;
  /** What was found and is to be looked over; null: still to say. */
  target: TargetThread | 'new' | null;
  found: readonly TargetThread[];
}

/** Step two: where they go and why. Step three: all of it once more. */
export function MovePostsPage({ thread, posts, form, target, found }: MoveView): VNode {
  const { id, title } = thread;
  const back = `/threads/${id}/move?${posts.map(({ number }) => `post=${number}`).join('&')}`;
  const heading = target ? 'Check before you move them' : `Move ${count(posts.length, 'post', 'posts')}`;
  return (
    <Layout title={heading} problems={form.problems}>
      <BackLink href={back}>Choose other posts</BackLink>
      <h1 class="govuk-heading-l">{heading}</h1>
      <div class="wm-text">
        {target === null && <p>From “{title}”.</p>}
        <form method="post" action={`/threads/${id}/move`} noValidate>
          <Once />
          <Version version={thread.version} />
          {posts.map(({ number }) => (
            <input type="hidden" name="post" value={number} key={number} />
          ))}
          {target === null ? (
            <>
              <ChosenPosts posts={posts} error={problemWith(form, 'post')} />
              <Radios
                name="into"
                legend="Where do they go?"
                error={problemWith(form, 'into')}
                value={valueOf(form, 'into')}
                items={[
                  {
                    value: 'new',
                    label: 'To a discussion of their own',
                    hint: `For the same readers: ${READERS[thread.audience].toLowerCase()}. Whoever wrote the first of them began it.`,
                    conditional: <NewDiscussion form={form} />,
                  },
                  {
                    value: 'other',
                    label: 'To another discussion',
                    hint: 'At its end, in the order in which they stand here.',
                    conditional: <Target form={form} found={found} />,
                  },
                ]}
              />
              <Reason form={form} hint="Whoever wrote them reads it, and it stands in the log." />
              <ButtonGroup>
                <Button name="step" value="check">
                  Continue
                </Button>
                <a class="govuk-link" href={`/threads/${id}`}>
                  Cancel
                </a>
              </ButtonGroup>
            </>
          ) : (
            <Check form={form} id={id} button={`Move ${count(posts.length, 'post', 'posts')}`} target={target}>
              <SummaryList
                rows={[
                  { key: 'From', value: title },
                  { key: 'Posts', value: <PostLines posts={posts} /> },
                  target === 'new'
                    ? {
                        key: 'To',
                        value: `“${valueOf(form, 'title')}”, a new ${valueOf(form, 'kind') || 'discussion'}`,
                      }
                    : { key: 'To', value: <TargetLine target={target} /> },
                  { key: 'Read by', value: READERS[target === 'new' ? thread.audience : target.audience] },
                  { key: 'Why', value: valueOf(form, 'reason') },
                ]}
              />
              <LeftBeneath posts={posts} />
            </Check>
          )}
        </form>
      </div>
    </Layout>
  );
}

interface OtherView {
  aim: Aim;
  thread: Head;
  /** It is who asked. */
  own: boolean;
  form: Form;
  target: TargetThread | null;
  found: readonly TargetThread[];
}

const WORDS = {
  merge: {
    heading: 'Merge into another discussion',
    button: 'Merge the discussions',
    says: 'All its posts go to the end of the other discussion, in their order, and this one is closed. Its address leads there. Who follows this follows the other one.',
  },
  duplicate: {
    heading: 'Mark as a duplicate',
    button: 'Mark as a duplicate',
    says: 'The question is closed to new answers and leads to the one that was asked before, and that one leads here. What was answered stays. Opening it again takes the mark from it.',
  },
} as const;

/** Into which discussion all of one goes, or which question it repeats; then all of it once more. */
export function OtherDiscussionPage({ aim, thread, own, form, target, found }: OtherView): VNode {
  const { id, title } = thread;
  const words = WORDS[aim];
  const heading = target ? `Check before you ${aim === 'merge' ? 'merge' : 'mark'} it` : words.heading;
  return (
    <Layout title={heading} problems={form.problems}>
      <BackLink href={`/threads/${id}`}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">{heading}</h1>
      <div class="wm-text">
        {target === null && (
          <>
            <p class="govuk-heading-s">“{title}”</p>
            <p>{words.says}</p>
          </>
        )}
        <form method="post" action={`/threads/${id}/${aim}`} noValidate>
          <Once />
          <Version version={thread.version} />
          {target === null ? (
            <>
              <Target
                form={form}
                found={found}
                label={aim === 'merge' ? undefined : 'The question that was asked before'}
              />
              {aim === 'merge' ? (
                <Reason form={form} hint="Whoever wrote here reads it, and it stands in the log." />
              ) : (
                <Reason
                  form={form}
                  label="Anything to add (optional)"
                  hint={
                    own
                      ? 'Everybody reads it on the page.'
                      : 'Everybody reads it on the page, and it stands in the log.'
                  }
                />
              )}
              <ButtonGroup>
                <Button name="step" value="check">
                  Continue
                </Button>
                <a class="govuk-link" href={`/threads/${id}`}>
                  Cancel
                </a>
              </ButtonGroup>
            </>
          ) : (
            <Check form={form} id={id} button={words.button} target={target}>
              <SummaryList
                rows={[
                  { key: aim === 'merge' ? 'Merge' : 'Asked again', value: `${title} (${repliesOf(thread)})` },
                  { key: aim === 'merge' ? 'Into' : 'Asked before', value: <TargetLine target={target} /> },
                  { key: 'Read by', value: READERS[target.audience] },
                  valueOf(form, 'reason') !== '' && { key: 'Why', value: valueOf(form, 'reason') },
                ]}
              />
              <p>{words.says}</p>
            </Check>
          )}
        </form>
      </div>
    </Layout>
  );
}

function ChosenPosts({ posts, error }: { posts: readonly ChosenPost[]; error: string | undefined }): VNode {
  return (
    <div class={classes('govuk-form-group', error && 'govuk-form-group--error')} id="post">
      {error && (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      <PostLines posts={posts} />
    </div>
  );
}

const SHOWN = 10;

const PostLine = ({ number, name, text }: ChosenPost): VNode => (
  <li key={number}>
    {number}. {name}: {beginningOf({ body: text })}
  </li>
);

function PostLines({ posts }: { posts: readonly ChosenPost[] }): VNode {
  const rest = posts.slice(SHOWN);
  return (
    <>
      <ul class="wm-plain wm-lines">{posts.slice(0, SHOWN).map(PostLine)}</ul>
      {rest.length > 0 && (
        <Details summary={count(rest.length, 'more post', 'more posts')} class="wm-more-choices">
          <ul class="wm-plain wm-lines">{rest.map(PostLine)}</ul>
        </Details>
      )}
    </>
  );
}

/** Replies that stay while the answer above them goes. */
function LeftBeneath({ posts }: { posts: readonly ChosenPost[] }): VNode | null {
  const going = new Set(posts.map(({ number }) => number));
  const left = posts.flatMap(({ beneath }) => beneath ?? []).filter((number) => !going.has(number));
  if (left.length === 0) return null;
  return (
    <p class="govuk-inset-text">
      {left.length === 1
        ? `Reply ${left[0]!} stays here, beneath the place of the answer that goes.`
        : `Replies ${left.slice(0, 20).join(', ')} stay here, beneath the places of the answers that go.`}
    </p>
  );
}

function NewDiscussion({ form }: { form: Form }): VNode {
  return (
    <>
      <Input
        name="title"
        label="Its title"
        value={valueOf(form, 'title')}
        error={problemWith(form, 'title')}
        attributes={{ maxLength: 200 }}
      />
      <Radios
        name="kind"
        legend="What is it?"
        small
        value={valueOf(form, 'kind') || 'discussion'}
        items={[
          { value: 'discussion', label: 'An open discussion' },
          { value: 'question', label: 'A question' },
        ]}
      />
    </>
  );
}

interface TargetProps {
  form: Form;
  found: readonly TargetThread[];
  label?: string;
}

/** Which discussion is meant: by its address or by words of its title, and then one of those found. */
function Target({ form, found, label = 'Which discussion?' }: TargetProps): VNode {
  return (
    <>
      <Input
        name="target"
        label={label}
        hint="Paste its address, or enter words of its title."
        value={valueOf(form, 'target')}
        error={problemWith(form, 'target')}
        attributes={{ maxLength: 300 }}
      />
      {found.length > 0 && (
        <Radios
          name="to"
          legend="Which of these?"
          small
          error={problemWith(form, 'to')}
          value={valueOf(form, 'to')}
          items={found.map((thread) => ({
            value: thread.id,
            label: thread.title,
            hint: `${thread.kind === 'question' ? 'Question' : 'Discussion'}, ${repliesOf(thread).toLowerCase()}`,
          }))}
        />
      )}
    </>
  );
}

function Reason({ form, label = 'Why', hint }: { form: Form; label?: string; hint: string }): VNode {
  return (
    <Textarea
      name="reason"
      label={label}
      hint={hint}
      rows={3}
      value={valueOf(form, 'reason')}
      error={problemWith(form, 'reason')}
      attributes={{ maxLength: 500 }}
    />
  );
}

const CARRIED = ['into', 'title', 'kind', 'target', 'reason'];

/** What would be done, and the fields that say so. */
function Check({
  form,
  id,
  button,
  target,
  children,
}: {
  form: Form;
  id: string;
  button: string;
  target: TargetThread | 'new';
  children: ComponentChildren;
}): VNode {
  return (
    <>
      {CARRIED.map((name) => (
        <input type="hidden" name={name} value={valueOf(form, name)} key={name} />
      ))}
      {target !== 'new' && <input type="hidden" name="to" value={target.id} />}
      {children}
      <ButtonGroup>
        <Button preventDoubleClick>{button}</Button>
        <Button look="secondary" name="step" value="back">
          Change
        </Button>
        <a class="govuk-link" href={`/threads/${id}`}>
          Cancel
        </a>
      </ButtonGroup>
    </>
  );
}

const repliesOf = ({ replyCount }: Pick<TargetThread, 'replyCount'>): string => count(replyCount, 'reply', 'replies');

const TargetLine = ({ target }: { target: TargetThread }): VNode => (
  <>
    <a class="govuk-link" href={`/threads/${target.id}`}>
      {target.title}
    </a>{' '}
    ({repliesOf(target)})
  </>
);
