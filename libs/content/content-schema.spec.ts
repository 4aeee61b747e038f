import 'reflect-metadata';
import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { contentSchema } from './content-schema.ts';
import { CONTENT_TYPES } from './content-types.ts';
import { parseRecord } from './parse-record.ts';

const ajv = new Ajv2020({ strict: false, formats: { uuid: true, date: true, 'date-time': true, email: true } });
const valid = ajv.compile(contentSchema());

const SOUND: Record<string, object> = {
  organisation: {
    key: 'fenwick',
    kind: 'council',
    name: 'Fenwick',
    nation: 'England',
    council: {
      code: 'ZFWK',
      officialName: 'Fenwick',
      niceName: 'Fenwick',
      type: 'CTY',
      gssCodes: [{ code: 'E10000001' }],
    },
  },
  practitioner: { key: 'asha', name: 'Asha', memberships: [{ organisation: 'fenwick' }], email: 'asha@example.org' },
  circle: { key: 'pensions', name: 'Pensions', members: [{ person: 'asha' }] },
  'case-note': {
    id: '0199a000-0000-7000-8000-00000000000f',
    title: 'Nine branches, one society',
    author: 'asha',
    outcomes: [{ name: 'Visits', better: 'up', baselineValue: '10.5' }],
    money: [{ kind: 'saving', label: 'Cost', amount: '1200.00', per: 'year' }],
    versions: [
      {
        version: 1,
        status: 'draft',
        content: { title: 'Nine branches' },
        changedBy: 'asha',
        at: '2026-01-01T00:00:00Z',
      },
    ],
  },
  question: {
    key: 'count',
    title: 'How do you count?',
    body: 'Please tell.',
    author: 'asha',
    answers: [{ author: 'asha', body: 'So.', revisions: [] }],
    followers: [{ person: 'asha', since: '2026-01-01T00:00:00Z' }],
  },
  guide: {
    key: 'g',
    slug: 'g',
    title: 'Count',
    summary: 'So.',
    body: 'So.',
    owner: 'asha',
    sources: [{ answer: 'a', credited: 'b' }],
  },
  tactic: {
    key: 't',
    title: 'Count',
    author: 'asha',
    situation: 's',
    move: 'm',
    tried: [{ person: 'asha', result: 'worked' }],
  },
  objection: {
    key: 'o',
    title: 'No',
    author: 'asha',
    behind: 'b',
    answers: [{ side: 'for', text: 'x' }],
    tactics: ['t'],
    meetings: [],
  },
};

const verdicts = (record: unknown): { class: boolean; schema: boolean } => ({
  class: 'record' in parseRecord(record),
  schema: valid(record),
});

describe('the JSON Schema of the content format', () => {
  it('is as kept in docs (npm run waymark -- content-schema --write)', () => {
    expect(JSON.parse(fs.readFileSync('docs/content.schema.json', 'utf8'))).toEqual(contentSchema());
  });

  it('has a definition for each type, and refers to nothing that is not in it', () => {
    const text = JSON.stringify(contentSchema());
    const { $defs } = contentSchema() as { $defs: Record<string, unknown> };
    for (const type of CONTENT_TYPES) expect(Object.keys($defs)).toContain(type);
    const targets = [...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !(target in $defs))).toEqual([]);
  });

  it.each(CONTENT_TYPES.map((type) => [type]))('takes a sound %s, as its class does', (type) => {
    expect(verdicts({ type, ...SOUND[type] })).toEqual({ class: true, schema: true });
  });

  const broken: [string, string, object][] = CONTENT_TYPES.flatMap((type): [string, string, object][] => {
    const sound = SOUND[type] as Record<string, unknown>;
    const unknown = { ...sound, id: undefined, key: undefined };
    const needed = Object.keys(sound).filter((name) =>
      ['name', 'title', 'author', 'body', 'kind', 'move', 'owner'].includes(name),
    );
    return [
      ['without id and key', type, unknown],
      ['with a field that is none', type, { ...sound, colour: 'red' }],
      ['with a moment that is none', type, { ...sound, createdAt: 5 }],
      ...needed.map((name): [string, string, object] => [`without ${name}`, type, { ...sound, [name]: undefined }]),
      ...needed.map((name): [string, string, object] => [`with a number for ${name}`, type, { ...sound, [name]: 7 }]),
    ];
  });
  it.each([
    ...broken,
    ['with a side that is none', 'objection', { ...SOUND['objection'], answers: [{ side: 'left', text: 'x' }] }],
    ['with a result that is none', 'tactic', { ...SOUND['tactic'], tried: [{ person: 'asha', result: 'maybe' }] }],
    ['with an answer by nobody', 'question', { ...SOUND['question'], answers: [{ body: 'So.' }] }],
    ['with a title that is too long', 'tactic', { ...SOUND['tactic'], title: 'x'.repeat(201) }],
    [
      'with an amount that is none',
      'case-note',
      { ...SOUND['case-note'], money: [{ kind: 'saving', label: 'x', amount: 'a lot', per: 'year' }] },
    ],
    ['with a list that is none', 'objection', { ...SOUND['objection'], meetings: 'none' }],
    ['with a version below one', 'guide', { ...SOUND['guide'], version: 0 }],
  ] as [string, string, object][])('refuses one %s, as its class does: %s', (_what, type, record) => {
    expect(verdicts(JSON.parse(JSON.stringify({ type, ...record })))).toEqual({ class: false, schema: false });
  });
});
