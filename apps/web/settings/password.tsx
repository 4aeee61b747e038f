import { type VNode } from 'preact';
import { BackLink, Button, ButtonGroup, PasswordInput } from '#libs/ui';
import { type Form, problemWith } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';

export function PasswordPage({ form }: { form: Form }): VNode {
  return (
    <Layout title="Change your password" problems={form.problems}>
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Change your password</h1>
      <div class="wm-form">
        <form method="post" action="/settings/password" noValidate>
          <PasswordInput name="currentPassword" label="Current password" error={problemWith(form, 'currentPassword')} />
          <PasswordInput
            name="newPassword"
            label="New password"
            hint="10 characters or more. Three words that do not belong together are easy to remember."
            autocomplete="new-password"
            error={problemWith(form, 'newPassword')}
          />
          <p class="govuk-body">
            Every other browser is signed out. Your{' '}
            <a class="govuk-link" href="/settings/tokens">
              access tokens
            </a>{' '}
            keep working: revoke any that you do not know.
          </p>
          <ButtonGroup>
            <Button preventDoubleClick>Change password</Button>
            <a class="govuk-link" href="/settings">
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}
