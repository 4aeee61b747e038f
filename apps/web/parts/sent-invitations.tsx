import { type VNode } from 'preact';
import { type SentInvitation } from '#libs/threads';
import { Tag } from '#libs/ui';
import { nameAndRole } from './byline.tsx';
import { day } from './words.ts';

const STATES: Readonly<Record<SentInvitation['state'], string>> = {
  waiting: 'No answer yet',
  answered: 'Answered',
  lapsed: 'Ended without an answer',
};

/** Whom the reader invited to answer. Who declined is not told apart from who has not answered yet. */
export function SentInvitations({ sent }: { sent: readonly SentInvitation[] }): VNode {
  return (
    <section aria-labelledby="sent">
      <h2 class="govuk-heading-m" id="sent">
        Whom you invited
      </h2>
      <ul class="wm-plain wm-lines">
        {sent.map((one) => (
          <li key={one.id}>
            {nameAndRole(one.name, one.practitionerRole)} <Tag>{STATES[one.state]}</Tag>
            {one.state === 'waiting' && <span class="wm-nil"> until {day(new Date(one.expiresAt))}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
