import { type VNode } from 'preact';
import { BackLink, Button, MetaLine, Tag } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { dayAndTime } from '../parts/words.ts';
import { deviceName } from './device.ts';

interface SessionsView {
  sessions: readonly { id: string; device: string; createdAt: Date; lastSeenAt: Date }[];
  current: string | null;
}

export function SessionsPage({ sessions, current }: SessionsView): VNode {
  const others = sessions.filter(({ id }) => id !== current).length;
  return (
    <Layout title="Where you are signed in">
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Where you are signed in</h1>
      <div class="wm-text">
        <p class="govuk-body">
          Each is a browser. Sign out what you do not know, and then{' '}
          <a class="govuk-link" href="/settings/password">
            change your password
          </a>
          .
        </p>
        <ul class="wm-plain wm-lines wm-mb-6">
          {sessions.map(({ id, device, createdAt, lastSeenAt }) => (
            <li class="wm-row-between wm-row-between--line" key={id}>
              <div>
                <b>{deviceName(device)}</b> {id === current && <Tag>This browser</Tag>}
                <MetaLine>
                  <>Signed in {dayAndTime(createdAt)}</>
                  <>Last used {dayAndTime(lastSeenAt)}</>
                </MetaLine>
              </div>
              {id !== current && (
                <form method="post" action={`/settings/sessions/${id}/end`}>
                  <Button look="secondary" small>
                    Sign out
                    <span class="govuk-visually-hidden">
                      {' '}
                      {deviceName(device)}, signed in {dayAndTime(createdAt)}
                    </span>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {others > 0 ? (
          <form method="post" action="/settings/sessions/end-others">
            <Button>Sign out everywhere else</Button>
          </form>
        ) : (
          <p class="wm-nil">You are signed in nowhere else.</p>
        )}
      </div>
    </Layout>
  );
}
