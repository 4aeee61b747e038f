import { type CaseNoteContent } from './content.ts';

interface Guarded {
  /** A day, "2027-04-01"; absent or null: anybody may know it. */
  readonly confidentialUntil?: string | null;
}

export const isOpen = ({ confidentialUntil }: Guarded, today: string): boolean =>
  !confidentialUntil || confidentialUntil <= today;

/** The next day on which one of these may be known; null: there is none to wait for. */
export const opensOn = (figures: readonly Guarded[], today: string): string | null =>
  figures
    .filter((figure) => !isOpen(figure, today))
    .map(({ confidentialUntil }) => confidentialUntil!)
    .toSorted()[0] ?? null;

type Figures = Pick<CaseNoteContent, 'outcomes' | 'money'>;

/**
 * An earlier text for those who may not know every figure of the note as it is now (`open`: what of it they may know).
 * While something is confidential (`guarded`), a figure that was open once shows only where it still is.
 */
export function earlierOpen<Content extends Figures>(
  content: Content,
  { open, guarded }: { open: { outcomes: readonly string[]; money: readonly string[] }; guarded: boolean },
  today: string,
): Content {
  return {
    ...content,
    outcomes: content.outcomes.filter(
      (outcome) => isOpen(outcome, today) && (!guarded || open.outcomes.includes(outcome.name)),
    ),
    money: content.money.filter((figure) => isOpen(figure, today) && (!guarded || open.money.includes(figure.label))),
  };
}
