import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('the pages of organisations', () => {
  let platform: TestPlatform;
  let steward: Member;
  let member: Member;
  let spinOut: string;
  let ended: string;
  let union: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const register = new CouncilsImport(new Transactions(platform.dataSource));
    await register.importCouncils(path.resolve('test/fixtures/councils.csv'));
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    member = await platform.given.member({ name: 'Rosa' });
    const made = async (at: string, input: object) =>
      (await platform.api('post', at, steward).send(input)).body.id as string;
    const libraries = { parent: 'ARD', stage: 'idea', stageOn: '2024-01-08', serviceAreas: ['libraries'] };
    spinOut = await made('/spin-outs', { ...libraries, name: 'Ardenshire Libraries Society', staff: 68 });
    ended = await made('/spin-outs', { ...libraries, name: 'Arden Parks', parent: 'OLD' });
    const end = {
      stage: 'ended',
      happenedOn: '2025-03-31',
      endedHow: 'insourced',
      nextProviderKind: 'in_house',
      source: 'Cabinet minutes',
    };
    await platform.api('post', `/spin-outs/${ended}/stage-events`, steward).send(end);
    union = await made('/organisations', { kind: 'union', name: 'Care Workers’ Union' });
  });
  afterAll(() => platform.stop());

  const note = async (code: string, over: { status?: string; title?: string } = {}): Promise<void> => {
    await platform.dataSource.query(
      `INSERT INTO case_notes (title, summary, author_id, council_id, stage, result, what_happened, status, published_at,
                               verdict, saving_amount, saving_per, evidence_grade, evidenced)
       SELECT $2, 'Short.', $3, organisation_id, 'trading-early', 'went-ahead', 'It went.', $4, now(), 'worse', 41000,
              'year', 'audited', true FROM councils WHERE code = $1`,
      [code, over.title ?? 'Libraries in the county', member.id, over.status ?? 'published'],
    );
  };
  const text = async (at: string, by: Member | null = null): Promise<string> => {
    const { status, text: html } = await platform.page('get', at, by);
    if (status !== 200) throw new Error(`${at}: ${status}`);
    return html;
  };

  describe('a council', () => {
    it.each([
      ['its code', '/councils/ARD'],
      ['its code in small letters', '/councils/ard'],
      ['its code and a slug', '/councils/ard-ardenshire-county-council'],
      ['a code with a hyphen and a slug', '/councils/nir-a-ardglen'],
    ])('is found at %s', async (_what, at) => {
      const html = await text(at);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toMatch(/<link rel="canonical" href="[^"]+\/councils\/(ARD|NIR-A)"/);
    });

    it.each([
      ['a GSS code', '/councils/E07000901', '/councils/BEC'],
      ['a former GSS code, in any case', '/councils/e07000900', '/councils/BEC'],
      ['a search for its code', '/councils?q=BEC', '/councils/BEC'],
      ['a search for its GSS code', '/councils?q=e10000901', '/councils/ARD'],
    ])('is where %s leads', async (_what, from, to) => {
      const { status, headers } = await platform.page('get', from);
      expect([status, headers['location']]).toEqual([303, to]);
    });

    it.each([
      '/councils/NONE',
      '/councils/E99999999',
      '/councils/a%00b',
      `/councils/${'x'.repeat(200)}`,
      '/councils/%F0',
    ])('is not found at %s', async (at) => {
      const { status } = await platform.page('get', at);
      expect([400, 404]).toContain(status);
    });

    it('with nothing on it says what would be here, what to do, and which councils are like it', async () => {
      const html = await text('/councils/NEA');
      expect(html).toContain('No case notes about North Oldshire yet');
      expect(html).toContain('Write the first case note');
      expect(html).toContain('same kind of council (not recorded: size, density, deprivation, rural or urban)');
      expect(html).toContain('None recorded. If a service has left this council');
    });

    it('shows the case notes of the council most like it, with the reason, where it has none', async () => {
      await note('CAR', { title: 'Parks of Carrick' });
      const html = await text('/councils/NEA');
      expect(html).toContain('Nothing from North Oldshire yet. These councils are most like it');
      expect(html).toMatch(
        /Carrick, Dunmore and Elvan Council<\/a>.*same duties, in Northern Ireland, similar size.*Parks of Carrick/s,
      );
    });

    it('shows its own case notes, and no draft', async () => {
      await note('ARD');
      await note('ARD', { title: 'Still a draft', status: 'draft' });
      const html = await text('/councils/ARD');
      expect(html).toContain('Case notes about Ardenshire');
      expect(html).toContain('Libraries in the county');
      expect(html).toContain('£41,000 a year');
      expect(html).not.toContain('Still a draft');
      expect(await text('/councils/ARD', member)).not.toContain('Still a draft');
    });

    it('that ended says when, and who took over; its successor names it, and shows its notes', async () => {
      await note('OLD', { title: 'The old county’s museums' });
      const old = await text('/councils/OLD');
      expect(old).toContain('This council ended on 1 April 2023.');
      expect(old).toMatch(/href="\/councils\/NEA">North Oldshire Council<\/a> and .*took over its services/s);
      const successor = await text('/councils/NEB');
      expect(successor).toMatch(/Replaced<\/dt>.*href="\/councils\/OLD"/s);
      expect(successor).toContain('The old county’s museums');
      expect(await text('/councils/NIR-A')).toContain('Which council took over is not recorded.');
    });

    it('whose end is announced says so before the day', async () => {
      const html = await text('/councils/SOO');
      expect(html).toContain('This council will be replaced on 1 April 2999.');
      expect(html).toContain('ZZZ (not in the register yet) takes over its services.');
    });

    it('says how many work there to those who are signed in alone', async () => {
      const { body } = await platform.api('get', '/councils/BEC');
      expect(await text('/councils/BEC')).toContain('Join from this council');
      expect(await text('/councils/BEC', member)).toContain('Nobody from Beckham Vale has joined yet.');

      const joined = await platform.page('post', `/organisations/${body.organisationId}/join`, member).type('form');
      expect([joined.status, joined.headers['location']]).toEqual([303, '/councils/BEC']);
      const html = await text('/councils/BEC', member);
      expect(html).toContain('1 member says they work here, none verified yet.');
      expect(html).toContain('I no longer work here');
      expect(await text('/councils/BEC')).not.toContain('1 member');

      await platform.page('post', `/organisations/${body.organisationId}/leave`, member).type('form');
      expect(await text('/councils/BEC', member)).toContain('I work here');
    });
  });

  describe('lists', () => {
    it.each([
      ['/councils?q=oldshire', ['North Oldshire', 'South Oldshire'], ['Soonford']],
      ['/councils?nation=Wales', ['Isle of Carreg'], ['Soonford']],
      ['/councils?q=nothing-like-it', ['No council fits', 'Show all councils'], ['Soonford']],
      ['/councils?type=BAD&limit=9999', ['Ardenshire', 'Soonford'], ['No council fits']],
      ['/councils?after=!!&q=%00', ['Ardenshire'], ['No council fits']],
      ['/spin-outs', ['Ardenshire Libraries Society', 'Brought back in-house on 31 March 2025'], ['Add a spin-out']],
      ['/spin-outs?stage=ended', ['Arden Parks'], ['Ardenshire Libraries Society']],
      ['/spin-outs?serviceArea=youth', ['No spin-outs match these filters'], ['Arden Parks']],
      ['/organisations?kind=union', ['Care Workers’ Union'], ['Ardenshire']],
      ['/organisations?q=carrick', ['Carrick, Dunmore and Elvan'], ['Ardenshire']],
    ])('%s shows what fits', async (at, there, absent) => {
      const html = await text(at);
      for (const words of there) expect(html).toContain(words);
      for (const words of absent) expect(html).not.toContain(words);
    });
  });

  describe('a spin-out', () => {
    it('shows where it is on the path, and how it ended', async () => {
      const html = await text(`/spin-outs/${spinOut}-any-slug`);
      expect(html).toContain('Stage 1 of 13: Idea');
      expect(html.match(/<li[^>]*aria-current="step"/g)).toHaveLength(1);
      expect(html).toContain('href="/councils/ARD"');
      expect(await text(`/spin-outs/${ended}`)).toContain('brought back in-house on 31 March 2025');
    });

    it.each([
      ['nobody signed in', null, 303],
      ['a member', 'member', 403],
      ['a data steward', 'steward', 200],
    ])('can be changed: %s', async (_who, who, status) => {
      const by = who === null ? null : who === 'member' ? member : steward;
      expect((await platform.page('get', `/spin-outs/${spinOut}/edit`, by)).status).toBe(status);
      expect((await platform.page('get', '/spin-outs/new', by)).status).toBe(status);
      const sent = await platform
        .page('post', `/spin-outs/${ended}/edit`, by)
        .type('form')
        .send({ _version: '2', name: 'Arden Parks' });
      expect(sent.status).toBe(who === 'steward' ? 303 : who === null ? 401 : 403);
    });

    it('is added by a form sent twice once, and emptied fields are taken away by the next', async () => {
      const form = {
        _once: 'new-1',
        name: 'Arden Museums',
        parent: 'Ardenshire',
        stage: 'go-live',
        'stageOn-day': '1',
        'stageOn-month': '4',
        'stageOn-year': '2025',
        staff: '9',
        summary: 'Two museums.',
        serviceAreas: 'youth',
      };
      const send = () => platform.page('post', '/spin-outs', steward).type('form').send(form);
      const [first, second] = [await send(), await send()];
      expect([first.status, second.headers['location']]).toEqual([303, first.headers['location']]);
      const at = String(first.headers['location']);
      const html = await text(at, steward);
      expect(html).toContain('Two museums.');
      expect(html).toContain('since April 2025');

      const id = /spin-outs\/([0-9a-f-]{36})/.exec(at)![1]!;
      const saved = await platform
        .page('post', `/spin-outs/${id}/edit`, steward)
        .type('form')
        .send({ _version: '1', name: 'Arden Museums', parent: 'ARD', summary: '', staff: '' });
      expect(saved.status).toBe(303);
      expect((await platform.api('get', `/spin-outs/${id}`)).body).toMatchObject({
        summary: null,
        staff: null,
        serviceAreas: [],
        wentLiveOn: null,
      });
    });

    it('shows a wrong form again with what was typed and what is wrong', async () => {
      const wrong = await platform.page('post', '/spin-outs', steward).type('form').send({
        name: '',
        parent: 'Nowhere',
        stage: '',
        'stageOn-day': '31',
        'stageOn-month': '2',
        'stageOn-year': '2025',
      });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('<title>Error: Add a spin-out');
      expect(wrong.text).toContain('<a href="#name">Enter the name of the spin-out</a>');
      expect(wrong.text).toContain('<a href="#stage">Choose the stage it is at</a>');
      expect(wrong.text).toMatch(/<a href="#stageOn">The date it reached this stage must be a real date/);
      expect(wrong.text).toContain('value="Nowhere"');

      const edited = await platform
        .page('post', `/spin-outs/${spinOut}/edit`, steward)
        .type('form')
        .send({ _version: '1', name: ' ', staff: 'many' });
      expect(edited.status).toBe(422);
      expect(edited.text).toContain('Staff must be a whole number');
      const unnamed = await platform
        .page('post', `/spin-outs/${spinOut}/edit`, steward)
        .type('form')
        .send({ name: '' });
      expect([unnamed.status, unnamed.text.includes('Enter the name of the organisation')]).toEqual([422, true]);
    });

    it('records a stage, and says what is missing', async () => {
      const record = (form: object) =>
        platform.page('post', `/spin-outs/${spinOut}/stage-events`, steward).type('form').send(form);
      const day = { 'happenedOn-day': '3', 'happenedOn-month': '6', 'happenedOn-year': '2024' };

      const wrong = await record({ stage: 'ended', note: 'We stopped.', ...day });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('<a href="#endedHow">Choose how it ended</a>');
      expect(wrong.text).toContain('We stopped.');
      expect((await record({ stage: 'idea' })).text).toContain('Enter the date it reached this stage');

      const { status } = await record({
        stage: 'case-for-change',
        note: 'Cabinet asked for one.',
        noEvidence: 'true',
        ...day,
      });
      expect(status).toBe(303);
      const html = await text(`/spin-outs/${spinOut}`);
      expect(html).toContain('Stage 2 of 13: Case for change');
      expect(html).toContain('Cabinet asked for one.');
    });

    it('never overwrites: a stale form comes back with both', async () => {
      const { body } = await platform.api('get', `/spin-outs/${spinOut}`);
      const save = (version: number, summary: string) =>
        platform
          .page('post', `/spin-outs/${spinOut}/edit`, steward)
          .type('form')
          .send({ _version: String(version), name: body.name, parent: 'ARD', summary });
      expect((await save(body.version, 'Theirs.')).status).toBe(303);

      const stale = await save(body.version, 'Mine.');

      expect(stale.status).toBe(409);
      expect(stale.text).toContain('Someone changed this while you were editing');
      expect(stale.text).toMatch(/What it does<\/dt><dd[^>]*>Theirs\.<\/dd>/);
      expect(stale.text).toContain('Mine.</textarea>');
      expect(stale.text).toContain(`name="_version" value="${body.version + 1}"`);
    });
  });

  it('other organisations have a page; a council and a spin-out are sent on to theirs', async () => {
    expect(await text(`/organisations/${union}`)).toContain('Care Workers’ Union');
    const { body } = await platform.api('get', '/councils/ARD');
    const council = await platform.page('get', `/organisations/${body.organisationId}`);
    expect([council.status, council.headers['location']]).toEqual([303, '/councils/ARD']);
    const spun = await platform.page('get', `/organisations/${spinOut}`);
    expect(spun.headers['location']).toBe(`/spin-outs/${spinOut}-ardenshire-libraries-society`);
    expect((await platform.page('get', '/organisations/0192b2f0-0000-7000-8000-000000000000')).status).toBe(404);
  });

  describe('the form of an organisation', () => {
    const form = (id: string, by: Member | null, fields: object) =>
      platform.page('post', `/organisations/${id}/edit`, by).type('form').send(fields);
    const FIELDS = {
      name: 'Arden Health Board',
      payerKind: 'ICB',
      nation: 'England',
      summary: 'Buys care.',
      website: '',
    };
    let board: string;
    let editor: Member;
    beforeAll(async () => {
      const input = { kind: 'nhs', name: 'Arden Health' };
      board = (await platform.api('post', '/organisations', steward).send(input)).body.id as string;
      editor = await platform.given.member({ name: 'Edda' });
      await platform.dataSource.query(
        `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
        [editor.id, board],
      );
    });

    it.each<[string, () => Member | null, number, number, boolean]>([
      ['nobody', () => null, 303, 401, false],
      ['a member', () => member, 403, 403, false],
      ['its editor', () => editor, 200, 303, true],
      ['a data steward', () => steward, 200, 303, true],
    ])('is for its editors and data stewards: %s', async (who, by, reading, saving, offered) => {
      expect((await platform.page('get', `/organisations/${board}/edit`, by())).status).toBe(reading);
      const name = `Saved by ${who}`;
      const saved = await form(board, by(), { ...FIELDS, name });
      expect(saved.status).toBe(saving);
      const page = await text(`/organisations/${board}`, by());
      expect(page.includes(name)).toBe(offered);
      expect(page.includes(`href="/organisations/${board}/edit"`)).toBe(offered);
    });

    it('is none for a council or a spin-out', async () => {
      const council = (await platform.api('get', '/councils/ARD')).body.organisationId as string;
      for (const id of [council, spinOut]) {
        expect((await platform.page('get', `/organisations/${id}/edit`, steward)).status).toBe(404);
        expect((await form(id, steward, FIELDS)).status).toBe(404);
      }
    });

    it('keeps the kind of payer, which the list filters by, and takes away what was emptied', async () => {
      await form(board, editor, FIELDS);
      expect(await text(`/organisations/${board}`)).toContain('Integrated care board');
      const listed = await text('/organisations?payerKind=ICB');
      expect(listed).toContain('Arden Health Board');
      expect(listed).not.toContain('Care Workers’ Union');
      await form(board, editor, { ...FIELDS, payerKind: '', summary: '' });
      expect(await text('/organisations?payerKind=ICB')).toContain('No organisation fits');
      expect(await text(`/organisations/${board}`)).toContain('What it does is not recorded');
    });

    it('comes back with what was typed: wrong, or changed by somebody else meanwhile', async () => {
      for (const [field, value] of [
        ['name', ''],
        ['website', 'arden'],
        ['payerKind', 'GP'],
      ] as const) {
        const wrong = await form(board, editor, { ...FIELDS, [field]: value });
        expect([field, wrong.status, wrong.text.includes(`href="#${field}"`)]).toEqual([field, 422, true]);
        expect(wrong.text).toContain('Buys care.');
      }
      const [{ version }] = await platform.dataSource.query(`SELECT version FROM organisations WHERE id = $1`, [board]);
      await form(board, steward, { ...FIELDS, summary: 'The text of the steward.', _version: String(version) });
      const late = await form(board, editor, { ...FIELDS, summary: 'My own text.', _version: String(version) });
      expect(late.status).toBe(409);
      expect(late.text).toContain('The text of the steward.');
      expect(late.text).toContain('My own text.');
    });
  });

  it.each([
    ['/councils', 1],
    ['/councils/ARD', 2],
    ['/councils/postures', 1],
    ['/spin-outs', 1],
    ['SPIN-OUT', 2],
    ['/organisations', 1],
  ])('%s asks the database little beside the session', async (at, budget) => {
    const address = at === 'SPIN-OUT' ? `/spin-outs/${spinOut}` : at;
    const statements = await statementsOf(platform.dataSource, () => text(address, member));
    expect(statements).toHaveLength(budget + 1);
  });

  describe('K09: the pre-election period of a council', () => {
    const send = (by: Member | null, from: string, to: string) => {
      const [a, b] = [from.split('-'), to.split('-')];
      const parts = {
        'from-day': a[2],
        'from-month': a[1],
        'from-year': a[0],
        'to-day': b[2],
        'to-month': b[1],
        'to-year': b[0],
      };
      return platform.page('post', '/councils/SOO/pre-election', by).type('form').send(parts);
    };
    const shows = async () => (await platform.page('get', '/councils/SOO')).text.includes('Pre-election period');
    const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

    it('shows a banner while it lasts and no longer, without an editor’s action', async () => {
      expect(await shows()).toBe(false);
      expect((await send(steward, daysFromNow(-40), daysFromNow(-2))).status).toBe(303);
      expect((await send(steward, daysFromNow(5), daysFromNow(40))).status).toBe(303);
      expect(await shows()).toBe(false);
      expect((await send(steward, daysFromNow(-2), daysFromNow(2))).status).toBe(303);
      expect(await shows()).toBe(true);
      const removed = `/councils/SOO/pre-election/${daysFromNow(-2)}/remove`;
      expect((await platform.page('post', removed, steward).type('form').send({})).status).toBe(303);
      expect(await shows()).toBe(false);
    });

    it('is set by data stewards alone, and refused where it ends before it begins or lasts too long', async () => {
      expect((await platform.page('get', '/councils/SOO/pre-election', member)).status).toBe(404);
      expect((await send(member, daysFromNow(1), daysFromNow(2))).status).toBe(404);
      expect((await send(steward, daysFromNow(2), daysFromNow(1))).text).toContain('must be the first day or after it');
      expect((await send(steward, daysFromNow(1), daysFromNow(130))).text).toContain('lasts at most 120 days');
      expect((await platform.page('get', '/councils/SOO/pre-election', steward)).status).toBe(200);
    });
  });

  it('stands up to axe and to 320 pixels', async () => {
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at)
       SELECT $1, organisation_id, now() FROM councils WHERE code = 'NEA'`,
      [steward.id],
    );
    await platform.api('put', '/councils/NEA/posture', steward).send({ posture: 'planning', note: 'Two options.' });
    const browser = await openBrowser(platform.url);
    for (const viewport of [DESKTOP, PHONE]) {
      const { page, context } = await browser.person(steward, { viewport });
      for (const at of [
        '/councils',
        '/councils?q=zzz',
        '/councils/OLD',
        '/councils/SOO',
        '/councils/ARD',
        '/councils/silent',
        '/councils/postures',
        '/councils/NEA/posture',
        '/councils/NEA/pre-election',
        '/spin-outs',
        `/spin-outs/${spinOut}`,
        `/spin-outs/${spinOut}/edit`,
        '/spin-outs/new',
        '/organisations',
        `/organisations/${union}`,
        `/organisations/${union}/edit`,
      ]) {
        await page.goto(at);
        expect([at, await faults(page), await overflows(page)]).toEqual([at, [], false]);
      }
      await context.close();
    }
    expect(browser.errors).toEqual([]);
    await browser.close();
  }, 240_000);
});
