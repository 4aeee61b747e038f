import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { ErrorMessage } from './error-message.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

export interface FieldProps {
  /** Also the id, unless `id` is given. */
  name: string;
  label: ComponentChildren;
  id?: string;
  hint?: ComponentChildren;
  /** Without the "Error:" that screen readers get. */
  error?: string;
  /** The id of something else on the page that describes the field. */
  describedBy?: string;
  labelClass?: string;
  /** The label is the page's h1. */
  isPageHeading?: boolean;
  groupClass?: string;
}

interface GroupProps extends FieldProps {
  groupAttributes?: Attributes;
  control: (ids: { id: string; describedBy: string | undefined }) => ComponentChildren;
}

/** Label, hint and error around one control, tied to it by id. */
export function FormGroup({ control, name, label, hint, error, ...props }: GroupProps): VNode {
  const id = props.id ?? name;
  const describedBy = classes(props.describedBy, hint ? `${id}-hint` : '', error && `${id}-error`) || undefined;
  return (
    <div
      class={classes('govuk-form-group', error && 'govuk-form-group--error', props.groupClass)}
      {...props.groupAttributes}
    >
      <Label for={id} class={props.labelClass} isPageHeading={props.isPageHeading}>
        {label}
      </Label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {control({ id, describedBy })}
    </div>
  );
}
