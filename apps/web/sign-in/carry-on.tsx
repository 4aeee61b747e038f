import { Fragment, type VNode } from 'preact';
import { Button, Details } from '#libs/ui';
import { type Form } from '../forms.ts';
import { FILES_LOST } from '../reader.guard.ts';
import { Layout } from '../layouts/layout.tsx';
import { type Carried, isShownFirst, packed, textsIn } from './carried.ts';
import { Credentials } from './sign-in.tsx';

interface SignInAgainView {
  carried: Carried;
  form: Form;
}

/** In place of what a form was sent for: it waits in the page while its writer signs in. */
export function SignInAgainPage({ carried, form }: SignInAgainView): VNode {
  return (
    <Layout title="Sign in first" problems={form.problems} scripts={['thread.js']}>
      {/* By this the script knows that the draft of what was sent must stay. */}
      <h1 class="govuk-heading-l" data-error-page>
        Sign in first
      </h1>
      <p class="wm-text">
        You were signed out before this was sent. What you wrote is not lost: sign in as yourself, and the form comes
        back with what you wrote. It is sent when you press its button again.
      </p>
      {carried.fields.some(([name]) => name === FILES_LOST) && (
        <p class="wm-text">The files that you had chosen were not sent: choose them again then.</p>
      )}
      <form class="wm-text" method="post" action="/sign-in" noValidate>
        <input type="hidden" name="carried" value={packed(carried)} />
        <Credentials form={form} />
        <Button preventDoubleClick>Sign in and go on</Button>
      </form>
      <Written carried={carried} />
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in">
          Go on without it
        </a>
      </p>
    </Layout>
  );
}

/** Signed in again: the form waits for a press, whatever it was. */
export function CarryOnPage({ carried }: { carried: Carried }): VNode {
  const first = isShownFirst(carried);
  return (
    <Layout title="You are signed in again" scripts={['thread.js']}>
      <h1 class="govuk-heading-l" data-error-page>
        You are signed in again
      </h1>
      <p class="wm-text">
        What you wrote is still here and has not been sent. {first ? 'Open the form, look it over and send it.' : ''}
      </p>
      <form class="wm-text" method="post" action={carried.action}>
        {carried.fields.map(([name, value], i) => (
          <input type="hidden" name={name} value={value} key={i} />
        ))}
        {first && <input type="hidden" name="_again" value="yes" />}
        <div class="govuk-button-group">
          <Button preventDoubleClick>{first ? 'Open the form with what I wrote' : 'Send it now'}</Button>
          <a class="govuk-link" href="/">
            Do not send it
          </a>
        </div>
      </form>
      <Written carried={carried} />
    </Layout>
  );
}

const Written = ({ carried }: { carried: Carried }): VNode | null => {
  const texts = textsIn(carried);
  if (texts.length === 0) return null;
  return (
    <Details summary="What you wrote, to copy" open>
      {texts.map((text, i) => (
        <Fragment key={i}>
          <label class="govuk-visually-hidden" for={`typed-${i}`}>
            What you wrote, to copy
          </label>
          <textarea class="govuk-textarea" id={`typed-${i}`} rows={4} readOnly>
            {text}
          </textarea>
        </Fragment>
      ))}
    </Details>
  );
};
