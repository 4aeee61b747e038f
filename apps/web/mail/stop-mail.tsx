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
  const { mails } = NOTICE_KIND_WORDS[kind];
  const title =
    done === null ? `Stop mails ${mails}?` : done === 'all' ? 'All mails are stopped' : 'These mails are stopped';
  return (
    <Layout title={title}>
      <div class="wm-text">
        <h1 class="govuk-heading-l">{title}</h1>
        {done === null ? (
          <p class="wm-lede">
            You are still told in your inbox on Waymark. You can have the mails back in your settings.
          </p>
        ) : (
          <p class="wm-lede">
            {done === 'all' ? 'Waymark sends you no more mail about discussions.' : `You get no more mails ${mails}.`}{' '}
            You are still told in your inbox.{' '}
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
