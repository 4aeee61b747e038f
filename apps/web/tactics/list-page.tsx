import { type ComponentChildren, type VNode } from 'preact';
import { type TacticListInput } from '#libs/tactics';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { Button, EmptyState, Pagination, Select, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ChosenFilters } from '../parts/chosen-filters.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';

export type Section = 'tactics' | 'objections';

interface ListPageProps {
  section: Section;
  title: string;
  lede: string;
  chosen: TacticListInput;
  next: string | null;
  /** One row each; none: nothing is there. */
  children: ComponentChildren[];
}

const FILTERS = { stage: STAGES, serviceArea: SERVICE_AREAS, topic: TOPICS };

/** What the lists of tactics and of objections have in common: each leads to the other. */
export function ListPage({ section, title, lede, chosen, next, children }: ListPageProps): VNode {
  const filtered = Object.keys(FILTERS).some((name) => chosen[name as keyof typeof FILTERS]);
  return (
    <Layout title={title} description={lede}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="wm-lede">{lede}</p>
      <Tabs
        label="Tactics and objections"
        items={[
          { href: '/tactics', text: 'Tactics', current: section === 'tactics' },
          { href: '/objections', text: 'Objections', current: section === 'objections' },
        ]}
      />
      <div class="wm-cols">
        <div>
          <ChosenFilters
            labels={FILTERS}
            chosen={chosen}
            without={(filter) => addressWith(section, chosen, { [filter]: undefined })}
          />
          {children.length === 0 ? (
            <EmptyState
              title={filtered ? `No ${section} pass these filters` : `No ${section} here yet`}
              action={
                <a class="govuk-link" href={filtered ? `/${section}` : '/questions/new'}>
                  {filtered ? `See all ${section}` : 'Ask people who did it'}
                </a>
              }
            >
              {filtered ? 'Take one filter away.' : 'They are collected from what members tell each other.'}
            </EmptyState>
          ) : (
            <ul class="wm-rows">{children}</ul>
          )}
          {next && <Pagination next={{ href: addressWith(section, chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <form class="wm-facets" action={`/${section}`} method="get">
            <h2 class="govuk-heading-s">Narrow the list</h2>
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
              <a class="govuk-link" href={`/${section}`}>
                Clear all
              </a>
            </div>
          </form>
        </aside>
      </div>
    </Layout>
  );
}

function addressWith(section: Section, chosen: TacticListInput, change: Partial<TacticListInput>): string {
  const { stage, serviceArea, topic, after } = Object.assign({}, chosen, { after: undefined }, change);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ stage, serviceArea, topic, after })) if (value) query.set(name, value);
  return query.size > 0 ? `/${section}?${query}` : `/${section}`;
}
