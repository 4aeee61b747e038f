import { type VNode } from 'preact';
import { type Choice, Choices, type ChoicesProps } from './choices.tsx';

export interface CheckboxChoice extends Choice {
  /** Sent under this name instead of the group's. */
  name?: string;
  /** Choosing it clears the others, such as "None of these"; needs JavaScript, so it is not the check. */
  exclusive?: boolean;
}

interface CheckboxesProps extends ChoicesProps<CheckboxChoice> {
  /** The values of the choices that are chosen. */
  values?: readonly (string | number)[];
}

export function Checkboxes({ values = [], ...props }: CheckboxesProps): VNode {
  return (
    <Choices
      {...props}
      kind="checkboxes"
      isChecked={(item) => values.includes(item.value)}
      inputAttributes={(item) => ({
        ...(item.name !== undefined && { name: item.name }),
        ...(item.exclusive && { 'data-behaviour': 'exclusive' }),
      })}
    />
  );
}
