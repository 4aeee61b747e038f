import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { today } from './day.ts';
import { type Feature, type Features, likenessOf, missingBetween } from './likeness.ts';
import { LIKENESS } from './likeness.sql.ts';
import { type NoteRow, NOTE_JSON } from './notes.sql.ts';
import { OPEN_QUESTIONS_OF, type OpenQuestion } from './open-questions.sql.ts';

export interface SimilarCouncil {
  code: string;
  name: string;
  niceName: string;
  type: string;
  nation: string;
  fictional: boolean;
  population: number | null;
  /** 0: alike in everything that is compared. The same seen from the other. */
  distance: number;
  /** As "same kind of council, similar size, similarly rural, less deprived". */
  reason: string;
  /** What could not be compared. */
  missing: Feature[];
  sameType: boolean;
  sameNation: boolean;
  note: NoteRow | null;
  /** One of the likest that stand, whether it has a note or not. */
  isNearest: boolean;
  /** Asked by its verified members; the newest three. */
  questions: OpenQuestion[];
}

/** What withNotes() adds. */
type Noted = 'note' | 'isNearest' | 'questions';

type Like = Omit<SimilarCouncil, 'reason' | 'missing' | 'sameType' | 'sameNation' | Noted> & {
  own: Features;
  other: Features;
};

const LIKE = `
  c.code, c.official_name AS name, c.nice_name AS "niceName", c.type, c.nation, l.own, l.other, l.distance, o.fictional,
  (l.other ->> 'population')::int AS population`;
const NEAREST = 'l.distance, c.nice_name, c.code';

@Injectable()
export class SimilarCouncils {
  constructor(private readonly reads: Reads) {}

  /** Those of the same tier that stand on that day, the likest first. `councilId` is the council's organisation. */
  async similar(
    reader: Reader,
    councilId: string,
    limit: number,
    day = today(),
  ): Promise<Omit<SimilarCouncil, Noted>[]> {
    const rows = await this.reads.rows<Like>({
      name: 'councils.similar',
      text: `SELECT ${LIKE}
               FROM (${LIKENESS('$2::uuid', '$3')}) l
               JOIN councils c ON c.organisation_id = l.council_id
               JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $1::text[]
              WHERE l.stands
              ORDER BY ${NEAREST}
              LIMIT $4`,
      values: [reader.keys, councilId, day, limit],
    });
    return rows.map(withReason);
  }

  /**
   * The likest `limit` with a case note, each with its newest evidenced one, councils of the past among them: what was
   * done there stays true. And those of similar(). The likest first.
   */
  async withNotes(reader: Reader, councilId: string, limit: number, day = today()): Promise<SimilarCouncil[]> {
    const rows = await this.reads.rows<Like & Pick<SimilarCouncil, Noted>>({
      name: 'councils.similar-with-notes',
      // First the councils, by whether there is any note; a note is then chosen for those few alone.
      text: `WITH likest AS MATERIALIZED (
               SELECT c.organisation_id, ${LIKE}, e.has_note, l.stands,
                      row_number() OVER (PARTITION BY e.has_note ORDER BY ${NEAREST}) AS noted,
                      row_number() OVER (PARTITION BY l.stands ORDER BY ${NEAREST}) AS nearest
                 FROM (${LIKENESS('$2::uuid', '$3')}) l
                 JOIN councils c ON c.organisation_id = l.council_id
                 JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $1::text[]
                CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM case_notes n
                                                    WHERE n.council_id = c.organisation_id AND n.status = 'published'
                                                      AND n.visible_to && $1::text[]) AS has_note OFFSET 0) e
                WHERE e.has_note OR l.stands),
             chosen AS (
               SELECT *, stands AND nearest <= $4 AS "isNearest"
                 FROM likest
                WHERE has_note AND noted <= $4 OR stands AND nearest <= $4)
             SELECT l.code, l.name, l."niceName", l.type, l.nation, l.population, l.fictional, l.own, l.other, l.distance,
                    l."isNearest", n.note, ${OPEN_QUESTIONS_OF('l.organisation_id', '$1')} AS questions
               FROM chosen l
               LEFT JOIN LATERAL (SELECT ${NOTE_JSON('n')} AS note
                                    FROM case_notes n
                                   WHERE n.council_id = l.organisation_id AND n.status = 'published'
                                     AND n.visible_to && $1::text[]
                                   ORDER BY n.evidenced DESC, n.published_at DESC
                                   LIMIT 1) n ON true
              ORDER BY l.distance, l."niceName", l.code
              LIMIT 2 * $4::int`,
      values: [reader.keys, councilId, day, limit],
    });
    return rows.map(({ note, isNearest, questions, ...row }) => ({ ...withReason(row), note, isNearest, questions }));
  }
}

const withReason = ({ own, other, ...row }: Like): Omit<SimilarCouncil, Noted> => ({
  ...row,
  reason: likenessOf(own, other),
  missing: missingBetween(own, other),
  sameType: own.type === other.type,
  sameNation: own.nation === other.nation,
});
