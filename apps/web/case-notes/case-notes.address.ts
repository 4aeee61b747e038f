import { type CaseNoteListInput, RESULT_FILTERS } from '#libs/case-notes';
import { COUNCIL_TYPES, labelOf, LEGAL_FORMS, NATIONS, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

export const OUTCOMES: Readonly<Record<string, string>> = {
  better: 'Better',
  same: 'About the same',
  worse: 'Worse',
  mixed: 'Mixed',
  unknown: 'Not known',
  lost: RESULT_FILTERS.lost,
};

export const NATION_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  NATIONS.map((nation) => [nation, nation]),
);

/** One value each; "Any" is an empty one. In the order of the panel. */
export const ONE_OF = {
  serviceArea: { label: 'Service area', labels: SERVICE_AREAS },
  stage: { label: 'Stage', labels: STAGES },
  topic: { label: 'Topic', labels: TOPICS },
  councilType: { label: 'Type of council', labels: COUNCIL_TYPES },
  legalForm: { label: 'Legal form', labels: LEGAL_FORMS },
} as const satisfies Record<string, { label: string; labels: Readonly<Record<string, string>> }>;

type OneOf = keyof typeof ONE_OF;
const ONE = Object.keys(ONE_OF) as OneOf[];

type Chosen = Pick<
  CaseNoteListInput,
  OneOf | 'outcome' | 'result' | 'nation' | 'evidenced' | 'council' | 'spinOut' | 'sort' | 'after'
>;

/** The list with these filters and another change; from its beginning, unless the change says where it goes on. */
export function addressWith(chosen: Chosen, change: Partial<Chosen> = {}, path = '/case-notes'): string {
  const all = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  for (const value of all.outcome) query.append('outcome', value);
  for (const value of all.result) query.append('result', value);
  for (const value of all.nation) query.append('nation', value);
  for (const name of [...ONE, 'council', 'spinOut'] as const) if (all[name]) query.set(name, all[name]);
  if (all.evidenced !== undefined) query.set('evidenced', all.evidenced ? 'yes' : 'no');
  if (all.sort !== 'newest') query.set('sort', all.sort);
  if (all.after) query.set('after', all.after);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The filters in use, in words, each with the list that is left when it is taken away. */
export function filtersInUse(chosen: Chosen): { text: string; href: string }[] {
  return [
    ...chosen.outcome.map((value) => ({
      text: labelOf(OUTCOMES, value),
      href: addressWith(chosen, { outcome: chosen.outcome.filter((other) => other !== value) }),
    })),
    ...(chosen.evidenced === undefined
      ? []
      : [
          {
            text: chosen.evidenced ? 'Evidenced' : 'Outlines',
            href: addressWith(chosen, { evidenced: undefined }),
          },
        ]),
    ...chosen.result.map((value) => ({
      text: labelOf(RESULT_FILTERS, value),
      href: addressWith(chosen, { result: chosen.result.filter((other) => other !== value) }),
    })),
    ...chosen.nation.map((value) => ({
      text: value,
      href: addressWith(chosen, { nation: chosen.nation.filter((other) => other !== value) }),
    })),
    ...ONE.flatMap((name) => {
      const value = chosen[name];
      return value === undefined
        ? []
        : [{ text: labelOf(ONE_OF[name].labels, value), href: addressWith(chosen, { [name]: undefined }) }];
    }),
    ...(chosen.council
      ? [{ text: `Council ${chosen.council}`, href: addressWith(chosen, { council: undefined }) }]
      : []),
    ...(chosen.spinOut ? [{ text: 'One spin-out', href: addressWith(chosen, { spinOut: undefined }) }] : []),
  ];
}
