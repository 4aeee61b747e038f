import { type VNode } from 'preact';
import { type NewToken } from '#libs/people';
import { BackLink, Input, WarningText } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';

export function NewTokenPage({ name, scope, expiresAt, secret }: NewToken): VNode {
  return (
    <Layout title="Your new token">
      <BackLink href="/settings/tokens">Back to access tokens</BackLink>
      <h1 class="govuk-heading-l">Your new token</h1>
      <div class="wm-text">
        {secret === null ? (
          <WarningText>
            This token was made already, and its secret was shown then. If you did not copy it, revoke the token and
            make another.
          </WarningText>
        ) : (
          <>
            <WarningText>Copy the secret now. It is shown this once; nobody can show it to you again.</WarningText>
            <Input
              name="secret"
              label="Secret"
              hint="Send it as: Authorization: Bearer, a space, and the secret"
              value={secret}
              autocomplete="off"
              spellcheck={false}
              attributes={{ readOnly: true }}
            />
          </>
        )}
        <p class="govuk-body">
          “{name}” {scope === 'read' ? 'reads what you may read' : 'reads and writes in your name'} until{' '}
          {day(expiresAt)}.
        </p>
      </div>
    </Layout>
  );
}
