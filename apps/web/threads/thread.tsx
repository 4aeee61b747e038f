import { Fragment, type VNode } from 'preact';
import { Breadcrumbs, Button, Chip, Chips, Icon, Tag } from '#libs/ui';
import { type Form } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { DiscussedIn } from '../parts/discussed-in.tsx';
import { Once } from '../parts/once.tsx';
import { ToCopy } from '../parts/to-copy.tsx';
import { AnswerOrder } from './answer-order.tsx';
import { DraftIs, DraftState, OtherDraft } from './draft-parts.tsx';
import { FollowBox } from './follow-box.tsx';
import { Places } from './places.tsx';
import { UnderMask } from './mask-fields.tsx';
import { OwnMaskBox } from './own-mask.tsx';
import { BeforeYouPost, RecordsNote } from './before-you-post.tsx';
import { Posts } from './posts.tsx';
import { PreviewButton, WritingBox } from './writing-box.tsx';
import { type ClosedView, closedWords, type ThreadView } from './thread.view.ts';

export function ThreadPage(thread: ThreadView): VNode {
  const { title, posts, reply, moreHref, olderHref, places } = thread;
  return (
    <Layout title={title} problems={reply?.problems ?? []} scripts={['thread.js']} canonical={thread.address}>
      <Breadcrumbs items={[{ text: 'Questions', href: '/questions' }, ...crumb(thread)]} />
      <div
        class="wm-cols"
        data-thread={thread.id}
        data-seq={thread.lastSeq}
        data-me={thread.me ?? undefined}
        data-more={moreHref || thread.order?.chosen === 'best' ? 'yes' : 'no'}
        data-order={thread.order?.chosen}
        data-read={thread.read ?? undefined}
      >
        <div>
          <div data-standing>
            <Standing {...thread} />
          </div>
          <div class="wm-livebar">
            <p class="wm-live" data-live data-state="static">
              <a class="govuk-link" href={thread.address}>
                Reload to see new replies
              </a>
            </p>
            <span class="wm-nil" data-people />
            <span>
              {reply && (
                <a class="govuk-link" href="#reply">
                  Reply
                </a>
              )}
            </span>
          </div>
          {thread.order && <AnswerOrder {...thread.order} />}
          {places && <Places id={thread.id} places={places} />}
          {olderHref && (
            <p class="wm-more">
              <a class="govuk-link" href={olderHref} rel="prev">
                Older posts
              </a>
            </p>
          )}
          <ol class="wm-trail" data-posts>
            <Posts posts={posts} newFrom={thread.newFrom} />
          </ol>
          {thread.seeksHelpers && <SeeHelpers {...thread} />}
          {moreHref && (
            <p class="wm-more">
              <a class="govuk-link" href={moreHref} rel="next">
                Next replies
              </a>
            </p>
          )}
          <div data-new-replies />
          <p class="govuk-visually-hidden" role="status" data-announce />
          <p class="wm-nil wm-typing" data-typing />
          <div data-reply-area>
            {reply ? <ReplyForm thread={thread} form={reply} /> : <WhyNoReply thread={thread} />}
            <ToCopy texts={thread.unsent} />
          </div>
        </div>
        <aside aria-label="About this discussion">
          <Aside {...thread} />
          <DiscussedIn discussions={thread.discussedIn} />
        </aside>
      </div>
    </Layout>
  );
}

const crumb = ({ about, circle }: ThreadView) => {
  const within = circle ?? about[0];
  return within ? [{ text: within.text, href: within.href }] : [];
};

/** How the discussion stands now. An open page asks for it alone when that changes. */
export function Standing(thread: ThreadView): VNode {
  return (
    <>
      <h1 class="govuk-heading-l">{thread.title}</h1>
      <p class="wm-meta wm-mb-3" data-closed={thread.closed ? closedWords(thread.closed) : undefined}>
        {!thread.withdrawn && (
          <Tag>
            {thread.state === 'Answered' && <Icon name="tick" />} {thread.state}
          </Tag>
        )}
        <span>{thread.asked}</span>
        <span>{thread.replies}</span>
        <span>{thread.followers}</span>
        {!thread.withdrawn && (
          <span data-audience data-opens={thread.opening ?? undefined} data-readers={thread.readers ?? undefined}>
            <Icon name="people" />
            {thread.audience}
          </span>
        )}
      </p>
      {thread.closed && (
        <p class="wm-tombstone">
          <Closed {...thread.closed} />
        </p>
      )}
      {thread.askedAlsoIn.length > 0 && (
        <p class="wm-nil">
          Asked also in{' '}
          {thread.askedAlsoIn.map(({ href, text }, place) => (
            <Fragment key={href}>
              {place > 0 && ' · '}
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </Fragment>
          ))}
        </p>
      )}
      {thread.about.length > 0 && (
        <Chips label="About this question">
          {thread.about.map(({ href, text }) => (
            <Chip href={href} key={href}>
              {text}
            </Chip>
          ))}
        </Chips>
      )}
      {thread.hidden && (
        <p class="wm-tombstone">{thread.withdrawn ? TAKEN_BACK[thread.own ? 'own' : 'others'] : HIDDEN}</p>
      )}
    </>
  );
}

const HIDDEN = 'A moderator hid this discussion. Only moderators and who asked still see it.';
const TAKEN_BACK = {
  own: 'You took this back, so nobody can reply. Only you and moderators still find it here.',
  others: 'Who asked took this back, so nobody can reply. Only they and moderators still find it here.',
};

