import { type CaseNoteCounts, CaseNoteListInput, POLITICAL_TAGS, RESULT_FILTERS } from '#libs/case-notes';
import {
  COUNCIL_TYPES,
  labelOf,
  LEGAL_FORMS,
  NATIONS,
  REGIONS,
  ROUTES,
  SERVICE_AREAS,
  STAGES,
  TOPICS,
} from '#libs/taxonomy';
import { firstText, fromAddress } from '../parts/from-address.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  better: 'Better',
  same: 'About the same',
  worse: 'Worse',
  mixed: 'Mixed',
  unknown: 'Not known',
  lost: RESULT_FILTERS.lost,
};

const named = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, code]));

interface Facet {
  legend: string;
  /** The label of a year is the year. */
  labels: Readonly<Record<string, string>>;
  /** Read by what is most there; else the list has an order of its own. */
  byCount?: true;
}

/** Any of several values each, in the order of the panel. */
export const SEVERAL = {
  outcome: { legend: 'Did the service get worse?', labels: OUTCOMES },
  result: { legend: 'What became of it', labels: RESULT_FILTERS },
  serviceArea: { legend: 'Service', labels: SERVICE_AREAS, byCount: true },
  topic: { legend: 'Topic', labels: TOPICS, byCount: true },
  stage: { legend: 'Stage', labels: STAGES },
  legalForm: { legend: 'Legal form', labels: LEGAL_FORMS, byCount: true },
  route: { legend: 'How it was contracted', labels: ROUTES, byCount: true },
  politicalTag: { legend: 'Politics at the time', labels: POLITICAL_TAGS },
  nation: { legend: 'Nation', labels: named(NATIONS) },
  region: { legend: 'Region', labels: named(REGIONS) },
  councilType: { legend: 'Type of council', labels: COUNCIL_TYPES, byCount: true },
  year: { legend: 'Year', labels: {} },
} as const satisfies Record<string, Facet>;

export type Several = keyof typeof SEVERAL;
export const SEVERAL_NAMES = Object.keys(SEVERAL) as Several[];

export const valuesOf = (chosen: CaseNoteListInput, name: Several): readonly string[] => chosen[name].map(String);

export const labelIn = (name: Several, value: string): string => labelOf(SEVERAL[name].labels, value);

/** The limits of "done while cutting" that the panel offers, and their words. */
export const CUTS = [0, 10, 20, 25, 30, 40] as const;
export const cutWords = (percent: number): string => (percent === 0 ? 'Any cut' : `${percent}% or more`);

/** As the list, and the notes that others are chosen for to be compared with, as `with=a,b`. */
export type Chosen = CaseNoteListInput & { readonly with: readonly string[] };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a filter form left at "Any" is absent. */
export function chosenIn(query: Record<string, unknown>): Chosen {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const { with: comparing, ...filters } = given;
  const chosen = fromAddress(CaseNoteListInput, {
    ...filters,
    like: firstText(filters['like'], 100),
    limit: undefined,
  });
  const ids = typeof comparing === 'string' ? comparing.toLowerCase().split(',') : [];
  return { ...chosen, with: ids.filter((id) => ID.test(id)).slice(0, 3) };
}

/** The list with these filters and another change; from its beginning, unless the change says where it goes on. */
export function addressWith(chosen: Chosen, change: Partial<Chosen> = {}, path = '/case-notes'): string {
  const all = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  for (const name of SEVERAL_NAMES) for (const value of valuesOf(all, name)) query.append(name, value);
  if (all.evidenced !== undefined) query.set('evidenced', all.evidenced ? 'yes' : 'no');
  if (all.doneWhileCutting !== undefined) query.set('doneWhileCutting', String(all.doneWhileCutting));
  for (const name of ['like', 'council', 'spinOut'] as const) if (all[name]) query.set(name, all[name]);
  if (all.with.length > 0) query.set('with', all.with.join(','));
  if (all.sort !== 'newest') query.set('sort', all.sort);
  if (all.after) query.set('after', all.after);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The same list without its filters. */
export const unfiltered = ({ sort, with: comparing }: Chosen): Chosen =>
  Object.assign(new CaseNoteListInput(), { sort, with: comparing });

export interface FilterInUse {
  text: string;
  /** The list that is left when it is taken away. */
  href: string;
}

/** The filters in use, in words, in the order of the panel. */
export function filtersInUse(
  chosen: Chosen,
  counts: Pick<CaseNoteCounts, 'like' | 'council' | 'spinOut'>,
): FilterInUse[] {
  const without = (text: string, change: Partial<Chosen>): FilterInUse => ({ text, href: addressWith(chosen, change) });
  return [
    ...SEVERAL_NAMES.flatMap((name) => {
      const values = valuesOf(chosen, name);
      return values.map((value) =>
        without(labelIn(name, value), { [name]: values.filter((other) => other !== value) as never }),
      );
    }),
    ...(chosen.evidenced === undefined
      ? []
      : [without(chosen.evidenced ? 'Evidenced' : 'Outlines', { evidenced: undefined })]),
    ...(chosen.doneWhileCutting === undefined
      ? []
      : [
          without(`Done while cutting: ${cutWords(chosen.doneWhileCutting).toLowerCase()}`, {
            doneWhileCutting: undefined,
          }),
        ]),
    ...(chosen.like === undefined
      ? []
      : [
          without(`Councils like ${counts.like?.name ?? (chosen.like === 'mine' ? 'yours' : chosen.like)}`, {
            like: undefined,
          }),
        ]),
    ...(chosen.council === undefined
      ? []
      : [without(`Council: ${counts.council?.name ?? chosen.council}`, { council: undefined })]),
    ...(chosen.spinOut === undefined
      ? []
      : [without(`Spin-out: ${counts.spinOut ?? 'not known'}`, { spinOut: undefined })]),
  ];
}
