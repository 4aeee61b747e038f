import { type VNode } from 'preact';
import { BackLink, Button, Checkboxes } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

/** Whether others see that one is reading or typing. */
export function PresencePage({ seen }: { seen: boolean }): VNode {
  return (
    <Layout title="Being seen">
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Being seen</h1>
      <div class="wm-text">
        <p>
          A discussion shows how many members have it open, and the first name of who is writing. Nothing of that is
          kept. Where you asked under a mask you are never shown.
        </p>
        <form method="post" action="/settings/presence" noValidate>
          <Checkboxes
            name="unseen"
            items={[
              {
                value: 'yes',
                label: 'Do not show when I am reading or typing',
                hint: 'From now on and everywhere you are signed in. You still see others.',
              },
            ]}
            values={seen ? [] : ['yes']}
          />
          <Button preventDoubleClick>Save</Button>
        </form>
      </div>
    </Layout>
  );
}
