import { type VNode } from 'preact';
import { type FollowLevel, isFollowing } from '#libs/threads';
import { Button, Details, Radios } from '#libs/ui';

/** In the order in which they are offered. */
const LEVELS: readonly { value: FollowLevel; label: string; hint: string }[] = [
  { value: 'every', label: 'Every reply', hint: 'One notice for each' },
  { value: 'first', label: 'The first new reply', hint: 'One notice, and the next after you have read it' },
  { value: 'none', label: 'No replies', hint: 'You see here what is new' },
  { value: 'muted', label: 'Nothing at all', hint: 'Muted: never shown as new' },
];

const SAYS: Record<FollowLevel, { title: string; words: string }> = {
  every: { title: 'You follow this closely', words: 'Every reply reaches your inbox.' },
  first: { title: 'You follow this', words: 'New replies reach your inbox.' },
  none: { title: 'Follow this', words: 'Be told in your inbox when somebody replies.' },
  muted: { title: 'You muted this', words: 'You are told nothing about it, and it is not shown as new.' },
};

/** What the reader is told of a discussion: one button for what most want, the rest behind it. */
export function FollowBox({ id, level }: { id: string; level: FollowLevel | null }): VNode {
  const now = level ?? 'none';
  const { title, words } = SAYS[now];
  return (
    <div class="wm-box wm-box--tint wm-hide-print">
      <h2 class="govuk-heading-s">{title}</h2>
      <p>{words}</p>
      <form method="post" action={`/threads/${id}/follow`}>
        <input type="hidden" name="following" value={isFollowing(now) ? 'no' : 'yes'} />
        <Button look="secondary" small>
          {isFollowing(now) ? 'Stop following' : 'Follow'}
        </Button>
      </form>
      <Details summary="Choose what you are told" class="wm-more-choices">
        <form method="post" action={`/threads/${id}/follow`}>
          <Radios name="level" legend="What you are told of new replies" small items={LEVELS} value={now} />
          <Button look="secondary" small>
            Save
          </Button>
        </form>
      </Details>
    </div>
  );
}
