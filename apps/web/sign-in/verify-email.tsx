import { type VNode } from 'preact';
import { type AddressLink } from '#libs/people';
import { type Problem } from '#libs/platform/inputs';
import { Button, WarningText } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

interface VerifyEmailView {
  token: string;
  link: AddressLink;
  problems: readonly Problem[];
}

export function VerifyEmailPage({
  token,
  link: { organisation, organisationId, ended },
  problems,
}: VerifyEmailView): VNode {
  const title = organisation === null ? 'Confirm your email address' : `Confirm that you work at ${organisation}`;
  const [problem] = problems;
  return (
    <Layout title={title} noIndex>
      <div class="wm-text">
        <h1 class="govuk-heading-l">{title}</h1>
        {problem && <WarningText>{problem.message}.</WarningText>}
        {ended ? (
          <>
            <p class="wm-lede">This link was used already, is too old, or another was sent after it.</p>
            <Button href={organisationId === null ? '/settings' : '/settings/workplaces'} look="secondary">
              {organisationId === null ? 'Go to your settings' : 'Go to where you work'}
            </Button>
          </>
        ) : (
          <form method="post" action={`/verify-email/${token}`}>
            <p class="wm-lede">
              {organisation === null
                ? 'You had the mail that was sent to the address you sign in with.'
                : 'You had the mail that was sent to your address there. The address itself is shown to nobody and is now forgotten.'}
            </p>
            <Button preventDoubleClick>Confirm</Button>
          </form>
        )}
      </div>
    </Layout>
  );
}
