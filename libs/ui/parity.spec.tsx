import { readFileSync } from 'node:fs';
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from 'parse5';
import { Fragment, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import {
  BackLink,
  Breadcrumbs,
  Button,
  CharacterCount,
  Checkboxes,
  DateInput,
  Details,
  ErrorMessage,
  ErrorSummary,
  Fieldset,
  Hint,
  Input,
  InsetText,
  Label,
  NotificationBanner,
  Pagination,
  PasswordInput,
  Radios,
  Select,
  SkipLink,
  SummaryList,
  Table,
  Tag,
  TaskList,
  Textarea,
  WarningText,
} from './index.ts';

// The fixtures' own shape is not typed; each case below names the options it understands.
type Options = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

interface Parity {
  component: string;
  /** The options that the component has. What is given as HTML is passed as elements and counts as its `text`. */
  understood: string;
  /** Fixtures that use understood options in a way that is left out on purpose. */
  except?: readonly string[];
  render: (options: Options) => VNode;
  /** How many fixtures are compared at least, so that no case passes by comparing none. */
  atLeast: number;
}

const FIELD = `name id describedBy classes attributes value label.text label.classes label.isPageHeading hint.text
  errorMessage.text formGroup.classes`;

const fieldProps = ({ label, hint, errorMessage, formGroup, classes, ...rest }: Options) => ({
  name: rest['name'],
  id: rest['id'],
  value: rest['value'],
  describedBy: rest['describedBy'],
  attributes: rest['attributes'],
  label: label.text,
  labelClass: label.classes,
  isPageHeading: label.isPageHeading,
  hint: hint?.text,
  error: errorMessage?.text,
  groupClass: formGroup?.classes,
  class: classes,
});

const CHOICES = `name idPrefix classes attributes describedBy fieldset.legend.text fieldset.legend.classes
  fieldset.legend.isPageHeading fieldset.describedBy fieldset.classes fieldset.attributes hint.text errorMessage.text
  formGroup.classes items items.value items.text items.name items.id items.checked items.disabled items.behaviour
  items.divider items.hint.text items.conditional.text items.attributes
  items.label.classes value values`;

const choicesProps = ({ fieldset, hint, errorMessage, formGroup, classes, items, ...rest }: Options) => ({
  name: rest['name'],
  id: rest['idPrefix'],
  describedBy: rest['describedBy'] ?? fieldset?.describedBy,
  attributes: rest['attributes'],
  legend: fieldset?.legend.text,
  legendClass: fieldset?.legend.classes,
  isPageHeading: fieldset?.legend.isPageHeading,
  fieldsetClass: fieldset?.classes,
  fieldsetAttributes: fieldset?.attributes,
  hint: hint?.text,
  error: errorMessage?.text,
  groupClass: formGroup?.classes,
  class: classes,
  items: items.map(
    (item: Options | null) =>
      item && {
        ...item,
        label: item['text'],
        labelClass: item['label']?.classes,
        hint: item['hint']?.text,
        conditional: item['conditional']?.text,
        exclusive: item['behaviour'] === 'exclusive',
      },
  ),
});

const cell = ({ text, format, classes, colspan, rowspan, attributes }: Options) => ({
  content: text,
  numeric: format === 'numeric',
  class: classes,
  colSpan: colspan,
  rowSpan: rowspan,
  attributes,
});

const PARTS = ['day', 'month', 'year'] as const;

const cases: Parity[] = [
  {
    component: 'back-link',
    understood: 'text href classes attributes',
    except: ['default', 'classes', 'attributes', 'with custom text'], // No address: a link to "#" goes nowhere.
    render: ({ text, classes, href = '#', ...rest }) => (
      <BackLink {...rest} href={href} class={classes}>
        {text}
      </BackLink>
    ),
    atLeast: 4,
  },
  {
    component: 'breadcrumbs',
    understood: 'items items.text items.href items.attributes collapseOnMobile labelText classes attributes',
    render: ({ classes, labelText, items, ...rest }) => (
      <Breadcrumbs {...rest} items={items} label={labelText} class={classes} />
    ),
    atLeast: 12,
  },
  {
    component: 'button',
    understood: 'text classes href type name value id disabled preventDoubleClick attributes',
    // Ours leaves a link a link; the rest of its markup is still compared.
    render: ({ text, classes, attributes, ...rest }) => (
      <Button
        {...rest}
        class={classes}
        attributes={rest['href'] === undefined ? attributes : { role: 'button', draggable: 'false', ...attributes }}
      >
        {text}
      </Button>
    ),
    atLeast: 35,
  },
  {
    component: 'character-count',
    understood: `${FIELD} maxlength maxwords threshold rows spellcheck`,
    except: ['to configure in JavaScript', 'with neither maxlength, maxwords nor textarea description set'],
    render: ({ maxlength, maxwords, threshold, rows, spellcheck, ...rest }) => (
      <CharacterCount
        {...fieldProps(rest)}
        {...{ threshold, rows, spellcheck }}
        maxLength={maxlength}
        maxWords={maxwords}
      />
    ),
    atLeast: 19,
  },
  {
    component: 'checkboxes',
    understood: CHOICES,
    render: (options) => <Checkboxes {...choicesProps(options)} values={options['values']} />,
    atLeast: 40,
  },
  {
    component: 'date-input',
    understood: `id namePrefix classes attributes fieldset.legend.text fieldset.describedBy hint.text errorMessage.text
      formGroup.classes day month year day.error month.error year.error values.day values.month values.year items
      items.name items.classes items.error`,
    except: ['with nested name', 'items with classes'],
    render: ({
      id,
      namePrefix,
      classes,
      attributes,
      fieldset,
      hint,
      errorMessage,
      formGroup,
      values,
      items,
      ...parts
    }) => {
      const fields: Options[] = items ?? PARTS.map((name) => ({ name, ...parts[name], left: parts[name] === false }));
      const wrong = fields.filter(({ error, classes: own }) => error ?? own?.includes('--error'));
      const right = fields.filter(({ error }) => error === false);
      const errorIn =
        wrong.length > 0 ? wrong : right.length > 0 ? fields.filter((field) => !right.includes(field)) : null;
      const shown = fields.filter(({ left }) => left !== true);
      return (
        <DateInput
          {...{ id, namePrefix, attributes, values }}
          legend={fieldset?.legend.text}
          describedBy={fieldset?.describedBy}
          hint={hint?.text}
          error={errorMessage?.text}
          errorIn={errorIn?.map(({ name }) => name)}
          parts={shown.length > 0 ? shown.map(({ name }) => name) : undefined}
          groupClass={formGroup?.classes}
          class={classes}
        />
      );
    },
    atLeast: 32,
  },
  {
    component: 'details',
    understood: 'summaryText text id open classes attributes',
    render: ({ summaryText, text, classes, ...rest }) => (
      <Details {...rest} summary={summaryText} class={classes}>
        {text}
      </Details>
    ),
    atLeast: 10,
  },
  {
    component: 'error-message',
    understood: 'text id classes attributes',
    render: ({ text, classes, ...rest }) => (
      <ErrorMessage {...rest} class={classes}>
        {text}
      </ErrorMessage>
    ),
    atLeast: 6,
  },
  {
    component: 'error-summary',
    understood: 'titleText descriptionText errorList errorList.text errorList.href classes attributes',
    render: ({ titleText, descriptionText, errorList = [], classes, attributes }) => (
      <ErrorSummary
        title={titleText}
        description={descriptionText}
        errors={errorList.map(({ text, href }: Options) => ({ message: text, href }))}
        class={classes}
        attributes={attributes}
      />
    ),
    atLeast: 16,
  },
  {
    component: 'fieldset',
    understood: 'legend.text legend.classes legend.isPageHeading describedBy classes role attributes',
    render: ({ legend, classes, ...rest }) => (
      <Fieldset
        {...rest}
        legend={legend?.text}
        legendClass={legend?.classes}
        isPageHeading={legend?.isPageHeading}
        class={classes}
      />
    ),
    atLeast: 17,
  },
  {
    component: 'hint',
    understood: 'text id classes attributes',
    render: ({ text, classes, ...rest }) => (
      <Hint {...rest} class={classes}>
        {text}
      </Hint>
    ),
    atLeast: 6,
  },
  {
    component: 'input',
    understood: `${FIELD} type autocomplete autocapitalize pattern inputmode spellcheck disabled prefix.text suffix.text`,
    render: ({ label, hint, errorMessage, formGroup, classes, inputmode, name, prefix, suffix, ...rest }) => (
      <Input
        {...rest}
        {...fieldProps({ label, hint, errorMessage, formGroup, classes, name, ...rest })}
        inputMode={inputmode}
        prefix={prefix?.text}
        suffix={suffix?.text}
      />
    ),
    atLeast: 40,
  },
  {
    component: 'inset-text',
    understood: 'text id classes attributes',
    render: ({ text, classes, ...rest }) => (
      <InsetText {...rest} class={classes}>
        {text}
      </InsetText>
    ),
    atLeast: 6,
  },
  {
    component: 'label',
    understood: 'text classes isPageHeading for attributes',
    except: ['empty'],
    render: ({ text, classes, ...rest }) => (
      <Label {...rest} class={classes}>
        {text}
      </Label>
    ),
    atLeast: 16,
  },
  {
    component: 'notification-banner',
    understood: 'text type titleText titleHeadingLevel titleId role classes attributes',
    render: ({ text, type, titleText, titleHeadingLevel, classes, ...rest }) => (
      <NotificationBanner
        {...rest}
        success={type === 'success'}
        title={titleText}
        titleLevel={titleHeadingLevel}
        class={classes}
      >
        {text}
      </NotificationBanner>
    ),
    atLeast: 19,
  },
  {
    component: 'pagination',
    understood: `previous.href previous.text previous.labelText next.href next.text next.labelText landmarkLabel classes
      attributes`,
    render: ({ previous, next, landmarkLabel, classes, ...rest }) => (
      <Pagination
        {...rest}
        previous={previous && { ...previous, label: previous.labelText }}
        next={next && { ...next, label: next.labelText }}
        label={landmarkLabel}
        class={classes}
      />
    ),
    atLeast: 5,
  },
  {
    component: 'password-input',
    understood: `${FIELD} autocomplete`,
    render: ({ autocomplete, ...rest }) => <PasswordInput {...fieldProps(rest)} autocomplete={autocomplete} />,
    atLeast: 11,
  },
  {
    component: 'radios',
    understood: CHOICES,
    render: (options) => <Radios {...choicesProps(options)} value={options['value']} />,
    atLeast: 41,
  },
  {
    component: 'select',
    understood: `${FIELD} items items.value items.text items.selected items.disabled items.attributes`,
    except: ['with falsy values'], // A value is text or a number, never false.
    render: ({ items, ...rest }) => <Select {...fieldProps(rest)} options={items ?? []} />,
    atLeast: 18,
  },
  {
    component: 'skip-link',
    understood: 'text href classes attributes',
    render: ({ text, href = '#content', classes, ...rest }) => (
      <SkipLink {...rest} href={href} class={classes}>
        {text}
      </SkipLink>
    ),
    atLeast: 9,
  },
  {
    component: 'summary-list',
    understood: `rows rows.key.text rows.key.classes rows.value.text rows.value.classes rows.classes rows.actions.classes
      rows.actions.items rows.actions.items.href rows.actions.items.text rows.actions.items.visuallyHiddenText
      rows.actions.items.classes rows.actions.items.attributes classes attributes`,
    render: ({ rows, classes, ...rest }) => (
      <SummaryList
        {...rest}
        class={classes}
        rows={rows.map(
          (row: Options | null) =>
            row && {
              key: row['key'].text,
              keyClass: row['key'].classes,
              value: row['value'].text,
              valueClass: row['value'].classes,
              actionsClass: row['actions']?.classes,
              class: row['classes'],
              actions: row['actions']?.items?.map(({ visuallyHiddenText, classes: own, ...action }: Options) => ({
                ...action,
                about: visuallyHiddenText,
                class: own,
              })),
            },
        )}
      />
    ),
    atLeast: 21,
  },
  {
    component: 'table',
    understood: `caption captionClasses firstCellIsHeader classes attributes head head.text head.format head.classes
      head.rowspan head.colspan head.attributes rows rows.text rows.format rows.classes rows.rowspan rows.colspan
      rows.attributes`,
    render: ({ captionClasses, classes, head, rows, ...rest }) => (
      <Table
        {...rest}
        captionClass={captionClasses}
        class={classes}
        head={head?.map(cell)}
        rows={rows.map((row: Options[] | null) => row && row.map(cell))}
      />
    ),
    atLeast: 21,
  },
  {
    component: 'tag',
    understood: 'text classes attributes',
    render: ({ text, classes, ...rest }) => (
      <Tag {...rest} class={classes}>
        {text}
      </Tag>
    ),
    atLeast: 12,
  },
  {
    component: 'task-list',
    understood: `idPrefix classes attributes items items.title.text items.title.classes items.href items.hint.text
      items.classes items.status.text items.status.classes items.status.tag.text items.status.tag.classes
      items.status.tag.attributes`,
    render: ({ items, classes, ...rest }) => (
      <TaskList
        {...rest}
        class={classes}
        items={items.map((item: Options | null) => {
          if (!item) return null;
          const { title, href, hint, status } = item as Record<string, Options>;
          const tag = status?.['tag'];
          return {
            title: title?.['text'],
            titleClass: title?.['classes'],
            href,
            hint: hint?.['text'],
            status: tag ? (
              <Tag class={tag.classes} attributes={tag.attributes}>
                {tag.text}
              </Tag>
            ) : (
              status?.['text']
            ),
            statusClass: status?.['classes'],
            class: item['classes'],
          };
        })}
      />
    ),
    atLeast: 11,
  },
  {
    component: 'textarea',
    understood: `${FIELD} rows autocomplete spellcheck`,
    render: ({ rows, autocomplete, spellcheck, ...rest }) => (
      <Textarea {...fieldProps(rest)} {...{ rows, autocomplete, spellcheck }} />
    ),
    atLeast: 18,
  },
  {
    component: 'warning-text',
    understood: 'text iconFallbackText classes attributes',
    render: ({ text, iconFallbackText, classes, ...rest }) => (
      <WarningText {...rest} iconText={iconFallbackText} class={classes}>
        {text}
      </WarningText>
    ),
    atLeast: 8,
  },
];

describe.each(cases)('$component', ({ component, understood, except = [], render, atLeast }) => {
  const path = `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`;
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as {
    fixtures: { name: string; options: Options; html: string }[];
  };
  const known = new Set(understood.split(/\s+/));
  const inScope = fixtures
    .map((fixture) => ({ ...fixture, options: withElements(fixture.options) }))
    .filter(({ name, options }) => !except.includes(name) && paths(options).every((option) => known.has(option)));

  it.each(inScope.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, { options, html }) => {
    expect(normal(renderToString(render(options)))).toEqual(normal(html));
  });

  it('is compared with most of the official fixtures', () => {
    expect(inScope.length).toBeGreaterThanOrEqual(atLeast);
  });
});

