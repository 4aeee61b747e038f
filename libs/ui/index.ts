/**
 * What pages, mail and printed briefs are drawn with.
 *
 * `forms`, `navigation` and `content` hold the GOV.UK components as typed TSX: markup of govuk-frontend, checked against
 * the fixtures it ships. `look` holds Waymark's own small parts. Nothing here knows a domain word, and everything is
 * escaped but for what TrustedHtml is given.
 */
export { type Attributes, classes } from './attributes.ts';
export { Details } from './content/details.tsx';
export { InsetText } from './content/inset-text.tsx';
export { NotificationBanner } from './content/notification-banner.tsx';
export { type SummaryAction, SummaryList, type SummaryRow } from './content/summary-list.tsx';
export { type Cell, ScrollRegion, Table } from './content/table.tsx';
export { Tag } from './content/tag.tsx';
export { type Task, TaskList } from './content/task-list.tsx';
export { WarningText } from './content/warning-text.tsx';
export { Button, ButtonGroup } from './forms/button.tsx';
export { CharacterCount } from './forms/character-count.tsx';
export { type CheckboxChoice, Checkboxes } from './forms/checkboxes.tsx';
export { type Choice, type Divider } from './forms/choices.tsx';
export { DateInput, type DatePart } from './forms/date-input.tsx';
export { ErrorMessage } from './forms/error-message.tsx';
export { ErrorSummary, type SummarisedError } from './forms/error-summary.tsx';
export { Fieldset } from './forms/fieldset.tsx';
export { type FieldProps, FormGroup } from './forms/form-group.tsx';
export { Hint } from './forms/hint.tsx';
export { Input } from './forms/input.tsx';
export { Label } from './forms/label.tsx';
export { PasswordInput } from './forms/password-input.tsx';
export { Radios } from './forms/radios.tsx';
export { Select, type SelectOption } from './forms/select.tsx';
export { Textarea } from './forms/textarea.tsx';
export { Box } from './look/box.tsx';
export { Brand } from './look/brand.tsx';
export { Chip, Chips } from './look/chip.tsx';
export { EmptyState } from './look/empty-state.tsx';
export { FictionalMark } from './look/fictional-mark.tsx';
export { Icon, type IconName } from './look/icon.tsx';
export { MetaLine } from './look/meta-line.tsx';
export { SectionHeading } from './look/section-heading.tsx';
export { BackLink } from './navigation/back-link.tsx';
export { type Breadcrumb, Breadcrumbs } from './navigation/breadcrumbs.tsx';
export { type PageLink, Pagination } from './navigation/pagination.tsx';
export { SkipLink } from './navigation/skip-link.tsx';
export { type Tab, Tabs } from './navigation/tabs.tsx';
export { type Trusted, TrustedHtml } from './trusted-html.tsx';
