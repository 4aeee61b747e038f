import { type VNode } from 'preact';
import { Button } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { By } from '../parts/once.tsx';

export function SignOutPage({ signedIn }: { signedIn: boolean }): VNode {
  if (!signedIn) {
    return (
      <Layout title="You are signed out">
        <h1 class="govuk-heading-l">You are signed out</h1>
        <p class="govuk-body">Nobody can use your account from this browser until somebody signs in.</p>
        <Button href="/sign-in">Sign in</Button>
      </Layout>
    );
  }
  return (
    <Layout title="Sign out">
      <h1 class="govuk-heading-l">Sign out of this browser?</h1>
      <p class="govuk-body">
        Other browsers and your programs stay signed in. You can end those in{' '}
        <a class="govuk-link" href="/settings">
          your settings
        </a>
        .
      </p>
      <form method="post" action="/sign-out">
        <By />
        <Button>Sign out</Button>
      </form>
    </Layout>
  );
}
