import { type VNode } from 'preact';
import { type Found, RESULT_TYPES, type ResultType, type SearchInput } from '#libs/search';
import { Pagination, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { count, number } from '../parts/words.ts';
import { ChosenFilters, Facets } from './facets.tsx';
import { NothingFound } from './nothing-found.tsx';
import { Result } from './result.tsx';
import { addressWith, isFiltered } from './search.address.ts';

export interface SearchView extends Found {
  chosen: SearchInput;
  signedIn: boolean;
}

const TABS: Readonly<Record<ResultType, string>> = {
  'case-note': 'Case notes',
  question: 'Questions',
  guidance: 'Guidance',
  tactic: 'Tactics',
  objection: 'Objections',
  council: 'Councils',
  'spin-out': 'Spin-outs',
  person: 'People',
};

const SORTS = { best: 'best match', evidence: 'strongest evidence', newest: 'newest' } as const;
/** As SearchQueries: no list of results goes on for longer. */
const DEEPEST = 200;

export function SearchPage(view: SearchView): VNode {
  const { chosen, total, more, uncounted, items, next, facets, expanded } = view;
  const behind = Object.values(facets.type).reduce((sum, n) => sum + n, 0);
  // Where nothing is, there is nothing to narrow.
  const panel = behind > 0 || isFiltered(chosen);
  const results = total === 0 ? 'No results' : more ? `${number(total)}+ results` : count(total, 'result');
  const title = chosen.q ? `${results} for “${chosen.q}”` : results;
  return (
    <Layout
      title={chosen.q ? `${chosen.q}, ${results.toLowerCase()}` : results}
      query={chosen.q}
      feed={{ href: addressWith(chosen, { sort: 'best' }, '/search.atom'), title: `Waymark: ${chosen.q ?? 'search'}` }}
    >
      <div class="wm-cols">
        <div>
          <h1 class="govuk-heading-l wm-search__h">{title}</h1>
          {expanded.length > 0 && <AlsoSearched words={expanded} chosen={chosen} />}
          {chosen.exact && chosen.q && (
            <p class="wm-nil">
              Only your own words.{' '}
              <a class="govuk-link" href={addressWith(chosen, { exact: false })}>
                Search other words for the same too
              </a>
            </p>
          )}
          {(behind > 0 || chosen.type.length > 0) && (
            <Kinds chosen={chosen} counts={facets.type} all={behind} uncounted={uncounted} />
          )}
          <div class="wm-row-between wm-row-between--middle wm-search__bar">
            <ChosenFilters chosen={chosen} panel={panel} />
            {total > 1 && <Sorts chosen={chosen} />}
          </div>
          {items.length === 0 ? (
            <NothingFound {...view} />
          ) : (
            <ol class="wm-rows">
              {items.map((row) => (
                <Result key={`${row.type}:${row.id}`} row={row} />
              ))}
            </ol>
          )}
          {next && (
            <Pagination
              label="Results pages"
              next={{ href: addressWith(chosen, { after: next }), text: 'Next 20 results' }}
            />
          )}
          {!next && total > DEEPEST && items.length > 0 && (
            <p class="wm-nil">
              These are the last of the first {DEEPEST} results. One more word or a filter finds more.
            </p>
          )}
        </div>
        {panel && (
          <aside aria-label="Filters" id="filters">
            <Facets chosen={chosen} facets={facets} uncounted={uncounted} />
          </aside>
        )}
      </div>
    </Layout>
  );
}

const MOST_WORDS = 6;

function AlsoSearched({ words, chosen }: { words: readonly string[]; chosen: SearchInput }): VNode {
  const more = words.length - MOST_WORDS;
  return (
    <p class="wm-nil">
      Also searched: {words.slice(0, MOST_WORDS).join(', ')}
      {more > 0 && ` and ${more} more`}.{' '}
      <a class="govuk-link" href={addressWith(chosen, { exact: true })}>
        Search only my words
      </a>
    </p>
  );
}

interface KindsProps {
  chosen: SearchInput;
  counts: Found['facets']['type'];
  all: number;
  uncounted: boolean;
}

/** Everything, then each kind that was found; the one that is open also when it is empty. */
function Kinds({ chosen, counts, all, uncounted }: KindsProps): VNode {
  const kinds = RESULT_TYPES.filter((type) => uncounted || (counts[type] ?? 0) > 0 || chosen.type.includes(type));
  return (
    <Tabs
      label="Kinds of result"
      items={[
        {
          href: addressWith(chosen, { type: [] }),
          text: 'Everything',
          count: uncounted ? undefined : all,
          current: chosen.type.length === 0,
        },
        ...kinds.map((type) => ({
          href: addressWith(chosen, { type: [type] }),
          text: TABS[type],
          count: uncounted ? undefined : (counts[type] ?? 0),
          current: chosen.type.includes(type),
        })),
      ]}
    />
  );
}

function Sorts({ chosen }: { chosen: SearchInput }): VNode {
  const shown = Object.entries(SORTS) as [SearchInput['sort'], string][];
  return (
    <p class="wm-m-0">
      Sort:{' '}
      {shown.map(([sort, words], i) => (
        <span key={sort}>
          {i > 0 && ', '}
          {sort === chosen.sort ? (
            <b>{words}</b>
          ) : (
            <a class="govuk-link" href={addressWith(chosen, { sort })}>
              {words}
            </a>
          )}
        </span>
      ))}
    </p>
  );
}
