import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { caseNoteId } from './case-notes.rows.ts';
import { organisationId } from './organisations.rows.ts';
import { personId } from './people.rows.ts';
import { threadId } from './threads.rows.ts';

/** A Tuesday. */
const DAY = '2026-11-24';

/** What Omar watches, and what that found. */
const WATCHES = [
  {
    key: 'larkbourne-notes',
    trigger: 'council-note',
    subject: organisationId('larkbourne'),
    code: null,
    found: {
      key: `note:${caseNoteId('larkbourne-family-hubs-late-start')}`,
      kind: 'case-note',
      item: caseNoteId('larkbourne-family-hubs-late-start'),
      at: '2026-11-10T12:10:00.000Z',
    },
  },
  {
    key: 'fenmarch-year-three',
    trigger: 'council-year-three',
    subject: organisationId('fenmarch'),
    code: null,
    found: {
      key: `year-3:${organisationId('fenmarch-libraries')}`,
      kind: 'organisation',
      item: organisationId('fenmarch-libraries'),
      at: '2026-04-01T06:10:00.000Z',
    },
  },
  { key: 'youth', trigger: 'area-new', subject: null, code: 'youth', found: null },
] as const;
const watchId = (key: string): string => idOf('watch', key);
const findingId = (key: string): string => idOf('watch-finding', key);

const DIGESTS = [
  {
    person: 'omar',
    worked: 'fenmarch-libraries-first-three-years',
    failed: 'brindle-libraries-came-back',
    asked: 'chair-who-reads-accounts',
    field: [],
    found: ['larkbourne-notes', 'fenmarch-year-three'],
  },
  {
    person: 'rosa',
    worked: 'fenmarch-libraries-first-three-years',
    failed: 'brindle-libraries-came-back',
    asked: 'finance-lead-in-year-one',
    field: ['casual-museum-guides-on-the-list'],
    found: [],
  },
] as const;

/** What somebody watches, and two digests that wait to be sent: the worker finds them at its start. */
export function digestRows(): TableRows[] {
  return [
    {
      table: 'watches',
      rows: WATCHES.map(({ key, trigger, subject, code }) => ({
        id: watchId(key),
        person_id: personId('omar'),
        trigger,
        subject_id: subject,
        code,
        created_at: key === 'youth' ? '2026-11-23T09:00:00.000Z' : '2026-02-02T09:00:00.000Z',
      })),
    },
    {
      table: 'watch_findings',
      rows: WATCHES.flatMap(({ key, found }) =>
        found === null
          ? []
          : [
              {
                id: findingId(key),
                watch_id: watchId(key),
                key: found.key,
                item_kind: found.kind,
                item_id: found.item,
                known: false,
                found_at: found.at,
              },
            ],
      ),
    },
    {
      table: 'digests',
      rows: DIGESTS.map(({ person, worked, failed, asked, field, found }) => ({
        person_id: personId(person),
        kind: 'digest',
        day: DAY,
        worked: [caseNoteId(worked)],
        failed: [caseNoteId(failed)],
        asked: [threadId(asked)],
        field: field.map(threadId),
        found: found.map(findingId),
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
