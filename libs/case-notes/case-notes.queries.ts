import { Injectable } from '@nestjs/common';
import { type Actor, hasRole, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
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
import { LOSSES, type OutcomeFilter, type PoliticalTag, resultsOf } from './case-notes.words.ts';
import { CaseNoteNotFound } from './case-notes.errors.ts';
import { SUCCESSOR_JSON } from './citations.ts';
import { type CaseNoteListInput } from './case-notes.inputs.ts';
import { type MoneyContent, type OutcomeContent } from './content.ts';
import { MONEY_JSON, OUTCOMES_JSON, PARTS } from './figures-json.ts';

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

const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const TOP_RANK = 99;

const ROW = `
  n.id, n.title, n.summary, n.status, n.evidenced, n.fictional, n.verdict, n.saving_amount::text AS "savingAmount",
  n.saving_per AS "savingPer", n.evidence_grade AS "evidenceGrade", n.evidence_rank AS "evidenceRank",
  n.service_areas AS "serviceAreas", n.topics, n.stage, n.result, n.legal_form AS "legalForm", n.route, c.code AS "councilCode",
  c.nice_name AS "councilName", c.type AS "councilType", coalesce(c.nation, so.nation) AS nation,
  so.name AS "spinOutName", a.name AS "authorName", a.practitioner_role AS "authorRole",
  n.last_checked_on::text AS "lastCheckedOn", n.good_until::text AS "goodUntil", n.published_at AS "publishedAt",
  n.updated_at AS "updatedAt", n.version`;

const FROM = `
  FROM case_notes n
  JOIN people a ON a.id = n.author_id
  LEFT JOIN councils c ON c.organisation_id = n.council_id
  LEFT JOIN organisations so ON so.id = n.spin_out_id`;

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

  /** Published notes: newest first, or the strongest evidence first and then newest. */
  async list(reader: Reader, chosen: CaseNoteListInput): Promise<{ items: CaseNoteRow[]; next: string | null }> {
    const { sort, after, limit } = chosen;
    const [rank = TOP_RANK, at = 'infinity', id = LAST_UUID] = startOf(sort, after);
    const values: unknown[] = [reader.keys, at, id, limit + 1];
    const where = (sql: (parameter: string) => string, value: unknown): string =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? '' : `AND ${sql(`$${values.push(value)}`)}`;
    const order = sort === 'evidence' ? 'n.evidence_rank, n.published_at, n.id' : 'n.published_at, n.id';
    const bound =
      sort === 'evidence' ? `($${values.push(rank)}::int, $2::timestamptz, $3::uuid)` : '($2::timestamptz, $3::uuid)';
    const rows = await this.reads.rows<CaseNoteRow>({
      name: null,
      text: `SELECT ${ROW} ${FROM}
              WHERE (${order}) < ${bound} AND n.status = 'published' AND n.visible_to && $1::text[]
                ${where((p) => `n.service_areas @> ARRAY[${p}]`, chosen.serviceArea)}
                ${where((p) => `n.topics @> ARRAY[${p}]`, chosen.topic)}
                ${where((p) => `n.stage = ${p}`, chosen.stage)}
                ${where((p) => `n.result = ANY (${p}::text[])`, resultsOf(chosen.result))}
                ${where((p) => `(n.verdict = ANY (${p}::text[]) OR ${outcomeIsLoss(chosen.outcome)})`, chosen.outcome)}
                ${where((p) => `coalesce(c.nation, so.nation) = ANY (${p}::text[])`, chosen.nation)}
                ${where((p) => `c.type = ${p}`, chosen.councilType)}
                ${where((p) => `n.legal_form = ${p}`, chosen.legalForm)}
                ${where((p) => `c.code = ${p}`, chosen.council)}
                ${where((p) => `n.spin_out_id = ${p}::uuid`, chosen.spinOut)}
                ${where((p) => `n.evidenced = ${p}::boolean`, chosen.evidenced)}
              ORDER BY ${order.replaceAll(/(n\.\w+)/g, '$1 DESC')}
              LIMIT $4`,
      values,
    });
    return pageOf(rows, limit, (row) => [
      ...(sort === 'evidence' ? [row.evidenceRank] : []),
      row.publishedAt!.toISOString(),
      row.id,
    ]);
  }

  /** One note with all that hangs on it; throws CaseNoteNotFound. One statement. */
  async note(reader: Reader, id: string): Promise<CaseNoteDetail> {
    const note = await this.reads.row<CaseNoteDetail>({
      name: 'case-notes.note',
      text: `SELECT ${ROW}, n.author_id AS "authorId", n.author_organisation AS "authorOrganisation",
                    a.fictional AS "authorFictional", n.author_tie AS "authorTie",
                    ${ORGANISATION('co', 'c.code')} AS council, ${ORGANISATION('so', 'NULL::text')} AS "spinOut",
                    n.loss_reason AS "lossReason", n.period_from::text AS "periodFrom", n.period_to::text AS "periodTo", ${OUTCOMES_JSON('n', SEES_ALL)} AS outcomes,
                    n.why_not_known AS "whyNotKnown", ${MONEY_JSON('n', SEES_ALL)} AS money, n.what_happened AS "whatHappened",
                    n.what_went_wrong AS "whatWentWrong", n.what_we_would_do_again AS "whatWeWouldDoAgain",
                    n.what_happened_html AS "whatHappenedHtml", n.what_went_wrong_html AS "whatWentWrongHtml",
                    n.what_we_would_do_again_html AS "whatWeWouldDoAgainHtml",
                    n.cost_of_doing_nothing AS "costOfDoingNothing", n.lawful_help AS "lawfulHelp",
                    n.political_context AS "politicalContext",
                    trim_scale(n.done_while_cutting_percent)::text AS "doneWhileCuttingPercent", ${PARTS('n')},
                    n.replaces_id AS "replacesId",
                    (SELECT r.id FROM case_notes r
                      WHERE r.replaces_id = n.id AND r.status IN ('draft', 'submitted') AND r.visible_to && $2::text[]
                    ) AS "revisionId",
                    CASE WHEN n.author_id = $3::uuid OR $4 THEN n.review_comment END AS "reviewComment",
                    n.withdrawn_reason AS "withdrawnReason", n.withdrawn_at AS "withdrawnAt",
                    n.withdrawn_by AS "withdrawnBy", ${SUCCESSOR_JSON('n')} AS "replacedBy",
                    n.submitted_at AS "submittedAt", n.licence, n.lang, n.created_at AS "createdAt",
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

/** Whether a loss is among the outcomes that are asked for, as SQL about a note. */
const outcomeIsLoss = (outcome: readonly OutcomeFilter[]): string =>
  outcome.includes('lost') ? `n.result IN (${LOSSES.map((loss) => `'${loss}'`).join(', ')})` : 'false';

/** The last row of the page before, as [rank, moment, id]; of a list by date there is no rank. */
function startOf(sort: CaseNoteListInput['sort'], after: string | undefined): [number?, string?, string?] {
  if (sort === 'newest') {
    const [at, id] = fromCursor(after, 'time', 'id') ?? [];
    return [undefined, at, id];
  }
  const [rank, at, id] = fromCursor(after, 'number', 'time', 'id') ?? [];
  // A cursor is only text: keep what would not fit the column from reaching the cast.
  return [rank === undefined ? undefined : Math.min(TOP_RANK, Math.max(0, Math.trunc(Number(rank)))), at, id];
}

/** In one place, so that no page, feed or program can show what was withdrawn. */
const withoutWords = (note: CaseNoteDetail): CaseNoteDetail => ({
  ...note,
  summary: '',
  evidenced: false,
  verdict: 'unknown',
  savingAmount: null,
  savingPer: null,
  evidenceGrade: 'none',
  route: null,
  outcomes: [],
  lossReason: null,
  whyNotKnown: null,
  money: [],
  whatHappened: '',
  whatWentWrong: '',
  whatWeWouldDoAgain: '',
  whatHappenedHtml: '',
  whatWentWrongHtml: '',
  whatWeWouldDoAgainHtml: '',
  costOfDoingNothing: null,
  lawfulHelp: null,
  politicalContext: null,
  doneWhileCuttingPercent: null,
  decision: null,
  whyNow: null,
  options: [],
  capacity: [],
  tacticsUsed: null,
  objectionsMet: null,
  documents: [],
  peopleToAsk: [],
  politicalTags: [],
  claimsEvidenced: false,
});
