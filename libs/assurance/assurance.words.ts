/** What a pack says, in the order in which a buyer asks. */
export const ASSURANCE_FIELDS = {
  insurer: { label: 'Insurance', hint: 'Who insures you, for what and up to how much', max: 1000 },
  stepIn: { label: 'Step-in', hint: 'Who could run the service at short notice, and on what right', max: 2000 },
  exitPlan: {
    label: 'Exit plan',
    hint: 'What happens to staff, records and buildings when the contract ends',
    max: 2000,
  },
  keyPeople: { label: 'Cover for key people', hint: 'Who stands in for whom. Roles, not names', max: 2000 },
  inspections: { label: 'Inspection results', hint: 'By whom, when, and with what result', max: 2000 },
} as const;

export type AssuranceField = keyof typeof ASSURANCE_FIELDS;
