import { Fragment, type VNode } from 'preact';
import { type NoteChange, type RowChange, type VersionChanges, type VersionMark } from '#libs/case-notes';
import { BackLink, Button, EmptyState, Pagination, Select, Tag } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ChangedLines, ChangesKey, Come, Gone } from '../parts/changes.tsx';
import { dayAndTime } from '../parts/words.ts';
import { cellWords, fieldWords, rowWords, valueOfField } from './field-words.ts';

const STATUS = {
  draft: 'Draft',
  submitted: 'Submitted for review',
  published: 'Published',
  withdrawn: 'Withdrawn',
  superseded: 'Taken over into the published note',
} as const;

interface VersionsView {
  id: string;
  title: string;
  status: VersionMark['status'];
  items: VersionMark[];
  next: string | null;
}

export function NoteVersionsPage({ id, title, status, items, next }: VersionsView): VNode {
  const base = `/case-notes/${id}`;
  return (
    <Layout title={`Versions of “${title}”`}>
      <BackLink href={base}>Back to the note</BackLink>
      <h1 class="govuk-heading-l">Versions of “{title}”</h1>
      {items.length === 0 ? (
        <EmptyState title="Each text that was published stands here">
          {status === 'withdrawn'
            ? 'This note was withdrawn, and with it what it said before.'
            : 'There is no older text than the one you see.'}
        </EmptyState>
      ) : (
        <>
          <ol class="wm-rows wm-text">
            {items.map((item, i) => (
              <li class="wm-row wm-row--tight" key={item.version}>
                <h2 class="wm-row__t">
                  <a class="govuk-link" href={`${base}/versions/${item.version}`}>
                    Version {item.version}
                  </a>{' '}
                  {i === 0 && <Tag>Newest</Tag>}
                </h2>
                {item.note && <p class="wm-row__x">{item.note}</p>}
                <p class="wm-meta">
                  <About {...item} />
                </p>
              </li>
            ))}
          </ol>
          {next && <Pagination next={{ href: `${base}/versions?after=${next}` }} />}
          {items.length > 1 && <Compare base={base} items={items} />}
        </>
      )}
    </Layout>
  );
}

const About = ({ status, by, at }: VersionMark): VNode => (
  <>
    <span>
      {STATUS[status]} by {by === 'author' ? 'its author' : 'a moderator'}
    </span>
    <time dateTime={at.toISOString()}>{dayAndTime(at)}</time>
  </>
);

/** Any two; without a script the address of the page is made by its own form. */
function Compare({ base, items }: { base: string; items: readonly VersionMark[] }): VNode {
  const [newest, before] = items;
  return (
    <form class="wm-text" method="get" action={`${base}/versions/${newest!.version}`}>
      <Select
        name="from"
        label={`Compare version ${newest!.version} with an older one`}
        options={items
          .slice(1)
          .map(({ version, at }) => ({ value: String(version), text: `Version ${version}, ${dayAndTime(at)}` }))}
        value={String(before!.version)}
      />
      <Button look="secondary">Compare</Button>
    </form>
  );
}

export function NoteChangesPage(view: VersionChanges & { id: string }): VNode {
  const { id, title, version, before, changes, note } = view;
  return (
    <Layout title={`Version ${version} of “${title}”`}>
      <BackLink href={`/case-notes/${id}/versions`}>All versions</BackLink>
      <h1 class="govuk-heading-l">
        Version {version} of “{title}”
      </h1>
      <p class="wm-meta wm-mb-4">
        <About {...view} />
      </p>
      {note && <p class="wm-text">{note}</p>}
      {changes && before ? (
        <section class="wm-sec wm-text" aria-labelledby="changes">
          <h2 class="govuk-heading-m" id="changes">
            What changed since version {before.version}
          </h2>
          <p class="wm-meta wm-mb-4">
            <About {...before} />
          </p>
          {changes.length === 0 ? (
            <p>No words and no figures changed.</p>
          ) : (
            <>
              <ChangesKey />
              {changes.map((change) => (
                <Fragment key={change.field}>
                  <h3 class="govuk-heading-s">{fieldWords(change.field)}</h3>
                  <Change {...change} />
                </Fragment>
              ))}
            </>
          )}
        </section>
      ) : (
        <p class="wm-text">This is the first version that you can see, so there is nothing to compare it with.</p>
      )}
    </Layout>
  );
}

function Change(change: NoteChange): VNode {
  if (change.kind === 'text') return <ChangedLines lines={change.lines} />;
  if (change.kind === 'value') {
    return (
      <p>
        <WasIs field={change.field} before={change.before} after={change.after} />
      </p>
    );
  }
  if (change.kind === 'rows') {
    return (
      <>
        {change.rows.map((row, i) => (
          <Row key={i} list={change.field} row={row} />
        ))}
      </>
    );
  }
  return (
    <ul class="wm-plain wm-mb-4">
      {change.removed.map((code) => (
        <li key={code}>
          <Gone>{valueOfField(change.field, code)}</Gone>
        </li>
      ))}
      {change.added.map((code) => (
        <li key={code}>
          <Come>{valueOfField(change.field, code)}</Come>
        </li>
      ))}
    </ul>
  );
}

const WasIs = ({
  field,
  before,
  after,
  list,
}: {
  field: string;
  before: string | null;
  after: string | null;
  list?: string;
}): VNode => (
  <>
    {before === null ? 'Not recorded' : <Gone>{valueOfField(field, before, list)}</Gone>}{' '}
    {after === null ? 'Not recorded' : <Come>{valueOfField(field, after, list)}</Come>}
  </>
);

const ROW = { added: 'New', removed: 'Taken out', changed: 'Changed' } as const;

function Row({ list, row }: { list: string; row: RowChange }): VNode {
  return (
    <div class="wm-mb-4">
      <p>
        <b>{row.name}</b> ({rowWords(list).toLowerCase()}, {ROW[row.kind].toLowerCase()})
      </p>
      <dl class="wm-changes">
        {row.cells.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{cellWords(list, field)}</dt>
            <dd>
              {row.kind === 'changed' ? (
                <WasIs list={list} field={field} before={before} after={after} />
              ) : row.kind === 'added' ? (
                <Come>{valueOfField(field, after!, list)}</Come>
              ) : (
                <Gone>{valueOfField(field, before!, list)}</Gone>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
