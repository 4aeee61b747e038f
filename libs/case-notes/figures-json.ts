/** A note's measures as OutcomeContent[] in the author's order, each with its verdict; from the alias of case_notes. */
export const OUTCOMES_JSON = (n: string): string => `coalesce((
  SELECT json_agg(json_build_object('name', m.name, 'unit', m.unit, 'better', m.better,
           'baselineValue', trim_scale(m.baseline_value)::text, 'baselinePeriod', m.baseline_period,
           'laterValue', trim_scale(m.later_value)::text, 'laterPeriod', m.later_period,
           'source', m.source, 'confidence', m.confidence, 'verdict', m.verdict) ORDER BY m.position)
    FROM outcome_measures m WHERE m.case_note_id = ${n}.id), '[]')`;

/** A note's money as MoneyContent[] in the author's order; from the alias of case_notes. */
export const MONEY_JSON = (n: string): string => `coalesce((
  SELECT json_agg(json_build_object('kind', m.kind, 'label', m.label, 'amount', m.amount::text, 'per', m.per,
           'from', m.from_on, 'to', m.to_on, 'basis', m.basis, 'source', m.source, 'confidence', m.confidence)
         ORDER BY m.position)
    FROM money_figures m WHERE m.case_note_id = ${n}.id), '[]')`;
