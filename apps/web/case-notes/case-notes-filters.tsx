import { type VNode } from 'preact';
import { type CaseNoteCounts } from '#libs/case-notes';
import { Button, Input } from '#libs/ui';
import { byCount, FacetBox, FacetLine, type FacetOption } from '../parts/facet.tsx';
import {
  addressWith,
  type Chosen,
  CUTS,
  cutWords,
  labelIn,
  SEVERAL,
  type Several,
  SEVERAL_NAMES,
  unfiltered,
  valuesOf,
} from './case-notes.address.ts';

interface FiltersProps {
  chosen: Chosen;
  counts: CaseNoteCounts;
}

/** Shown open; what comes after waits behind "more". */
const FIRST = 6;
/** Of a list that nothing is in. */
const FEWEST = 2;
/** After these come the two that are not several values. */
const FIRST_BOX: readonly Several[] = ['outcome'];
const PLACE: readonly Several[] = ['nation', 'region', 'councilType', 'year'];

/** The panel: a form that works by its address, with how many each choice would find under the others. */
export function Filters({ chosen, counts }: FiltersProps): VNode {
  const box = (name: Several) => <SeveralBox key={name} name={name} chosen={chosen} counts={counts} />;
  return (
    <form class="wm-facets" action="/case-notes" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      {chosen.sort !== 'newest' && <input type="hidden" name="sort" value={chosen.sort} />}
      {(['council', 'spinOut'] as const).map(
        (name) => chosen[name] && <input type="hidden" name={name} value={chosen[name]} key={name} />,
      )}
      {chosen.with.length > 0 && <input type="hidden" name="with" value={chosen.with.join(',')} />}
      {FIRST_BOX.map(box)}
      <EvidencedBox chosen={chosen} counts={counts} />
      {SEVERAL_NAMES.filter((name) => !FIRST_BOX.includes(name) && !PLACE.includes(name)).map(box)}
      <CutBox chosen={chosen} counts={counts} />
      {PLACE.map(box)}
      <Like chosen={chosen} counts={counts} />
      <div class="govuk-button-group">
        <Button look="secondary">Apply filters</Button>
        <a class="govuk-link" href={addressWith(unfiltered(chosen))}>
          Clear all
        </a>
      </div>
    </form>
  );
}

function SeveralBox({ name, chosen, counts }: FiltersProps & { name: Several }): VNode | null {
  const facet: { legend: string; labels: Readonly<Record<string, string>>; byCount?: true } = SEVERAL[name];
  const found = counts.facets[name];
  const values = valuesOf(chosen, name);
  const codes = name === 'year' ? yearsOf(found, values) : Object.keys(facet.labels);
  if (codes.length === 0) return null;
  const options = codes
    // As an outcome it is only another name, for addresses that say so.
    .filter((code) => name !== 'outcome' || code !== 'lost' || values.includes(code))
    .map((value) => ({
      value,
      label: labelIn(name, value),
      count: found[value] ?? 0,
      checked: values.includes(value),
    }));
  const there = options.filter(({ count }) => count > 0).length;
  return (
    <FacetBox
      legend={facet.legend}
      name={name}
      options={facet.byCount ? byCount(options) : options}
      first={facet.byCount ? Math.min(FIRST, Math.max(FEWEST, there)) : FIRST}
    />
  );
}

/** The newest first. */
const yearsOf = (found: Readonly<Record<string, number>>, values: readonly string[]): string[] =>
  [...new Set([...Object.keys(found), ...values])].toSorted((a, b) => Number(b) - Number(a));

function EvidencedBox({ chosen, counts }: FiltersProps): VNode {
  const { true: yes = 0, false: no = 0 } = counts.facets.evidenced;
  const options: FacetOption[] = [
    { value: '', label: 'All', count: yes + no, checked: chosen.evidenced === undefined },
    { value: 'yes', label: 'Evidenced', count: yes, checked: chosen.evidenced === true },
    { value: 'no', label: 'Outlines', count: no, checked: chosen.evidenced === false },
  ];
  return <FacetBox one legend="Evidence" name="evidenced" options={options} />;
}

function CutBox({ chosen, counts }: FiltersProps): VNode {
  const own = chosen.doneWhileCutting;
  const limits = [...new Set([...CUTS, ...(own === undefined ? [] : [own])])].toSorted((a, b) => a - b);
  const options: FacetOption[] = [
    { value: '', label: 'Whether or not it says', count: null, checked: own === undefined },
    ...limits.map((percent) => ({
      value: String(percent),
      label: cutWords(percent),
      count: counts.facets.doneWhileCutting[percent] ?? 0,
      checked: own === percent,
    })),
  ];
  return <FacetBox one legend="Done while cutting" name="doneWhileCutting" options={options} />;
}

/** A council by name, and the reader's own by its code: so the address means the same to whom it is sent. */
function Like({ chosen: { like }, counts: { own, like: council, facets } }: FiltersProps): VNode {
  const isOwn = own !== null && (like === 'mine' || council?.code === own.code);
  return (
    <>
      <Input
        name="like"
        label="Councils like"
        hint="A council’s name or code: shows what was done there and in the 20 councils most like it."
        value={isOwn || like === 'mine' ? '' : (like ?? '')}
        attributes={{ maxLength: 100, autocomplete: 'off' }}
      />
      {own && (
        <div class="wm-mb-4">
          <FacetLine
            name="like"
            value={own.code}
            label={`Like ${own.name}, your council`}
            count={facets.like['mine'] ?? 0}
            checked={isOwn}
          />
        </div>
      )}
    </>
  );
}
