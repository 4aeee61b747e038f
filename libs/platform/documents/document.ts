/** A piece of a line. `cites` are numbers of the document's sources, from 1, and follow the text. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  /** Absolute, http or https. */
  readonly href?: string;
  readonly cites?: readonly number[];
}

/** A number that is to be seen first. */
export interface FigureItem {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly cites: readonly number[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly look?: 'lede' | 'quote' | 'code' | 'mark' }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Run[])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      /** Which columns are numbers. */
      readonly numeric: readonly boolean[];
      readonly rows: readonly (readonly (readonly Run[])[])[];
    }
  /** Up to three, side by side where there is room. */
  | { readonly kind: 'figures'; readonly items: readonly FigureItem[] };

export interface Document {
  readonly title: string;
  /** Above the title: what kind of paper it is, "Fictional example", "Draft, not published". */
  readonly marks: readonly string[];
  readonly lang: string;
  readonly blocks: readonly Block[];
  /** What is cited, in the order of their numbers. */
  readonly sources: readonly (readonly Run[])[];
  /** At the end: where it comes from, as at when, licence. */
  readonly colophon: readonly (readonly Run[])[];
  /** The moment that its text is from; files carry it in place of the moment they were made. */
  readonly at: Date;
  /** To be set on one page of A4 at 12 points. */
  readonly onePage: boolean;
}

export const FORMATS = ['html', 'md', 'docx', 'pdf'] as const;
export type DocumentFormat = (typeof FORMATS)[number];

export const runsOf = (text: string, cites: readonly number[] = []): Run[] => [{ text, cites }];
