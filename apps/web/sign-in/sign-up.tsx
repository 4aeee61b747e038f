import { type VNode } from 'preact';
import { Box, Button, Input, PasswordInput } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { OwnNameInput, RoleSelect } from '../parts/person-fields.tsx';
import { nextQuery } from './local-path.ts';

export function SignUpPage({ form, next }: { form: Form; next: string }): VNode {
  return (
    <Layout
      title="Join Waymark"
      description="Join the network of people who have taken public services out of councils and the NHS."
      problems={form.problems}
    >
      <div class="wm-cols wm-cols--even">
        <div>
          <h1 class="govuk-heading-l">Join Waymark</h1>
          <form method="post" action="/sign-up" noValidate>
            <input type="hidden" name="next" value={next} />
            <OwnNameInput form={form} before="Members see it." />
            <RoleSelect form={form} hint="It stands beside what you write. You can change it." />
            <Input
              name="email"
              label="Email address"
              hint="To sign in. No other member sees it."
              type="email"
              autocomplete="username"
              spellcheck={false}
              value={valueOf(form, 'email')}
              error={problemWith(form, 'email')}
            />
            <PasswordInput
              name="password"
              label="Password"
              hint="10 characters or more. Three words that do not belong together are easy to remember."
              autocomplete="new-password"
              error={problemWith(form, 'password')}
            />
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
            <Button preventDoubleClick>Join</Button>
          </form>
        </div>
        <aside aria-labelledby="joined-already">
          <Box look="tint">
            <h2 class="govuk-heading-m" id="joined-already">
              Joined already?
            </h2>
            <p>
              <a class="govuk-link" href={`/sign-in${nextQuery(next)}`}>
                Sign in with your address and password
              </a>
            </p>
          </Box>
          <Box>
            <h2 class="govuk-heading-s">What members can do</h2>
            <ul class="govuk-list govuk-list--bullet">
              <li>Read the questions that are for members, and ask their own</li>
              <li>Answer, and follow what matters to them</li>
              <li>Write a case note about what their council or mutual did</li>
              <li>Find people who have lived through the same stage</li>
            </ul>
          </Box>
        </aside>
      </div>
    </Layout>
  );
}
