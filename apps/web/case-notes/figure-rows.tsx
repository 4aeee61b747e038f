import { type ComponentChildren, type VNode } from 'preact';
import { CONFIDENCES, MONEY_KINDS, PERS } from '#libs/case-notes';
import { Fieldset, Input, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { optionsOf } from '../parts/subject-fields.tsx';
import { GRADES } from '../parts/verdict.tsx';
import { type RowKind, rowsShown } from './note-form.ts';

const CHECKED_BY = Object.fromEntries(CONFIDENCES.map((code) => [code, GRADES[code]]));

/** One fieldset a row; the rows that stay empty are dropped when the form is read. */
const Rows = ({ form, kind, row }: { form: Form; kind: RowKind; row: (place: number) => ComponentChildren }): VNode => (
  <>
    {Array.from({ length: rowsShown(form, kind) }, (_, place) => (
      <div class="wm-figrow" key={place}>
        {row(place)}
      </div>
    ))}
  </>
);

interface FieldProps {
  form: Form;
  name: string;
  label: string;
  hint?: string;
}

const TextField = ({
  form,
  name,
  label,
  hint,
  ...props
}: FieldProps & { prefix?: string; decimal?: boolean; date?: boolean }): VNode => (
  <Input
    name={name}
    label={label}
    hint={hint}
    prefix={props.prefix}
    inputMode={props.decimal ? 'decimal' : undefined}
    value={valueOf(form, name)}
    error={problemWith(form, name)}
    autocomplete="off"
    attributes={props.date ? { type: 'date' } : {}}
  />
);

const Choose = ({ form, name, label, options }: FieldProps & { options: ReturnType<typeof optionsOf> }): VNode => (
  <Select name={name} label={label} options={options} value={valueOf(form, name)} error={problemWith(form, name)} />
);

export const OutcomeRows = ({ form }: { form: Form }): VNode => (
  <Rows
    form={form}
    kind="outcomes"
    row={(place) => {
      const field = (name: string): string => `outcomes.${place}.${name}`;
      return (
        <Fieldset legend={`Measure ${place + 1}`} legendClass="govuk-fieldset__legend--s">
          <TextField form={form} name={field('name')} label="What was measured" hint="Such as: visits per open hour" />
          <div class="wm-fields">
            <TextField form={form} name={field('unit')} label="Unit" hint="Such as: %, days, people" />
            <Choose
              form={form}
              name={field('better')}
              label="What is better?"
              options={optionsOf({ up: 'More is better', down: 'Less is better' }, 'Choose one')}
            />
          </div>
          <div class="wm-fields">
            <TextField form={form} name={field('baselineValue')} label="Value before" decimal />
            <TextField form={form} name={field('baselinePeriod')} label="Period before" />
          </div>
          <div class="wm-fields">
            <TextField form={form} name={field('laterValue')} label="Value after" decimal />
            <TextField form={form} name={field('laterPeriod')} label="Period after" />
          </div>
          <div class="wm-fields">
            <TextField form={form} name={field('source')} label="Source of the values" />
            <Choose
              form={form}
              name={field('confidence')}
              label="Who checked them"
              options={optionsOf(CHECKED_BY, 'Not said')}
            />
          </div>
          <TextField
            form={form}
            name={field('comparator')}
            label="Compared with what"
            hint="Such as: the average of like councils"
          />
          <TextField
            form={form}
            name={field('confidentialUntil')}
            label="Not to be known until"
            hint="Before this day only you and moderators see it. Leave it empty if anyone may."
            date
          />
        </Fieldset>
      );
    }}
  />
);

export const MoneyRows = ({ form }: { form: Form }): VNode => (
  <Rows
    form={form}
    kind="money"
    row={(place) => {
      const field = (name: string): string => `money.${place}.${name}`;
      return (
        <Fieldset legend={`Figure ${place + 1}`} legendClass="govuk-fieldset__legend--s">
          <div class="wm-fields">
            <Choose form={form} name={field('kind')} label="Kind" options={optionsOf(MONEY_KINDS, 'Choose one')} />
            <TextField form={form} name={field('label')} label="What it is" />
          </div>
          <div class="wm-fields">
            <TextField form={form} name={field('amount')} label="Amount in pounds" prefix="£" decimal />
            <Choose form={form} name={field('per')} label="How often" options={optionsOf(PERS, 'Choose one')} />
          </div>
          <div class="wm-fields">
            <TextField form={form} name={field('from')} label="From" date />
            <TextField form={form} name={field('to')} label="To" date />
          </div>
          <TextField
            form={form}
            name={field('basis')}
            label="Compared with what"
            hint="Such as: the 2022-23 budget, net of the council’s own cost"
          />
          <div class="wm-fields">
            <TextField form={form} name={field('source')} label="Source of the figure" />
            <Choose
              form={form}
              name={field('confidence')}
              label="Who checked it"
              options={optionsOf(CHECKED_BY, 'Not said')}
            />
          </div>
          <TextField form={form} name={field('netOf')} label="Net of what" hint="What was taken off it already" />
          <div class="wm-fields">
            <TextField form={form} name={field('whoSaves')} label="Who saves" />
            <TextField form={form} name={field('attribution')} label="How much of it is owed to the change" />
          </div>
          <TextField
            form={form}
            name={field('confidentialUntil')}
            label="Not to be known until"
            hint="Before this day only you and moderators see it. Leave it empty if anyone may."
            date
          />
        </Fieldset>
      );
    }}
  />
);
