const OPEN = (all: string): string =>
  all === 'true' ? '' : ` AND (${all} OR m.confidential_until IS NULL OR m.confidential_until <= current_date)`;

/**
 * A note's measures as OutcomeContent[] in the author's order, each with its verdict; from the alias of case_notes.
 * `all` is SQL: whether whoever reads may also know what is confidential still.
 */
export const OUTCOMES_JSON = (n: string, all: string): string => `coalesce((
  SELECT json_agg(json_build_object('name', m.name, 'unit', m.unit, 'better', m.better,
           'baselineValue', trim_scale(m.baseline_value)::text, 'baselinePeriod', m.baseline_period,
           'laterValue', trim_scale(m.later_value)::text, 'laterPeriod', m.later_period,
           'source', m.source, 'confidence', m.confidence, 'comparator', m.comparator,
           'confidentialUntil', m.confidential_until, 'verdict', m.verdict) ORDER BY m.position)
    FROM outcome_measures m WHERE m.case_note_id = ${n}.id${OPEN(all)}), '[]')`;

/** A note's money as MoneyContent[] in the author's order; as above. */
export const MONEY_JSON = (n: string, all: string): string => `coalesce((
  SELECT json_agg(json_build_object('kind', m.kind, 'label', m.label, 'amount', m.amount::text, 'per', m.per,
           'from', m.from_on, 'to', m.to_on, 'basis', m.basis, 'source', m.source, 'confidence', m.confidence,
           'netOf', m.net_of, 'whoSaves', m.who_saves, 'attribution', m.attribution, 'stage', m.stage,
           'confidentialUntil', m.confidential_until)
         ORDER BY m.position)
    FROM money_figures m WHERE m.case_note_id = ${n}.id${OPEN(all)}), '[]')`;

/** The parts of a note that are not its figures and came with the full form; from the alias of case_notes. */
export const PARTS = (n: string): string => `
  ${n}.decision, ${n}.why_now AS "whyNow", ${n}.options, ${n}.capacity, ${n}.tactics_used AS "tacticsUsed",
  ${n}.objections_met AS "objectionsMet", ${n}.documents, ${n}.people_to_ask AS "peopleToAsk",
  ${n}.political_tags AS "politicalTags", ${n}.lawful_help_kinds AS "lawfulHelpKinds",
  ${n}.claims_evidenced AS "claimsEvidenced"`;
