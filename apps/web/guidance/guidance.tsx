import { type VNode } from 'preact';
import {
  Box,
  Breadcrumbs,
  Button,
  Chip,
  Chips,
  FictionalMark,
  Icon,
  SectionHeading,
  Select,
  Tag,
  TrustedHtml,
} from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { DiscussedIn } from '../parts/discussed-in.tsx';
import { CaseCard } from '../parts/verdict.tsx';
import { FreshLine } from './freshness.tsx';
import { type GuidanceView, type SourceView } from './guidance.view.ts';

export function GuidancePage(view: GuidanceView): VNode {
  const { page, stage, sources } = view;
  return (
    <Layout title={page.title} description={page.summary} canonical={view.address}>
      <Breadcrumbs
        items={[{ text: 'Guidance', href: '/guidance' }, ...(stage ? [{ text: stage.text, href: stage.href }] : [])]}
      />
      <div class="wm-cols">
        <article lang={page.lang === 'en' ? undefined : page.lang}>
          <p class="wm-row__k">
            <span class="wm-kind">
              <Icon name="book" />
              Guide
            </span>
            {page.status !== 'published' && <Tag>{page.status === 'draft' ? 'Draft' : 'Withdrawn'}</Tag>}
            {stage && <span>{stage.place}</span>}
            <span>{view.minutes}</span>
            {page.fictional && <FictionalMark />}
          </p>
          <h1 class="govuk-heading-xl wm-headline">{page.title}</h1>
          {page.status !== 'published' && (
            <p class="wm-tombstone">
              {page.status === 'draft'
                ? 'This is a draft. Only subject editors and moderators see it.'
                : 'This page was withdrawn. Only subject editors and moderators still see it.'}
            </p>
          )}
          <FreshLine {...page} />
          <p class="wm-lede">{page.summary}</p>
          <TrustedHtml class="wm-prose" content={view.html} />
          {sources.length > 0 && <Sources sources={sources} />}
          <p class="wm-nil">This is practice from members, not legal or financial advice.</p>
          {page.status === 'published' && (
            <Box look="tint" class="wm-hide-print">
              <div class="govuk-button-group">
                <b>Is something wrong here?</b>
                <Button look="secondary" small href={`${view.address}/report`}>
                  This is out of date
                </Button>
              </div>
            </Box>
          )}
        </article>
        <aside aria-label="About this guide">
          <Aside {...view} />
          <DiscussedIn discussions={page.discussedIn} />
        </aside>
      </div>
    </Layout>
  );
}

function Sources({ sources }: { sources: readonly SourceView[] }): VNode {
  return (
    <section class="wm-sec wm-mt-6" aria-labelledby="sources">
      <SectionHeading id="sources">Where this comes from</SectionHeading>
      <ul class="wm-plain wm-lines">
        {sources.map((source, i) => (
          <li key={i}>
            <Source {...source} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Source({ kind, credit, fictional, organisation, answer, caseNote }: SourceView): VNode {
  return (
    <>
      <p class="wm-meta">
        <span class="wm-kind">
          <Icon name={kind === 'answer' ? 'chat' : 'note'} />
          {kind === 'answer' ? 'Answer' : 'Case note'} by {credit}
        </span>
        {organisation && <span>{organisation}</span>}
        {fictional && !caseNote && <FictionalMark />}
      </p>
      {answer && (
        <p class="wm-m-0">
          <a class="govuk-link" href={answer.href}>
            {answer.title}
          </a>
        </p>
      )}
      {kind === 'answer' && !answer && <p class="wm-m-0 wm-nil">Given in a discussion among members.</p>}
      {caseNote && (
        <div class="wm-mt-2">
          <CaseCard note={caseNote} />
        </div>
      )}
    </>
  );
}

function Aside(view: GuidanceView): VNode {
  const { page, contents, about, address } = view;
  return (
    <>
      {contents.length > 1 && (
        <nav aria-labelledby="contents">
          <h2 class="govuk-heading-s" id="contents">
            In this guide
          </h2>
          <ol class="wm-plain wm-lines wm-mb-4">
            {contents.map(({ id, text }) => (
              <li key={id}>
                <a class="govuk-link" href={`#${id}`}>
                  {text}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      {view.goodUntil && <Desk view={view} goodUntil={view.goodUntil} />}
      <p class="wm-hide-print">
        <a class="govuk-link" href={`${address}/brief`}>
          On one page, to print
        </a>
      </p>
      <h2 class="govuk-heading-s">Who keeps it</h2>
      <p>{view.owner}</p>
      {about.length > 0 && (
        <>
          <h2 class="govuk-heading-s">About</h2>
          <Chips label="What this is about">
            {about.map(({ href, text }) => (
              <Chip href={href} key={href}>
                {text}
              </Chip>
            ))}
          </Chips>
        </>
      )}
      <p>
        {page.version === 1 && !view.goodUntil ? (
          <span class="wm-nil">{view.versions}</span>
        ) : (
          <a class="govuk-link" href={`${address}/versions`}>
            {view.versions}
          </a>
        )}
      </p>
    </>
  );
}

/** What editors do with the page. */
function Desk({ view, goodUntil }: { view: GuidanceView; goodUntil: { value: string; text: string }[] }): VNode {
  const { page, address } = view;
  const published = page.status === 'published';
  return (
    <Box look="tint" class="wm-hide-print">
      <h2 class="govuk-heading-s">Look after this page</h2>
      <p>
        <a class="govuk-link" href={`${address}/edit`}>
          Edit the text
        </a>
      </p>
      {published && (
        <form method="post" action={`${address}/checked`}>
          <Select
            name="goodUntil"
            label="I read it today. It is good for"
            options={goodUntil}
            value={goodUntil[1]?.value}
          />
          <Button look="secondary" small preventDoubleClick>
            Mark as checked today
          </Button>
        </form>
      )}
      <form method="post" action={`${address}/${published ? 'withdraw' : 'publish'}`} class="wm-mt-4">
        <Button look={published ? 'secondary' : undefined} small preventDoubleClick>
          {published ? 'Withdraw this page' : 'Publish this page'}
        </Button>
      </form>
    </Box>
  );
}
