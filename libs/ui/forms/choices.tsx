import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { ErrorMessage } from './error-message.tsx';
import { Fieldset } from './fieldset.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

export interface Choice {
  value: string | number;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Overrides the group's `value` or `values`. */
  checked?: boolean;
  disabled?: boolean;
  /** Shown under the choice while it is chosen; checkboxes without JavaScript show it always. */
  conditional?: ComponentChildren;
  /** Overrides the group's id and number. The first choice has the group's id, so that an error can link to it. */
  id?: string;
  labelClass?: string;
  attributes?: Attributes;
}

export interface Divider {
  /** A word between two choices, such as "or". */
  divider: string;
}

export interface ChoicesProps<Item extends Choice> {
  /** Also the id, unless `id` is given. */
  name: string;
  /** What is falsy is left out, so that a choice can depend on a condition. */
  items: readonly (Item | Divider | false | null | undefined)[];
  /** The question. Without it there is no fieldset: right for one checkbox alone. */
  legend?: ComponentChildren;
  legendClass?: string;
  /** The legend is the page's h1. */
  isPageHeading?: boolean;
  fieldsetClass?: string;
  fieldsetAttributes?: Attributes;
  hint?: ComponentChildren;
  error?: string;
  describedBy?: string;
  id?: string;
  small?: boolean;
  groupClass?: string;
  class?: string;
  attributes?: Attributes;
}

interface Drawing<Item extends Choice> {
  kind: 'radios' | 'checkboxes';
  isChecked: (item: Item) => boolean;
  inputAttributes?: (item: Item) => Attributes;
}

/** What radios and checkboxes have in common: the question, its hint and error, and the list of choices. */
export function Choices<Item extends Choice>(props: ChoicesProps<Item> & Drawing<Item>): VNode {
  const { kind, legend, hint, error } = props;
  const prefix = props.id ?? props.name;
  const describedBy = classes(props.describedBy, hint ? `${prefix}-hint` : '', error && `${prefix}-error`);
  const inside = (
    <>
      {hint && <Hint id={`${prefix}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${prefix}-error`}>{error}</ErrorMessage>}
      <div
        class={classes(`govuk-${kind}`, props.small && `govuk-${kind}--small`, props.class)}
        data-module={`govuk-${kind}`}
        {...props.attributes}
      >
        {props.items.map((item, index) => {
          if (!item) return null;
          if ('divider' in item) return <div class={`govuk-${kind}__divider`}>{item.divider}</div>;
          const id = item.id ?? (index === 0 ? prefix : `${prefix}-${index + 1}`);
          return ChoiceRow({ ...props, item, id, groupDescribedBy: legend ? '' : describedBy });
        })}
      </div>
    </>
  );
  return (
    <div class={classes('govuk-form-group', error && 'govuk-form-group--error', props.groupClass)}>
      {legend ? (
        <Fieldset
          legend={legend}
          legendClass={props.legendClass}
          isPageHeading={props.isPageHeading}
          describedBy={describedBy}
          class={props.fieldsetClass}
          attributes={props.fieldsetAttributes}
        >
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </div>
  );
}

type RowProps<Item extends Choice> = Drawing<Item> & { name: string; item: Item; id: string; groupDescribedBy: string };

function ChoiceRow<Item extends Choice>({ kind, name, item, id, ...props }: RowProps<Item>): VNode {
  const isChecked = item.checked ?? props.isChecked(item);
  const hintId = item.hint ? `${id}-item-hint` : '';
  // Radios without a fieldset stay undescribed, as in govuk-frontend: the description would be read for each of them.
  const describedBy = classes(kind === 'checkboxes' && props.groupDescribedBy, hintId);
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <input
          class={`govuk-${kind}__input`}
          id={id}
          name={name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={isChecked}
          disabled={item.disabled}
          data-aria-controls={item.conditional ? `conditional-${id}` : undefined}
          aria-describedby={describedBy || undefined}
          {...props.inputAttributes?.(item)}
          {...item.attributes}
        />
        <Label for={id} class={classes(`govuk-${kind}__label`, item.labelClass)}>
          {item.label}
        </Label>
        {item.hint && (
          <Hint id={hintId} class={`govuk-${kind}__hint`}>
            {item.hint}
          </Hint>
        )}
      </div>
      {item.conditional && (
        <div
          class={classes(`govuk-${kind}__conditional`, !isChecked && `govuk-${kind}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
}
