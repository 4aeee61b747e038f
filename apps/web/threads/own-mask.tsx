import { type VNode } from 'preact';
import { type OwnLookRow } from '#libs/moderation';
import { BackLink, Button, Icon, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { day, dayAndTime } from '../parts/words.ts';

/** Beside a discussion that the reader began under a mask. */
export const OwnMaskBox = ({ threadId, label }: { threadId: string; label: string }): VNode => (
  <div class="wm-box wm-box--tint">
    <h2 class="govuk-heading-s">
      <Icon name="mask" /> You asked under a mask
    </h2>
    <p>
      Others see <b class="wm-mask">{label}</b>, here and in all your replies.
    </p>
    <a class="govuk-link" href={`/threads/${threadId}/mask`}>
      Who looked, and how to lift it
    </a>
  </div>
);

interface OwnMaskView {
  id: string;
  address: string;
  title: string;
  /** Null: the mask has been lifted. */
  label: string | null;
  looks: readonly OwnLookRow[];
}

/** For who asked under a mask: what it hides, which moderators looked, and the way out of it. */
export function OwnMaskPage({ id, address, title, label, looks }: OwnMaskView): VNode {
  return (
    <Layout title="Your mask">
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Your mask in “{title}”</h1>
      <div class="wm-text">
        {label === null ? (
          <p class="govuk-body">You lifted it. Everybody who can read this discussion sees your name.</p>
        ) : (
          <>
            <SummaryList
              rows={[
                { key: 'Others see', value: <b class="wm-mask">{label}</b> },
                { key: 'They do not see', value: 'Your name, where you work, your profile, or the minute you wrote' },
                { key: 'Moderators', value: 'They see the same as others. To see who asked they have to say why' },
              ]}
            />
            <p class="govuk-body">
              A mask cannot hide what you write. Leave out names, and what only your own place did.
            </p>
          </>
        )}
        <section class="wm-sec" aria-labelledby="looks">
          <h2 class="govuk-heading-m" id="looks">
            Who looked
          </h2>
          {looks.length === 0 ? (
            <p class="wm-nil">No moderator has looked at who asked this.</p>
          ) : (
            <ol class="wm-rows">
              {looks.map(({ id: line, at, reason, refused }) => (
                <li class="wm-row wm-row--tight" key={line}>
                  <h3 class="wm-row__t">
                    {refused
                      ? `A moderator who works where you work was not told, on ${day(at)}`
                      : `A moderator looked on ${day(at)}`}
                  </h3>
                  <p class="wm-row__x">Reason: “{reason}”</p>
                  <p class="wm-meta">
                    <time dateTime={at.toISOString()}>{dayAndTime(at)}</time>
                  </p>
                </li>
              ))}
            </ol>
          )}
        </section>
        {label !== null && (
          <section class="wm-sec" aria-labelledby="lift">
            <h2 class="govuk-heading-m" id="lift">
              Lift the mask
            </h2>
            <p class="govuk-body">You can show who you are. Nobody else can do that for you.</p>
            <Button href={`/threads/${id}/unmask`} look="secondary">
              Lift the mask
            </Button>
          </section>
        )}
      </div>
    </Layout>
  );
}

interface UnmaskView {
  id: string;
  title: string;
  /** As they will stand there. */
  name: string;
}

export function UnmaskPage({ id, title, name }: UnmaskView): VNode {
  return (
    <Layout title="Lift the mask">
      <BackLink href={`/threads/${id}/mask`}>Back</BackLink>
      <h1 class="govuk-heading-l">Show who asked “{title}”?</h1>
      <div class="wm-text">
        <p class="govuk-body">
          From then on <b>{name}</b> stands at the question and at every reply of yours in this discussion, also at
          those from before. Whoever has it open sees it at once.
        </p>
        <p class="govuk-body">
          <b>You cannot take this back.</b>
        </p>
        <form method="post" action={`/threads/${id}/unmask`}>
          <div class="govuk-button-group">
            <Button look="warning" preventDoubleClick>
              Lift the mask
            </Button>
            <a class="govuk-link" href={`/threads/${id}/mask`}>
              Keep it
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}
