import { CIRCLE_KINDS, VISIBILITIES } from '#libs/circles';
import { Choice, Flag, Moment, Several, Text, Texts, Whole } from '#libs/platform/inputs';
import { fullOf } from '../canonical.ts';
import { type RecordKind } from '../kinds.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import { inOrder, list, moment, MOST_VERSION, RecordInput, Reference, text } from './common.ts';

class MemberInput {
  @Reference('person', { optional: false })
  readonly person!: string;

  @Moment({ label: 'since', optional: true })
  readonly since?: string;

  @Choice({ label: 'role', of: ['member', 'facilitator'], optional: true })
  readonly role?: string;
}

export class CircleRecord extends RecordInput {
  @Text({ label: 'name', max: 120 })
  readonly name!: string;

  @Text({ label: 'purpose', max: 500, optional: true })
  readonly purpose?: string;

  @Choice({ label: 'kind', of: CIRCLE_KINDS, optional: true })
  readonly kind?: string;

  @Choice({ label: 'visibility', of: VISIBILITIES, optional: true })
  readonly visibility?: string;

  @Texts({ label: 'questions', max: 3, each: 200, optional: true })
  readonly questions?: string[];

  @Text({ label: 'agenda', max: 4_000, optional: true })
  readonly agenda?: string;

  @Flag({ label: 'fictional', optional: true })
  readonly fictional?: boolean;

  @Whole({ label: 'version', min: 1, max: MOST_VERSION, optional: true })
  readonly version?: number;

  @Several({ label: 'members', of: MemberInput, max: 10_000, optional: true })
  readonly members?: MemberInput[];
}

const READ = `
  SELECT c.id, ${moment('c.created_at')} AS "createdAt", c.name, c.purpose, c.kind, c.visibility, c.questions,
         c.agenda, c.fictional, c.version,
         (SELECT coalesce(json_agg(json_build_object('person', m.person_id, 'since', m.since, 'role', m.role) ORDER BY m.person_id), '[]')
            FROM circle_members m WHERE m.circle_id = c.id) AS members
    FROM circles c WHERE c.id = ANY ($1::uuid[])`;

/** Groups that questions are asked in: their names, and who is in them. */
export const circles: RecordKind = {
  type: 'circle',
  Input: CircleRecord,
  table: 'circles',
  listKeys: { members: 'person' },

  async read(tx, ids) {
    const rows = await tx.query<Row[]>(READ, [ids]);
    return inOrder(
      rows.map((row) => fullOf(CircleRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const members = list(full['members']);
    const people = await refs.several(
      members.map((member, index) => [`members.${index}.person`, member['person']]),
      'practitioner',
    );
    return { ...full, members: members.map((member, index) => ({ ...member, person: people[index] })) };
  },

  defaults: (full, now) => ({
    ...full,
    createdAt: full['createdAt'] ?? now,
    kind: full['kind'] ?? 'topic',
    // Nothing is shown of a group to more people than is said.
    visibility: full['visibility'] ?? 'confidential',
    fictional: full['fictional'] ?? false,
    version: full['version'] ?? 1,
    // Who is named first says who else is in it, where nobody is named for that.
    members: list(full['members']).map((member, index, all) => ({
      ...member,
      since: member['since'] ?? now,
      role:
        member['role'] ?? (index === 0 && all.every(({ role }) => role !== 'facilitator') ? 'facilitator' : 'member'),
    })),
  }),

  async keep(tx, full) {
    const id = text(full['id']);
    const { name, purpose, kind, visibility, questions, agenda, fictional, version, createdAt } = full;
    const row = { id, name, purpose, kind, visibility, questions, agenda, fictional, version, created_at: createdAt };
    await keepRows(tx, 'circles', ['id'], [row]);
    await replaceRows(
      tx,
      'circle_members',
      ['circle_id', id],
      list(full['members']).map((member) => ({
        circle_id: id,
        person_id: member['person'],
        since: member['since'],
        role: member['role'],
      })),
    );
    return [];
  },
};