const Closed = ({ before, link, after }: ClosedView): VNode => (
  <>
    {before}{' '}
    {link && (
      <>
        <a class="govuk-link" href={link.href}>
          {link.text}
        </a>{' '}
      </>
    )}
    {after}
  </>
);

function ReplyForm({ thread, form }: { thread: ThreadView; form: Form }): VNode {
  const { replyTo } = thread;
  return (
    <form
      class="wm-reply"
      method="post"
      action={`/threads/${thread.id}/posts`}
      id="reply"
      noValidate
      {...(thread.ownMask === null && { 'data-reply-form': '' })}
      encType="multipart/form-data"
      data-draft={thread.place}
    >
      <OtherDraft theirs={thread.theirs} />
      <Once />
      <DraftIs place={thread.place} form={form} />
      <input type="hidden" name="replyTo" value={replyTo?.id ?? ''} />
      {thread.ownMask !== null && <UnderMask form={form} label={thread.ownMask} />}
      <p class="wm-meta" data-replying-to hidden={!replyTo}>
        {replyTo && `Replying to ${replyTo.name}. `}
        {replyTo && (
          <a class="govuk-link" href={`${thread.address}#reply`}>
            Answer the question instead
          </a>
        )}
      </p>
      <input type="hidden" name="_readers" value={thread.readers ?? ''} />
      <p class="govuk-inset-text" data-opening hidden={thread.opening === null}>
        {thread.opening}
      </p>
      <WritingBox
        form={form}
        label="Your reply"
        hint="Say what you did, when, and what happened. Type @ to name somebody, # to cite what is on Waymark."
        rows={6}
        preview={thread.preview}
        threadId={thread.id}
        attached={thread.attached}
        action={`/threads/${thread.id}/posts`}
      />
      {thread.publicSector && <BeforeYouPost />}
      {thread.noteDue && <RecordsNote />}
      <div class="govuk-button-group">
        {/* Sent twice it is posted once, and a second try after a failure must not wait. */}
        <Button>Post reply</Button>
        <PreviewButton />
        <DraftState />
        <span class="wm-nil" data-audience-said>
          {thread.audience}
        </span>
        <span class="wm-nil" data-draft-state aria-live="polite" />
      </div>
    </form>
  );
}

function WhyNoReply({ thread }: { thread: ThreadView }): VNode {
  if (thread.withdrawn) return <></>;
  if (thread.closed) {
    return (
      <p class="govuk-inset-text">
        <Closed {...thread.closed} />
      </p>
    );
  }
  return (
    <p class="govuk-inset-text">
      <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(thread.address)}`}>
        Sign in
      </a>{' '}
      or{' '}
      <a class="govuk-link" href="/sign-up">
        join
      </a>{' '}
      to reply.
    </p>
  );
}

/** Right after it was asked. Who they are comes from an address of its own, so that the page is not kept waiting. */
function SeeHelpers({ id }: ThreadView): VNode {
  return (
    <div class="wm-box wm-box--tint wm-hide-print">
      <h2 class="govuk-heading-s">People who may help</h2>
      <div data-helpers={`/threads/${id}/helpers/lines`} />
      <p>
        <a class="govuk-button govuk-button--secondary" href={`/threads/${id}/helpers`}>
          See who has done this
        </a>
      </p>
    </div>
  );
}

function Aside(thread: ThreadView): VNode {
  return (
    <>
      {thread.ownMask !== null && <OwnMaskBox threadId={thread.id} label={thread.ownMask} />}
      {thread.signedIn && <FollowBox id={thread.id} level={thread.level} />}
      {thread.guidance.length > 0 && (
        <div class="wm-box wm-box--tint">
          <h2 class="govuk-heading-s">Became guidance</h2>
          <ul class="wm-plain wm-lines">
            {thread.guidance.map(({ href, text }) => (
              <li key={href}>
                <Icon name="book" />{' '}
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {thread.canEdit && (
        <p>
          <a class="govuk-link" href={`/threads/${thread.id}/edit`}>
            Change title and subjects
          </a>
          <br />
          <a class="govuk-link" href={`/threads/${thread.id}/audience`}>
            Change who can read this
          </a>
          {thread.canWithdraw && (
            <>
              <br />
              <a class="govuk-link" href={`/threads/${thread.id}/withdraw`}>
                Take this back
              </a>
            </>
          )}
        </p>
      )}
      {thread.canInvite && (
        <p class="wm-hide-print">
          {thread.kind === 'question' && !thread.seeksHelpers && (
            <>
              <a class="govuk-link" href={`/threads/${thread.id}/helpers`}>
                See who has done this
              </a>
              <br />
            </>
          )}
          <a class="govuk-link" href={`/threads/${thread.id}/invite`}>
            Invite somebody to answer
          </a>
        </p>
      )}
      {thread.canLeave && (
        <form method="post" action={`/threads/${thread.id}/leave`}>
          <Button look="secondary" small>
            Leave this discussion
          </Button>
        </form>
      )}
      {thread.canLock && (
        <p>
          <a class="govuk-link" href={`/threads/${thread.id}/lock`}>
            {thread.closed ? 'Open for replies again' : 'Close to new replies'}
          </a>
          {thread.canMarkDuplicate && (
            <>
              <br />
              <a class="govuk-link" href={`/threads/${thread.id}/duplicate`}>
                Mark as a duplicate
              </a>
            </>
          )}
        </p>
      )}
      {thread.canMove && (
        <p>
          <a class="govuk-link" href={`/threads/${thread.id}/move`}>
            Move posts…
          </a>
          <br />
          <a class="govuk-link" href={`/threads/${thread.id}/merge`}>
            Merge into another discussion
          </a>
        </p>
      )}
    </>
  );
}
