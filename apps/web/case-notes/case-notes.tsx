import { type VNode } from 'preact';
import { type CaseNoteCounts, type CaseNoteRow } from '#libs/case-notes';
import { Button, Chip, Chips, EmptyState, InsetText, Pagination } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, count } from '../parts/words.ts';
import { CaseNoteRows } from './case-note-rows.tsx';
import { addressWith, type Chosen, filtersInUse, unfiltered } from './case-notes.address.ts';
import { Filters } from './case-notes-filters.tsx';

export interface CaseNotesView {
  items: CaseNoteRow[];
  next: string | null;
  counts: CaseNoteCounts;
  chosen: Chosen;
  signedIn: boolean;
  moderator: boolean;
}

/** How many more, by how many there are. */
const TICK = ['Tick two to four to see them side by side.', 'Tick one to three.', 'Tick one or two.', 'Tick one.'];

/** The form that ticked notes belong to, wherever on the page they stand. */
const COMPARE = 'compare';

export function CaseNotesPage({ items, next, counts, chosen, signedIn, moderator }: CaseNotesView): VNode {
  return (
    <Layout
      title="Case notes"
      description="What public services that became staff-led organisations did: whether the service got worse, and what was saved. Failures included."
      feed={{ href: addressWith(chosen, { with: [] }, '/case-notes.atom'), title: 'Case notes on Waymark' }}
      canonical={addressWith(chosen, { sort: 'newest', with: [] })}
    >
      <div class="wm-row-between">
        <h1 class="govuk-heading-l">Case notes</h1>
        <Button href="/case-notes/new" look="secondary">
          Write a case note
        </Button>
      </div>
      <p class="wm-lede">What others did, whether the service got worse, and what was saved. Failures count as much.</p>
      {counts.comparing.length > 0 && <Comparing notes={counts.comparing} chosen={chosen} />}
      <div class="wm-cols">
        <div>
          <FiltersInUse chosen={chosen} counts={counts} />
          <div class="wm-row-between wm-row-between--middle wm-mb-3">
            <p class="wm-m-0">
              <b>{count(counts.total, 'case note')}</b>
            </p>
            <Sort chosen={chosen} />
          </div>
          {items.length === 0 ? (
            <NothingHere chosen={chosen} counts={counts} />
          ) : (
            <>
              <CaseNoteRows items={items} compare={{ form: COMPARE, fixed: chosen.with }} />
              <form id={COMPARE} action="/case-notes/compare" method="get" class="wm-tickbar wm-hide-print">
                {counts.comparing.map(({ id }) => (
                  <input type="hidden" name="ids" value={id} key={id} />
                ))}
                <Button look="secondary">Compare ticked notes</Button>
                <span class="wm-nil">{TICK[counts.comparing.length]}</span>
              </form>
            </>
          )}
          {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} counts={counts} />
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

const Comparing = ({ notes, chosen }: { notes: CaseNoteCounts['comparing']; chosen: Chosen }): VNode => (
  <InsetText>
    <p>Tick the notes to compare with:</p>
    <ul class="wm-plain wm-lines">
      {notes.map(({ id, title }) => (
        <li key={id}>
          <a class="govuk-link" href={addressOf('case-notes', id, title)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
    <p>
      Then choose “Compare ticked notes” under the list.{' '}
      <a class="govuk-link" href={addressWith(chosen, { with: [] })}>
        Stop choosing
      </a>
    </p>
  </InsetText>
);

function FiltersInUse({ chosen, counts }: Pick<CaseNotesView, 'chosen' | 'counts'>): VNode {
  const used = filtersInUse(chosen, counts);
  return (
    <Chips label={used.length > 0 ? 'Filters in use' : 'Filters'} class={used.length > 0 ? undefined : 'wm-narrow'}>
      {used.map(({ text, href }) => (
        <Chip removes href={href} key={text}>
          {text}
        </Chip>
      ))}
      {used.length > 1 && (
        <Chip removes href={addressWith(unfiltered(chosen))}>
          All filters
        </Chip>
      )}
      <Chip href="#filters" class="wm-narrow">
        Choose filters
      </Chip>
    </Chips>
  );
}

const SORTS = { newest: 'newest', evidence: 'strongest evidence' } as const;

function Sort({ chosen }: { chosen: Chosen }): VNode {
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

function NothingHere({ chosen, counts }: Pick<CaseNotesView, 'chosen' | 'counts'>): VNode {
  const filtered = filtersInUse(chosen, counts).length > 0;
  return (
    <EmptyState
      title={filtered ? 'No case notes match these filters' : 'No case notes yet'}
      action={
        <a class="govuk-link" href={filtered ? addressWith(unfiltered(chosen)) : '/case-notes/new'}>
          {filtered ? 'Show all case notes' : 'Write the first one'}
        </a>
      }
    >
      {filtered
        ? whyNothing(chosen, counts)
        : 'What teams did would stand here, with whether the service got worse and what was saved.'}
    </EmptyState>
  );
}

function whyNothing({ like, council }: Chosen, counts: CaseNoteCounts): string {
  if (like === 'mine' && counts.like === null) {
    return 'We do not know which council you work for. Join it from its page, or name a council under “Councils like”.';
  }
  if (like !== undefined && counts.like === null) return `We do not know a council called ${like}. Check the spelling.`;
  if (council !== undefined && counts.council === null) return `We do not know a council with the code ${council}.`;
  return 'Nobody has written down such a case. Take a filter away, or ask in Questions whether somebody has done it.';
}
