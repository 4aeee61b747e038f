import { type VNode } from 'preact';
import { SERVICE_AREAS } from '#libs/taxonomy';
import { BackLink, Box, Button, Input, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once } from '../parts/once.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';

/** What it takes, before anybody begins. */
export const StartNotePage = ({ signedIn }: { signedIn: boolean }): VNode => (
  <Layout title="Add a case note">
    <BackLink href="/case-notes">Back to case notes</BackLink>
    <h1 class="govuk-heading-l">Add a case note</h1>
    <div class="wm-cols">
      <div class="wm-text">
        <p class="wm-lede">
          Say what one team did, whether the service got worse, and what was saved. Somebody who begins where you began
          will read it.
        </p>
        <h2 class="govuk-heading-m">Before you start</h2>
        <p>You will need, as far as you have them:</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>one measure of the service, before and after, and where it comes from</li>
          <li>one figure for money, with its period and its source</li>
          <li>the names of the documents that say so</li>
          <li>what went wrong, in your own words</li>
        </ul>
        <p>Without figures it is still worth writing: it is then published as an outline.</p>
        <h2 class="govuk-heading-m">How long it takes</h2>
        <p>
          About 40 minutes, on thirteen short pages in any order. Each is saved by itself. You can leave at any time and
          go on later, also on another device.
        </p>
        <h2 class="govuk-heading-m">What to leave out</h2>
        <p>Names of persons, names of parties, and prices from a live tender.</p>
        <Button href="/case-notes/new/title">{signedIn ? 'Start now' : 'Sign in and start'}</Button>
      </div>
      <aside aria-label="What happens next">
        <Box look="tint">
          <h2 class="govuk-heading-s">What happens next</h2>
          <ol class="wm-plain wm-lines">
            <li>
              <b>A draft is yours alone.</b> Nobody else sees it.
            </li>
            <li>
              <b>You check and submit it.</b> A moderator who is not you reads it.
            </li>
            <li>
              <b>It is published,</b> or comes back with what should change. Others may use it under the licence that
              you choose.
            </li>
          </ol>
        </Box>
        <Box>
          <p>
            <a class="govuk-link" href="/case-notes/mine">
              Go on with a draft
            </a>
          </p>
        </Box>
      </aside>
    </div>
  </Layout>
);

/** The first step: with a title there is a draft, and nothing is lost from then on. */
export const FirstStepPage = ({ form }: { form: Form }): VNode => (
  <Layout title="What is your case note about?" problems={form.problems}>
    <BackLink href="/case-notes/new">Back</BackLink>
    <h1 class="govuk-heading-l">What is your case note about?</h1>
    <form class="wm-text" method="post" action="/case-notes" noValidate>
      <Once />
      <Input
        name="title"
        label="Title"
        hint="What happened, in one line. Such as: Twelve libraries, one staff-led society. You can change it later."
        value={valueOf(form, 'title')}
        error={problemWith(form, 'title')}
        attributes={{ maxLength: 200 }}
      />
      <Select
        name="serviceAreas"
        label="Service"
        hint="The main one. You can add others later."
        options={optionsOf(SERVICE_AREAS, 'Not yet')}
        value={valueOf(form, 'serviceAreas')}
        error={problemWith(form, 'serviceAreas')}
      />
      <Input
        name="council"
        label="Council"
        hint="Its name or its code. Leave it empty if there is none."
        value={valueOf(form, 'council')}
        error={problemWith(form, 'council')}
        autocomplete="off"
      />
      <Button preventDoubleClick>Save and continue</Button>
    </form>
  </Layout>
);
