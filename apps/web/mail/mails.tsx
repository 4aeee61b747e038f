import { type VNode } from 'preact';
import { MAIL_STATES, type MailCounts, type MailRow, type MailState, type NoticeKind } from '#libs/notifications';
import { BackLink, Button, EmptyState, Pagination, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { NOTICE_KIND_WORDS } from '../parts/notice-kinds.ts';
import { By } from '../parts/once.tsx';
import { count, dayAndTime } from '../parts/words.ts';

const STATE_WORDS: Record<MailState, string> = {
  waiting: 'Waiting',
  sent: 'Sent',
  dropped: 'Not sent',
  dead: 'Given up',
};

interface MailsView {
  items: readonly MailRow[];
  next: string | null;
  counts: MailCounts;
  /** Members whose address was not found by the last mails to it, at most 1,000. */
  unreachable: number;
  state: MailState | null;
}

export function MailsPage({ items, next, counts, unreachable, state }: MailsView): VNode {
  const query = state === null ? '' : `state=${state}&`;
  return (
    <Layout title="Mail">
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l wm-mb-1">Mail</h1>
      <p class="wm-nil wm-mt-0">
        What became of each mail, newest first. Neither its words nor to whom it went stands here: it could tell who
        asked under a mask. “Sent” means that the mail server took it.
      </p>
      {unreachable > 0 && (
        <p class="govuk-inset-text">
          {count(unreachable, 'member')} cannot be reached by mail: the last three mails found no such address. They see
          it in their settings.
        </p>
      )}
      <Tabs
        label="By what became of it"
        items={[
          { href: '/moderation/mail', text: 'All', current: state === null },
          ...MAIL_STATES.map((one) => ({
            href: `/moderation/mail?state=${one}`,
            text: `${STATE_WORDS[one]} (${counts[one] >= 1000 ? '1,000 or more' : counts[one]})`,
            current: state === one,
          })),
        ]}
      />
      {items.length === 0 ? (
        <EmptyState title="No mail here">
          {state === 'dead'
            ? 'A mail that the server refuses for good, or that cannot be sent for three days, stands here.'
            : 'Mail goes when a member is named or invited to answer, has unread replies, or when a moderator decides.'}
        </EmptyState>
      ) : (
        <ol class="wm-rows">
          {items.map((mail) => (
            <Mail mail={mail} state={state} key={mail.id} />
          ))}
        </ol>
      )}
      {next && <Pagination next={{ href: `/moderation/mail?${query}after=${next}`, text: 'Earlier' }} />}
    </Layout>
  );
}

/** Of the kinds about which there is nothing to choose. */
const ALONE = {
  'reply-returned': 'that answers a mail of its reader',
  'verify-email': 'with a link to confirm an address',
  'reset-password': 'with a link to a new password',
};

function Mail({ mail, state }: { mail: MailRow; state: MailState | null }): VNode {
  const at = mail.endedAt ?? mail.createdAt;
  return (
    <li class="wm-row wm-row--tight">
      <h2 class="wm-row__t">
        {STATE_WORDS[mail.state]}: mail{' '}
        {mail.kind in ALONE ? ALONE[mail.kind as keyof typeof ALONE] : NOTICE_KIND_WORDS[mail.kind as NoticeKind].mails}
      </h2>
      {mail.why && <p class="wm-row__x">{mail.why}</p>}
      <p class="wm-meta">
        <time dateTime={at.toISOString()}>{dayAndTime(at)}</time>
        <span>{mail.tries === 0 ? 'Not tried yet' : `Tried ${count(mail.tries, 'time')}`}</span>
        {mail.state === 'waiting' && <span>Due {dayAndTime(mail.nextAt)}</span>}
      </p>
      {mail.state === 'dead' && (
        <form method="post" action={`/moderation/mail/${mail.id}/retry`}>
          <By />
          {state !== null && <input type="hidden" name="state" value={state} />}
          <Button look="secondary" small preventDoubleClick>
            Try again<span class="govuk-visually-hidden"> to send this mail of {dayAndTime(at)}</span>
          </Button>
        </form>
      )}
    </li>
  );
}
