import { Injectable } from '@nestjs/common';
import { type Actor, hasRole, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import {
  type AuthorTie,
  type CaseNoteStatus,
  type CaseResult,
  type CapacityContent,
  type Confidence,
  type DocumentContent,
  type LossReason,
  type Licence,
  type OptionContent,
  type Per,
  type Verdict,
} from './case-note.entity.ts';
import { type LawfulHelpKind, type PoliticalTag } from './case-notes.words.ts';
import { CaseNoteNotFound } from './case-notes.errors.ts';
import { SUCCESSOR_JSON } from './citations.ts';
import { type MoneyContent, type OutcomeContent } from './content.ts';
import { MONEY_JSON, OUTCOMES_JSON, PARTS } from './figures-json.ts';
import { FROM, ROW, WORDS } from './row.sql.ts';
import { withoutWords } from './withdrawn.ts';

/** A note as lists show it. */
export interface CaseNoteRow {
  id: string;
  title: string;
  summary: string;
  status: CaseNoteStatus;
  evidenced: boolean;
  fictional: boolean;
  verdict: Verdict;
  /** Pounds, as text: "412000.00". Null: not known. */
  savingAmount: string | null;
  savingPer: Per | null;
  evidenceGrade: Confidence;
  evidenceRank: number;
  serviceAreas: string[];
  topics: string[];
  stage: string | null;
  result: CaseResult | null;
  legalForm: string | null;
  route: string | null;
  councilCode: string | null;
  councilName: string | null;
  councilType: string | null;
  /** Of the council, else of the spin-out. */
  nation: string | null;
  spinOutName: string | null;
  /** Members, or a moderator, take it to be out of date. */
  doubted: boolean;
  /** A day; null: nobody disputes it, or no moderator agreed. */
  disputedSince: string | null;
  authorName: string;
  authorRole: string;
  /** Days. */
  lastCheckedOn: string | null;
  goodUntil: string | null;
  publishedAt: Date | null;
  updatedAt: Date;
  version: number;
}

export interface OutcomeRow extends OutcomeContent {
  readonly verdict: Exclude<Verdict, 'mixed'>;
}

interface OrganisationRow {
  id: string;
  /** Of a council. */
  code: string | null;
  name: string;
  fictional: boolean;
}

/** A whole note. Of a withdrawn one there is the title, who wrote it, and when and why it was withdrawn: no text, no figure. */
export interface CaseNoteDetail extends CaseNoteRow {
  authorId: string;
  authorOrganisation: string | null;
  authorFictional: boolean;
  authorTie: AuthorTie;
  council: OrganisationRow | null;
  spinOut: OrganisationRow | null;
  lossReason: LossReason | null;
  periodFrom: string | null;
  periodTo: string | null;
  outcomes: OutcomeRow[];
  whyNotKnown: string | null;
  money: MoneyContent[];
  whatHappened: string;
  whatWentWrong: string;
  whatWeWouldDoAgain: string;
  whatHappenedHtml: string;
  whatWentWrongHtml: string;
  whatWeWouldDoAgainHtml: string;
  costOfDoingNothing: string | null;
  lawfulHelp: string | null;
  politicalContext: string | null;
  doneWhileCuttingPercent: string | null;
  decision: string | null;
  whyNow: string | null;
  options: OptionContent[];
  capacity: CapacityContent[];
  tacticsUsed: string | null;
  objectionsMet: string | null;
  documents: DocumentContent[];
  peopleToAsk: { role: string }[];
  politicalTags: PoliticalTag[];
  lawfulHelpKinds: LawfulHelpKind[];
  claimsEvidenced: boolean;
  replacesId: string | null;
  /** The changed text under way, for who may see it. */
  revisionId: string | null;
  /** For its author and moderators. */
  reviewComment: string | null;
  withdrawnReason: string | null;
  withdrawnAt: Date | null;
  /** Null: not kept, or not withdrawn. */
  withdrawnBy: 'author' | 'moderator' | null;
  /** The published note to read in place of this withdrawn one. */
  replacedBy: { id: string; title: string } | null;
  submittedAt: Date | null;
  licence: Licence;
  lang: string;
  createdAt: Date;
  /** Questions that cite it and that the reader may see, newest first, at most ten. */
  threads: { id: string; title: string; number: number }[];
  guidance: { slug: string; title: string }[];
}

const ORGANISATION = (o: string, code: string): string =>
  `CASE WHEN ${o}.id IS NOT NULL THEN json_build_object('id', ${o}.id, 'code', ${code}, 'name', ${o}.name, 'fictional', ${o}.fictional) END`;

/** Of figures that are confidential still: only the author and moderators. The parameters of note(). */
const SEES_ALL = '(n.author_id = $3::uuid OR $4)';

/** Each thread once, at the first of its posts that cites the note; hidden posts do not count. */
const THREADS = `coalesce((
  SELECT json_agg(json_build_object('id', x.id, 'title', x.title, 'number', x.number) ORDER BY x.last_post_at DESC)
    FROM (SELECT t.id, t.title, t.last_post_at, min(p.number) AS number
            FROM post_citations cited
            JOIN posts p ON p.id = cited.post_id AND p.hidden_at IS NULL
            JOIN threads t ON t.id = p.thread_id AND t.visible_to && $2::text[]
           WHERE cited.case_note_id = n.id
           GROUP BY t.id ORDER BY t.last_post_at DESC LIMIT 10) x), '[]')`;

const GUIDANCE = `coalesce((
  SELECT json_agg(json_build_object('slug', x.slug, 'title', x.title) ORDER BY x.title)
    FROM (SELECT DISTINCT g.slug, g.title
            FROM guidance_sources s
            JOIN guidance_pages g ON g.id = s.page_id AND g.status = 'published' AND g.visible_to && $2::text[]
           WHERE s.case_note_id = n.id LIMIT 10) x), '[]')`;

/** Reads for pages and lists: one statement each, plain rows out, access inside the WHERE. */
@Injectable()
export class CaseNotesQueries {
  constructor(private readonly reads: Reads) {}

  /** One note with all that hangs on it; throws CaseNoteNotFound. One statement. */
  async note(reader: Reader, id: string): Promise<CaseNoteDetail> {
    const note = await this.reads.row<CaseNoteDetail>({
      name: 'case-notes.note',
      text: `SELECT ${ROW}, n.author_id AS "authorId", n.author_organisation AS "authorOrganisation",
                    a.fictional AS "authorFictional", n.author_tie AS "authorTie",
                    ${ORGANISATION('co', 'c.code')} AS council, ${ORGANISATION('so', 'NULL::text')} AS "spinOut",
                    ${WORDS}, ${OUTCOMES_JSON('n', SEES_ALL)} AS outcomes, ${MONEY_JSON('n', SEES_ALL)} AS money,
                    n.what_happened_html AS "whatHappenedHtml", n.what_went_wrong_html AS "whatWentWrongHtml",
                    n.what_we_would_do_again_html AS "whatWeWouldDoAgainHtml", ${PARTS('n')},
                    n.replaces_id AS "replacesId",
                    (SELECT r.id FROM case_notes r
                      WHERE r.replaces_id = n.id AND r.status IN ('draft', 'submitted') AND r.visible_to && $2::text[]
                    ) AS "revisionId",
                    CASE WHEN n.author_id = $3::uuid OR $4 THEN n.review_comment END AS "reviewComment",
                    n.withdrawn_by AS "withdrawnBy", ${SUCCESSOR_JSON('n')} AS "replacedBy",
                    n.submitted_at AS "submittedAt", n.lang, n.created_at AS "createdAt",
                    ${THREADS} AS threads, ${GUIDANCE} AS guidance
               ${FROM} LEFT JOIN organisations co ON co.id = n.council_id
              WHERE n.id = $1 AND n.visible_to && $2::text[]`,
      values: [id, reader.keys, reader.personId, hasRole(reader, 'moderator')],
    });
    if (!note) throw CaseNoteNotFound();
    return note.status === 'withdrawn' ? withoutWords(note) : note;
  }

  /** The actor's own, whatever their status, last changed first. */
  mine(actor: Actor): Promise<CaseNoteRow[]> {
    return this.reads.rows({
      name: 'case-notes.mine',
      text: `SELECT ${ROW} ${FROM}
              WHERE n.author_id = $1 AND n.status <> 'superseded' AND n.visible_to && $2::text[]
              ORDER BY n.updated_at DESC LIMIT 100`,
      values: [actor.personId, actor.keys],
    });
  }

  /** What waits for a moderator, longest first; nothing for whoever is none. */
  submitted(reader: Reader): Promise<(CaseNoteRow & { submittedAt: Date; replacesId: string | null })[]> {
    return this.reads.rows({
      name: 'case-notes.submitted',
      text: `SELECT ${ROW}, n.submitted_at AS "submittedAt", n.replaces_id AS "replacesId" ${FROM}
              WHERE n.status = 'submitted' AND n.visible_to && $1::text[] AND 'role:moderator' = ANY ($1::text[])
              ORDER BY n.submitted_at, n.id LIMIT 100`,
      values: [reader.keys],
    });
  }
}
