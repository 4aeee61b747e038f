import { idOf, type Tx } from '#libs/platform/database';
import { type ContentType, type RecordProblem } from './content-types.ts';

/** What can be referred to: the types, and the answers of questions. */
type Target = ContentType | 'post';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The word under which a key of a type becomes an id: as the seeds have it. */
const WORDS: Readonly<Record<Target, string>> = {
  organisation: 'organisation',
  practitioner: 'person',
  circle: 'circle',
  'case-note': 'case-note',
  question: 'thread',
  post: 'post',
  guide: 'guidance',
  tactic: 'tactic',
  objection: 'objection',
};

const NAMES: Readonly<Record<Target, string>> = {
  organisation: 'organisation',
  practitioner: 'practitioner',
  circle: 'circle',
  'case-note': 'case note',
  question: 'question',
  post: 'answer',
  guide: 'guide',
  tactic: 'tactic',
  objection: 'objection',
};

/** $1: ids. */
const EXISTING: Readonly<Record<Exclude<Target, 'organisation'>, string>> = {
  practitioner: 'people',
  circle: 'circles',
  'case-note': 'case_notes',
  question: 'threads',
  post: 'posts',
  guide: 'guidance_pages',
  tactic: 'tactics',
  objection: 'objections',
};

/** The id that stands for a reference: an id itself, or what is made of a key. */
export const idFor = (target: Target, reference: string): string =>
  UUID.test(reference) ? reference.toLowerCase() : idOf(WORDS[target], reference);

interface Body {
  id: string;
  code: string | null;
  isSpinOut: boolean;
}

/** Finds what a record refers to, and collects what is not there. */
export class References {
  readonly problems: RecordProblem[] = [];
  /** How many of the problems are about the record's own type: what is not there may come later in the file. */
  own = 0;

  constructor(
    private readonly tx: Tx,
    private readonly type: ContentType,
    /** What is known to come later in the file is left out, for a second look to fill in. */
    private readonly comesLater: ((id: string) => boolean) | null = null,
  ) {}

  /** The id, or null where there is none or it is not there. */
  async one(field: string, target: Exclude<Target, 'organisation'>, reference: unknown): Promise<string | null> {
    const [id = null] = await this.several([[field, reference]], target);
    return id;
  }

  /** In the same order. */
  async several(
    references: readonly (readonly [field: string, reference: unknown])[],
    target: Exclude<Target, 'organisation'>,
  ): Promise<(string | null)[]> {
    const ids = references.map(([, reference]) => (typeof reference === 'string' ? idFor(target, reference) : null));
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return ids;
    const rows = await this.tx.query<{ id: string }[]>(
      `SELECT id FROM ${EXISTING[target]} WHERE id = ANY ($1::uuid[])`,
      [wanted],
    );
    const there = new Set(rows.map(({ id }) => id));
    return ids.map((id, index) => {
      if (id === null || there.has(id)) return id;
      const [field, reference] = references[index]!;
      return this.missing(field, target, String(reference), id);
    });
  }

  /** By id, key, register code or exact name. */
  async organisation(field: string, reference: unknown): Promise<Body | null> {
    if (typeof reference !== 'string') return null;
    const id = idFor('organisation', reference);
    const found = await this.tx.query<(Body & { exact: boolean })[]>(
      `SELECT o.id, c.code, s.organisation_id IS NOT NULL AS "isSpinOut", o.id = $1::uuid OR c.code = upper($2) AS exact
         FROM organisations o
         LEFT JOIN councils c ON c.organisation_id = o.id
         LEFT JOIN spin_outs s ON s.organisation_id = o.id
        WHERE o.id = $1::uuid OR c.code = upper($2) OR lower(o.name) = lower($2)
           OR lower($2) IN (lower(c.official_name), lower(c.nice_name))
        ORDER BY exact DESC, o.id LIMIT 2`,
      [id, reference],
    );
    const [first, second] = found;
    if (first && second && !first.exact) {
      this.problems.push({ field, message: `More than one organisation is called ${reference}. Give its id or code` });
      return null;
    }
    if (!first) this.missing(field, 'organisation', reference, id);
    return first ?? null;
  }

  private missing(field: string, target: Target, reference: string, id: string): null {
    if (target === this.type) {
      if (this.comesLater?.(id)) return null;
      this.own += 1;
    }
    this.problems.push({ field, message: `There is no ${NAMES[target]} ${reference.slice(0, 100)}` });
    return null;
  }
}
