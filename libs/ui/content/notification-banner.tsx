import { type ComponentChildren, h, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface NotificationBannerProps {
  /** Text alone is set as the banner's heading. */
  children: ComponentChildren;
  /** Something the person did went well; it is announced. */
  success?: boolean;
  title?: string;
  titleId?: string;
  titleLevel?: 2 | 3 | 4;
  role?: 'region' | 'alert' | 'banner';
  class?: string;
  attributes?: Attributes;
}

/** What has just happened, above the heading. Unlike on GOV.UK it never takes the focus: only an error summary does. */
export function NotificationBanner({ children, success, ...props }: NotificationBannerProps): VNode {
  const id = props.titleId ?? 'govuk-notification-banner-title';
  const title = props.title ?? (success ? 'Success' : 'Important');
  return (
    <div
      class={classes('govuk-notification-banner', success && 'govuk-notification-banner--success', props.class)}
      role={props.role ?? (success ? 'alert' : 'region')}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        {h(`h${props.titleLevel ?? 2}`, { class: 'govuk-notification-banner__title', id }, title)}
      </div>
      <div class="govuk-notification-banner__content">
        {typeof children === 'string' ? <p class="govuk-notification-banner__heading">{children}</p> : children}
      </div>
    </div>
  );
}
