import { COUNCIL_TYPES, labelOf, SERVICE_AREAS } from '#libs/taxonomy';
import {
  type AnswerMarkRow,
  failedForMost,
  MARK_KINDS,
  type OwnTry,
  type PostRow,
  type Tried,
  TRIED_RESULTS,
  triedByAny,
  type TryRow,
} from '#libs/threads';
import { writerOf } from '../parts/byline.tsx';
import { day, number } from '../parts/words.ts';

/** What a member says who tried an answer, in words. */
export interface TryView {
  id: string;
  result: string;
  who: string;
  /** Kind of council, service, year: what they said of it. */
  where: string;
  note: string | null;
  on: string;
  fictional: boolean;
}

export interface MarkView {
  id: string;
  kind: string;
  comment: string;
  who: string;
  on: string;
  fictional: boolean;
  /** When the answer was edited, where that was after this was said. */
  editedSince: string | null;
}

/** What members say of an answer. */
export interface SaidView {
  tried: Tried;
  failedForMost: boolean;
  tries: TryView[];
  /** How many more there are than `tries`. */
  more: number;
  marks: MarkView[];
  moreMarks: number;
  /** What the reader said of it: "It worked. Unitary authority, Libraries". */
  mine: string | null;
}

/** Null: it is no answer to a question, or what it says is hidden. */
export function saidView(post: PostRow): SaidView | null {
  if (post.number === 1 || post.replyToId !== null || post.began !== null || post.bodyHtml === null) return null;
  const tried = { worked: post.workedCount, partly: post.partlyCount, failed: post.failedCount };
  const tries = (post.tries ?? []).map(tryView);
  const marks = (post.marks ?? []).map((mark) => markView(mark, post.editedAt));
  return {
    tried,
    failedForMost: failedForMost(tried),
    tries,
    more: triedByAny(tried) - tries.length,
    marks,
    moreMarks: post.outdatedCount + post.riskyCount - marks.length,
    mine: post.mine && [TRIED_RESULTS[post.mine.result], whereOf(post.mine)].filter(Boolean).join('. '),
  };
}

export const tryView = (row: TryRow): TryView => ({
  id: row.id,
  result: TRIED_RESULTS[row.result],
  who: writerOf(row),
  where: whereOf(row),
  note: row.note,
  on: day(new Date(row.at)),
  fictional: row.fictional,
});

export const markView = (row: AnswerMarkRow, editedAt: Date | null): MarkView => ({
  id: row.id,
  kind: MARK_KINDS[row.kind],
  comment: row.comment,
  who: writerOf(row),
  on: day(new Date(row.at)),
  fictional: row.fictional,
  editedSince: editedAt !== null && editedAt > new Date(row.at) ? day(editedAt) : null,
});

const whereOf = ({ councilType, serviceArea, year }: Omit<OwnTry, 'result' | 'note'>): string =>
  [
    councilType && labelOf(COUNCIL_TYPES, councilType),
    serviceArea && labelOf(SERVICE_AREAS, serviceArea),
    year === null ? null : String(year),
  ]
    .filter(Boolean)
    .join(', ');

/** "Worked for 3, partly for 1, failed for 0". */
export const triedWords = ({ worked, partly, failed }: Tried): string[] => [
  `Worked for ${number(worked)}`,
  `partly for ${number(partly)}`,
  `failed for ${number(failed)}`,
];

const CELLS = 20;

/** The bar: a cell for each of them, or as many of twenty as their share is; whoever is there is seen. */
export function cellsOf(tried: Tried): ('w' | 'p' | 'f')[] {
  const all = triedByAny(tried);
  const cells = (of: number): number => (all <= CELLS ? of : Math.max(of > 0 ? 1 : 0, Math.round((of / all) * CELLS)));
  return [
    ...Array<'w'>(cells(tried.worked)).fill('w'),
    ...Array<'p'>(cells(tried.partly)).fill('p'),
    ...Array<'f'>(cells(tried.failed)).fill('f'),
  ];
}
