import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type CaseNoteDetail, type CaseNoteRow } from './case-notes.queries.ts';
import { MONEY_JSON, OUTCOMES_JSON, PARTS } from './figures-json.ts';
import { FROM, ROW, WORDS } from './row.sql.ts';
import { withoutWords } from './withdrawn.ts';

/** A note as it stands beside others; of a withdrawn one what CaseNoteDetail has of it. */
export type ComparedNote = CaseNoteRow &
  Pick<
    CaseNoteDetail,
    | 'authorTie'
    | 'outcomes'
    | 'money'
    | 'whyNotKnown'
    | 'whatHappened'
    | 'whatWentWrong'
    | 'whatWeWouldDoAgain'
    | 'costOfDoingNothing'
    | 'lawfulHelp'
    | 'politicalContext'
    | 'doneWhileCuttingPercent'
    | 'lossReason'
    | 'periodFrom'
    | 'periodTo'
    | 'withdrawnReason'
    | 'withdrawnAt'
    | 'licence'
    | 'decision'
    | 'whyNow'
    | 'options'
    | 'capacity'
    | 'tacticsUsed'
    | 'objectionsMet'
    | 'documents'
    | 'peopleToAsk'
    | 'politicalTags'
    | 'lawfulHelpKinds'
    | 'claimsEvidenced'
  >;

@Injectable()
export class CaseNoteCompare {
  constructor(private readonly reads: Reads) {}

  /**
   * Those of the notes that the reader may see, in the order asked for. A figure that is not to be known yet is left out
   * for everybody: what stands side by side is printed and sent on. One statement.
   */
  async notes(reader: Reader, ids: readonly string[]): Promise<ComparedNote[]> {
    const rows = await this.reads.rows<ComparedNote>({
      name: 'case-notes.compare',
      text: `SELECT ${ROW}, n.author_tie AS "authorTie", ${WORDS}, ${PARTS('n')}, ${OUTCOMES_JSON('n', 'false')} AS outcomes,
                    ${MONEY_JSON('n', 'false')} AS money
               ${FROM}
              WHERE n.id = ANY ($1::uuid[]) AND n.visible_to && $2::text[] AND n.status <> 'superseded'
              ORDER BY array_position($1::uuid[], n.id)`,
      values: [ids, reader.keys],
    });
    return rows.map((note) => (note.status === 'withdrawn' ? withoutWords(note) : note));
  }
}
