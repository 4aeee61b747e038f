import { type TableRows } from '../rows.ts';
import { organisationId } from './organisations.rows.ts';
import { personId } from './people.rows.ts';

const of = (person: string, named: boolean, levels: Record<string, number>) => ({
  organisation_id: organisationId('holloway-youth'),
  person_id: personId(person),
  named,
  ...levels,
});

/** Two of one team: so few that nobody's numbers are shown, and one of them says so by name. */
export function skillRows(): TableRows[] {
  return [
    {
      table: 'skill_assessments',
      rows: [
        of('rosa', true, {
          bidding: 1,
          pricing: 0,
          cash: 1,
          governance: 2,
          tupe: 2,
          pensions: 0,
          marketing: 1,
          data: 3,
        }),
        of('jun', false, {
          bidding: 0,
          pricing: 0,
          cash: 0,
          governance: 3,
          tupe: 1,
          pensions: 1,
          marketing: 1,
          data: 1,
        }),
      ],
    },
  ];
}
