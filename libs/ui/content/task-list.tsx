import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

export interface Task {
  title: ComponentChildren;
  /** Without it the task cannot be started yet. */
  href?: string;
  hint?: ComponentChildren;
  /** Text, or a Tag. */
  status: ComponentChildren;
  titleClass?: string;
  /** `govuk-task-list__status--cannot-start-yet` makes it quiet. */
  statusClass?: string;
  class?: string;
}

interface TaskListProps {
  /** What is falsy is left out, so that a task can depend on a condition. */
  items: readonly (Task | false | null | undefined)[];
  /** Where a page has more than one list. */
  idPrefix?: string;
  class?: string;
  attributes?: Attributes;
}

export function TaskList({ items, idPrefix = 'task-list', ...props }: TaskListProps): VNode {
  return (
    <ul class={classes('govuk-task-list', props.class)} {...props.attributes}>
      {items.map((task, index) => task && <Item task={task} id={`${idPrefix}-${index + 1}`} />)}
    </ul>
  );
}

function Item({ task, id }: { task: Task; id: string }): VNode {
  const describedBy = classes(Boolean(task.hint) && `${id}-hint`, `${id}-status`);
  return (
    <li class={classes('govuk-task-list__item', task.href && 'govuk-task-list__item--with-link', task.class)}>
      <div class="govuk-task-list__name-and-hint">
        {task.href ? (
          <a
            class={classes('govuk-link govuk-task-list__link', task.titleClass)}
            href={task.href}
            aria-describedby={describedBy}
          >
            {task.title}
          </a>
        ) : (
          <div class={task.titleClass}>{task.title}</div>
        )}
        {task.hint && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {task.hint}
          </div>
        )}
      </div>
      <div class={classes('govuk-task-list__status', task.statusClass)} id={`${id}-status`}>
        {task.status}
      </div>
    </li>
  );
}
