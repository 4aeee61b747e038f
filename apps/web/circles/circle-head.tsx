import { type ComponentChildren, type VNode } from 'preact';
import { type CircleDetail } from '#libs/circles';
import { BackLink, FictionalMark, Icon, Tabs } from '#libs/ui';
import { count } from '../parts/words.ts';
import { KIND_WORDS, VISIBILITY_WORDS } from './circle-words.ts';

type Part = 'discussions' | 'meetings' | 'milestones' | 'members' | 'summary';

interface CircleHeadProps {
  circle: CircleDetail;
  part: Part;
  /** The one thing to do here. */
  action?: ComponentChildren;
}

/** What stands over every page of a circle, for its members. */
export function CircleHead({ circle, part, action }: CircleHeadProps): VNode {
  const at = `/circles/${circle.id}`;
  return (
    <>
      <BackLink href="/circles">Back to circles</BackLink>
      <div class="wm-pagehead">
        <h1 class="govuk-heading-l">{circle.name}</h1>
        {action}
      </div>
      <CircleMeta circle={circle} />
      <Tabs
        label="Parts of this circle"
        items={[
          { href: at, text: 'Discussions', current: part === 'discussions' },
          { href: `${at}/notes`, text: 'Meetings', current: part === 'meetings' },
          { href: `${at}/milestones`, text: 'Milestones', current: part === 'milestones' },
          {
            href: `${at}/members`,
            text: circle.requestsOpen > 0 ? `Members (${count(circle.requestsOpen, 'request')})` : 'Members',
            count: circle.memberCount ?? 0,
            current: part === 'members',
          },
          { href: `${at}/summary`, text: 'Public summary', current: part === 'summary' },
        ]}
      />
    </>
  );
}

/** Its kind, and who may know of it. */
export function CircleMeta({ circle }: { circle: CircleDetail }): VNode {
  return (
    <p class="wm-meta">
      <span>{KIND_WORDS[circle.kind].label}</span>
      <span>
        <Icon name="eye" />
        {VISIBILITY_WORDS[circle.visibility].now}
      </span>
      {circle.fictional && <FictionalMark />}
    </p>
  );
}
