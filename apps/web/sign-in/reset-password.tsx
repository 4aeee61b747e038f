import { type VNode } from 'preact';
import { BackLink, Button, Input, PasswordInput } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';

export function ForgottenPage({ form }: { form: Form }): VNode {
  return (
    <Layout title="Choose a new password" problems={form.problems}>
      <BackLink href="/sign-in">Back to sign in</BackLink>
      <h1 class="govuk-heading-l">Choose a new password</h1>
      <div class="wm-form">
        <p class="govuk-body">We send a link to the address that you sign in with. It works once, for two hours.</p>
        <form method="post" action="/reset-password" noValidate>
          <Input
            name="email"
            label="Email address"
            type="email"
            autocomplete="username"
            spellcheck={false}
            value={valueOf(form, 'email')}
            error={problemWith(form, 'email')}
          />
          <Button preventDoubleClick>Send the link</Button>
        </form>
      </div>
    </Layout>
  );
}

/** Says the same of every address. */
export function LinkSentPage({ email }: { email: string }): VNode {
  return (
    <Layout title="Look in your mail">
      <h1 class="govuk-heading-l">Look in your mail</h1>
      <div class="wm-text">
        <p class="wm-lede">
          If <b class="wm-asis">{email}</b> has an account here, a link to a new password is on its way. It works once,
          for two hours.
        </p>
        <p>
          Nothing there after a few minutes? Look among the unwanted mail, and check the address for a slip. You may
          have joined with another one.
        </p>
        <Button href="/reset-password" look="secondary">
          Try another address
        </Button>
      </div>
    </Layout>
  );
}

export function NewPasswordPage({ token, form }: { token: string; form: Form }): VNode {
  return (
    <Layout title="Choose a new password" problems={form.problems} noIndex>
      <h1 class="govuk-heading-l">Choose a new password</h1>
      <div class="wm-form">
        <form method="post" action={`/reset-password/${token}`} noValidate>
          <PasswordInput
            name="newPassword"
            label="New password"
            hint="10 characters or more. Three words that do not belong together are easy to remember."
            autocomplete="new-password"
            error={problemWith(form, 'newPassword')}
          />
          <p class="govuk-body">
            You are then signed out everywhere, and sign in with it. Access tokens keep working: revoke any that you do
            not know in your settings.
          </p>
          <Button preventDoubleClick>Save password</Button>
        </form>
      </div>
    </Layout>
  );
}

export function ResetEndedPage(): VNode {
  return (
    <Layout title="This link does not work any more" noIndex>
      <h1 class="govuk-heading-l">This link does not work any more</h1>
      <div class="wm-text">
        <p class="wm-lede">It was used already, is older than two hours, or another was sent after it.</p>
        <Button href="/reset-password">Send another link</Button>
      </div>
    </Layout>
  );
}
