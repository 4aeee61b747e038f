import { DISPUTED_SINCE } from '#libs/organisations';

/** The columns of a CaseNoteRow, from FROM. */
export const ROW = `
  n.id, n.title, n.summary, n.status, n.evidenced, n.fictional, n.verdict, n.saving_amount::text AS "savingAmount",
  n.saving_per AS "savingPer", n.evidence_grade AS "evidenceGrade", n.evidence_rank AS "evidenceRank",
  n.service_areas AS "serviceAreas", n.topics, n.stage, n.result, n.legal_form AS "legalForm", n.route, c.code AS "councilCode",
  c.nice_name AS "councilName", c.type AS "councilType", coalesce(c.nation, so.nation) AS nation,
  so.name AS "spinOutName", a.name AS "authorName", a.practitioner_role AS "authorRole",
  n.last_checked_on::text AS "lastCheckedOn", n.good_until::text AS "goodUntil", n.published_at AS "publishedAt",
  n.doubted_at IS NOT NULL AS doubted, ${DISPUTED_SINCE('n')} AS "disputedSince",
  n.updated_at AS "updatedAt", n.version`;

export const FROM = `
  FROM case_notes n
  JOIN people a ON a.id = n.author_id
  LEFT JOIN councils c ON c.organisation_id = n.council_id
  LEFT JOIN organisations so ON so.id = n.spin_out_id`;

/** What an author wrote under headings of its own, as text. */
export const WORDS = `
  n.why_not_known AS "whyNotKnown", n.what_happened AS "whatHappened", n.what_went_wrong AS "whatWentWrong",
  n.what_we_would_do_again AS "whatWeWouldDoAgain", n.cost_of_doing_nothing AS "costOfDoingNothing",
  n.lawful_help AS "lawfulHelp", n.political_context AS "politicalContext",
  trim_scale(n.done_while_cutting_percent)::text AS "doneWhileCuttingPercent", n.loss_reason AS "lossReason",
  n.period_from::text AS "periodFrom", n.period_to::text AS "periodTo", n.withdrawn_reason AS "withdrawnReason",
  n.withdrawn_at AS "withdrawnAt", n.licence`;
