import { type VNode } from 'preact';
import { CONTRACT_ROLES, CONTRACT_SOURCES, CURRENCIES, NEXT_PROVIDERS, VALUE_BASES } from '#libs/contracts';
import { ROUTES, SERVICE_AREAS } from '#libs/taxonomy';
import {
  BackLink,
  Button,
  ButtonGroup,
  Checkboxes,
  DateInput,
  Details,
  Input,
  Select,
  SummaryList,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { dayField } from '../parts/day-fields.ts';

export interface ContractFormView {
  spinOut: { id: string; name: string };
  form: Form;
  /** Of a contract that is there already. */
  contract?: { id: string; version: number };
  /** As it is now, where it changed while the person was editing: label and value. */
  theirs?: readonly (readonly [string, string])[];
}

export function ContractFormPage({ spinOut, form, contract, theirs }: ContractFormView): VNode {
  const at = `/spin-outs/${spinOut.id}/contracts`;
  const title = contract ? 'Change a contract' : 'Add a contract';
  return (
    <Layout title={`${title} of ${spinOut.name}`} problems={form.problems}>
      <BackLink href={at}>Back to the contracts</BackLink>
      <h1 class="govuk-heading-l">
        {title} of {spinOut.name}
      </h1>
      {theirs && (
        <>
          <WarningText>
            Someone changed this while you were editing. Below is how it is now. What you typed is still in the form:
            save again to use it.
          </WarningText>
          <SummaryList rows={theirs.map(([key, value]) => ({ key, value }))} />
        </>
      )}
      <form class="wm-text" method="post" action={contract ? `${at}/${contract.id}/edit` : at} noValidate>
        {contract ? <Version version={contract.version} /> : <Once />}
        <MainFields form={form} />
        <MoreFields form={form} />
        <Button preventDoubleClick>{contract ? 'Save contract' : 'Add contract'}</Button>
      </form>
      {contract && (
        <form class="wm-text" method="post" action={`${at}/${contract.id}/remove`}>
          <Version version={contract.version} />
          <p>
            A contract that has ended stays in the register, for the years it brought. Remove one that was a mistake.
          </p>
          <ButtonGroup>
            <Button look="warning" preventDoubleClick>
              Remove this contract
            </Button>
          </ButtonGroup>
        </form>
      )}
    </Layout>
  );
}

const field = (form: Form, name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });

function MainFields({ form }: { form: Form }): VNode {
  return (
    <>
      <Input {...field(form, 'payer')} label="Who pays" hint="The name or code of a council, or any other name" />
      <Input {...field(form, 'title')} label="What it is for" />
      <Input
        {...field(form, 'annualValue')}
        label="Value in a year (optional)"
        hint="In full, like 250000"
        inputMode="decimal"
        class="govuk-input--width-10"
      />
      <Input
        {...field(form, 'totalValue')}
        label="Value in all (optional)"
        hint="Used where no value in a year is given"
        inputMode="decimal"
        class="govuk-input--width-10"
      />
      <DateInput {...dayField(form, 'start')} legend="First day" hint="For example, 1 4 2026" />
      <DateInput {...dayField(form, 'end')} legend="Last day (optional)" hint="Leave it open if none is agreed" />
      <DateInput {...dayField(form, 'extensionTo')} legend="Last day if every extension is taken up (optional)" />
      <Select {...field(form, 'route')} label="How it was won" options={optionsOf(ROUTES, 'Choose a route')} />
    </>
  );
}

const MORE = [
  'serviceArea',
  'noticePeriodMonths',
  'reservedBasis',
  'ocid',
  'noticeUrl',
  'novatedTo',
  'novatedOn',
  'novatedOn-day',
  'endedReason',
  'nextProviderKind',
  'confidentialUntil',
  'confidentialUntil-day',
];

function MoreFields({ form }: { form: Form }): VNode {
  const isOpen = MORE.some((name) => valueOf(form, name) !== '' || problemWith(form, name) !== undefined);
  const currencies = CURRENCIES.map((value) => ({ value, text: value }));
  return (
    <Details summary="More about this contract (optional)" open={isOpen}>
      <Select {...field(form, 'serviceArea')} label="Service area" options={optionsOf(SERVICE_AREAS, 'Not recorded')} />
      <Select {...field(form, 'currency')} label="Currency" options={currencies} />
      <Select
        {...field(form, 'valueBasis')}
        label="What the value rests on"
        options={optionsOf(VALUE_BASES, 'Not recorded')}
      />
      <Checkboxes
        name="extensionCertain"
        legend="Extension"
        legendClass="govuk-fieldset__legend--s"
        small
        items={[{ value: 'yes', label: 'The extension is agreed' }]}
        values={[valueOf(form, 'extensionCertain')]}
      />
      <Input
        {...field(form, 'noticePeriodMonths')}
        label="Notice period in months"
        inputMode="numeric"
        class="govuk-input--width-3"
      />
      <Input {...field(form, 'reservedBasis')} label="Why it was reserved" hint="Where the competition was reserved" />
      <Checkboxes
        name="lightTouch"
        legend="Regime"
        legendClass="govuk-fieldset__legend--s"
        small
        items={[{ value: 'yes', label: 'It falls under the light touch regime' }]}
        values={[valueOf(form, 'lightTouch')]}
      />
      <Select {...field(form, 'role')} label="Your role" options={optionsOf(CONTRACT_ROLES, 'Not recorded')} />
      <Select
        {...field(form, 'source')}
        label="Where this comes from"
        options={optionsOf(CONTRACT_SOURCES, 'Not recorded')}
      />
      <Input {...field(form, 'ocid')} label="Id of the published process (OCID)" />
      <Input {...field(form, 'noticeUrl')} label="Address of the notice" type="url" inputMode="url" />
      <Input
        {...field(form, 'novatedTo')}
        label="Who it was novated to"
        hint="If somebody else pays now, such as a new council: its name or code, or any other name"
      />
      <DateInput
        {...dayField(form, 'novatedOn')}
        legend="First day on which they pay"
        hint="From this day the figures count them as the payer"
      />
      <Input {...field(form, 'endedReason')} label="Why it ended" />
      <Select
        {...field(form, 'nextProviderKind')}
        label="Who provides the service next"
        options={optionsOf(NEXT_PROVIDERS, 'It has not ended')}
      />
      <DateInput
        {...dayField(form, 'confidentialUntil')}
        legend="Confidential until"
        hint="Until this day only your own members and editors see it"
      />
    </Details>
  );
}
