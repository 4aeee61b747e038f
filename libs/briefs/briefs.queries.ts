import { Injectable } from '@nestjs/common';
import { type CaseNoteDetail, CaseNotesQueries } from '#libs/case-notes';
import { ANONYMOUS, isSignedIn, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { DomainError } from '#libs/platform/errors';

/** What the register and its labels say of the council; null: not known. */
export interface CouncilContext {
  readonly name: string;
  readonly type: string;
  readonly nation: string;
  readonly population: number | null;
  readonly populationYear: number | null;
  /** 1: among the most deprived fifth, to 5. */
  readonly deprivation: number | null;
  readonly ruralUrban: string | null;
}

/** A note as a brief or a file may know it, with the council it is about. */
export interface Reading {
  readonly note: CaseNoteDetail;
  readonly council: CouncilContext | null;
  /** Anybody may read it. */
  readonly isPublic: boolean;
}

@Injectable()
export class BriefsQueries {
  constructor(
    private readonly caseNotes: CaseNotesQueries,
    private readonly reads: Reads,
  ) {}

  /**
   * The note as it may be passed on: as anybody signed out reads it, or else (a draft, a note under review) as the
   * reader does, without the figures that are not to be known yet. Throws CaseNoteNotFound. At most three statements.
   */
  async reading(reader: Reader, id: string): Promise<Reading> {
    const open = await this.open(id, isSignedIn(reader));
    const note = open ?? withoutGuarded(await this.caseNotes.note(reader, id), new Date().toISOString().slice(0, 10));
    return { note, council: await this.council(note), isPublic: open !== null };
  }

  /** Null where nobody signed out may read it and somebody signed in may. */
  private async open(id: string, mayTryAgain: boolean): Promise<CaseNoteDetail | null> {
    try {
      return await this.caseNotes.note(ANONYMOUS, id);
    } catch (error) {
      if (mayTryAgain && error instanceof DomainError && error.kind === 'not-found') return null;
      throw error;
    }
  }

  private council({ councilCode }: CaseNoteDetail): Promise<CouncilContext | null> {
    if (councilCode === null) return Promise.resolve(null);
    return this.reads.row<CouncilContext>({
      name: 'briefs.council',
      text: `SELECT c.nice_name AS name, c.type, c.nation, c.population, c.population_year AS "populationYear",
                    l.imd_quintile AS deprivation, l.rural_urban AS "ruralUrban"
               FROM councils c
               JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $2::text[]
               LEFT JOIN council_labels l ON l.council_id = o.id
              WHERE c.code = $1`,
      values: [councilCode, ANONYMOUS.keys],
    });
  }
}

function withoutGuarded(note: CaseNoteDetail, today: string): CaseNoteDetail {
  const isOpen = ({ confidentialUntil }: { confidentialUntil: string | null }): boolean =>
    confidentialUntil === null || confidentialUntil <= today;
  return { ...note, outcomes: note.outcomes.filter(isOpen), money: note.money.filter(isOpen) };
}
