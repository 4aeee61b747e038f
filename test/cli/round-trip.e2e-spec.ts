import 'reflect-metadata';
import path from 'node:path';
import fc from 'fast-check';
import { contentGiven, type ContentGiven, filesIn } from './content.given.ts';

jest.setTimeout(180_000);

/** What a person may type into a form. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => `Ænglish: ${text} "z"`)
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
/** What may stand in a table, however it came there: everything but the one character that PostgreSQL has not. */
const anything = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => `${text.replaceAll('\0', '\u0001')}\u2028\r\n\\`);
const moment = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString());
const person = fc.nat(2).map((n) => `person-${n}`);

const network = fc.record({
  names: fc.tuple(words, words, words),
  spinOut: words,
  questions: fc.array(
    fc.record({
      title: words,
      body: words,
      author: person,
      audience: fc.constantFrom('public', 'network'),
      createdAt: moment,
      answers: fc.array(fc.record({ author: person, body: words, createdAt: moment }), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  notes: fc.array(fc.record({ title: words, author: person, summary: words }), { minLength: 1, maxLength: 3 }),
  tactics: fc.array(fc.record({ title: words, situation: words, move: words, author: person }), { maxLength: 2 }),
  comments: fc.array(fc.record({ body: anything, answer: anything, at: moment }), { maxLength: 4 }),
  facts: fc.array(
    fc.record({
      details: fc.record({
        text: anything,
        number: fc.double({ noNaN: true, noDefaultInfinity: true }),
        list: fc.array(anything, { maxLength: 3 }),
      }),
      from: moment,
    }),
    { maxLength: 4 },
  ),
  days: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 3 }),
});
type Network = typeof network extends fc.Arbitrary<infer Given> ? Given : never;

const recordsOf = ({ names, spinOut, questions, notes, tactics }: Network): object[] => [
  ...questions.map((question, n) => ({ type: 'question', key: `q${n}`, ...question })),
  ...notes.map((note, n) => ({ type: 'case-note', key: `n${n}`, status: 'draft', ...note })),
  ...tactics.map((tactic, n) => ({ type: 'tactic', key: `t${n}`, status: 'published', ...tactic })),
  ...names.map((name, n) => ({ type: 'practitioner', key: `person-${n}`, name, practitionerRole: 'founder' })),
  { type: 'organisation', key: 's', kind: 'spin_out', name: spinOut, spinOut: { stage: 'trading-early' } },
];

async function rowsFor({ rows }: ContentGiven, { comments, facts, days }: Network): Promise<void> {
  await rows(
    `INSERT INTO case_note_comments (case_note_id, version, section, body, author_id, answer, answered_at)
     SELECT (SELECT min(id::text)::uuid FROM case_notes), 1, 'money', body, (SELECT min(id::text)::uuid FROM people), answer, at
       FROM json_to_recordset($1) AS r (body text, answer text, at timestamptz)`,
    [JSON.stringify(comments)],
  );
  await rows(
    `INSERT INTO spin_out_facts (spin_out_id, kind, from_on, details, source_kind, source, audience)
     SELECT (SELECT min(organisation_id::text)::uuid FROM spin_outs), 'governance', "from", details, 'self', 'Us', 'network'
       FROM json_to_recordset($1) AS r ("from" date, details jsonb)`,
    [JSON.stringify(facts)],
  );
  await rows(
    `INSERT INTO capacity_entries (person_id, stage, role, days_per_week)
     SELECT (SELECT min(id::text)::uuid FROM people), 'forming', 'Lead ' || n, days::numeric / 10
       FROM json_array_elements_text($1) WITH ORDINALITY AS t (days, n)`,
    [JSON.stringify(days)],
  );
}

describe('whatever is in a network', () => {
  it('comes back from an export as it was, byte for byte, and once more as unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(network, async (given) => {
        const [site, copy] = [await contentGiven(), await contentGiven()];
        try {
          const file = site.file('network.jsonl', ...recordsOf(given));
          expect(await site.run('import', 'content', file)).toMatchObject({ code: 0, err: '' });
          await rowsFor(site, given);

          const [first, second] = [path.join(site.folder, 'first'), path.join(copy.folder, 'second')];
          expect(await site.run('export', first, '--with-confidential')).toMatchObject({ code: 0, err: '' });
          expect(await copy.run('restore', first)).toMatchObject({ code: 0, err: '' });
          expect(await copy.run('export', second, '--with-confidential')).toMatchObject({ code: 0, err: '' });
          expect(filesIn(second)).toEqual(filesIn(first));

          const again = await copy.run('import', 'content', file);
          expect(again).toMatchObject({ code: 0, err: '' });
          expect(again.out).not.toMatch(/[1-9]\d* (added|changed)/);
        } finally {
          await site.stop();
          await copy.stop();
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
