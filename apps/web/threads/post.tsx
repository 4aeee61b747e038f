import { type VNode } from 'preact';
import { classes, Icon, TrustedHtml } from '#libs/ui';
import { Affiliation, Face } from '../parts/byline.tsx';
import { CaseCard } from '../parts/verdict.tsx';
import { AnswerWords } from './answer-words.tsx';
import { Attachments } from './attach-files.tsx';
import { pageStart, postAddress } from './post-address.ts';
import { ReferenceCard } from './reference-card.tsx';
import { PostMenu } from './post-menu.tsx';
import { type PostActs, type PostView } from './post.view.ts';

/** One post in the trail: in its page, and alone when it arrives while the page is open. Drawn once: see post-cache.tsx. */
export function Post({ post, acts, walked }: { post: PostView; acts: PostActs; walked: boolean }): VNode {
  if (post.gone) return <Tombstone post={post} gone={post.gone} acts={acts} walked={walked} />;
  return (
    <li
      class={classes('wm-post', walked && 'wm-post--walked', post.replyTo && 'wm-post--reply')}
      id={`post-${post.number}`}
      data-number={post.number}
      data-id={post.id}
      data-own={acts.own ? '' : undefined}
    >
      {post.acceptedOn ? (
        <span class="wm-face wm-face--ok" aria-hidden="true">
          <Icon name="tick" />
        </span>
      ) : (
        <Face name={post.name} masked={post.masked} />
      )}
      <div>
        {post.acceptedOn ? (
          <div class="wm-accepted">
            <AcceptedBar on={post.acceptedOn} />
            <PostBody post={post} threadId={acts.threadId} />
            <Words post={post} acts={acts} />
            <Acts post={post} acts={acts} />
          </div>
        ) : (
          <>
            <PostBody post={post} threadId={acts.threadId} />
            <Words post={post} acts={acts} />
            <Acts post={post} acts={acts} />
          </>
        )}
      </div>
    </li>
  );
}

/** Where a post stood. Its number and its place stay, so that what was said around it still makes sense. */
function Tombstone({
  post,
  gone,
  acts,
  walked,
}: {
  post: PostView;
  gone: NonNullable<PostView['gone']>;
  acts: PostActs;
  walked: boolean;
}): VNode {
  return (
    <li
      class={classes('wm-post wm-post--gone', walked && 'wm-post--walked', post.replyTo && 'wm-post--reply')}
      id={`post-${post.number}`}
      data-number={post.number}
      data-id={post.id}
      tabIndex={-1}
    >
      <span class="wm-face wm-face--gone" aria-hidden="true" />
      <p class="wm-nil">
        {gone.words}
        {gone.link && (
          <>
            {' '}
            <a class="govuk-link" href={gone.link.href}>
              {gone.link.text}
            </a>
          </>
        )}
        {gone.kind === 'deleted' && acts.signedIn && acts.own && (
          <>
            {'. '}
            <a class="govuk-link" href={`/posts/${post.id}/restore`}>
              See it or restore it<span class="govuk-visually-hidden">: your post {post.number}</span>
            </a>
          </>
        )}
        {gone.kind === 'deleted' && acts.moderator && !acts.own && (
          <>
            {'. '}
            <a class="govuk-link" href={`/moderation/posts/${post.id}`}>
              Moderate<span class="govuk-visually-hidden"> (post {post.number})</span>
            </a>
          </>
        )}
      </p>
    </li>
  );
}

/** What a post says, the same for every reader who may read it. What a reader may do with it is Acts. */
function PostBody({ post, threadId }: { post: PostView; threadId: string }): VNode {
  return (
    <>
      <div class="wm-post__h">
        <h2 class={post.masked ? 'wm-mask' : undefined}>{post.heading}</h2>
        {post.masked && <span>Name masked, known to moderators</span>}
        <Affiliation {...post} />
        <a class="govuk-link govuk-link--muted" href={`#post-${post.number}`}>
          <time dateTime={post.at}>{post.on}</time>
        </a>
        {post.editedOn && post.hidden === null && (
          <a class="govuk-link govuk-link--muted" href={`/posts/${post.id}/history`}>
            edited {post.editedOn}
          </a>
        )}
        {post.replyTo && (
          <a class="govuk-link" href={addressFrom(post, threadId, post.replyTo.number)}>
            in reply to {post.replyTo.name}
          </a>
        )}
      </div>
      {post.began !== null && <p class="wm-nil">Asked as “{post.began}”, and merged into this discussion.</p>}
      {post.hidden !== null && <p class="wm-tombstone">{post.hidden}</p>}
      {post.html && (
        <div class="wm-post__b" lang={post.lang === 'en' ? undefined : post.lang}>
          <TrustedHtml content={post.html} />
          <Attachments files={post.files} />
          {post.citations.map((note) => (
            <CaseCard note={note} key={note.id} />
          ))}
          {post.references.map((to) => (
            <ReferenceCard to={to} key={to.url} />
          ))}
        </div>
      )}
    </>
  );
}

/** On another page of the discussion it is no place of this one. */
const addressFrom = ({ number }: PostView, threadId: string, to: number): string =>
  pageStart(to) === pageStart(number) ? `#post-${to}` : postAddress(threadId, to);

/** What members say of an answer, and where the reader says so too. */
function Words({ post, acts }: { post: PostView; acts: PostActs }): VNode | null {
  if (post.said === null || !acts.isQuestion) return null;
  const canTry = acts.signedIn && !acts.own && post.hidden === null;
  return <AnswerWords {...post} said={post.said} canTry={canTry} canMark={acts.signedIn} masked={acts.masked} />;
}

function AcceptedBar({ on }: { on: string }): VNode {
  return (
    <p class="wm-accepted__l">
      <Icon name="tick" />
      Accepted by the asker <span>on {on}</span>
    </p>
  );
}

/** What this reader may do with the post. */
function Acts({ post, acts }: { post: PostView; acts: PostActs }): VNode | null {
  if (!acts.signedIn) return null;
  if (post.hidden !== null) {
    return (
      <div class="wm-acts">
        <PostMenu post={post} acts={acts} />
      </div>
    );
  }
  const base = `/threads/${acts.threadId}`;
  const accept = acts.canAccept && post.number > 1 && post.replyTo === null && post.began === null;
  return (
    <ul class="wm-acts">
      {acts.canReply && post.number > 1 && (
        <li>
          <a
            class="govuk-link"
            href={`${base}?replyTo=${post.id}#reply`}
            data-reply-to={post.id}
            data-reply-name={post.name}
          >
            Reply<span class="govuk-visually-hidden"> to {post.name}</span>
          </a>
        </li>
      )}
      {accept && (
        <li>
          <form method="post" action={`${base}/accept`}>
            <input type="hidden" name="postId" value={post.id} />
            <input type="hidden" name="accepted" value={post.acceptedOn ? 'no' : 'yes'} />
            <button class="wm-linkbtn" type="submit">
              {post.acceptedOn ? 'No longer accept' : 'Accept this answer'}
              <span class="govuk-visually-hidden"> by {post.name}</span>
            </button>
          </form>
        </li>
      )}
      <li>
        <PostMenu post={post} acts={acts} />
      </li>
    </ul>
  );
}
