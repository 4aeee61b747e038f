import { type VNode } from 'preact';
import { number } from './words.ts';

export interface FacetOption {
  value: string;
  label: string;
  /** How many it would find; null: not counted. */
  count: number | null;
  checked: boolean;
  /** Where it is not the facet's own. */
  name?: string;
}

interface FacetBoxProps {
  legend: string;
  name: string;
  options: readonly FacetOption[];
  /** One of them alone; else any. */
  one?: boolean;
  /** So many are shown open, and whatever is chosen; the others wait behind "more". */
  first?: number;
}

/** A filter of a list with how many each of its values would find. What would find nothing is shown and cannot be chosen. */
export function FacetBox({ legend, name, options, one, first = options.length }: FacetBoxProps): VNode {
  const open = options.filter(({ checked }, i) => i < first || checked);
  const folded = options.filter((option) => !open.includes(option));
  const drawn = (option: FacetOption) => (
    <FacetLine key={option.value} {...option} name={option.name ?? name} one={one} />
  );
  return (
    <fieldset>
      <legend>{legend}</legend>
      {open.map(drawn)}
      {folded.length > 0 && (
        <details class="wm-fold">
          <summary>
            {folded.length} more<span class="govuk-visually-hidden">: {legend.toLowerCase()}</span>
          </summary>
          {folded.map(drawn)}
        </details>
      )}
    </fieldset>
  );
}

export const FacetLine = ({
  name,
  value,
  label,
  count,
  checked,
  one,
}: FacetOption & { name: string; one?: boolean }): VNode => (
  <label class="wm-opt">
    <input
      type={one ? 'radio' : 'checkbox'}
      name={name}
      value={value}
      checked={checked}
      disabled={count === 0 && !checked}
    />
    <span>{label}</span> <span>{count !== null && number(count)}</span>
  </label>
);

/** What is most there first, then by name: for lists that are too long to have an order of their own. */
export const byCount = (options: readonly FacetOption[]): FacetOption[] =>
  options.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0) || a.label.localeCompare(b.label));
