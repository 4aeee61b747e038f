import { type Run } from '#libs/platform/documents';
import { type Figure } from './figures.ts';

type Sourced = Pick<Figure, 'source' | 'grade' | 'period'>;

/**
 * Who says so, each once, numbered in the order in which the figures were given. The last one is the case note itself,
 * for what rests on its words alone.
 */
export class Sources {
  private readonly found = new Map<string, { source: string; grades: Set<string>; periods: Set<string> }>();

  constructor(
    figures: readonly Sourced[],
    private readonly note: string,
  ) {
    for (const figure of figures) {
      const key = keyOf(figure);
      const kept = this.found.get(key) ?? {
        source: figure.source?.trim() ?? 'No source is given; the author of the note says so',
        grades: new Set(),
        periods: new Set(),
      };
      if (figure.source) kept.grades.add(figure.grade);
      if (figure.period) kept.periods.add(figure.period);
      this.found.set(key, kept);
    }
  }

  cite(figure: Sourced): number[] {
    const at = [...this.found.keys()].indexOf(keyOf(figure));
    return at === -1 ? [] : [at + 1];
  }

  get citeNote(): number[] {
    return [this.found.size + 1];
  }

  /** Who says so, how far it can be trusted, and for when; `max`: the characters of a source. */
  lines(shorten: (text: string) => string = (text) => text): Run[][] {
    return [
      ...[...this.found.values()].map(({ source, grades, periods }) => [
        { text: shorten(source).replace(/(?<![.…])$/, '.') },
        { text: grades.size > 0 ? ` ${[...grades].join(', ')}.` : '' },
        { text: periods.size > 0 ? ` For ${[...periods].join('; ')}.` : ' Date not recorded.' },
      ]),
      [{ text: this.note }],
    ];
  }
}

const keyOf = ({ source }: Sourced): string => source?.trim().toLowerCase().replaceAll(/\s+/g, ' ') ?? '';
