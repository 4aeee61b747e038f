import fc from 'fast-check';
import { chosenOf, inOrder, isFromElsewhere } from './choose.ts';
import {
  ADVISERS_MOST,
  type Counted,
  type Helper,
  HELPERS_MOST,
  POINTS_LEAST,
  pointsOf,
  reasonsOf,
  RULES,
} from './rules.ts';

const COUNTED = RULES.map(({ counts }) => counts);
const TOPICS = ['pensions', 'vat'];
const question = { topics: TOPICS, serviceAreas: ['libraries'], stage: 'transition', own: true };

/** Somebody with these counts; the words behind them are as they would be. */
const helper = (over: Partial<Helper> = {}): Helper => {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as unknown as Counted;
  return {
    ...counts,
    id: 'a',
    name: 'Dee Marrowby',
    practitionerRole: 'finance',
    jobTitle: null,
    organisation: null,
    fictional: false,
    adviser: false,
    colleague: false,
    limited: false,
    saysLimited: false,
    askedLately: 0,
    askedAt: null,
    draw: 'x',
    bothTopics: ['pensions'],
    bothServices: ['libraries'],
    otherTopics: ['vat'],
    noteServices: ['libraries'],
    offered: ['pensions', 'vat'],
    services: ['libraries'],
    otherService: null,
    note: { id: 'n', title: 'A note' },
    answer: { threadId: 't', title: 'A question', number: 3 },
    council: 'Fenmarch',
    letGo: false,
    legalForm: 'cio',
    answersInDays: null,
    ...over,
  };
};

const counts = fc.record(
  Object.fromEntries(COUNTED.map((name) => [name, fc.nat({ max: 6 })])),
) as fc.Arbitrary<Counted>;
const people: fc.Arbitrary<Helper[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.uuid(),
      counts,
      adviser: fc.boolean(),
      limited: fc.boolean(),
      askedLately: fc.nat({ max: 3 }),
      askedAt: fc.option(fc.date({ noInvalidDate: true })),
      draw: fc.string({ maxLength: 1 }),
    }),
    { maxLength: 14, selector: ({ id }) => id },
  )
  .map((all) => all.map(({ counts: counted, ...who }) => helper({ ...who, ...counted })));
const placeOf = (all: readonly Helper[], id: string): number => all.toSorted(inOrder).findIndex((who) => who.id === id);

