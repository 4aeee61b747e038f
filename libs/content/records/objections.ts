import { Choice, Several, Text, Texts } from '#libs/platform/inputs';
import { ANSWER_SIDES, OBJECTION_RESULTS } from '#libs/tactics';
import { fullOf } from '../canonical.ts';
import { type RecordKind } from '../kinds.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import { inOrder, list, Reference, text, texts } from './common.ts';
import { ARGUMENT, argumentDefaults, ArgumentInput, argumentRow } from './tactics.ts';

class AnswerInput {
  @Choice({ label: 'side', of: Object.keys(ANSWER_SIDES) })
  readonly side!: string;

  @Text({ label: 'text', max: 3_000 })
  readonly text!: string;
}

/** Where it was met. */
class MeetingInput {
  @Reference('caseNote', { optional: false })
  readonly caseNote!: string;

  @Choice({ label: 'result', of: Object.keys(OBJECTION_RESULTS) })
  readonly result!: string;

  @Text({ label: 'note', max: 300, optional: true })
  readonly note?: string;
}

export class ObjectionRecord extends ArgumentInput {
  @Text({ label: 'behind', max: 3_000 })
  readonly behind!: string;

  @Several({ label: 'answers', of: AnswerInput, max: 50, optional: true })
  readonly answers?: AnswerInput[];

  /** Tactics that answer it, the best first. */
  @Texts({ label: 'tactics', max: 50, each: 200, optional: true })
  readonly tactics?: string[];

  @Several({ label: 'meetings', of: MeetingInput, max: 5_000, optional: true })
  readonly meetings?: MeetingInput[];
}

const READ = `
  SELECT ${ARGUMENT('o')}, o.behind, o.answers,
         ARRAY(SELECT l.tactic_id::text FROM objection_tactics l WHERE l.objection_id = o.id ORDER BY l.position) AS tactics,
         (SELECT coalesce(json_agg(json_build_object('caseNote', m.case_note_id, 'result', m.result, 'note', m.note)
                   ORDER BY m.case_note_id), '[]')
            FROM objection_meetings m WHERE m.objection_id = o.id) AS meetings
    FROM objections o WHERE o.id = ANY ($1::uuid[])`;

export const objections: RecordKind = {
  type: 'objection',
  Input: ObjectionRecord,
  table: 'objections',
  listKeys: { meetings: 'caseNote' },

  async read(tx, ids) {
    const rows = await tx.query<Row[]>(READ, [ids]);
    return inOrder(
      rows.map((row) => fullOf(ObjectionRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const meetings = list(full['meetings']);
    const notes = await refs.several(
      meetings.map((meeting, i) => [`meetings.${i}.caseNote`, meeting['caseNote']]),
      'case-note',
    );
    return {
      ...full,
      author: await refs.one('author', 'practitioner', full['author']),
      tactics: await refs.several(
        texts(full['tactics']).map((tactic, i) => [`tactics.${i}`, tactic]),
        'tactic',
      ),
      meetings: meetings.map((meeting, i) => ({ ...meeting, caseNote: notes[i] })),
    };
  },

  defaults: argumentDefaults,

  async keep(tx, full) {
    const id = text(full['id']);
    const answers = list(full['answers']);
    const sides = new Set(answers.map(({ side }) => side));
    if (full['status'] === 'published' && sides.size < 2) {
      return [{ field: 'answers', message: 'What is published has an answer on each side: for and against' }];
    }
    await keepRows(tx, 'objections', ['id'], [{ ...argumentRow(full), behind: full['behind'], answers }]);
    await replaceRows(
      tx,
      'objection_tactics',
      ['objection_id', id],
      texts(full['tactics']).map((tactic, index) => ({ objection_id: id, position: index + 1, tactic_id: tactic })),
    );
    await replaceRows(
      tx,
      'objection_meetings',
      ['objection_id', id],
      list(full['meetings']).map((meeting) => ({
        objection_id: id,
        case_note_id: meeting['caseNote'],
        result: meeting['result'],
        note: meeting['note'],
      })),
    );
    return [];
  },
};
