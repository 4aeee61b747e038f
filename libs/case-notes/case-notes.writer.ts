import { Injectable } from '@nestjs/common';
import { fieldIsOpenToAll } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { renderMarkdown } from '#libs/platform/markdown';
import { CaseNote } from './case-note.entity.ts';
import { CaseNoteNotFound } from './case-notes.errors.ts';
import { isOpen, opensOn } from './confidential.ts';
import { type CaseNoteContent, contradictionsIn, gapsIn } from './content.ts';
import { evidenceOf } from './evidence.ts';
import { MoneyFigure, OutcomeMeasure } from './figures.entity.ts';
import { MONEY_JSON, OUTCOMES_JSON, PARTS } from './figures-json.ts';

/** Who writes: their keys say which organisations a note may name. */
interface Writer {
  readonly personId: string;
  readonly keys: readonly string[];
}

interface Change {
  /** Absent: the text stays as it is. */
  content?: CaseNoteContent;
  status?: Partial<CaseNote>;
  /** What came with a change of status: a moderator's comment, a reason. */
  comment?: string;
}

/** How a note becomes rows: the note, its figures, and a version of it at every change. Checks no right. */
@Injectable()
export class CaseNotesWriter {
  /** Throws Refused where an organisation is not known or days contradict each other; so does save(). */
  async insert(
    tx: Tx,
    author: Writer,
    content: CaseNoteContent,
    over: Partial<Omit<CaseNote, 'visibleTo'>> = {},
  ): Promise<CaseNote> {
    const [person] = await tx.query<{ organisation: string | null; lang: string; fictional: boolean }[]>(
      `SELECT p.lang, p.fictional,
              (SELECT o.name FROM memberships m JOIN organisations o ON o.id = m.organisation_id
                WHERE ${fieldIsOpenToAll('organisations', 'p')}
                  AND m.person_id = p.id AND m.verified_at IS NOT NULL
                  AND (m.to_on IS NULL OR m.to_on >= current_date)
                ORDER BY m.from_on DESC NULLS LAST, m.organisation_id LIMIT 1) AS organisation
         FROM people p WHERE p.id = $1`,
      [author.personId],
    );
    const note = await tx.save(
      CaseNote,
      tx.create(CaseNote, {
        authorId: author.personId,
        authorOrganisation: person?.organisation ?? null,
        lang: person?.lang ?? 'en',
        fictional: person?.fictional ?? false,
        ...(await columnsOf(tx, author.keys, content)),
        status: 'draft',
        version: 1,
        ...over,
      }),
    );
    await insertFigures(tx, note.id, content);
    await this.keepVersion(tx, author.personId, note, '');
    return note;
  }

  /**
   * Changes the text or the status, or both, of a note whose row this transaction holds, and `note` with it. Throws
   * Refused as insert() does, and for a text that is no draft and not complete.
   */
  async save(tx: Tx, by: Writer, note: CaseNote, { content, status = {}, comment = '' }: Change): Promise<void> {
    // What others read, or are about to, stays whole: only a draft may lack something.
    if (content !== undefined && (status.status ?? note.status) !== 'draft') mustBeWhole(content);
    const text = content === undefined ? {} : await columnsOf(tx, by.keys, content);
    if (content !== undefined) {
      await tx.delete(OutcomeMeasure, { caseNoteId: note.id });
      await tx.delete(MoneyFigure, { caseNoteId: note.id });
      await insertFigures(tx, note.id, content);
    }
    const changes = { ...text, ...status, version: note.version + 1, updatedAt: new Date() };
    await tx.update(CaseNote, note.id, changes);
    Object.assign(note, changes);
    await this.keepVersion(tx, by.personId, note, comment);
  }

  /** Computes the evidence anew where the day has come of a figure that was confidential. The text stays as it is. */
  async openFigures(tx: Tx, note: CaseNote): Promise<void> {
    await tx.update(CaseNote, note.id, openEvidence(await this.content(tx, note)));
  }

  /** The text of a note as it is now. */
  async content(tx: Tx, { id }: Pick<CaseNote, 'id'>): Promise<CaseNoteContent> {
    const [row] = await tx.query<CaseNoteContent[]>(
      `SELECT n.title, n.summary, c.code AS council, n.spin_out_id AS "spinOut", n.service_areas AS "serviceAreas",
              n.topics, n.stage, n.result, n.legal_form AS "legalForm", n.route, n.loss_reason AS "lossReason", n.period_from::text AS "periodFrom",
              n.period_to::text AS "periodTo", ${OUTCOMES_JSON('n', 'true')} AS outcomes, n.why_not_known AS "whyNotKnown",
              ${MONEY_JSON('n', 'true')} AS money, n.what_happened AS "whatHappened", n.what_went_wrong AS "whatWentWrong",
              n.what_we_would_do_again AS "whatWeWouldDoAgain", n.cost_of_doing_nothing AS "costOfDoingNothing",
              n.lawful_help AS "lawfulHelp", n.political_context AS "politicalContext",
              trim_scale(n.done_while_cutting_percent)::text AS "doneWhileCuttingPercent", n.author_tie AS "authorTie",
              n.licence, ${PARTS('n')}
         FROM case_notes n LEFT JOIN councils c ON c.organisation_id = n.council_id
        WHERE n.id = $1`,
      [id],
    );
    if (!row) throw CaseNoteNotFound();
    return row;
  }

