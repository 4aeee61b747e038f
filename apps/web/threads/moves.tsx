import { type ComponentChildren, type VNode } from 'preact';
import { type ChosenPost, type TargetThread, type ThreadHead } from '#libs/threads';
import {
  BackLink,
  Button,
  ButtonGroup,
  classes,
  Details,
  ErrorMessage,
  Input,
  Radios,
  SummaryList,
  Textarea,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { count } from '../parts/words.ts';
import { beginningOf } from './choose-posts.tsx';

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
  const { id, title, audience } = thread;
  const act = `Move ${count(posts.length, 'post', 'posts')}`;
  return (
    <Steps
      address={`/threads/${id}/move`}
      thread={thread}
      form={form}
      target={target}
      heading={target ? 'Check before you move them' : act}
      button={act}
      back={{
        to: `/threads/${id}/move?${posts.map(({ number }) => `post=${number}`).join('&')}`,
        text: 'Choose other posts',
      }}
      about={<p>From “{title}”.</p>}
    >
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
                hint: `For the same readers: ${READERS[audience].toLowerCase()}. Whoever wrote the first of them began it.`,
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
        </>
      ) : (
        <>
          <SummaryList
            rows={[
              { key: 'From', value: title },
              { key: 'Posts', value: <PostLines posts={posts} /> },
              {
                key: 'To',
                value:
                  target === 'new' ? (
                    `“${valueOf(form, 'title')}”, a new ${valueOf(form, 'kind') || 'discussion'}`
                  ) : (
                    <TargetLine target={target} />
                  ),
              },
              { key: 'Read by', value: READERS[target === 'new' ? audience : target.audience] },
              { key: 'Why', value: valueOf(form, 'reason') },
            ]}
          />
          <LeftBeneath posts={posts} />
        </>
      )}
    </Steps>
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
    check: 'Check before you merge it',
    from: 'Merge',
    into: 'Into',
    button: 'Merge the discussions',
    says: 'All its posts go to the end of the other discussion, in their order, and this one is closed. Its address leads there. Who follows this follows the other one.',
  },
  duplicate: {
    heading: 'Mark as a duplicate',
    check: 'Check before you mark it',
    from: 'Asked again',
    into: 'Asked before',
    button: 'Mark as a duplicate',
    says: 'The question is closed to new answers and leads to the one that was asked before, and that one leads here. What was answered stays. Opening it again takes the mark from it.',
  },
} as const;

/** Into which discussion all of one goes, or which question it repeats; then all of it once more. */
export function OtherDiscussionPage({ aim, thread, own, form, target, found }: OtherView): VNode {
  const { id, title } = thread;
  const { heading, check, button, says, from, into } = WORDS[aim];
  return (
    <Steps
      address={`/threads/${id}/${aim}`}
      thread={thread}
      form={form}
      target={target}
      heading={target ? check : heading}
      button={button}
      back={{ to: `/threads/${id}`, text: 'Back to the discussion' }}
      about={
        <>
          <p class="govuk-heading-s">“{title}”</p>
          <p>{says}</p>
        </>
      }
    >
      {target !== null ? (
        <>
          <SummaryList
            rows={[
              { key: from, value: `${title} (${repliesOf(thread)})` },
              { key: into, value: <TargetLine target={target} /> },
              { key: 'Read by', value: READERS[target.audience] },
              valueOf(form, 'reason') !== '' && { key: 'Why', value: valueOf(form, 'reason') },
            ]}
          />
          <p>{says}</p>
        </>
      ) : aim === 'merge' ? (
        <>
          <Target form={form} found={found} />
          <Reason form={form} hint="Whoever wrote here reads it, and it stands in the log." />
        </>
      ) : (
        <>
          <Target form={form} found={found} label="The question that was asked before" />
          <Reason
            form={form}
            label="Anything to add (optional)"
            hint={`Everybody reads it on the page${own ? '' : ', and it stands in the log'}.`}
          />
        </>
      )}
    </Steps>
  );
}

interface StepsProps {
  /** Where the form goes. */
  address: string;
  thread: Head;
  form: Form;
  /** What was found and is to be looked over; null: still to say. */
  target: TargetThread | 'new' | null;
  heading: string;
  /** What the last button says. */
  button: string;
  back: { to: string; text: string };
  /** What stands above the fields, and not above what is to be looked over. */
  about: VNode;
  children: ComponentChildren;
}

const CARRIED = ['into', 'title', 'kind', 'target', 'reason'];

/** A form in two steps: what is to be done, and all of it once more with hidden fields that say the same. */
function Steps({ address, thread, form, target, heading, button, back, about, children }: StepsProps): VNode {
  return (
    <Layout title={heading} problems={form.problems}>
      <BackLink href={back.to}>{back.text}</BackLink>
      <h1 class="govuk-heading-l">{heading}</h1>
      <div class="wm-text">
        {target === null && about}
        <form method="post" action={address} noValidate>
          <Once />
          <Version version={thread.version} />
          {target !== null &&
            CARRIED.map((name) => <input type="hidden" name={name} value={valueOf(form, name)} key={name} />)}
          {target !== null && target !== 'new' && <input type="hidden" name="to" value={target.id} />}
          {children}
          <ButtonGroup>
            {target === null ? (
              <Button name="step" value="check">
                Continue
              </Button>
            ) : (
              <>
                <Button preventDoubleClick>{button}</Button>
                <Button look="secondary" name="step" value="back">
                  Change
                </Button>
              </>
            )}
            <a class="govuk-link" href={`/threads/${thread.id}`}>
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}

function ChosenPosts({ posts, error }: { posts: readonly ChosenPost[]; error: string | undefined }): VNode {
  return (
    <div class={classes('govuk-form-group', error && 'govuk-form-group--error')} id="post">
      {error && <ErrorMessage>{error}</ErrorMessage>}
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

const repliesOf = ({ replyCount }: Pick<TargetThread, 'replyCount'>): string => count(replyCount, 'reply', 'replies');

const TargetLine = ({ target }: { target: TargetThread }): VNode => (
  <>
    <a class="govuk-link" href={`/threads/${target.id}`}>
      {target.title}
    </a>{' '}
    ({repliesOf(target)})
  </>
);
