import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { organisationId } from './organisations.rows.ts';
import { personId } from './people.rows.ts';
import { threadId } from './threads.rows.ts';

/** Its day is far off: nobody is nudged by it. */
const DUE = '2027-06-30';

const step = (key: string, person: string, text: string) => ({
  id: idOf('pledge', key),
  person_id: personId(person),
  text,
  due_on: DUE,
});

/** A few next steps that stand on profiles, and one that its owner alone sees. */
export function pledgeRows(): TableRows[] {
  return [
    {
      table: 'pledges',
      rows: [
        {
          ...step('rosa-pricing', 'rosa', 'Show our pricing sheet to somebody who has bid before'),
          audience: 'network',
          about: 'thread',
          about_id: threadId('finance-lead-in-year-one'),
        },
        { ...step('rosa-board', 'rosa', 'Ask two people to sit on the first board'), audience: 'me' },
      ],
    },
    {
      table: 'pledges',
      rows: [
        {
          ...step('priti-accounts', 'priti', 'Write down how we closed our first accounts'),
          audience: 'network',
          about: 'organisation',
          about_id: organisationId('fenmarch-libraries'),
          state: 'done',
          ended_at: '2026-11-20T12:00:00.000Z',
        },
      ],
    },
  ];
}