  private async keepVersion(tx: Tx, changedBy: string, note: CaseNote, comment: string): Promise<void> {
    const { id, version, status } = note;
    await tx.query(
      `INSERT INTO case_note_versions (case_note_id, version, status, content, note, changed_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, version, status, JSON.stringify(await this.content(tx, note)), comment, changedBy],
    );
  }
}

/** Throws Refused, naming the fields, while something that every note needs is missing. */
function mustBeWhole(content: CaseNoteContent): void {
  const gaps = gapsIn(content);
  if (gaps.length > 0) throw new Refused('case-notes.not-complete', gaps);
}

/** The text as columns of case_notes, the evidence computed. */
async function columnsOf(tx: Tx, keys: readonly string[], content: CaseNoteContent): Promise<Partial<CaseNote>> {
  const problems = contradictionsIn(content);
  if (problems.length > 0) throw new Refused('case-notes.contradiction', problems);
  const { whatHappened, whatWentWrong, whatWeWouldDoAgain } = content;
  return {
    title: content.title,
    summary: content.summary,
    authorTie: content.authorTie,
    councilId: content.council === null ? null : await councilNamed(tx, keys, content.council),
    spinOutId: content.spinOut === null ? null : await spinOutNamed(tx, keys, content.spinOut),
    serviceAreas: [...content.serviceAreas],
    topics: [...content.topics],
    stage: content.stage,
    result: content.result,
    legalForm: content.legalForm,
    route: content.route,
    lossReason: content.lossReason,
    periodFrom: content.periodFrom,
    periodTo: content.periodTo,
    whatHappened,
    whatWentWrong,
    whatWeWouldDoAgain,
    whatHappenedHtml: renderMarkdown(whatHappened),
    whatWentWrongHtml: renderMarkdown(whatWentWrong),
    whatWeWouldDoAgainHtml: renderMarkdown(whatWeWouldDoAgain),
    whyNotKnown: content.whyNotKnown,
    costOfDoingNothing: content.costOfDoingNothing,
    lawfulHelp: content.lawfulHelp,
    politicalContext: content.politicalContext,
    doneWhileCuttingPercent: content.doneWhileCuttingPercent,
    decision: content.decision,
    whyNow: content.whyNow,
    options: [...content.options],
    capacity: [...content.capacity],
    tacticsUsed: content.tacticsUsed,
    objectionsMet: content.objectionsMet,
    documents: [...content.documents],
    peopleToAsk: [...content.peopleToAsk],
    politicalTags: [...content.politicalTags],
    lawfulHelpKinds: [...content.lawfulHelpKinds],
    claimsEvidenced: content.claimsEvidenced,
    licence: content.licence,
    ...openEvidence(content),
  };
}

/** What lists, cards and search show: computed from those figures alone that anybody may know today. */
function openEvidence({ outcomes, money, authorTie, documents }: CaseNoteContent): Partial<CaseNote> {
  const today = new Date().toISOString().slice(0, 10);
  const open = <Figure extends { confidentialUntil: string | null }>(figures: readonly Figure[]): Figure[] =>
    figures.filter((figure) => isOpen(figure, today));
  return {
    ...evidenceOf(open(outcomes), open(money), authorTie, documents),
    figuresOpenOn: opensOn([...outcomes, ...money], today),
  };
}

async function insertFigures(tx: Tx, caseNoteId: string, { outcomes, money }: CaseNoteContent): Promise<void> {
  if (outcomes.length > 0) {
    await tx.insert(
      OutcomeMeasure,
      outcomes.map((outcome, i) => ({ ...outcome, caseNoteId, position: i + 1 })),
    );
  }
  if (money.length > 0) {
    await tx.insert(
      MoneyFigure,
      money.map(({ from, to, ...figure }, i) => ({
        caseNoteId,
        position: i + 1,
        fromOn: from,
        toOn: to,
        ...figure,
      })),
    );
  }
}

interface Named {
  id: string;
  exact: boolean;
}

async function councilNamed(tx: Tx, keys: readonly string[], name: string): Promise<string> {
  const found = await tx.query<Named[]>(
    `SELECT o.id, c.code = upper($1) OR o.id::text = lower($1) AS exact
       FROM councils c JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $2::text[]
      WHERE c.code = upper($1) OR o.id::text = lower($1)
         OR lower($1) IN (lower(c.official_name), lower(c.nice_name), lower(o.name))
      ORDER BY exact DESC LIMIT 2`,
    [name, keys],
  );
  return theOne(found, {
    field: 'council',
    none: 'We do not know a council of that name. Check the spelling, or leave it empty',
    several: 'More than one council has that name. Enter its full name or its code',
  });
}

async function spinOutNamed(tx: Tx, keys: readonly string[], name: string): Promise<string> {
  const found = await tx.query<Named[]>(
    `SELECT o.id, o.id::text = lower($1) AS exact
       FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id AND o.visible_to && $2::text[]
      WHERE o.id::text = lower($1) OR lower(o.name) = lower($1)
      ORDER BY exact DESC LIMIT 2`,
    [name, keys],
  );
  return theOne(found, {
    field: 'spinOut',
    none: 'We do not know a spin-out of that name. Check the spelling, or leave it empty',
    several: 'More than one spin-out has that name. Leave it empty and name it in the text',
  });
}

function theOne(found: Named[], { field, none, several }: { field: string; none: string; several: string }): string {
  const [first, second] = found;
  if (!first) throw new Refused('case-notes.unknown-organisation', [{ field, message: none }]);
  if (second && !first.exact) throw new Refused('case-notes.ambiguous-organisation', [{ field, message: several }]);
  return first.id;
}
