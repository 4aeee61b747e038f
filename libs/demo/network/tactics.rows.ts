import { type DemoFiles } from '../demo-files.ts';
import { type DemoObjection, type DemoTactic } from '../files/tactics.file.ts';
import { idOf } from '#libs/platform/database';
import { type Row, type TableRows } from '../rows.ts';
import { caseNoteId } from './case-notes.rows.ts';
import { personId } from './people.rows.ts';

const tacticId = (key: string): string => idOf('tactic', key);
const objectionId = (key: string): string => idOf('objection', key);

const A_DAY = 86_400_000;

/** Each member said some days after another what came of it. */
const saidAt = (on: string, index: number): string =>
  new Date(Date.parse(`${on}T16:20:00Z`) + (index + 1) * 3 * A_DAY).toISOString();

const subjectRow = ({ title, serviceAreas, topics, stage, author, on }: DemoTactic | DemoObjection): Row => ({
  title,
  service_areas: serviceAreas,
  topics,
  stage,
  author_id: personId(author),
  status: 'published',
  fictional: true,
  published_at: `${on}T09:40:00Z`,
  created_at: `${on}T09:40:00Z`,
  updated_at: `${on}T09:40:00Z`,
});

export function tacticRows({ tactics, objections }: DemoFiles): TableRows[] {
  return [
    {
      table: 'tactics',
      rows: tactics.map((tactic) => ({
        id: tacticId(tactic.key),
        ...subjectRow(tactic),
        situation: tactic.situation,
        move: tactic.move,
        evidence: tactic.evidence ?? '',
        backfired: tactic.backfired ?? '',
      })),
    },
    {
      table: 'tactic_tries',
      rows: tactics.flatMap(({ key, on, tried }) =>
        tried.map(({ by, result, context }, index) => ({
          tactic_id: tacticId(key),
          person_id: personId(by),
          result,
          context: context ?? null,
          at: saidAt(on, index),
        })),
      ),
    },
    {
      table: 'objections',
      rows: objections.map((objection) => ({
        id: objectionId(objection.key),
        ...subjectRow(objection),
        behind: objection.behind,
        answers: objection.answers.map(({ side, text }) => ({ side, text })),
      })),
    },
    {
      table: 'objection_tactics',
      rows: objections.flatMap(({ key, tactics: linked }) =>
        linked.map(({ tactic }, index) => ({
          objection_id: objectionId(key),
          position: index + 1,
          tactic_id: tacticId(tactic),
        })),
      ),
    },
    {
      table: 'objection_meetings',
      rows: objections.flatMap(({ key, meetings }) =>
        meetings.map(({ caseNote, result, note }) => ({
          objection_id: objectionId(key),
          case_note_id: caseNoteId(caseNote),
          result,
          note: note ?? null,
        })),
      ),
    },
  ];
}
