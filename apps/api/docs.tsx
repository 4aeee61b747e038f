import fs from 'node:fs';
import path from 'node:path';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { PROBLEM_CODES } from './problem-codes.ts';

/** What this page reads of the document. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  nullable?: boolean;
}

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
}

type Described = Operation & { method: string; address: string };

/** The OpenAPI document for people: what can be asked, with what, and what may be answered. Works without a script. */
export function docsPage(document: OpenAPIObject): Buffer {
  return Buffer.from(`<!DOCTYPE html>${renderToString(<Docs document={document} />)}`);
}

/** Nothing but our own stylesheet. */
export const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function Docs({ document }: { document: OpenAPIObject }): VNode {
  const operations = operationsOf(document);
  const tags = [...new Set(operations.map(tagOf))].toSorted();
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>The API – Waymark</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="What programs can ask of Waymark, and what it answers." />
        <link rel="stylesheet" href={stylesheet()} />
      </head>
      <body class="govuk-template__body">
        <a class="govuk-skip-link" href="#main-content">
          Skip to main content
        </a>
        <div class="govuk-width-container">
          <p class="govuk-body">
            <a class="govuk-link" href="/">
              Waymark home
            </a>
          </p>
          <main class="govuk-main-wrapper" id="main-content">
            <h1 class="govuk-heading-l">The Waymark API</h1>
            <About />
            <h2 class="govuk-heading-m">What can be asked</h2>
            <ul class="govuk-list govuk-list--bullet">
              {tags.map((tag) => (
                <li key={tag}>
                  <a class="govuk-link" href={`#${anchor(tag)}`}>
                    {tag}
                  </a>
                </li>
              ))}
            </ul>
            {tags.map((tag) => (
              <section key={tag}>
                <h2 class="govuk-heading-m" id={anchor(tag)}>
                  {tag}
                </h2>
                {operations
                  .filter((operation) => tagOf(operation) === tag)
                  .map((operation) => (
                    <OperationEntry key={operation.operationId} operation={operation} />
                  ))}
              </section>
            ))}
            <h2 class="govuk-heading-m">What is sent and answered</h2>
            {Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>).map(([name, schema]) => (
              <section key={name}>
                <h3 class="govuk-heading-s" id={name}>
                  {name}
                </h3>
                <Fields fields={fieldsOf(schema)} />
              </section>
            ))}
            <Problems />
          </main>
        </div>
      </body>
    </html>
  );
}

function About(): VNode {
  return (
    <>
      <p class="govuk-body">
        Everything here is made from{' '}
        <a class="govuk-link" href="/api/openapi.json">
          the OpenAPI document
        </a>
        . What an open page is sent live is in{' '}
        <a class="govuk-link" href="/api/asyncapi.json">
          the AsyncAPI document
        </a>
        .
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Sign in with <code>Authorization: Bearer wm_…</code>, a token from your settings, or with the session cookie.
        </li>
        <li>
          Lists are <code>{'{ "items": […], "next": "…" }'}</code>; send <code>next</code> as <code>after</code> for
          more.
        </li>
        <li>
          A POST that creates takes <code>Idempotency-Key</code>: the same key and body is one result.
        </li>
        <li>
          Edits take <code>If-Match</code> with the <code>ETag</code> of what you read.
        </li>
        <li>
          Errors are <code>application/problem+json</code>: a status, a code (
          <a class="govuk-link" href="#codes">
            all of them
          </a>
          ), a sentence, and the fields it is about.
        </li>
      </ul>
    </>
  );
}

function OperationEntry({ operation }: { operation: Described }): VNode {
  const body = operation.requestBody?.content['application/json']?.schema;
  const sent = (operation.parameters ?? []).map(({ name, in: where, required, description, schema }) => ({
    name,
    words: [`in the ${where}`, wordsOf(schema ?? {}), description].filter(Boolean).join('; '),
    required: required ?? false,
  }));
  const answers = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  return (
    <section>
      <h3 class="govuk-heading-s" id={operation.operationId}>
        <code>
          {operation.method} {operation.address}
        </code>
      </h3>
      <p class="govuk-body">{operation.summary}</p>
      {sent.length > 0 && <Fields fields={sent} />}
      {body && (
        <p class="govuk-body">
          Send <Type schema={body} />.
        </p>
      )}
      {answers.map(([status, { content }]) => {
        const schema = Object.values(content ?? {})[0]?.schema;
        return (
          <p class="govuk-body" key={status}>
            Answers {status}
            {schema && (
              <>
                {' '}
                with <Type schema={schema} />
              </>
            )}
            , or{' '}
            <a class="govuk-link" href="#codes">
              a problem
            </a>
            .
          </p>
        );
      })}
    </section>
  );
}

interface Field {
  name: string;
  words: string | VNode;
  required: boolean;
}

function Fields({ fields }: { fields: Field[] }): VNode {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {fields.map(({ name, words, required }) => (
        <li key={name}>
          <code>{name}</code>
          {required ? '' : ' (optional)'}: {words}
        </li>
      ))}
    </ul>
  );
}

function Problems(): VNode {
  return (
    <>
      <h2 class="govuk-heading-m" id="codes">
        Problem codes
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {Object.entries(PROBLEM_CODES).map(([code, [status, when]]) => (
          <li key={code} id={code}>
            <code>{code}</code> ({status}): {when}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The name of a schema as a link to it, or what it is in words. */
function Type({ schema }: { schema: Schema }): VNode {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? (
    <>{wordsOf(schema)}</>
  ) : (
    <a class="govuk-link" href={`#${name}`}>
      {name}
    </a>
  );
}

const fieldsOf = ({ properties = {}, required = [] }: Schema): Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    words: wordsOf(schema),
    required: required.includes(name),
  }));

/** As "list of text, 1 to 200 characters". */
function wordsOf(schema: Schema): string {
  const parts = schema.allOf ?? schema.oneOf;
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return name;
  if (parts) return parts.map(wordsOf).join(' or ');
  if (schema.items) return `list of ${wordsOf(schema.items)}${schema.maxItems ? `, at most ${schema.maxItems}` : ''}`;
  const type = [schema.type ?? 'anything'].flat().join(' or ');
  const limits = [
    schema.format,
    schema.enum && `one of ${schema.enum.join(', ')}`,
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    schema.nullable && 'or null',
    schema.description,
  ];
  return [type, ...limits].filter(Boolean).join(', ');
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (most === undefined) return least === undefined ? '' : `${least} or more${unit}`;
  return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}

function operationsOf(document: OpenAPIObject): Described[] {
  return Object.entries(document.paths).flatMap(([address, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
      ...operation,
      address,
      method: method.toUpperCase(),
    })),
  );
}

const tagOf = ({ tags }: Operation): string => tags?.[0] ?? 'Other';
const anchor = (tag: string): string => `tag-${tag.toLowerCase().replace(/\W+/g, '-')}`;

/** The site's own stylesheet, as the build named it. */
function stylesheet(): string {
  const manifest = JSON.parse(fs.readFileSync(path.resolve('dist/assets/manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  return manifest['core.css'] ?? '';
}
