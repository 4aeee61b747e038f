import { type VNode } from 'preact';
import { BackLink, Pagination, Tag } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ChangedLines, ChangesKey } from '../parts/changes.tsx';
import { type FileChanges, type PostHistoryView } from './post-history.view.ts';

/** What a post said before, and what each edit changed. For who may read the post. */
export function PostHistoryPage({ address, heading, edits, first, olderHref }: PostHistoryView): VNode {
  return (
    <Layout title="Edits of a post">
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Edits of a post by {heading}</h1>
      <div class="wm-text">
        {edits.length === 0 ? <p>It still reads as it was first written.</p> : <ChangesKey />}
        {edits.map(({ version, at, on, newest, changes, files }) => (
          <section class="wm-sec" aria-labelledby={`v${version}`} key={version}>
            <h2 class="govuk-heading-m" id={`v${version}`}>
              Edited <time dateTime={at}>{on}</time> {newest && <Tag>Now</Tag>}
            </h2>
            {changes.some(({ kind }) => kind !== 'same') && <ChangedLines lines={changes} />}
            {filesChanged(files) && <p>{filesChanged(files)}</p>}
            {changes.every(({ kind }) => kind === 'same') && !filesChanged(files) && (
              <p>Only spaces{files === null ? ', empty lines or files' : ' or empty lines'} changed.</p>
            )}
          </section>
        ))}
        {first && (
          <section class="wm-sec" aria-labelledby="first">
            <h2 class="govuk-heading-m" id="first">
              First written <time dateTime={first.at}>{first.on}</time>
            </h2>
            <blockquote class="wm-quote wm-asis" tabIndex={0}>
              {first.body}
            </blockquote>
          </section>
        )}
        {olderHref && <Pagination next={{ href: olderHref, text: 'Earlier edits' }} />}
      </div>
    </Layout>
  );
}

/** "Files changed: plan.pdf removed, costs.csv and map.png added." */
function filesChanged(files: FileChanges | null): string | null {
  if (files === null) return null;
  if (files.reordered) return 'The order of the files changed.';
  const parts = [
    [files.removed, 'removed'],
    [files.added, 'added'],
  ] as const;
  const said = parts.filter(([names]) => names.length > 0).map(([names, what]) => `${names.join(' and ')} ${what}`);
  return said.length === 0 ? null : `Files changed: ${said.join(', ')}.`;
}
