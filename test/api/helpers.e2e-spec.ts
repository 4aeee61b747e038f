import fc from 'fast-check';
import { type Person } from '#libs/people';
import { TOPICS } from '#libs/taxonomy';
import { statementsOf } from '../support/statements.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Shown {
  id: string;
  name: string;
  reasons: { code: string; text: string; url: string | null }[];
  fromAnotherService: boolean;
}

const ABOUT = { serviceAreas: ['libraries'], topics: ['pensions'], stage: 'transition' };

describe('helpers', () => {
  let platform: TestPlatform;
  let asker: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
  });
  afterAll(() => platform.stop());
  // Who is suggested depends on everybody there is.
  beforeEach(async () => {
    await platform.dataSource.query(`TRUNCATE people, organisations CASCADE`);
    asker = await platform.given.member({ name: 'Rosa Asker' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const member = (name: string, over: Partial<Person> = {}) => platform.given.member({ name, ...over });
  const offers = (name: string, over: Partial<Person> = {}) => member(name, { topicsOffered: ['pensions'], ...over });
  const ask = (over: Record<string, unknown> = {}) => platform.given.thread(asker, { ...ABOUT, ...over });
  const note = (by: Member, over: Record<string, unknown> = {}) => {
    const row = {
      title: 'Pass-through, not a bond',
      author_id: by.id,
      status: 'published',
      topics: ['pensions'],
      summary: 'What we did',
      what_happened: 'We asked the fund.',
      stage: 'approval',
      result: 'went-ahead',
      ...over,
    };
    const names = Object.keys(row);
    return sql(
      `INSERT INTO case_notes (published_at, ${names.join(', ')}) VALUES (now(), ${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(row),
    );
  };
  const seen = async (thread: { id: string }, by: Member = asker): Promise<Shown[]> => {
    const { status, body } = await platform.api('get', `/threads/${thread.id}/helpers`, by);
    expect([status, body.code]).toEqual([200, undefined]);
    return body.items;
  };
  const names = async (thread: { id: string }, by: Member = asker): Promise<string[]> =>
    (await seen(thread, by)).map(({ name }) => name);
  const reasons = async (thread: { id: string }, name: string, by: Member = asker): Promise<string[]> =>
    (await seen(thread, by)).find((one) => one.name === name)?.reasons.map(({ text }) => text) ?? [];
  const askThem = (thread: { id: string }, people: readonly Member[], by: Member = asker, words?: string) =>
    platform
      .api('post', `/threads/${thread.id}/helpers`, by)
      .send({ personIds: people.map(({ id }) => id), note: words });
  const organisation = async (name: string, kind = 'council'): Promise<string> =>
    (await sql<{ id: string }>(`INSERT INTO organisations (kind, name) VALUES ($2, $1) RETURNING id`, [name, kind]))[0]!
      .id;
  const works = (who: Member, at: string, verified = true) =>
    sql(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, CASE WHEN $3 THEN now() END)`,
      [who.id, at, verified],
    );
  const mask = async (thread: { id: string }): Promise<void> => {
    await sql(`UPDATE threads SET mask = 'A council officer' WHERE id = $1`, [thread.id]);
    await sql(`UPDATE posts SET mask = 'A council officer' WHERE thread_id = $1 AND author_id = $2`, [
      thread.id,
      asker.id,
    ]);
  };
  const answered = async (by: Member, over: Record<string, unknown> = {}) => {
    const other = await member('Somebody Else');
    const thread = await platform.given.thread(other, {
      ...ABOUT,
      title: 'What did the fund say in the end?',
      ...over,
    });
    const { id } = await platform.given.reply(by, thread.id);
    return { thread, other, post: id };
  };

  describe('are found by what they did', () => {
    it('wrote in case notes, with where it can be read', async () => {
      const [writer, other] = [await member('Writes Both'), await member('Writes Topic')];
      await note(writer, { service_areas: ['libraries'], stage: 'transition' });
      await note(other, { service_areas: ['youth'] });
      const thread = await ask();

      expect(await names(thread)).toEqual(['Writes Both', 'Writes Topic']);
      const [first, second] = await seen(thread);
      expect(first!.reasons.map(({ text }) => text)).toEqual([
        'wrote a case note on pensions in libraries',
        'wrote about the stage “Transition”',
      ]);
      expect(first!.reasons[0]!.url).toMatch(/^\/case-notes\/[0-9a-f-]{36}$/);
      expect((await platform.page('get', first!.reasons[0]!.url!, asker)).status).toBe(200);
      expect([first!.fromAnotherService, second!.fromAnotherService]).toEqual([false, true]);
    });

    it('answered, had accepted, and what worked for others', async () => {
      const [answers, accepted, worked] = [await member('Answers'), await member('Accepted'), await member('Worked')];
      for (let n = 0; n < 3; n += 1) await answered(answers);
      const { thread: one, other, post } = await answered(accepted);
      await platform.api('post', `/threads/${one.id}/accept`, other).send({ postId: post, accepted: true });
      const { post: tried } = await answered(worked);
      for (const who of [await member('A'), await member('B')]) {
        const { status } = await platform.api('put', `/posts/${tried}/tried`, who).send({ result: 'worked' });
        expect(status).toBe(200);
      }
      const thread = await ask();
      expect(await reasons(thread, 'Answers')).toEqual([
        'answered three questions like this',
        'usually answers within a day',
      ]);
      expect(await reasons(thread, 'Accepted')).toEqual(['gave an accepted answer to a question like this']);
      expect(await reasons(thread, 'Worked')).toEqual(['their answers worked for two people']);
      expect((await names(thread)).slice(0, 2).toSorted()).toEqual(['Accepted', 'Worked']);
    });

    it('say of themselves, and where they work', async () => {
      await offers('Offers', { serviceAreas: ['libraries'], stagesLived: ['transition'] });
      const thread = await ask();
      expect(await reasons(thread, 'Offers')).toEqual([
        'offers help with pensions',
        'knows libraries',
        'lived through the stage “Transition”',
      ]);
    });

    it('wrote in the words of a question that says nothing of its subjects', async () => {
      const writer = await member('Writes Words');
      await note(writer, { title: 'How the mobile library van was replaced', topics: [] });
      const thread = await platform.given.thread(asker, { title: 'Who has replaced a mobile library van?' });
      expect(await reasons(thread, 'Writes Words')).toEqual(['wrote a case note that has the words of this question']);
    });
  });

  it.each([
    ["Who's 'bond' \\ and \\' can \" or $1 -- do; what?"],
    ['& | ! ( ) <-> :* bond:A guarantee:*'],
    ['Ŵyth, naïve 保证 ‮ \u0301 pensiwn 👩‍👩‍👧'],
    ['the of and is it what who'],
    [`${'bond '.repeat(20)}${'guarantee '.repeat(9)}`],
  ])('are looked for by the words of a title, whatever they are: %s', async (title) => {
    const writer = await member('Writes Bonds');
    await note(writer, { title: 'A bond and a guarantee', topics: [] });
    const thread = await platform.given.thread(asker, { title });
    expect(await names(thread)).toEqual(/bond.*guarantee/.test(title) ? ['Writes Bonds'] : []);
  });

  describe('count only by what this reader may read', () => {
    it.each<[string, (by: Member) => Promise<unknown>]>([
      ['a draft of a note', (by) => note(by, { status: 'draft' })],
      ['a note that is with the moderators', (by) => note(by, { status: 'submitted' })],
      ['a note that was withdrawn', (by) => note(by, { status: 'withdrawn' })],
      [
        'accepted answers in a circle of others',
        async (by) => {
          const { thread, other, post } = await answered(by);
          await platform.api('post', `/threads/${thread.id}/accept`, other).send({ postId: post, accepted: true });
          const circle = await platform.given.circle(by, other);
          await sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [thread.id, circle]);
        },
      ],
      [
        'an accepted answer that was hidden',
        async (by) => {
          const { thread, other, post } = await answered(by);
          await platform.api('post', `/threads/${thread.id}/accept`, other).send({ postId: post, accepted: true });
          await sql(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [post]);
        },
      ],
      [
        'accepted answers in a question that was hidden',
        async (by) => {
          const { thread, other, post } = await answered(by);
          await platform.api('post', `/threads/${thread.id}/accept`, other).send({ postId: post, accepted: true });
          await sql(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [thread.id]);
        },
      ],
      [
        'what they wrote under a mask',
        async (by) => {
          const { thread, other, post } = await answered(by);
          await platform.api('post', `/threads/${thread.id}/accept`, other).send({ postId: post, accepted: true });
          await sql(`UPDATE posts SET mask = 'A finance lead' WHERE id = $1`, [post]);
        },
      ],
      [
        'a field of the profile for themselves alone',
        (by) =>
          sql(
            `UPDATE people SET topics_offered = '{pensions}', service_areas = '{libraries}', stages_lived = '{transition}',
                    field_audiences = '{"topicsOffered": "me", "serviceAreas": "me", "stagesLived": "me"}' WHERE id = $1`,
            [by.id],
          ),
      ],
      [
        'a field of the profile for those with whom they share something',
        (by) =>
          sql(
            `UPDATE people SET topics_offered = '{pensions}', field_audiences = '{"topicsOffered": "shared"}' WHERE id = $1`,
            [by.id],
          ),
      ],
      [
        'a profile that members cannot see',
        (by) =>
          sql(`UPDATE people SET topics_offered = '{pensions}', visible_to = '{role:moderator}' WHERE id = $1`, [
            by.id,
          ]),
      ],
    ])('and not by %s', async (_what, evidence) => {
      const who = await member('Unseen Evidence');
      await offers('Seen');
      await evidence(who);
      expect(await names(await ask())).toEqual(['Seen']);
    });

    it('but by a field that is shared with them', async () => {
      const who = await offers('Shares');
      await sql(`UPDATE people SET field_audiences = '{"topicsOffered": "shared"}' WHERE id = $1`, [who.id]);
      await platform.given.circle(who, asker);
      expect(await names(await ask())).toEqual(['Shares']);
    });
  });

  describe('never are', () => {
    it.each<[string, (who: Member, thread: { id: string }) => Promise<unknown>]>([
      ['away', (who) => sql(`UPDATE people SET availability = 'away' WHERE id = $1`, [who.id])],
      ['who takes no questions', (who) => sql(`UPDATE people SET helps_a_week = 0 WHERE id = $1`, [who.id])],
      [
        'who was asked as often as they want this week',
        async (who) => {
          for (let n = 0; n < 2; n += 1) {
            const other = await member('Asks Too');
            await askThem(await platform.given.thread(other), [who], other).expect(201);
          }
        },
      ],
      ['who was asked already', (who, thread) => askThem(thread, [who]).expect(201)],
      ['who was asked by another', async (who, thread) => askThem(thread, [who], await member('Asks Too')).expect(201)],
      [
        'who declined',
        async (who, thread) => {
          await askThem(thread, [who]).expect(201);
          const { body } = await platform.api('get', '/me/answer-invitations', who);
          await platform.api('post', `/me/answer-invitations/${body.items[0].id}/decline`, who).expect(204);
        },
      ],
      ['who has answered', (who, thread) => platform.given.reply(who, thread.id)],
      [
        'who is suspended',
        (who) => sql(`UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`, [who.id]),
      ],
      ['who has left', (who) => sql(`DELETE FROM accounts WHERE person_id = $1`, [who.id])],
    ])('%s', async (_what, makeSo) => {
      const who = await offers('Not Them');
      await offers('Other');
      const thread = await ask();
      expect(await names(thread)).toContain('Not Them');
      await makeSo(who, thread);
      expect(await names(thread)).toEqual(['Other']);
    });

    it('who declined for another question', async () => {
      const who = await offers('Declines Once');
      const [one, next] = [await ask(), await ask()];
      await askThem(one, [who]);
      const { body } = await platform.api('get', '/me/answer-invitations', who);
      await platform.api('post', `/me/answer-invitations/${body.items[0].id}/decline`, who);
      expect([await names(one), await names(next)]).toEqual([[], ['Declines Once']]);
      // To who asked it waits, as any other.
      const sent = await platform.api('get', `/threads/${one.id}/answer-invitations`, asker);
      expect(sent.body.items).toMatchObject([{ state: 'waiting' }]);
      expect((await platform.page('get', `/threads/${one.id}/helpers`, asker)).text).toContain('No answer yet');
      expect((await platform.api('get', '/me/notifications', asker)).body.items).toEqual([]);
    });

    it('more than five, or advisers, who stand apart', async () => {
      for (let n = 0; n < 7; n += 1) await offers(`Peer ${n}`);
      for (let n = 0; n < 3; n += 1) await offers(`Adviser ${n}`, { practitionerRole: 'paid_adviser' });
      const employed = await offers('Works For Advisers');
      await works(employed, await organisation('Hartsease', 'adviser'));
      // Also where they show that to nobody.
      await sql(`UPDATE people SET field_audiences = '{"organisations": "me"}' WHERE id = $1`, [employed.id]);
      const thread = await ask();
      const { body } = await platform.api('get', `/threads/${thread.id}/helpers`, asker);
      expect(body.items).toHaveLength(5);
      expect(body.items.every(({ name }: Shown) => name.startsWith('Peer'))).toBe(true);
      expect(body.paidAdvisers).toHaveLength(2);
      const { text } = await platform.page('get', `/threads/${thread.id}/helpers`, asker);
      expect(text).toContain('Paid advisers who know this');
    });

    it('people who cannot read the question, but where who asked lets them in', async () => {
      const [inside, outside] = [await offers('Inside'), await offers('Outside')];
      const circle = await platform.given.circle(asker, inside);
      expect(await names(await ask({ audience: 'circle', audienceId: circle }))).toEqual(['Inside']);
      const few = await ask({ audience: 'invited', invited: [inside.id] });
      expect((await names(few)).toSorted()).toEqual(['Inside', 'Outside']);
      expect(await names(few, inside)).toEqual([]);
      await askThem(few, [outside]).expect(201);
      expect((await platform.api('get', `/threads/${few.id}`, outside)).status).toBe(200);
    });
  });

  describe('stand in an order', () => {
    it('in which of equals the one comes first who was asked less', async () => {
      const people = [await offers('One'), await offers('Two'), await offers('Three')];
      const asked: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const by = await member('Asks');
        const thread = await platform.given.thread(by, ABOUT);
        const [first] = await seen(thread, by);
        asked.push(first!.name);
        await askThem(thread, [people.find(({ id }) => id === first!.id)!], by).expect(201);
      }
      expect(new Set(asked.slice(0, 3)).size).toBe(3);
      expect(new Set(asked.slice(3)).size).toBe(3);
    });

    it('in which who has little time counts half, in two statements', async () => {
      const made: Member[] = [];
      for (let n = 0; n < 6; n += 1) made.push(await offers(`Peer ${n}`, { availability: n % 2 ? 'limited' : 'open' }));
      for (const [n, who] of made.entries()) for (let m = 0; m < n % 3; m += 1) await note(who);
      const thread = await ask();
      // The third is who asks.
      const statements = await statementsOf(platform.dataSource, () => seen(thread));
      expect(statements.length).toBeLessThanOrEqual(3);
      const page = await statementsOf(platform.dataSource, () =>
        platform.page('get', `/threads/${thread.id}/helpers`, asker),
      );
      expect(page.length).toBeLessThanOrEqual(3);
      // Two notes and an offer, one and an offer, the first by half; then an offer, and the second by half.
      const shown = await names(thread);
      expect(shown.slice(0, 3)).toEqual(['Peer 2', 'Peer 4', 'Peer 5']);
      expect(shown.slice(3).toSorted()).toEqual(['Peer 0', 'Peer 1']);
    });

    it('K10: in which one comes from another service, where the topic is the same', async () => {
      for (let n = 0; n < 6; n += 1)
        await offers(`Peer ${n}`, { serviceAreas: ['libraries'], stagesLived: ['transition'] });
      const elsewhere = await member('From Elsewhere', {
        topicsOffered: ['pensions'],
        serviceAreas: ['adult-social-care'],
      });
      const thread = await ask();
      const shown = await seen(thread);
      expect(shown.map(({ fromAnotherService }) => fromAnotherService)).toEqual([false, false, false, false, true]);
      expect(shown.at(-1)!.id).toBe(elsewhere.id);
      expect((await platform.page('get', `/threads/${thread.id}/helpers`, asker)).text).toContain(
        'from another service: adult social care',
      );
    });
  });

  describe('under a mask', () => {
    let thread: { id: string };
    let colleague: Member;
    let reader: Member;
    beforeEach(async () => {
      const council = await organisation('Hidden Council');
      colleague = await offers('Colleague');
      await works(asker, council);
      await works(colleague, council);
      reader = await member('Reader');
      await offers('Far Away');
      await sql(`UPDATE people SET topics_offered = '{pensions}' WHERE id = $1`, [asker.id]);
      thread = await ask();
      await mask(thread);
    });

    it('are nobody who works where the asker works', async () => {
      expect(await names(thread)).toEqual(['Far Away']);
      expect((await platform.page('get', `/threads/${thread.id}/helpers`, asker)).text).toContain(
        'Nobody who works where you work',
      );
    });

    it('are the same to others, whoever asked', async () => {
      for (const who of [reader, moderator]) {
        expect((await names(thread, who)).toSorted()).toEqual(['Colleague', 'Far Away', 'Rosa Asker']);
      }
      // Had another asked it, they would read the same.
      const before = await seen(thread, reader);
      const other = await member('Another');
      await sql(`UPDATE threads SET author_id = $2 WHERE id = $1`, [thread.id, other.id]);
      await sql(`UPDATE posts SET author_id = $2 WHERE thread_id = $1`, [thread.id, other.id]);
      expect(await seen(thread, reader)).toEqual(before);
    });

    it('learn the label alone, on every surface', async () => {
      const far = (await seen(thread))[0]!;
      const [{ email }] = (await sql<{ email: string }>(`SELECT email FROM accounts WHERE person_id = $1`, [
        far.id,
      ])) as [{ email: string }];
      const helper = { id: far.id, name: far.name, email, ...(await platform.given.signIn(far.id)) };
      await askThem(thread, [helper], asker, 'You did this.').expect(201);
      const texts = await Promise.all([
        ...['/', '/notifications', `/threads/${thread.id}`].map(
          async (address) => (await platform.page('get', address, helper)).text,
        ),
        ...['/me/answer-invitations', '/me/notifications', `/threads/${thread.id}`].map(
          async (address) => (await platform.api('get', address, helper)).text,
        ),
      ]);
      const all = texts.join('\n');
      expect(all).toContain('A council officer');
      expect(all).not.toContain('Hidden Council');
      expect(all).not.toMatch(/Rosa/);
    });

    it('are asked by others without a sign of who asked: nobody is told who should not be', async () => {
      const them = await seen(thread, reader);
      const all = them.map(({ id, name }) => ({ ...asker, id, name }));
      await askThem(thread, all, reader).expect(201);
      for (const who of [asker, colleague]) {
        expect((await platform.api('get', '/me/answer-invitations', who)).body.items).toEqual([]);
      }
      expect(await seen(thread, reader)).toEqual([]);
    });
  });

  describe('are for', () => {
    it.each<[string, () => Member | null, number, number]>([
      ['who asked', () => asker, 200, 404],
      ['a member', () => other, 200, 404],
      ['a member of the circle', () => inside, 200, 200],
      ['a moderator', () => moderator, 200, 404],
      ['nobody who is signed out', () => null, 401, 401],
    ])('%s: of an open question, and of one in a circle of others', async (_who, who, open, closed) => {
      [other, inside] = [await member('Other'), await offers('Inside')];
      const circle = await platform.given.circle(inside);
      const threads = [
        await ask(),
        await platform.given.thread(inside, { ...ABOUT, audience: 'circle', audienceId: circle }),
      ];
      for (const [n, status] of [open, closed].entries()) {
        const path = `/threads/${threads[n]!.id}/helpers`;
        expect((await platform.api('get', path, who())).status).toBe(status);
        for (const page of [path, `${path}/lines`]) {
          expect((await platform.page('get', page, who())).status).toBe(status === 401 ? 303 : status);
        }
        const sent = await platform.api('post', path, who()).send({ personIds: [inside.id] });
        expect([status === 200 ? 422 : status, 201]).toContain(sent.status);
      }
    });
    let other: Member;
    let inside: Member;

    it('no discussion that is closed', async () => {
      await offers('Would');
      const thread = await ask();
      await platform.api('post', `/threads/${thread.id}/lock`, asker).send({ locked: true });
      expect(await seen(thread)).toEqual([]);
      expect((await askThem(thread, [asker])).body.code).toBe('threads.thread-locked');
    });
  });

  it('are never who must not be, whatever the network is like', async () => {
    const council = await organisation('Own Council');
    await works(asker, council);
    for (let n = 0; n < 2; n += 1) await platform.given.thread(moderator, { title: 'Who was asked here before?' });
    const topics = Object.keys(TOPICS);
    let run = 0;
    const someone = fc.record({
      notes: fc.nat({ max: 2 }),
      away: fc.boolean(),
      helpsAWeek: fc.nat({ max: 2 }),
      asked: fc.nat({ max: 2 }),
      declined: fc.boolean(),
      adviser: fc.boolean(),
      colleague: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(someone, { minLength: 1, maxLength: 9 }), fc.boolean(), async (network, masked) => {
        run += 1;
        // Each network has a topic of its own, so that none meets another.
        const topic = topics[run % topics.length]!;
        const thread = await ask({ topics: [topic], serviceAreas: [], title: `What of it, number ${run}?` });
        const may = new Set<string>();
        const mayAdvise = new Set<string>();
        for (const one of network) {
          const who = await member('Somebody', {
            topicsOffered: [topic],
            availability: one.away ? 'away' : 'open',
            helpsAWeek: one.helpsAWeek,
            practitionerRole: one.adviser ? 'paid_adviser' : 'founder',
          });
          for (let n = 0; n < one.notes; n += 1) await note(who, { topics: [topic] });
          if (one.colleague) await works(who, council, false);
          for (let n = 0; n < one.asked; n += 1) {
            await sql(
              `INSERT INTO answer_invitations (thread_id, invited_by, person_id)
               SELECT t.id, $2, $1 FROM threads t WHERE t.id <> $3
                  AND NOT EXISTS (SELECT FROM answer_invitations i WHERE i.thread_id = t.id AND i.person_id = $1) LIMIT 1`,
              [who.id, moderator.id, thread.id],
            );
          }
          if (one.declined) {
            await sql(
              `INSERT INTO answer_invitations (thread_id, invited_by, person_id, declined_at, created_at)
               VALUES ($1, $2, $3, now(), now() - interval '8 days')`,
              [thread.id, moderator.id, who.id],
            );
          }
          const able = !one.away && one.asked < one.helpsAWeek && !one.declined && !(masked && one.colleague);
          if (able) (one.adviser ? mayAdvise : may).add(who.id);
        }
        if (masked) await mask(thread);
        const { body } = await platform.api('get', `/threads/${thread.id}/helpers`, asker);
        const [items, advisers] = [body.items, body.paidAdvisers].map((all: Shown[]) => all.map(({ id }) => id));
        expect(items!.length).toBe(Math.min(5, may.size));
        expect(items!.filter((id) => !may.has(id))).toEqual([]);
        expect(advisers!.length).toBe(Math.min(2, mayAdvise.size));
        expect(advisers!.filter((id) => !mayAdvise.has(id))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  describe('are asked', () => {
    it('no more often in a week than they want, by two at once either', async () => {
      const who = await offers('Once A Week', { helpsAWeek: 1 });
      const by = [await member('One'), await member('Two')];
      const threads = [await platform.given.thread(by[0]!, ABOUT), await platform.given.thread(by[1]!, ABOUT)];
      const both = await Promise.all(by.map((inviter, n) => askThem(threads[n]!, [who], inviter)));
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    });

    it('several at once, each told once, as the answer invitations have it', async () => {
      const people = [await offers('One Alpha'), await offers('Two Beta')];
      const thread = await ask({ title: 'Who has priced a bond like this?' });
      const key = { 'idempotency-key': 'once' };
      for (let twice = 0; twice < 2; twice += 1) {
        const { status, body } = await askThem(thread, people, asker, 'You did this').set(key);
        expect([status, body.items]).toEqual([201, []]);
      }
      for (const who of people) {
        expect((await platform.api('get', '/me/answer-invitations', who)).body.items).toMatchObject([
          { by: 'Rosa', note: 'You did this', threadId: thread.id },
        ]);
        expect((await platform.api('get', '/me/notifications', who)).body.items).toHaveLength(1);
        expect(await sql(`SELECT FROM mails WHERE person_id = $1 AND kind = 'invitation'`, [who.id])).toHaveLength(1);
      }
    });

    it('all or nobody: what one of them stands against is said with their name', async () => {
      const [able, full] = [await offers('Able Person'), await offers('Full Person', { helpsAWeek: 0 })];
      const thread = await ask();
      const { status, body } = await askThem(thread, [able, full]);
      expect([status, body.errors]).toEqual([
        422,
        [
          {
            pointer: '/personIds',
            message: 'Full: they were invited as often as they want to be in a week. Invite somebody else',
          },
        ],
      ]);
      expect((await platform.api('get', '/me/answer-invitations', able)).body.items).toEqual([]);
      expect((await askThem(thread, [])).body.errors[0].message).toBe('Choose at least one person');
    });

    it('at most three who wait for one question, also by two presses at once', async () => {
      const people: Member[] = [];
      for (let n = 0; n < 4; n += 1) people.push(await offers(`Peer ${n}`));
      const thread = await ask();
      expect((await askThem(thread, people)).status).toBe(422);
      const both = await Promise.all([askThem(thread, people.slice(0, 2)), askThem(thread, people.slice(2))]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    });

    it('on a page without a script', async () => {
      const [one, two] = [await offers('Quentin Ashdown'), await offers('Ursula Bramwell')];
      const thread = await ask();
      const path = `/threads/${thread.id}/helpers`;
      expect((await platform.page('get', `/threads/${thread.id}`, asker)).text).toContain(`href="${path}"`);
      const empty = await platform.page('post', path, asker).type('form').send({ note: 'Please <b>help</b>' });
      expect(empty.status).toBe(422);
      expect(empty.text).toContain('Choose at least one person');
      expect(empty.text).toContain('Please &lt;b>help&lt;/b>');
      for (let twice = 0; twice < 2; twice += 1) {
        const sent = await platform
          .page('post', path, asker)
          .type('form')
          .send({ _once: 'one', personIds: [one.id, two.id] });
        expect([sent.status, sent.headers['location']]).toEqual([303, path]);
      }
      const { text } = await platform.page('get', path, asker);
      expect(text.split('No answer yet').length).toBe(3);
      expect(text).toContain('Nobody else is left to suggest');
    });
  });

  it('are explained by the rules themselves', async () => {
    const { text } = await platform.page('get', '/people/how-helpers-are-chosen', asker);
    const { body } = await platform.api('get', '/helper-rules', asker);
    expect(body.items.length).toBeGreaterThan(10);
    for (const { sentence } of body.items as { sentence: string }[]) expect(text).toContain(sentence);
  });

  it('K08: work for a council like that of who asks, for a spin-out of one, or in the same legal form', async () => {
    const council = async (code: string, population: number, type = 'CTY'): Promise<string> => {
      const id = await organisation(`${code} County Council`);
      await sql(
        `INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region, population, area_km2)
         VALUES ($1, $2, $3, $3, $4, 'England', 'East', $5, 1000)`,
        [id, code, `${code}shire`, type, population],
      );
      return id;
    };
    const spinOut = async (name: string, parent: string, form: string): Promise<string> => {
      const id = await organisation(name, 'spin_out');
      await sql(
        `INSERT INTO spin_outs (organisation_id, parent_id, legal_form, stage) VALUES ($1, $2, $3, 'go-live')`,
        [id, parent, form],
      );
      return id;
    };
    const [own, like] = [await council('OWN', 500_000), await council('LIKE', 510_000)];
    await works(asker, await spinOut('Own Society', own, 'cio'));
    await works(await offers('In A Council'), like);
    await works(await offers('In A Spin-out'), await spinOut('Their Society', like, 'cio'));
    await works(await offers('In A District'), await council('DIST', 500_000, 'NMD'));
    await works(await offers('Not Verified'), like, false);
    const thread = await ask();
    const [offer, likeYours] = ['offers help with pensions', 'a council like yours'];
    expect(await reasons(thread, 'In A Council')).toEqual([offer, `works for LIKEshire, ${likeYours}`]);
    expect(await reasons(thread, 'In A Spin-out')).toEqual([
      offer,
      `works in a spin-out of LIKEshire, ${likeYours}`,
      'works in the same legal form as you: charitable incorporated organisation',
    ]);
    expect(await reasons(thread, 'In A District')).toEqual([offer]);
    expect(await reasons(thread, 'Not Verified')).toEqual([offer]);
    const reader = await member('Reader');
    expect((await reasons(thread, 'In A Council', reader))[1]).toBe('works for LIKEshire, a council like the asker’s');
    await mask(thread);
    expect(await reasons(thread, 'In A Council', reader)).toEqual([offer]);
    expect(await reasons(thread, 'In A Council')).toHaveLength(2);
  });
});
