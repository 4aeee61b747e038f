import { type VNode } from 'preact';
import { type NoticeKind } from '#libs/notifications';
import { Button, ButtonGroup } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { NOTICE_KIND_WORDS } from '../parts/notice-kinds.ts';

/** `done`: what was just ended; null: nothing yet. */
interface StopMailView {
  token: string;
  kind: NoticeKind;
  done: 'kind' | 'all' | null;
}

export function StopMailPage({ token, kind, done }: StopMailView): VNode {
  const { mails, still = 'You are still told in your inbox on Waymark.' } = NOTICE_KIND_WORDS[kind];
  const title =
    done === null ? `Stop mails ${mails}?` : done === 'all' ? 'All mails are stopped' : 'These mails are stopped';
  return (
    <Layout title={title}>
      <div class="wm-text">
        <h1 class="govuk-heading-l">{title}</h1>
        {done === null ? (
          <p class="wm-lede">{still} You can have the mails back in your settings.</p>
        ) : (
          <p class="wm-lede">
            {done === 'all'
              ? 'Waymark sends you no more mail of any kind. You are still told in your inbox.'
              : `You get no more mails ${mails}. ${still}`}{' '}
            <a class="govuk-link" href="/settings/notifications">
              Choose what you are told
            </a>
          </p>
        )}
        {done !== 'all' && (
          <form method="post" action={`/mail/stop/${token}`}>
            <ButtonGroup>
              {done === null && <Button>Stop these mails</Button>}
              <Button look="secondary" name="all" value="yes">
                Stop all mails
              </Button>
            </ButtonGroup>
          </form>
        )}
      </div>
    </Layout>
  );
}
