import { type VNode } from 'preact';
import { type GuidanceVersionRow } from '#libs/guidance';
import { type DiffLine } from '#libs/platform/diff';
import { BackLink, Button, Details, FictionalMark, Pagination, Tag, type Trusted, TrustedHtml } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { Version } from '../parts/once.tsx';
import { dayAndTime } from '../parts/words.ts';

interface VersionsView {
  slug: string;
  title: string;
  current: number;
  items: GuidanceVersionRow[];
  next: string | null;
}

export function VersionsPage({ slug, title, current, items, next }: VersionsView): VNode {
  return (
    <Layout title={`Versions of “${title}”`}>
      <BackLink href={`/guidance/${slug}`}>Back to the page</BackLink>
      <h1 class="govuk-heading-l">Versions of “{title}”</h1>
      <ol class="wm-rows wm-text">
        {items.map((version) => (
          <li class="wm-row wm-row--tight" key={version.version}>
            <h2 class="wm-row__t">
              <a class="govuk-link" href={`/guidance/${slug}/versions/${version.version}`}>
                Version {version.version}
              </a>{' '}
              {version.version === current && <Tag>Now</Tag>}
            </h2>
            {version.note && <p class="wm-row__x">{version.note}</p>}
            <p class="wm-meta">
              <By {...version} />
            </p>
          </li>
        ))}
      </ol>
      {next && <Pagination next={{ href: `/guidance/${slug}/versions?after=${next}` }} />}
    </Layout>
  );
}

const By = ({ byName, byRole, byFictional, at, wasPublic }: GuidanceVersionRow): VNode => (
  <>
    <span>{nameAndRole(byName, byRole)}</span>
    {byFictional && <FictionalMark />}
    <time dateTime={at.toISOString()}>{dayAndTime(at)}</time>
    {!wasPublic && <span>Never published</span>}
  </>
);

interface VersionView {
  slug: string;
  text: GuidanceVersionRow;
  before: number | null;
  current: number;
  /** Null: the first that the reader may see, or too long to compare. */
  changes: { title: DiffLine[]; summary: DiffLine[]; body: DiffLine[] } | null;
  html: Trusted;
  canRestore: boolean;
}

export function VersionPage(view: VersionView): VNode {
  const { slug, text, before, current, changes, html, canRestore } = view;
  return (
    <Layout title={`Version ${text.version} of “${text.title}”`}>
      <BackLink href={`/guidance/${slug}/versions`}>All versions</BackLink>
      <h1 class="govuk-heading-l">
        Version {text.version} of “{text.title}”
      </h1>
      <p class="wm-meta wm-mb-4">
        <By {...text} />
      </p>
      {text.note && <p class="wm-text">{text.note}</p>}
      {changes && before !== null && (
        <section class="wm-sec wm-text" aria-labelledby="changes">
          <h2 class="govuk-heading-m" id="changes">
            What changed since version {before}
          </h2>
          <Changes {...changes} />
        </section>
      )}
      <Details summary={`The whole text of version ${text.version}`} open={changes === null}>
        <p class="wm-lede">{text.summary}</p>
        <TrustedHtml class="wm-prose" content={html} />
      </Details>
      {canRestore && (
        <form method="post" action={`/guidance/${slug}/versions/${text.version}/restore`}>
          <Version version={current} />
          <Button look="secondary" preventDoubleClick>
            Put this version back
          </Button>
        </form>
      )}
    </Layout>
  );
}

function Changes({ title, summary, body }: { title: DiffLine[]; summary: DiffLine[]; body: DiffLine[] }): VNode {
  const parts = [
    ['Title', title],
    ['Short answer', summary],
    ['Guidance', body],
  ] as const;
  const changed = parts.filter(([, lines]) => lines.some(({ kind, text }) => kind !== 'same' && text.trim() !== ''));
  if (changed.length === 0) return <p>The words are the same. Only stage, topics, dates or spacing changed.</p>;
  return (
    <>
      {changed.map(([name, lines]) => (
        <div key={name}>
          <h3 class="govuk-heading-s">{name}</h3>
          <ul class="wm-diff">
            {near(lines).map((line, i) =>
              line === null ? (
                <li class="wm-diff__gap" key={i}>
                  Lines that stayed the same
                </li>
              ) : (
                <Line key={i} {...line} />
              ),
            )}
          </ul>
        </div>
      ))}
    </>
  );
}

function Line({ kind, text }: DiffLine): VNode {
  if (kind === 'same') return <li>{text}</li>;
  const Element = kind === 'added' ? 'ins' : 'del';
  return (
    <li class={`wm-diff__${kind}`}>
      <span>{kind === 'added' ? 'Added' : 'Removed'}</span>
      <Element>{text}</Element>
    </li>
  );
}

/** What changed, with one line around it; null stands for the rest. Empty lines are left out. */
function near(all: readonly DiffLine[]): (DiffLine | null)[] {
  const lines = all.filter(({ text }) => text.trim() !== '');
  const isNear = (i: number): boolean =>
    [i - 1, i, i + 1].some((j) => lines[j] !== undefined && lines[j].kind !== 'same');
  const shown: (DiffLine | null)[] = [];
  for (const [i, line] of lines.entries()) {
    if (isNear(i)) shown.push(line);
    else if (shown.at(-1) !== null) shown.push(null);
  }
  return shown;
}
