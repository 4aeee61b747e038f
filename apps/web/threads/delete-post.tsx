import { type VNode } from 'preact';
import { type RecordHold } from '#libs/people';
import { type DeletedPost, ERASED_AFTER_DAYS, RESTORABLE_DAYS, type WhyItStays } from '#libs/threads';
import { BackLink, Button, TrustedHtml, WarningText } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { day } from '../parts/words.ts';
import { postAddress } from './post-address.ts';
import { type PostView } from './post.view.ts';

interface DeletePostView {
  id: string;
  address: string;
  threadId: string;
  version: number;
  post: PostView;
  hold: RecordHold | null;
  /** It is a question where others have written: then it stays. */
  answered: WhyItStays | null;
  /** Members say of it that they tried it, or that it is outdated or risky. */
  said: boolean;
  /** The text was changed while this page was open. */
  changed: boolean;
}

/** What deleting means, before it is done. */
export function DeletePostPage({
  id,
  address,
  threadId,
  version,
  post,
  hold,
  answered,
  said,
  changed,
}: DeletePostView): VNode {
  if (answered) return <QuestionStays why={answered} address={address} threadId={threadId} />;
  const noun = post.number === 1 ? 'question' : 'post';
  return (
    <Layout title={`Delete your ${noun}?`}>
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Delete your {noun}?</h1>
      <div class="wm-text">
        {hold && (
          <WarningText>
            You said that you were asked to keep records about “{hold.about}”. To delete what somebody has asked for, so
            that they do not get it, can be an offence.{' '}
            <a class="govuk-link" href="/settings/records">
              Copy it to your records first
            </a>
            .
          </WarningText>
        )}
        {changed && (
          <WarningText>You changed this text while this page was open. This is how it reads now.</WarningText>
        )}
        {post.html && (
          <blockquote class="wm-quote wm-quote--tall">
            <TrustedHtml content={post.html} />
          </blockquote>
        )}
        <ul class="govuk-list govuk-list--bullet">
          <li>Nobody can read it any more: not here, not in search, not through the API.</li>
          {post.number === 1 ? (
            <li>
              The whole discussion goes with it, with whatever you added to it. Nobody else has written in it.
              Moderators can still see its title.
            </li>
          ) : (
            <li>Its place stays and says that its author deleted it, with the date. Replies to it stay.</li>
          )}
          {said && (
            <li>
              What members say of it here, who tried it or warn of it, goes with it, and comes back if you restore it.
              It may be what the next reader needs.
            </li>
          )}
          <li>What others have quoted from it, or made into guidance, stays, and so does what they copied.</li>
          <li>
            You can restore it for {RESTORABLE_DAYS} days. After {ERASED_AFTER_DAYS} days its text, its earlier texts
            and its files are erased{hold ? ', but not while you are asked to keep records' : ''}. If somebody reported
            it, moderators can read it until they have decided, and it is kept that long.
          </li>
          <li>
            If you wrote it at work, it may be a record of a public authority:{' '}
            <a class="govuk-link" href="/rules#foi">
              what that means
            </a>
            .
          </li>
        </ul>
        <form method="post" action={`/posts/${id}/delete`}>
          <Version version={version} />
          <div class="govuk-button-group">
            <Button look="warning" preventDoubleClick>
              Delete {noun}
            </Button>
            <a class="govuk-link" href={address}>
              Keep it
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}

const STAYS: Readonly<Record<WhyItStays, { title: string; says: string }>> = {
  replied: {
    title: 'Others have replied, so your question stays',
    says: 'Without the question their replies would make no sense. You can:',
  },
  'said-of-an-answer': {
    title: 'Others have added to an answer, so your question stays',
    says: 'They said what came of an answer here, or warned of it. That would go with the question. You can:',
  },
};

function QuestionStays({ why, address, threadId }: { why: WhyItStays; address: string; threadId: string }): VNode {
  const { title, says } = STAYS[why];
  return (
    <Layout title={title}>
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="wm-text">
        <p>{says}</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            <a class="govuk-link" href={`/threads/${threadId}/edit`}>
              change its title
            </a>{' '}
            or its text, if it says too much
          </li>
          <li>delete what else you wrote in it, each from its own menu</li>
          <li>
            <a class="govuk-link" href={`/threads/${threadId}/lock`}>
              close it to new replies
            </a>
          </li>
          <li>
            <a class="govuk-link" href={`/threads/${threadId}/audience`}>
              let fewer people read it
            </a>
          </li>
          <li>
            ask a moderator to hide it:{' '}
            <a class="govuk-link" href="/report">
              report a problem
            </a>
          </li>
        </ul>
      </div>
    </Layout>
  );
}

/** What one deleted, and the way back while there is one. */
export function RestorePostPage({
  id,
  threadId,
  number,
  body,
  deletedAt,
  erased,
  restorableUntil,
}: DeletedPost & { id: string }): VNode {
  const address = postAddress(threadId, number);
  return (
    <Layout title="The post that you deleted">
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">The post that you deleted</h1>
      <div class="wm-text">
        <p>You deleted it on {day(deletedAt)}. Only you see it here.</p>
        {erased ? (
          <p>Its text was erased {ERASED_AFTER_DAYS} days later. Nobody has it here any more.</p>
        ) : (
          <blockquote class="wm-quote wm-asis wm-quote--tall" tabIndex={0}>
            {body}
          </blockquote>
        )}
        {erased ? null : restorableUntil ? (
          <form method="post" action={`/posts/${id}/restore`}>
            <p>
              Until {day(restorableUntil)} you can restore it: it then stands where it stood before
              {number === 1 ? ', with what else you wrote in it' : ''}.
            </p>
            <Button preventDoubleClick>Restore {number === 1 ? 'question' : 'post'}</Button>
          </form>
        ) : (
          <p>
            It can no longer be restored from here. If you need it back,{' '}
            <a class="govuk-link" href="/report">
              ask a moderator
            </a>
            .
          </p>
        )}
      </div>
    </Layout>
  );
}
