import { type VNode } from 'preact';
import { DIRECTORY_FACETS, type DirectoryCounts, type DirectoryFacet, type PeopleListInput } from '#libs/people';
import {
  COUNCIL_TYPES,
  labelOf,
  NATIONS,
  PRACTITIONER_ROLES,
  REGIONS,
  SERVICE_AREAS,
  STAGES,
  TOPICS,
} from '#libs/taxonomy';
import { Button, ButtonGroup, Chip, Chips } from '#libs/ui';
import { byCount, FacetBox } from '../parts/facet.tsx';
import { isNarrowed, withoutValue } from './directory.address.ts';

const named = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, code]));

/** `all`: every value stands there, also where it finds nobody. */
const PANEL: Readonly<
  Record<DirectoryFacet, { legend: string; labels: Readonly<Record<string, string>>; all?: true; ordered?: true }>
> = {
  kind: {
    legend: 'Peers and suppliers',
    labels: { peer: 'Peers', supplier: 'Suppliers: paid advisers' },
    all: true,
    ordered: true,
  },
  topic: { legend: 'Can help with', labels: TOPICS },
  serviceArea: { legend: 'Service', labels: SERVICE_AREAS },
  stage: { legend: 'Has lived through', labels: STAGES, ordered: true },
  role: { legend: 'What they are', labels: PRACTITIONER_ROLES },
  nation: { legend: 'Nation', labels: named(NATIONS), all: true, ordered: true },
  region: { legend: 'Region', labels: named(REGIONS) },
  councilType: { legend: 'Type of council', labels: COUNCIL_TYPES },
  wants: { legend: 'Wants help with', labels: TOPICS },
};
const SHOWN = Object.keys(PANEL) as DirectoryFacet[];

/** Shown open; what comes after waits behind "more". */
const FIRST = 6;

/** The panel: a form that works by its address, with how many each choice would find. */
export function DirectoryFilters({ chosen, counts }: { chosen: PeopleListInput; counts: DirectoryCounts }): VNode {
  return (
    <form class="wm-facets" action="/people" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      {SHOWN.map((facet) => (
        <Facet key={facet} facet={facet} values={chosen[facet]} counts={counts[facet]} />
      ))}
      <ButtonGroup>
        <Button>Apply filters</Button>
        <a class="govuk-link" href="/people">
          Clear all
        </a>
      </ButtonGroup>
    </form>
  );
}

interface FacetProps {
  facet: DirectoryFacet;
  values: readonly string[];
  counts: Readonly<Record<string, number>>;
}

function Facet({ facet, values, counts }: FacetProps): VNode | null {
  const { legend, labels, all, ordered } = PANEL[facet];
  const options = Object.keys(labels)
    .filter((code) => all || code in counts || values.includes(code))
    .map((value) => ({
      value,
      label: labelOf(labels, value),
      count: counts[value] ?? 0,
      checked: values.includes(value),
    }));
  if (options.length === 0) return null;
  return <FacetBox legend={legend} name={facet} options={ordered ? options : byCount(options)} first={FIRST} />;
}

/** The filters in use, each a link that takes it away; on a narrow screen also the way down to the panel. */
export function ChosenInDirectory({ chosen }: { chosen: PeopleListInput }): VNode {
  return (
    <Chips label={isNarrowed(chosen) ? 'Filters in use' : 'Filters'}>
      {DIRECTORY_FACETS.flatMap((facet) =>
        chosen[facet].map((value) => (
          <Chip removes href={withoutValue(chosen, facet, value)} key={`${facet}=${value}`}>
            {facet === 'wants' ? `Wants: ${labelOf(TOPICS, value)}` : labelOf(PANEL[facet].labels, value)}
          </Chip>
        )),
      )}
      <Chip href="#filters" class="wm-narrow">
        Filters
      </Chip>
    </Chips>
  );
}
