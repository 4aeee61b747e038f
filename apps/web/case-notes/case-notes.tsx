import { type VNode } from 'preact';
import { type CaseNoteListInput, type CaseNoteRow, RESULT_FILTERS } from '#libs/case-notes';
import { Button, Chip, Chips, EmptyState, Pagination, Select } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { CaseNoteRows } from './case-note-rows.tsx';
import { addressWith, filtersInUse, NATION_LABELS, ONE_OF, OUTCOMES } from './case-notes.address.ts';

export interface CaseNotesView {
  items: CaseNoteRow[];
  next: string | null;
  chosen: CaseNoteListInput;
  signedIn: boolean;
  moderator: boolean;
}

export function CaseNotesPage({ items, next, chosen, signedIn, moderator }: CaseNotesView): VNode {
  return (
    <Layout
      title="Case notes"
      description="What public services that became staff-led organisations did: whether the service got worse, and what was saved. Failures included."
      feed={{ href: addressWith(chosen, {}, '/case-notes.atom'), title: 'Case notes on Waymark' }}
      canonical={addressWith(chosen, { sort: 'newest' })}
    >
      <div class="wm-row-between">
        <h1 class="govuk-heading-l">Case notes</h1>
        <Button href="/case-notes/new" look="secondary">
          Write a case note
        </Button>
      </div>
      <p class="wm-lede">What others did, whether the service got worse, and what was saved. Failures count as much.</p>
      <div class="wm-cols">
        <div>
          <div class="wm-row-between wm-row-between--middle wm-mb-3">
            <FiltersInUse chosen={chosen} />
            <Sort chosen={chosen} />
          </div>
          {items.length === 0 ? <NothingHere chosen={chosen} /> : <CaseNoteRows items={items} />}
          {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} />
          {signedIn && (
            <p class="wm-mt-4">
              <a class="govuk-link" href="/case-notes/mine">
                Your case notes and drafts
              </a>
            </p>
          )}
          {moderator && (
            <p>
              <a class="govuk-link" href="/case-notes/submitted">
                Case notes that wait for review
              </a>
            </p>
          )}
        </aside>
      </div>
    </Layout>
  );
}

function FiltersInUse({ chosen }: { chosen: CaseNoteListInput }): VNode {
  const used = filtersInUse(chosen);
  return (
    <Chips label={used.length > 0 ? 'Filters in use' : 'Filters'} class="wm-m-0">
      {used.map(({ text, href }) => (
        <Chip removes href={href} key={text}>
          {text}
        </Chip>
      ))}
      <Chip href="#filters" class="wm-narrow">
        Choose filters
      </Chip>
    </Chips>
  );
}

const SORTS = { newest: 'newest', evidence: 'strongest evidence' } as const;

function Sort({ chosen }: { chosen: CaseNoteListInput }): VNode {
  const other = chosen.sort === 'newest' ? 'evidence' : 'newest';
  return (
    <span>
      Sort: <b>{SORTS[chosen.sort]}</b>,{' '}
      <a class="govuk-link" href={addressWith(chosen, { sort: other })}>
        {SORTS[other]}
      </a>
    </span>
  );
}

function Filters({ chosen }: { chosen: CaseNoteListInput }): VNode {
  const evidenced = chosen.evidenced === undefined ? '' : chosen.evidenced ? 'yes' : 'no';
  return (
    <form class="wm-facets" action="/case-notes" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      {chosen.sort !== 'newest' && <input type="hidden" name="sort" value={chosen.sort} />}
      {chosen.council && <input type="hidden" name="council" value={chosen.council} />}
      {chosen.spinOut && <input type="hidden" name="spinOut" value={chosen.spinOut} />}
      <Ticks legend="Did the service get worse?" name="outcome" labels={OUTCOMES} chosen={chosen.outcome} />
      <fieldset>
        <legend>Evidence</legend>
        {[
          ['', 'All'],
          ['yes', 'Evidenced'],
          ['no', 'Outlines'],
        ].map(([value, text]) => (
          <label class="wm-opt" key={value}>
            <input type="radio" name="evidenced" value={value} checked={evidenced === value} />
            <span>{text}</span> <span />
          </label>
        ))}
      </fieldset>
      <Ticks legend="What became of it" name="result" labels={RESULT_FILTERS} chosen={chosen.result} />
      <Ticks legend="Nation" name="nation" labels={NATION_LABELS} chosen={chosen.nation} />
      {Object.entries(ONE_OF).map(([name, { label, labels }]) => (
        <Select
          key={name}
          name={name}
          label={label}
          options={optionsOf(labels, 'Any')}
          value={chosen[name as keyof typeof ONE_OF] ?? ''}
        />
      ))}
      <div class="govuk-button-group">
        <Button look="secondary">Apply filters</Button>
        <a class="govuk-link" href="/case-notes">
          Clear all
        </a>
      </div>
    </form>
  );
}

interface TicksProps {
  legend: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  chosen: readonly string[];
}

const Ticks = ({ legend, name, labels, chosen }: TicksProps): VNode => (
  <fieldset>
    <legend>{legend}</legend>
    {Object.entries(labels).map(([value, text]) => (
      <label class="wm-opt" key={value}>
        <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
        <span>{text}</span> <span />
      </label>
    ))}
  </fieldset>
);

function NothingHere({ chosen }: { chosen: CaseNoteListInput }): VNode {
  const filtered = filtersInUse(chosen).length > 0;
  return (
    <EmptyState
      title={filtered ? 'No case notes match these filters' : 'No case notes yet'}
      action={
        <a class="govuk-link" href={filtered ? '/case-notes' : '/case-notes/new'}>
          {filtered ? 'Show all case notes' : 'Write the first one'}
        </a>
      }
    >
      {filtered
        ? 'Nobody has written down such a case. Take a filter away, or ask in Questions whether somebody has done it.'
        : 'What teams did would stand here, with whether the service got worse and what was saved.'}
    </EmptyState>
  );
}
