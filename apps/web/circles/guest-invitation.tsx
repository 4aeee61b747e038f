import { type VNode } from 'preact';
import { type GuestInvitation } from '#libs/circles';
import { Button, InsetText, PasswordInput } from '#libs/ui';
import { type Form, problemWith } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { OwnNameInput, RoleSelect } from '../parts/person-fields.tsx';

interface GuestInvitationView {
  token: string;
  invitation: GuestInvitation;
  form: Form;
}

export function GuestInvitationPage({ token, invitation, form }: GuestInvitationView): VNode {
  const { name, purpose, by, email, hasAccount, isReader } = invitation;
  return (
    <Layout title={`Join ${name}`} problems={form.problems} noIndex>
      <h1 class="govuk-heading-l">Join {name}</h1>
      <div class="wm-text">
        <p>
          {shortName(by)} invites you. {!hasAccount && 'You need no place in the network for it: you come as a guest.'}
        </p>
        {purpose && <p class="wm-lede">{purpose}</p>}
        <InsetText>
          What is written in this circle is read by its members and guests alone. They see your name and that you are in
          it. {!hasAccount && 'As a guest you see this circle, and of the rest of Waymark what everybody sees.'}
        </InsetText>
        <form method="post" action={`/invitations/${token}`} noValidate>
          {hasAccount ? (
            <p>
              {email} has an account on Waymark.{' '}
              {isReader ? 'You are signed in to it.' : 'Enter its password to join with it.'}
            </p>
          ) : (
            <NewAccount form={form} email={email} />
          )}
          {!isReader && (
            <PasswordInput
              name="password"
              label="Password"
              hint={
                hasAccount
                  ? undefined
                  : '10 characters or more. Three words that do not belong together are easy to remember.'
              }
              autocomplete={hasAccount ? 'current-password' : 'new-password'}
              error={problemWith(form, 'password')}
            />
          )}
          {!hasAccount && (
            <p class="govuk-body">
              By joining you agree to the{' '}
              <a class="govuk-link" href="/rules">
                house rules
              </a>
              . See{' '}
              <a class="govuk-link" href="/privacy">
                what is kept about you
              </a>
              .
            </p>
          )}
          <Button preventDoubleClick>Join this circle</Button>
        </form>
        <p>
          <a class="govuk-link" href={`/invitations/${token}/decline`}>
            No, thank you: decline, and have your address forgotten
          </a>
        </p>
      </div>
    </Layout>
  );
}

function NewAccount({ form, email }: { form: Form; email: string }): VNode {
  return (
    <>
      <p>You sign in with {email} from now on. Nobody in the circle sees this address.</p>
      <OwnNameInput form={form} />
      <RoleSelect form={form} optional />
    </>
  );
}

export function DeclineInvitationPage({ token, done }: { token: string; done: boolean }): VNode {
  const title = done ? 'Declined' : 'Decline the invitation';
  return (
    <Layout title={title} noIndex>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="wm-text">
        {done ? (
          <p>Your address is forgotten, and nobody is told. The link in the mail opens nothing any more.</p>
        ) : (
          <form method="post" action={`/invitations/${token}/decline`}>
            <p>Your address is forgotten, and nobody is told.</p>
            <Button>Decline</Button>
          </form>
        )}
      </div>
    </Layout>
  );
}
