import { type VNode } from 'preact';
import { Button, ButtonGroup } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

/** What somebody sees who is not signed in: no name, and how to join. */
export function MembersOnlyPage(): VNode {
  return (
    <Layout title="People" description="A directory of people who took public services out of councils and the NHS.">
      <h1 class="govuk-heading-l">People</h1>
      <div class="wm-text">
        <p class="wm-lede">
          Members find each other here: founders, council officers, finance leads, staff directors, and what each has
          lived through and can help with.
        </p>
        <div class="wm-box wm-box--maybe">
          <h2 class="govuk-heading-s">This page is for members</h2>
          <p>
            People agreed to be seen by other members, not by everyone. Joining is free and takes about two minutes.
          </p>
          <ButtonGroup>
            <Button href="/sign-up?next=%2Fpeople">Join Waymark</Button>
            <Button href="/sign-in?next=%2Fpeople" look="secondary">
              Sign in
            </Button>
          </ButtonGroup>
        </div>
        <p class="govuk-body">
          What members wrote is open to you now:{' '}
          <a class="govuk-link" href="/case-notes">
            read case notes
          </a>{' '}
          and{' '}
          <a class="govuk-link" href="/guidance">
            guidance
          </a>
          .
        </p>
      </div>
    </Layout>
  );
}
