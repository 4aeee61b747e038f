import { type VNode } from 'preact';
import { RESULT_FILTERS } from '#libs/case-notes';
import { type Found, type SearchInput } from '#libs/search';
import { COUNCIL_TYPES, LEGAL_FORMS, labelOf, NATIONS, REGIONS, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { Button, Chip, Chips, Input } from '#libs/ui';
import { byCount, FacetBox } from '../parts/facet.tsx';
import { GRADES } from '../parts/verdict.tsx';
import { addressWith, type Choice, isFiltered, CHOICES, unfiltered, withoutValue } from './search.address.ts';

const named = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, code]));

/** `all`: every value stands there, also with nothing behind it, because its absence says something too. */
const PANEL: Readonly<Record<Choice, { legend: string; labels: Readonly<Record<string, string>>; all?: true }>> = {
  outcome: {
    legend: 'Did the service get worse?',
    labels: {
      better: 'Better',
      same: 'About the same',
      worse: 'Worse',
      mixed: 'Mixed',
      unknown: 'Not known',
      lost: RESULT_FILTERS.lost,
    },
    all: true,
  },
  result: { legend: 'What became of it', labels: RESULT_FILTERS },
  grade: { legend: 'Evidence', labels: GRADES },
  serviceArea: { legend: 'Service', labels: SERVICE_AREAS },
  topic: { legend: 'Topic', labels: TOPICS },
  stage: { legend: 'Stage', labels: STAGES },
  nation: { legend: 'Nation', labels: named(NATIONS), all: true },
  region: { legend: 'Region', labels: named(REGIONS) },
  councilType: { legend: 'Type of council', labels: COUNCIL_TYPES },
  legalForm: { legend: 'Legal form', labels: LEGAL_FORMS },
  answered: {
    legend: 'Questions',
    labels: { unanswered: 'No answer yet', answered: 'Not settled yet', accepted: 'Answered' },
  },
};

/** Shown open; what comes after waits behind "More". */
const FIRST = 6;

interface FacetsProps extends Pick<Found, 'facets' | 'uncounted'> {
  chosen: SearchInput;
}

/** The panel: a form that works by its address, with how many each choice would find. */
export function Facets({ chosen, facets, uncounted }: FacetsProps): VNode {
  const kept = unfiltered(chosen);
  return (
    <form class="wm-facets" action="/search" method="get">
      <h2 class="govuk-heading-s">Narrow the results</h2>
      {uncounted && <p class="wm-nil">There are more than 1,000. The numbers are of the newest 1,000 alone.</p>}
      {kept.q && <input type="hidden" name="q" value={kept.q} />}
      {kept.type.map((type) => (
        <input type="hidden" name="type" value={type} key={type} />
      ))}
      {kept.exact && <input type="hidden" name="exact" value="1" />}
      {kept.sort !== 'best' && <input type="hidden" name="sort" value={kept.sort} />}
      {CHOICES.map((name) => (
        <Facet
          key={name}
          name={name}
          chosen={chosen}
          uncounted={uncounted}
          counts={facets[name]}
          evidenced={facets.evidenced['true'] ?? 0}
        />
      ))}
      <Input
        name="similarTo"
        label="Councils like"
        hint="A council’s name or code: shows what comes from councils with the same duties."
        value={chosen.similarTo ?? ''}
        attributes={{ maxLength: 100, autocomplete: 'off' }}
      />
      <div class="govuk-button-group">
        <Button>Apply filters</Button>
        <a class="govuk-link" href={addressWith(kept)}>
          Clear all
        </a>
      </div>
      <p class="wm-nil">
        <a class="govuk-link" href={addressWith(chosen, { sort: 'best' }, '/search.atom')}>
          Follow this search in a feed reader
        </a>
      </p>
    </form>
  );
}

interface FacetProps {
  name: Choice;
  chosen: SearchInput;
  uncounted: boolean;
  counts: Readonly<Record<string, number>>;
  evidenced: number;
}

function Facet({ name, chosen, uncounted, counts, evidenced }: FacetProps): VNode | null {
  const { legend, labels, all } = PANEL[name];
  const values: readonly string[] = chosen[name];
  if (!uncounted && Object.keys(counts).length === 0 && values.length === 0) return null;
  const shown = Object.keys(labels)
    // As an outcome it is only another name, for addresses that say so.
    .filter((code) => name !== 'outcome' || code !== 'lost' || values.includes(code))
    .filter((code) => all || uncounted || code in counts || values.includes(code));
  const options = shown.map((value) => ({
    value,
    label: labelOf(labels, value),
    count: uncounted ? (counts[value] ?? null) : (counts[value] ?? 0),
    checked: values.includes(value),
  }));
  const evidencedOnly = {
    name: 'evidenced',
    value: 'yes',
    label: 'Only with both an outcome and a figure',
    count: uncounted && evidenced === 0 ? null : evidenced,
    checked: chosen.evidenced,
  };
  // Taxonomies have an order of their own (the stages, the grades); long ones are read by what is most there.
  const ordered = name === 'serviceArea' || name === 'topic' ? byCount(options) : options;
  return (
    <FacetBox
      legend={legend}
      name={name}
      options={name === 'grade' ? [...ordered, evidencedOnly] : ordered}
      first={name === 'grade' ? ordered.length + 1 : FIRST}
    />
  );
}

/** The filters in use, each a link that takes it away; on a narrow screen also the way down to the panel. */
export function ChosenFilters({ chosen, panel }: { chosen: SearchInput; panel: boolean }): VNode | null {
  if (!panel && !isFiltered(chosen)) return null;
  return (
    <Chips label={isFiltered(chosen) ? 'Filters in use' : 'Filters'}>
      {CHOICES.flatMap((name) =>
        chosen[name].map((value) => (
          <Chip removes href={withoutValue(chosen, name, value)} key={`${name}=${value}`}>
            {labelOf(PANEL[name].labels, value)}
          </Chip>
        )),
      )}
      {chosen.evidenced && (
        <Chip removes href={addressWith(chosen, { evidenced: false })}>
          Evidenced
        </Chip>
      )}
      {chosen.similarTo && (
        <Chip removes href={addressWith(chosen, { similarTo: undefined })}>
          {`Councils like ${chosen.similarTo}`}
        </Chip>
      )}
      {panel && (
        <Chip href="#filters" class="wm-narrow">
          Filters
        </Chip>
      )}
    </Chips>
  );
}
