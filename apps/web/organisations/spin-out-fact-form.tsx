import { type VNode } from 'preact';
import { FACT_AUDIENCES, type FactKind, type Field, kindOf, KNOWN, SOURCE_KINDS } from '#libs/spin-out-facts';
import {
  BackLink,
  Button,
  DateInput,
  Fieldset,
  Input,
  Radios,
  Select,
  SummaryList,
  Textarea,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { dayField } from '../parts/day-fields.ts';

export interface FactFormView {
  spinOut: { id: string; name: string };
  kind: FactKind;
  form: Form;
  /** Of a fact that is there already. */
  fact?: { id: string; version: number };
  /** As it is now, where it changed while the person was editing. */
  theirs?: readonly { key: string; value: VNode | string }[];
}

export function FactFormPage({ spinOut, kind, form, fact, theirs }: FactFormView): VNode {
  const { label, hint, from, to, open, fields } = kindOf(kind);
  const address = `/spin-outs/${spinOut.id}/facts`;
  const title = `${fact ? 'Change' : 'Add'}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return (
    <Layout title={`${title}, ${spinOut.name}`} problems={form.problems}>
      <BackLink href={fact ? `${address}/${fact.id}` : address}>Back</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {theirs && (
        <>
          <WarningText>
            Someone changed this while you were editing. Below is how it is now. Your own text is still in the form:
            save again to use it.
          </WarningText>
          <SummaryList rows={theirs} />
        </>
      )}
      <p class="wm-text">{hint}</p>
      <form
        class="wm-text"
        method="post"
        action={fact ? `${address}/${fact.id}/edit` : `${address}/new/${kind}`}
        noValidate
      >
        {fact ? <Version version={fact.version} /> : <Once />}
        {Object.entries<Field>(fields).map(([name, field]) => (
          <FactField name={name} field={field} form={form} key={name} />
        ))}
        <DateInput {...dayField(form, 'fromOn')} legend={from} hint="For example, 1 4 2025" />
        {to && (
          <DateInput
            {...dayField(form, 'toOn')}
            legend={kindOf(kind).dates === 'year' ? to : `${to} (optional)`}
            hint={kindOf(kind).dates === 'year' ? undefined : 'Leave it open if this is how it is now'}
          />
        )}
        <Textarea
          name="note"
          label="Note (optional)"
          rows={2}
          value={valueOf(form, 'note')}
          error={problemWith(form, 'note')}
        />
        <h2 class="govuk-heading-m">Where this comes from</h2>
        <Select
          name="sourceKind"
          label="Kind of source"
          options={optionsOf(SOURCE_KINDS, 'Choose a kind')}
          value={valueOf(form, 'sourceKind')}
          error={problemWith(form, 'sourceKind')}
        />
        <Input
          name="source"
          label="Source"
          hint="For example, annual accounts for 2024-25, page 12"
          value={valueOf(form, 'source')}
          error={problemWith(form, 'source')}
        />
        <Input
          name="sourceUrl"
          label="Address of the source (optional)"
          type="url"
          inputMode="url"
          value={valueOf(form, 'sourceUrl')}
          error={problemWith(form, 'sourceUrl')}
        />
        {!open && (
          <Select
            name="audience"
            label="Who may read it"
            options={Object.entries(FACT_AUDIENCES).map(([value, text]) => ({ value, text }))}
            value={valueOf(form, 'audience') || 'public'}
            error={problemWith(form, 'audience')}
          />
        )}
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}

/** One field of a kind of fact, by its type. */
function FactField({ name, field, form }: { name: string; field: Field; form: Form }): VNode {
  const common = {
    name,
    label: field.needed || field.type === 'stakes' ? field.label : `${field.label} (optional)`,
    hint: field.hint,
    value: valueOf(form, name),
    error: problemWith(form, name),
  };
  switch (field.type) {
    case 'choice':
      return <Select {...common} options={optionsOf(field.of, field.needed ? 'Choose one' : 'Not recorded')} />;
    case 'known':
      return (
        <Radios
          name={name}
          legend={common.label}
          hint={field.hint}
          items={choicesOf(KNOWN)}
          value={common.value}
          error={common.error}
          small
          inline
        />
      );
    case 'day':
      return <DateInput {...dayField(form, name)} legend={common.label} hint={field.hint} />;
    case 'stakes':
      return <StakeFields form={form} field={field} name={name} />;
    case 'text':
      return field.lines ? <Textarea {...common} rows={field.lines} /> : <Input {...common} />;
    case 'money':
      return <Input {...common} prefix="£" inputMode="decimal" class="govuk-input--width-10" />;
    case 'decimal':
      return <Input {...common} suffix={field.unit || undefined} inputMode="decimal" class="govuk-input--width-5" />;
    case 'whole':
    default:
      return <Input {...common} inputMode="numeric" class="govuk-input--width-5" />;
  }
}

const STAKES = [0, 1, 2, 3, 4, 5];

function StakeFields({ form, field, name }: { form: Form; field: Field; name: string }): VNode {
  const holders = valuesOf(form, 'stakeHolder');
  const percents = valuesOf(form, 'stakePercent');
  const error = problemWith(form, name);
  return (
    <div class={`govuk-form-group ${error ? 'govuk-form-group--error' : ''}`} id={name} tabIndex={-1}>
      <Fieldset legend={field.label} legendClass="govuk-fieldset__legend--m">
        {field.hint && <p class="govuk-hint">{field.hint}</p>}
        {error && (
          <p class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span> {error}
          </p>
        )}
        {STAKES.map((row) => (
          <div class="wm-fields wm-mt-3" key={row}>
            <Input
              name="stakeHolder"
              id={`stakeHolder-${row}`}
              label={`Holder ${row + 1}`}
              value={holders[row] ?? ''}
            />
            <Input
              name="stakePercent"
              id={`stakePercent-${row}`}
              label={`Percentage of holder ${row + 1}`}
              suffix="%"
              inputMode="decimal"
              class="govuk-input--width-4"
              value={percents[row] ?? ''}
            />
          </div>
        ))}
      </Fieldset>
    </div>
  );
}