describe('helpers, whoever they are', () => {
  it('are at most five, and at most two advisers apart from them, each once', () => {
    fc.assert(
      fc.property(people, (all) => {
        const { helpers, advisers } = chosenOf(all, question);
        expect(helpers.length).toBeLessThanOrEqual(HELPERS_MOST);
        expect(advisers.length).toBeLessThanOrEqual(ADVISERS_MOST);
        expect(helpers.some(({ adviser }) => adviser)).toBe(false);
        expect(advisers.every(({ adviser }) => adviser)).toBe(true);
        expect(new Set([...helpers, ...advisers].map(({ id }) => id)).size).toBe(helpers.length + advisers.length);
        for (const who of [...helpers, ...advisers]) expect(pointsOf(who)).toBeGreaterThanOrEqual(POINTS_LEAST);
      }),
    );
  });

  it('come out the same, in whatever order they were found', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (all, random) => {
        const shuffled = all.map((who) => ({ who, by: random.next().value! })).toSorted((a, b) => a.by - b.by);
        expect(
          chosenOf(
            shuffled.map(({ who }) => who),
            question,
          ),
        ).toEqual(chosenOf(all, question));
      }),
    );
  });

  it('have one order: of two one comes first, and no three go round', () => {
    fc.assert(
      fc.property(people, (all) => {
        for (const a of all) {
          for (const b of all) {
            expect(Math.sign(inOrder(a, b)) + Math.sign(inOrder(b, a))).toBe(0);
            expect(inOrder(a, b) === 0).toBe(a.id === b.id);
            const beyond = all.filter((c) => inOrder(a, b) < 0 && inOrder(b, c) < 0);
            expect(beyond.every((c) => inOrder(a, c) < 0)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never stand lower for more evidence, of whatever kind', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...COUNTED), fc.nat(), (all, name, which) => {
        if (all.length === 0) return;
        const who = all[which % all.length]!;
        const more = all.map((one) => (one === who ? { ...one, [name]: one[name] + 1 } : one));
        expect(placeOf(more, who.id)).toBeLessThanOrEqual(placeOf(all, who.id));
      }),
    );
  });

  it('are not asked twice while an equal has not been asked', () => {
    fc.assert(
      fc.property(counts, fc.nat({ max: 5 }), fc.nat({ max: 5 }), (counted, one, other) => {
        const [a, b] = [
          helper({ ...counted, id: 'a', askedLately: one }),
          helper({ ...counted, id: 'b', askedLately: other }),
        ];
        const [first] = [a, b].toSorted(inOrder);
        expect(first!.askedLately).toBe(Math.min(one, other));
      }),
    );
  });

  it('K10: have one from another service among them, where one knows the topic', () => {
    fc.assert(
      fc.property(people, (all) => {
        const able = all.some((who) => !who.adviser && pointsOf(who) >= POINTS_LEAST && isFromElsewhere(who, question));
        const { helpers } = chosenOf(all, question);
        expect(helpers.some((who) => isFromElsewhere(who, question))).toBe(able);
        // It takes the place of one alone.
        const rest = all.filter((who) => !who.adviser && pointsOf(who) >= POINTS_LEAST).toSorted(inOrder);
        expect(helpers.slice(0, 4).map(({ id }) => id)).toEqual(rest.slice(0, 4).map(({ id }) => id));
      }),
    );
  });

  it('each have a reason that is said, and none that is not so', () => {
    fc.assert(
      fc.property(people, (all) => {
        for (const who of chosenOf(all, question).helpers) {
          const reasons = reasonsOf(who, question);
          expect(reasons.length).toBeGreaterThan(0);
          for (const { code, text } of reasons) {
            expect(text).not.toMatch(/undefined|null|NaN|\d{2,}|  /);
            expect(RULES.filter((rule) => rule.code === code && who[rule.counts] === 0)).toEqual([]);
          }
        }
      }),
    );
  });
});

describe('a reason', () => {
  it.each<[string, Partial<Helper>, string[]]>([
    [
      'two notes on both',
      { notesOnTopic: 2, notesOnService: 2, notesOnBoth: 2 },
      ['wrote two case notes on pensions in libraries'],
    ],
    [
      'one on both, one on the topic alone',
      { notesOnTopic: 2, notesOnService: 1, notesOnBoth: 1, notesAtStage: 1 },
      ['wrote a case note on pensions in libraries', 'wrote one more on VAT', 'wrote about the stage “Transition”'],
    ],
    ['a note about the service', { notesOnService: 1 }, ['wrote a case note about libraries']],
    ['a note in its words', { notesInItsWords: 1 }, ['wrote a case note that has the words of this question']],
    [
      'accepted answers that worked',
      { acceptedOnTopic: 2, answeredOnTopic: 4, workedFor: 3 },
      ['gave two accepted answers to questions like this', 'their answers worked for three people'],
    ],
    ['answers', { answeredOnTopic: 2 }, ['answered two questions like this']],
    [
      'a profile',
      { topicsOffered: 2, servicesKnown: 1, stageLived: 1 },
      ['offers help with pensions and VAT', 'knows libraries', 'lived through the stage “Transition”'],
    ],
    ['a council', { councilAlike: 1 }, ['works for Fenmarch, a council like yours']],
    ['a spin-out of one', { councilAlike: 1, letGo: true }, ['works in a spin-out of Fenmarch, a council like yours']],
    [
      'a quick answer',
      { answeredOnTopic: 1, answersInDays: 1.4 },
      ['answered a question like this', 'usually answers in 2 days'],
    ],
    ['a slow answer', { answeredOnTopic: 1, answersInDays: 40 }, ['answered a question like this']],
  ])('is said as a fact: %s', (_what, over, words) => {
    expect(reasonsOf(helper(over), question).map(({ text }) => text)).toEqual(words);
  });

  it('says whose council it is like to whom', () => {
    const [reason] = reasonsOf(helper({ councilAlike: 1 }), { ...question, own: false });
    expect(reason!.text).toBe('works for Fenmarch, a council like the asker’s');
  });
});
