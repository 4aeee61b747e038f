import { Transactions } from '#libs/platform/database';
import { TRIGGERS, type TriggerCode, WatchLooks } from '#libs/watches';
import { type Member, type TestPlatform } from '../support/platform.ts';
import { DAY_MS, nextDay, startWithDigests } from './digests.given.ts';

interface Watch {
  id: string;
  trigger: string;
  subject: { about: string; subject: string; title: string } | null;
  found: { kind: string; id: string; title: string }[];
}

type Started = Awaited<ReturnType<typeof startWithDigests>>;

describe('watches', () => {
  let platform: TestPlatform;
  let given: Started['given'];
  let end: Started['stop'];
  let looks: WatchLooks;
  let amina: Member;
  let council: string;
  let spinOut: string;
  beforeAll(async () => {
    ({ platform, given, stop: end } = await startWithDigests());
    looks = new WatchLooks(new Transactions(platform.dataSource));
    amina = await platform.given.member({ name: 'Amina Okafor' });
    council = (
      await given.sql<{ id: string }>(
        `INSERT INTO organisations (kind, name) VALUES ('council', 'Westmere County Council') RETURNING id`,
      )
    )[0]!.id;
    await given.sql(
      `INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
       VALUES ($1, 'WMR', 'Westmere County Council', 'Westmere', 'CTY', 'England', 'East of England')`,
      [council],
    );
    spinOut = await newSpinOut('Westmere Libraries', 1);
  });
  afterAll(() => end());
  afterEach(async () => {
    await given.forget();
    await given.sql(`DELETE FROM watches`);
  });

  /** Of the council, trading for so many years. */
  const newSpinOut = async (name: string, years: number): Promise<string> => {
    const [{ id }] = (await given.sql<{ id: string }>(
      `INSERT INTO organisations (kind, name) VALUES ('spin_out', $1) RETURNING id`,
      [name],
    )) as [{ id: string }];
    await given.sql(
      `INSERT INTO spin_outs (organisation_id, parent_id, stage, went_live_on)
       VALUES ($1, $2, 'trading-established', (now() - make_interval(years => $3, days => 2))::date)`,
      [id, council, years],
    );
    return id;
  };
  const yearThree = (id: string) =>
    given.sql(`UPDATE spin_outs SET went_live_on = current_date - interval '3 years' WHERE organisation_id = $1`, [id]);
  const watch = async (who: Member, about: string, subject: string, ...triggers: string[]) => {
    const answer = await platform.api('put', `/me/watches/${about}/${subject}`, who).send({ triggers });
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as { triggers: string[] };
  };
  const list = async (who: Member): Promise<Watch[]> => (await platform.api('get', '/me/watches', who)).body.items;
  const found = async (who: Member): Promise<string[]> =>
    (await list(who)).flatMap((one) => one.found.map(({ id }) => id));
  const reader = (over: object = {}) => given.reader({ serviceAreas: [], ...over });

  /** For each trigger: what is watched, and what makes it fire; returns the id of what is found. */
  const CASES: Record<TriggerCode, { subject(): Promise<string>; happens(subject: string): Promise<string> }> = {
    'note-evidenced': {
      subject: () => given.note(amina, { evidenced: false }),
      happens: async (id) => {
        await given.sql(`UPDATE case_notes SET evidenced = true WHERE id = $1`, [id]);
        return id;
      },
    },
    'note-changed': {
      subject: () => given.note(amina),
      happens: async (id) => {
        await given.sql(
          `INSERT INTO case_note_versions (case_note_id, version, status, content, changed_by) VALUES ($1, 2, 'published', '{}', $2)`,
          [id, amina.id],
        );
        return id;
      },
    },
    'council-note': { subject: async () => council, happens: (id) => given.note(amina, { council_id: id }) },
    'council-year-three': {
      subject: async () => council,
      happens: async () => {
        const id = await newSpinOut('Westmere Youth', 2);
        await looks.lookAtAll();
        await yearThree(id);
        return id;
      },
    },
    'spin-out-note': { subject: async () => spinOut, happens: (id) => given.note(amina, { spin_out_id: id }) },
    'spin-out-stage': {
      subject: async () => spinOut,
      happens: async (id) => {
        await given.sql(
          `INSERT INTO stage_events (spin_out_id, stage, happened_on, created_by) VALUES ($1, 'trading-early', current_date, $2)`,
          [id, amina.id],
        );
        return id;
      },
    },
    'spin-out-year-three': {
      subject: () => newSpinOut('Westmere Parks', 2),
      happens: async (id) => {
        await yearThree(id);
        return id;
      },
    },
    'area-new': {
      subject: async () => 'libraries',
      happens: () => given.note(amina, { service_areas: ['libraries'] }),
    },
    'question-settled': {
      subject: async () => (await platform.given.thread(amina)).id,
      happens: async (id) => {
        await given.sql(`UPDATE threads SET accepted_count = 1 WHERE id = $1`, [id]);
        return id;
      },
    },
    'type-note': { subject: async () => 'CTY', happens: () => given.note(amina, { council_id: council }) },
    'type-year-three': {
      subject: async () => 'CTY',
      happens: async () => {
        const id = await newSpinOut('Westmere Care', 2);
        await given.note(amina, { spin_out_id: id });
        await looks.lookAtAll();
        await yearThree(id);
        return id;
      },
    },
  };
  const ALL = Object.keys(CASES) as TriggerCode[];

  describe.each(ALL)('%s', (trigger) => {
    const { about } = TRIGGERS[trigger];

    it('is found once, however often and by however many is looked', async () => {
      const dee = await reader();
      const subject = await CASES[trigger].subject();
      await watch(dee, about, subject, trigger);
      await looks.lookAtAll();
      expect(await found(dee)).toEqual([]);
      const item = await CASES[trigger].happens(subject);

      await Promise.all([looks.lookAtAll(), looks.lookAtAll(), looks.lookAtAll()]);
      await looks.lookAtAll();

      expect(await found(dee)).toEqual([item]);
    });

    it('is no news where it was so before anybody watched for it', async () => {
      const dee = await reader();
      const subject = await CASES[trigger].subject();
      await CASES[trigger].happens(subject);
      await watch(dee, about, subject, trigger);

      await looks.lookAtAll();

      expect(await found(dee)).toEqual([]);
    });

    it('is found late, where nobody looked for a week', async () => {
      const dee = await reader();
      const subject = await CASES[trigger].subject();
      await looks.lookAtAll();
      await given.sql(`UPDATE watch_looks SET looked_at = now() - interval '7 days'`);
      await watch(dee, about, subject, trigger);
      const item = await CASES[trigger].happens(subject);
      await given.sql(`UPDATE watches SET created_at = now() - interval '7 days'`);
      await given.sql(`UPDATE watch_looks SET looked_at = now() - interval '7 days'`);

      await looks.lookAtAll();

      expect(await found(dee)).toContain(item);
    });
  });

  it('tells nobody of what they did themselves', async () => {
    await watch(amina, 'service-area', 'libraries', 'area-new');
    const dee = await reader();
    await watch(dee, 'service-area', 'libraries', 'area-new');
    const id = await given.note(amina);
    await looks.lookAtAll();

    expect([await found(amina), await found(dee)]).toEqual([[], [id]]);
  });

  it('a county has come to year 3 only where there is evidence', async () => {
    const dee = await reader();
    await watch(dee, 'council-type', 'CTY', 'type-year-three');
    const id = await newSpinOut('Westmere Arts', 4);
    await looks.lookAtAll();
    expect(await found(dee)).toEqual([]);

    await given.note(amina, { spin_out_id: id, evidenced: true });
    await looks.lookAtAll();

    expect(await found(dee)).toEqual([id]);
  });

  describe('who may read what', () => {
    it.each<[string, boolean, (id: string, dee: Member) => Promise<unknown>]>([
      ['open', true, async () => undefined],
      ['hidden', false, (id) => given.sql(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [id])],
      [
        'for a circle that its reader is not in',
        false,
        async (id) =>
          given.sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [
            id,
            await platform.given.circle(amina),
          ]),
      ],
      [
        'for a circle that its reader is in',
        true,
        async (id, dee) =>
          given.sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [
            id,
            await platform.given.circle(amina, dee),
          ]),
      ],
      [
        'for those who are invited',
        false,
        (id) => given.sql(`UPDATE threads SET audience = 'invited' WHERE id = $1`, [id]),
      ],
    ])('a question that is %s, before and after it was found', async (_what, readable, change) => {
      const [before, after] = [await reader(), await reader()];
      await watch(before, 'service-area', 'libraries', 'area-new');
      const first = await platform.given.thread(amina, { title: 'The Harrow sale?', serviceAreas: ['libraries'] });
      await change(first.id, before);
      await looks.lookAtAll();
      expect(await found(before)).toEqual(readable ? [first.id] : []);

      await watch(after, 'service-area', 'libraries', 'area-new');
      const second = await platform.given.thread(amina, { title: 'The Harrow sale?', serviceAreas: ['libraries'] });
      await looks.lookAtAll();
      expect(await found(after)).toEqual([second.id]);
      await change(second.id, after);

      expect(await found(after)).toEqual(readable ? [second.id] : []);
      expect((await platform.page('get', '/settings/watches', after)).text.includes('Harrow')).toBe(readable);
    });

    it('only what one may read can be watched, and what one has lost the right to has no name', async () => {
      const dee = await reader();
      const circle = await platform.given.circle(amina, dee);
      const { id } = await platform.given.thread(amina, { title: 'The Harrow sale?' });
      await given.sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [id, circle]);
      const outsider = await reader();
      const draft = await given.note(amina, { status: 'draft' });
      for (const [who, about, subject] of [
        [outsider, 'question', id],
        [outsider, 'case-note', draft],
        [dee, 'case-note', id],
        [dee, 'council', spinOut],
        [dee, 'spin-out', council],
        [dee, 'service-area', 'toString'],
        [dee, 'service-area', id],
        [dee, 'council-type', 'no-such-type'],
        [dee, 'case-note', 'x'],
        [dee, 'nothing', id],
      ] as const) {
        const asked = await platform.api('put', `/me/watches/${about}/${subject}`, who).send({ triggers: [] });
        expect([about, subject, asked.status]).toEqual([about, subject, 404]);
        expect(
          (await platform.page('get', `/settings/watches/choose?about=${about}&subject=${subject}`, who)).status,
        ).toBe(404);
      }
      await watch(dee, 'question', id, 'question-settled');
      expect((await list(dee))[0]!.subject!.title).toBe('The Harrow sale?');

      await given.sql(`DELETE FROM circle_members WHERE person_id = $1`, [dee.id]);

      expect((await list(dee))[0]!.subject).toBeNull();
      const { text } = await platform.page('get', '/settings/watches', dee);
      expect(text).not.toContain('Harrow');
      expect(text).toContain('no longer read');
    });

    it('nobody reads, changes or stops another’s', async () => {
      const [dee, bob] = [await reader(), await reader()];
      await watch(dee, 'service-area', 'libraries', 'area-new');
      const [{ id }] = (await list(dee)) as [Watch];

      expect((await platform.api('delete', `/me/watches/${id}`, bob)).status).toBe(404);
      expect((await platform.page('post', `/settings/watches/${id}/stop`, bob)).status).toBe(404);
      await watch(bob, 'service-area', 'libraries');
      expect([await list(bob), (await list(dee)).length]).toEqual([[], 1]);
      expect((await platform.api('delete', `/me/watches/${id}`, dee)).status).toBe(204);
      expect(await list(dee)).toEqual([]);
    });
  });

  describe('choosing', () => {
    it('is of all that is watched of one thing; what is named again stays as it is', async () => {
      const dee = await reader();
      await watch(dee, 'council', council, 'council-note', 'council-year-three');
      const first = await list(dee);
      expect(first.map(({ trigger }) => trigger).toSorted()).toEqual(['council-note', 'council-year-three']);

      expect((await watch(dee, 'council', council.toUpperCase(), 'council-note')).triggers).toEqual(['council-note']);

      expect((await list(dee)).map(({ id }) => id)).toEqual(
        first.filter(({ trigger }) => trigger === 'council-note').map(({ id }) => id),
      );
      expect((await platform.api('get', `/me/watches/council/${council}`, dee)).body).toEqual({
        about: 'council',
        subject: council,
        title: 'Westmere County Council',
        triggers: ['council-note'],
      });
    });

    it.each([
      [['spin-out-note'], 422],
      [['nonsense'], 422],
      ['council-note', 200],
      [['council-note', 'council-note'], 200],
      [{}, 422],
      [[1], 422],
    ])('%j is answered with %i', async (triggers, status) => {
      const dee = await reader();
      expect((await platform.api('put', `/me/watches/council/${council}`, dee).send({ triggers })).status).toBe(status);
    });

    it('ends at a hundred, also where two come at once', async () => {
      const dee = await reader();
      await given.sql(
        `INSERT INTO watches (person_id, trigger, code) SELECT $1, 'area-new', 'x' || n FROM generate_series(1, 99) AS n`,
        [dee.id],
      );
      const put = (about: string, subject: string, trigger: string) =>
        platform.api('put', `/me/watches/${about}/${subject}`, dee).send({ triggers: [trigger] });
      const answers = await Promise.all([
        put('service-area', 'libraries', 'area-new'),
        put('council', council, 'council-note'),
      ]);

      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      expect(await given.sql(`SELECT FROM watches WHERE person_id = $1`, [dee.id])).toHaveLength(100);
    });

    it('is done on pages, from the page of what is watched, without JavaScript', async () => {
      const dee = await reader();
      const href = `/settings/watches/choose?about=council&amp;subject=${council}`;
      expect((await platform.page('get', '/councils/WMR', dee)).text).toContain(href);
      const note = await given.note(amina);
      expect((await platform.page('get', `/case-notes/${note}`, dee)).text).toContain(
        `about=case-note&amp;subject=${note}`,
      );
      expect((await platform.page('get', `/spin-outs/${spinOut}`, dee)).text).toContain(
        `about=spin-out&amp;subject=${spinOut}`,
      );
      const path = href.replace('&amp;', '&');
      expect((await platform.page('get', path, dee)).text).not.toMatch(/ checked/);

      const saved = await platform.page('post', path, dee).type('form').send({ triggers: 'council-note' });
      expect([saved.status, saved.headers.location]).toEqual([303, expect.stringContaining('/councils/WMR')]);
      expect((await platform.page('get', path, dee)).text).toMatch(/value="council-note"[^>]* checked/);
      const wrong = await platform.page('post', path, dee).type('form').send({ triggers: 'area-new' });
      expect([wrong.status, wrong.text.includes('There is a problem')]).toEqual([422, true]);
      const note2 = await given.note(amina, { council_id: council, title: 'Found this one' });
      await looks.lookAtAll();
      const page = (await platform.page('get', '/settings/watches', dee)).text;
      expect(page).toContain('Westmere County Council');
      expect(page).toContain(`/case-notes/${note2}-found-this-one`);

      const stop = /action="(\/settings\/watches\/[\w-]+\/stop)"/.exec(page)![1]!;
      expect((await platform.page('post', stop, dee)).status).toBe(303);
      expect(await list(dee)).toEqual([]);
      const none = await platform.page('post', path, dee).type('form').send({});
      expect(none.status).toBe(303);
    });
  });

  describe('in a digest', () => {
    it('stands what they found, once, with why, and nothing that is not open to the network', async () => {
      const dee = await reader();
      await watch(dee, 'council', council, 'council-note');
      await watch(dee, 'service-area', 'libraries', 'area-new');
      const circle = await platform.given.circle(amina, dee);
      // Neither worked nor did not, so that it stands there as found alone.
      const note = await given.note(amina, { title: 'About Westmere', council_id: council, verdict: 'mixed' });
      const { id } = await platform.given.thread(amina, { title: 'The Harrow sale?', serviceAreas: ['libraries'] });
      await given.sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [id, circle]);
      await looks.lookAtAll();
      expect((await found(dee)).toSorted()).toEqual([note, note, id].toSorted());

      const text = (await given.digest(dee))!;

      const [, section] = /What your watches found\n-+([^]*?)Open Waymark/.exec(text)!;
      expect(section).toContain('About Westmere\nYou watch ');
      expect(section!.split('About Westmere')).toHaveLength(2);
      expect(section).toContain('1 more\nOn Waymark');
      expect(text).not.toContain('Harrow');
      await given.digest(dee, nextDay(2, Date.parse(given.tuesday)));
      expect(given.inbox(dee)).toHaveLength(1);
    });

    it('is told by a watch that has ended by then', async () => {
      const dee = await reader();
      await watch(dee, 'council', council, 'council-note');
      await given.note(amina, { title: 'About Westmere', council_id: council, verdict: 'mixed', service_areas: [] });
      await looks.lookAtAll();
      await given.make(given.tuesday);
      await watch(dee, 'council', council);
      await given.send();

      expect(given.inbox(dee)).toEqual([]);
    });

    describe('of a quarter', () => {
      /** The first day of the next quarter but one, so that it is not due yet whenever this runs. */
      const quarter = ((now = new Date()) => {
        const at = new Date(Date.UTC(now.getUTCFullYear(), 3 * Math.floor(now.getUTCMonth() / 3) + 6, 1));
        return at.toISOString().slice(0, 10);
      })();

      it.each<[string, Record<string, unknown>, boolean]>([
        ['has no other digest', { digest: 'quarterly' }, true],
        ['wants none at all', { digest: 'off' }, false],
        ['has one each week', { digest: 'weekly' }, false],
        ['has one each day', { digest: 'daily' }, false],
        ['chose nothing', {}, false],
      ])('for who %s', async (_who, choice, gets) => {
        const dee = await reader();
        await given.choose(dee, choice);
        await watch(dee, 'council', council, 'council-note');
        await given.note(amina, { title: 'About Westmere', council_id: council });
        await looks.lookAtAll();
        await given.make(quarter);

        expect(
          await given.sql(`SELECT kind FROM digests WHERE person_id = $1 AND kind = 'watches'`, [dee.id]),
        ).toHaveLength(gets ? 1 : 0);
      });

      it('says what was found and nothing else, is stopped in one step, and quiet where nothing was found', async () => {
        const dee = await reader();
        await given.choose(dee, { digest: 'quarterly' });
        await watch(dee, 'council', council, 'council-note');
        await given.balance(amina);
        await given.make(quarter);
        await given.send();
        expect(given.inbox(dee)).toEqual([]);
        await given.sql(`DELETE FROM digest_runs WHERE kind = 'watches'`);
        await given.note(amina, { title: 'About Westmere', council_id: council });
        await looks.lookAtAll();

        const text = (await given.digest(dee, quarter))!;

        expect(text).toContain('What you watch, this quarter: About Westmere');
        expect(text).toContain('You watch Westmere County Council · a new case note about it');
        expect(text).not.toMatch(/Something that|An open question/);
        const [mail, ...more] = given.inbox(dee);
        expect(more).toEqual([]);
        const stop = new URL(mail!.header('list-unsubscribe')!.slice(1, -1)).pathname;
        expect((await platform.page('post', stop).type('form').send('List-Unsubscribe=One-Click')).status).toBe(200);
        expect((await platform.api('get', '/me/notification-choices', dee)).body.digest).toBe('off');
      });

      it('never tells again what a weekly one told', async () => {
        const dee = await reader();
        await watch(dee, 'council', council, 'council-note');
        await given.note(amina, { title: 'About Westmere', council_id: council });
        await looks.lookAtAll();
        await given.digest(dee);
        expect(given.inbox(dee)).toHaveLength(1);
        await given.choose(dee, { digest: 'quarterly' });

        await given.digest(dee, quarter);

        expect(given.inbox(dee)).toHaveLength(1);
        expect(Date.parse(quarter) - Date.now()).toBeGreaterThan(DAY_MS);
      });
    });
  });
});
