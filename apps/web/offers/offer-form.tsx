import { type VNode } from 'preact';
import { DECLARES, OFFER_PAY, OFFER_ROLES, type RoleOfferRow } from '#libs/offers';
import { NATIONS, REGIONS, SERVICE_AREAS } from '#libs/taxonomy';
import { BackLink, Button, Checkboxes, Details, Input, Radios, Select, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { OfferFacts } from './offer.tsx';

interface OfferFormView {
  id: string | null;
  version: number;
  form: Form;
  /** As it is now, where it changed meanwhile. */
  now?: RoleOfferRow;
}

const named = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((one) => [one, one]));

export function OfferFormPage({ id, version, form, now }: OfferFormView): VNode {
  const title = id === null ? 'Offer a role, or say whom you need' : 'Change what you offer or need';
  const back = id === null ? '/people/offers' : `/people/offers/${id}`;
  const field = (name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });
  const areas = valuesOf(form, 'serviceAreas');
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={back}>Back</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      {now && (
        <>
          <WarningText>
            This changed while you were editing. Below is how it is now. Your own text is still in the form: save again
            to use it.
          </WarningText>
          <h2 class="govuk-heading-m">{now.title}</h2>
          <p class="wm-text wm-preline">{now.body}</p>
          <OfferFacts offer={now} />
        </>
      )}
      <form class="wm-text" method="post" action={id === null ? '/people/offers' : `${back}/edit`} noValidate>
        {id === null ? <Once /> : <Version version={version} />}
        <Radios
          {...field('kind')}
          legend="What is it?"
          legendClass="govuk-fieldset__legend--m"
          items={choicesOf({ offer: 'I offer to take a role', need: 'I need somebody for a role' })}
        />
        <Select {...field('role')} label="Role" options={optionsOf(OFFER_ROLES, 'Choose a role')} />
        <Input {...field('title')} label="Title" hint="For example, “Chair for a library mutual in its first year”" />
        <Textarea
          {...field('body')}
          label="What you offer or need"
          hint="How much time, from when, and what matters to you. Leave out addresses and phone numbers: members ask to talk first."
          rows={7}
        />
        <Details
          summary={areas.length > 0 ? `Service areas: ${areas.length} chosen` : 'Choose service areas'}
          open={areas.length > 0 || problemWith(form, 'serviceAreas') !== undefined}
        >
          <Checkboxes
            name="serviceAreas"
            legend="Service areas"
            hint="Up to 10. None means any"
            small
            items={choicesOf(SERVICE_AREAS)}
            values={areas}
            error={problemWith(form, 'serviceAreas')}
          />
        </Details>
        <Select {...field('nation')} label="Nation" options={optionsOf(named(NATIONS), 'Anywhere in the UK')} />
        <Select {...field('region')} label="Region (optional)" options={optionsOf(named(REGIONS), 'Any region')} />
        <Radios
          {...field('pay')}
          legend="Is it paid?"
          legendClass="govuk-fieldset__legend--m"
          items={choicesOf(OFFER_PAY)}
        />
        <Radios
          {...field('declares')}
          legend="Your declaration of interests"
          legendClass="govuk-fieldset__legend--m"
          hint="Contracts, posts, shares or family ties that somebody who talks to you should know of. It is shown with the date on which you said it."
          items={choicesOf(DECLARES).map((choice) => ({
            ...choice,
            conditional: choice.value === 'some' && (
              <Textarea {...field('interests')} label="Which interests do you declare?" rows={3} />
            ),
          }))}
        />
        <p>Members of the network see this for 12 months. You can change, close or renew it at any time.</p>
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}
