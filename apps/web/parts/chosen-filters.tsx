import { type VNode } from 'preact';
import { labelOf } from '#libs/taxonomy';
import { Chip, Chips } from '#libs/ui';

interface ChosenFiltersProps {
  /** What each filter's codes are called, in the order in which they are shown. */
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  chosen: object;
  /** The address of the list without one of its filters. */
  without: (filter: string) => string;
}

/** The filters of a list that are in use, each as a chip that takes it away. */
export function ChosenFilters({ labels, chosen, without }: ChosenFiltersProps): VNode | null {
  const codes = chosen as Readonly<Record<string, string | undefined>>;
  const used = Object.keys(labels).filter((filter) => codes[filter]);
  if (used.length === 0) return null;
  return (
    <Chips label="Filters in use">
      {used.map((filter) => (
        <Chip removes href={without(filter)} key={filter}>
          {labelOf(labels[filter] ?? {}, codes[filter] ?? '')}
        </Chip>
      ))}
    </Chips>
  );
}