/** `{ label: { text } }` → `label.text`; a list counts as its items. What lies under `attributes` is free. */
function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item) => (item ? paths(item, path) : []))];
  if (typeof value !== 'object' || value === null) return [path];
  if ('type' in value && 'props' in value) return [path]; // An element.
  return Object.entries(value).flatMap(([key, inner]) => {
    const deeper = path === '' ? key : `${path}.${key}`;
    return key === 'attributes' ? [deeper] : paths(inner, deeper);
  });
}

/** `{ html: '<b>x</b>' }` → `{ text: <b>x</b> }`: our components take children, never HTML in a string. */
function withElements(value: unknown): Options {
  if (Array.isArray(value)) return value.map(withElements);
  if (typeof value !== 'object' || value === null) return value as Options;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      /^(html|\w+Html)$/.test(key) && typeof inner === 'string' && inner !== ''
        ? [
            key.replace('html', 'text').replace('Html', 'Text'),
            h(Fragment, null, parseFragment(inner).childNodes.map(element)),
          ]
        : [key, key === 'attributes' ? inner : withElements(inner)],
    ),
  );
}

function element(node: Tree.ChildNode): VNode | string {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  if (!('tagName' in node)) return '';
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return h(node.tagName, attributes, node.childNodes.map(element));
}

/** What a browser makes of the HTML, with attributes and classes sorted and the space between elements dropped. */
function normal(html: string): unknown[] {
  return parseFragment(html).childNodes.flatMap(normalNode);
}

function normalNode(node: Tree.ChildNode): unknown[] {
  if (node.nodeName === '#text') {
    const text = (node as Tree.TextNode).value.replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [text];
  }
  if (!('tagName' in node)) return [];
  const attributes = node.attrs
    .map(
      ({ name, value }) => [name, name === 'class' ? value.trim().split(/\s+/).toSorted().join(' ') : value] as const,
    )
    .toSorted(([a], [b]) => a.localeCompare(b));
  return [
    { tag: node.tagName, attributes: Object.fromEntries(attributes), children: node.childNodes.flatMap(normalNode) },
  ];
}
