import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

export interface SummaryAction {
  href: string;
  text: string;
  /** What the action is about, for screen readers: "Change" and "your name". */
  about?: string;
  class?: string;
  attributes?: Attributes;
}

export interface SummaryRow {
  key: ComponentChildren;
  value: ComponentChildren;
  actions?: readonly SummaryAction[];
  keyClass?: string;
  valueClass?: string;
  actionsClass?: string;
  class?: string;
}

interface SummaryListProps {
  /** What is falsy is left out, so that a row can depend on a condition. */
  rows: readonly (SummaryRow | false | null | undefined)[];
  noBorder?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function SummaryList({ rows, noBorder, ...props }: SummaryListProps): VNode {
  const anyActions = rows.some((row) => row && row.actions && row.actions.length > 0);
  return (
    <dl
      class={classes('govuk-summary-list', noBorder && 'govuk-summary-list--no-border', props.class)}
      {...props.attributes}
    >
      {rows.map((row) => row && <Row row={row} anyActions={anyActions} />)}
    </dl>
  );
}

function Row({ row, anyActions }: { row: SummaryRow; anyActions: boolean }): VNode {
  const { key, value, actions = [] } = row;
  const noActions = anyActions && row.actions === undefined;
  return (
    <div class={classes('govuk-summary-list__row', noActions && 'govuk-summary-list__row--no-actions', row.class)}>
      <dt class={classes('govuk-summary-list__key', row.keyClass)}>{key}</dt>
      <dd class={classes('govuk-summary-list__value', row.valueClass)}>{value}</dd>
      {actions.length > 0 && (
        <dd class={classes('govuk-summary-list__actions', row.actionsClass)}>
          {actions.length === 1 ? (
            actions.map(ActionLink)
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {actions.map((action) => (
                <li class="govuk-summary-list__actions-list-item">{ActionLink(action)}</li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  );
}

function ActionLink(action: SummaryAction): VNode {
  return (
    <a class={classes('govuk-link', action.class)} href={action.href} {...action.attributes}>
      {action.text}
      {action.about && <span class="govuk-visually-hidden"> {action.about}</span>}
    </a>
  );
}
