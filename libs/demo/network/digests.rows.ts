import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { caseNoteId } from './case-notes.rows.ts';
import { personId } from './people.rows.ts';
import { threadId } from './threads.rows.ts';

/** A Tuesday. */
const DAY = '2026-11-24';

const DIGESTS = [
  {
    person: 'omar',
    worked: 'fenmarch-libraries-first-three-years',
    failed: 'brindle-libraries-came-back',
    asked: 'chair-who-reads-accounts',
    field: [],
  },
  {
    person: 'rosa',
    worked: 'fenmarch-libraries-first-three-years',
    failed: 'brindle-libraries-came-back',
    asked: 'finance-lead-in-year-one',
    field: ['casual-museum-guides-on-the-list'],
  },
] as const;

/** Two digests that wait to be sent: the worker finds them at its start. */
export function digestRows(): TableRows[] {
  return [
    {
      table: 'digests',
      rows: DIGESTS.map(({ person, worked, failed, asked, field }) => ({
        person_id: personId(person),
        kind: 'digest',
        day: DAY,
        worked: [caseNoteId(worked)],
        failed: [caseNoteId(failed)],
        asked: [threadId(asked)],
        field: field.map(threadId),
        created_at: `${DAY}T07:00:02.000Z`,
      })),
    },
    {
      table: 'mails',
      rows: DIGESTS.map(({ person }) => ({
        id: idOf('mail', `digest/${person}`),
        person_id: personId(person),
        kind: 'digest',
        key: `digest:${personId(person)}:${DAY}`,
        state: 'waiting',
        tries: 0,
        next_at: `${DAY}T07:00:02.000Z`,
        created_at: `${DAY}T07:00:02.000Z`,
      })),
    },
  ];
}
