import { type VNode } from 'preact';
import { type GuidanceListInput, type GuidanceRow } from '#libs/guidance';
import { labelOf, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { Button, EmptyState, FictionalMark, Pagination, SectionHeading, Select, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ChosenFilters } from '../parts/chosen-filters.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { FreshWords } from './freshness.tsx';

export interface GuidanceListView {
  items: GuidanceRow[];
  next: string | null;
  chosen: GuidanceListInput;
  editor: boolean;
}

const TABS = [
  ['published', 'Published'],
  ['draft', 'Drafts'],
  ['withdrawn', 'Withdrawn'],
] as const;

export function GuidanceListPage({ items, next, chosen, editor }: GuidanceListView): VNode {
  return (
    <Layout
      title="Guidance"
      description="What to do next, stage by stage: pages made from what practitioners did and answered, with a date on each."
      feed={{ href: '/guidance.atom', title: 'Guidance on Waymark' }}
    >
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">Guidance</h1>
          <p class="wm-nil wm-text">
            What to do next, stage by stage. Each page is made from what members did, says who checked it, and until
            when it is good.
          </p>
        </div>
        {editor && <Button href="/guidance/new">Write guidance</Button>}
      </div>
      <p>
        When it comes to making the case:{' '}
        <a class="govuk-link" href="/tactics">
          tactics that members tried
        </a>{' '}
        and{' '}
        <a class="govuk-link" href="/objections">
          objections and what answers them
        </a>
        . When it comes to contracts:{' '}
        <a class="govuk-link" href="/reserved-contract-check">
          can it be reserved for a mutual
        </a>
        ,{' '}
        <a class="govuk-link" href="/lawful-help">
          lawful ways to help
        </a>
        ,{' '}
        <a class="govuk-link" href="/clauses">
          clauses and procedures
        </a>{' '}
        and{' '}
        <a class="govuk-link" href="/law">
          what the law says
        </a>
        .
      </p>
      <div class="wm-cols">
        <div>
          <p class="wm-narrow">
            <a class="govuk-link" href="#filters">
              Filters
            </a>
          </p>
          {editor && (
            <Tabs
              label="Guidance by state"
              items={TABS.map(([code, text]) => ({
                href: addressWith(chosen, { status: code }),
                text,
                current: chosen.status === code,
              }))}
            />
          )}
          <ChosenFilters
            labels={FILTERS}
            chosen={chosen}
            without={(filter) => addressWith(chosen, { [filter]: undefined })}
          />
          {items.length === 0 ? <NothingHere chosen={chosen} /> : <Stages items={items} />}
          {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} />
        </aside>
      </div>
    </Layout>
  );
}

/** One section a stage, in the order of the path. */
function Stages({ items }: { items: readonly GuidanceRow[] }): VNode {
  const stages = [...new Set(items.map(({ stageNumber }) => stageNumber))];
  return (
    <>
      {stages.map((number) => {
        const pages = items.filter(({ stageNumber }) => stageNumber === number);
        return (
          <section class="wm-sec" aria-labelledby={`stage-${number}`} key={number}>
            <SectionHeading id={`stage-${number}`}>{stageHeading(pages[0]!)}</SectionHeading>
            <ul class="wm-rows">
              {pages.map((page) => (
                <GuidanceListRow key={page.id} {...page} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

const stageHeading = ({ stage, stageNumber }: GuidanceRow): string =>
  stage === null ? 'At any stage' : `Stage ${stageNumber}. ${labelOf(STAGES, stage)}`;

function GuidanceListRow(page: GuidanceRow): VNode {
  return (
    <li class="wm-row">
      <h3 class="wm-row__t">
        <a class="govuk-link" href={`/guidance/${page.slug}`}>
          {page.title}
        </a>
      </h3>
      <p class="wm-row__x">{page.summary}</p>
      <p class="wm-meta">
        <FreshWords {...page} />
        {page.fictional && <FictionalMark />}
        <span>Kept by {nameAndRole(page.ownerName, page.ownerRole)}</span>
        {page.serviceAreas.slice(0, 2).map((code) => (
          <span key={code}>{labelOf(SERVICE_AREAS, code)}</span>
        ))}
      </p>
    </li>
  );
}

const FILTERS = { serviceArea: SERVICE_AREAS, topic: TOPICS, stage: STAGES };

function Filters({ chosen }: { chosen: GuidanceListInput }): VNode {
  return (
    <form class="wm-facets" action="/guidance" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      {chosen.status !== 'published' && <input type="hidden" name="status" value={chosen.status} />}
      <Select name="stage" label="Stage" options={optionsOf(STAGES, 'Any')} value={chosen.stage} />
      <Select
        name="serviceArea"
        label="Service area"
        options={optionsOf(SERVICE_AREAS, 'Any')}
        value={chosen.serviceArea}
      />
      <Select name="topic" label="Topic" options={optionsOf(TOPICS, 'Any')} value={chosen.topic} />
      <div class="govuk-button-group">
        <Button look="secondary">Apply filters</Button>
        <a class="govuk-link" href="/guidance">
          Clear all
        </a>
      </div>
    </form>
  );
}

const NOTHING = {
  published: 'No guidance here yet',
  draft: 'No drafts',
  withdrawn: 'Nothing is withdrawn',
} as const;

function NothingHere({ chosen }: { chosen: GuidanceListInput }): VNode {
  const filtered = chosen.serviceArea ?? chosen.topic ?? chosen.stage;
  if (filtered) {
    return (
      <EmptyState
        title="No guidance matches these filters"
        action={
          <a class="govuk-link" href="/questions/new">
            Ask people who did it
          </a>
        }
      >
        Guidance is made from accepted answers. Where there is none yet, a question is how it begins.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={NOTHING[chosen.status]}
      action={
        <a class="govuk-link" href={chosen.status === 'published' ? '/questions' : '/guidance'}>
          {chosen.status === 'published' ? 'Read questions and answers' : 'See what is published'}
        </a>
      }
    >
      {chosen.status === 'published'
        ? 'A subject editor or moderator makes guidance from accepted answers and case notes.'
        : 'Pages in this state would stand here.'}
    </EmptyState>
  );
}

function addressWith(chosen: GuidanceListInput, change: Partial<GuidanceListInput>): string {
  const { status, serviceArea, topic, stage, after } = Object.assign({}, chosen, { after: undefined }, change);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ stage, serviceArea, topic, after })) if (value) query.set(name, value);
  if (status !== 'published') query.set('status', status);
  return query.size > 0 ? `/guidance?${query}` : '/guidance';
}
