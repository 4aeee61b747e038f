import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface ButtonProps {
  children: ComponentChildren;
  /** Makes it a link that looks like a button, and stays a link to assistive technology; for going, never for doing. */
  href?: string;
  look?: 'secondary' | 'warning' | 'inverse';
  /** For a button inside a list row or a table. */
  small?: boolean;
  type?: 'submit' | 'button' | 'reset';
  name?: string;
  value?: string;
  id?: string;
  disabled?: boolean;
  /** Guards a form that is slow or costly against a second click; needs JavaScript, so it is not the guard. */
  preventDoubleClick?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function Button({ children, look, small, attributes, ...props }: ButtonProps): VNode {
  const className = classes(
    'govuk-button',
    look && `govuk-button--${look}`,
    small && 'govuk-button--small',
    props.class,
  );
  const common = { class: className, 'data-module': 'govuk-button', id: props.id, ...attributes };
  if (props.href !== undefined) {
    return (
      <a href={props.href} {...common}>
        {children}
      </a>
    );
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...common}
    >
      {children}
    </button>
  );
}

/** The actions of one form, side by side; links among them keep their distance. */
export function ButtonGroup({ children, class: className }: { children: ComponentChildren; class?: string }): VNode {
  return <div class={classes('govuk-button-group', className)}>{children}</div>;
}
