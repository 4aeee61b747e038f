import { type VNode } from 'preact';
import { Box, Button, Input, PasswordInput } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { nextQuery } from './local-path.ts';

/** Whose sign-in is no secret. */
export interface DemoPerson {
  readonly who: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

interface SignInView {
  form: Form;
  next: string;
  demo: readonly DemoPerson[];
}

export function SignInPage({ form, next, demo }: SignInView): VNode {
  return (
    <Layout title="Sign in" problems={form.problems}>
      <div class="wm-cols wm-cols--even">
        <div>
          <h1 class="govuk-heading-l">Sign in</h1>
          <form method="post" action="/sign-in" noValidate>
            <input type="hidden" name="next" value={next} />
            <Credentials form={form} />
            <Button preventDoubleClick>Sign in</Button>
            <p>
              <a class="govuk-link" href="/reset-password">
                I forgot my password
              </a>
            </p>
          </form>
          {demo.length > 0 && <DemoSignIns people={demo} next={next} />}
        </div>
        <aside aria-labelledby="new-here">
          <Box look="tint">
            <h2 class="govuk-heading-m" id="new-here">
              New here?
            </h2>
            <p>Case notes, guidance, councils and spin-outs are open to everyone. Join to ask, answer and follow.</p>
            <ol class="wm-plain wm-lines">
              <li>
                <b>1. Give an email address</b> and choose a password.
              </li>
              <li>
                <b>2. Say what you are</b>, such as a founder or a council officer.
              </li>
              <li>
                <b>3. Say what you know</b>, so that people can find you.
              </li>
            </ol>
            <Button class="wm-mt-3" href={`/sign-up${nextQuery(next)}`}>
              Join Waymark
            </Button>
          </Box>
        </aside>
      </div>
    </Layout>
  );
}

/** Who one is, and the proof. */
export const Credentials = ({ form }: { form: Form }): VNode => (
  <>
    <Input
      name="email"
      label="Email address"
      type="email"
      autocomplete="username"
      spellcheck={false}
      value={valueOf(form, 'email')}
      error={problemWith(form, 'email')}
    />
    <PasswordInput name="password" label="Password" error={problemWith(form, 'password')} />
  </>
);

function DemoSignIns({ people, next }: { people: readonly DemoPerson[]; next: string }): VNode {
  return (
    <section class="wm-box wm-box--maybe wm-mt-6" aria-labelledby="demo">
      <h2 class="govuk-heading-s" id="demo">
        Look around as somebody made up
      </h2>
      <p>
        This is the demo network. Nobody in it exists, and one password fits all:{' '}
        <b class="wm-asis">{people[0]?.password}</b>
      </p>
      <ul class="wm-plain wm-lines">
        {people.map(({ who, role, email, password }) => (
          <li class="wm-row-between wm-row-between--line" key={email}>
            <span>
              <b>{shortName(who)}</b>, {role}
            </span>
            <form method="post" action="/sign-in">
              <input type="hidden" name="next" value={next} />
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value={password} />
              <Button look="secondary" small>
                Sign in<span class="govuk-visually-hidden"> as {shortName(who)}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
