import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('organisations through the API', () => {
  let platform: TestPlatform;
  let steward: Member;
  let member: Member;
  let editor: Member;
  let spinOut: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const register = new CouncilsImport(new Transactions(platform.dataSource));
    await register.importCouncils(path.resolve('test/fixtures/councils.csv'));
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    member = await platform.given.member({ name: 'Rosa' });
    editor = await platform.given.member({ name: 'Edda' });
    spinOut = await add({ name: 'Soonford Libraries Society' });
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
  });
  afterAll(() => platform.stop());

  const add = async (over: Record<string, unknown>): Promise<string> => {
    const { status, body } = await platform.api('post', '/spin-outs', steward).send({
      parent: 'SOO',
      stage: 'idea',
      stageOn: '2024-01-08',
      serviceAreas: ['libraries'],
      ...over,
    });
    if (status !== 201) throw new Error(`No spin-out: ${status} ${JSON.stringify(body)}`);
    return body.id as string;
  };

  describe('councils', () => {
    it.each([
      ['all, by name', '', ['YNY', 'NIR-A'].length, null],
      ['part of a name', 'q=oldshire', null, ['NEA', 'OLD', 'OCA', 'NEB']],
      ['an alternative name', 'q=Ynys%20Garreg', null, ['YNY']],
      ['a code, in any case', 'q=nir-a', null, ['NIR-A']],
      ['a former GSS code', 'q=e07000900', null, ['BEC']],
      ['a kind', 'type=UA', null, ['NEA', 'NEB']],
      ['a nation', 'nation=Wales', null, ['YNY']],
      ['what LIKE would take as anything', 'q=%25', null, []],
    ])('are found by %s', async (_what, query, _count, codes) => {
      const { status, body } = await platform.api('get', `/councils?${query}`);
      expect(status).toBe(200);
      const found = (body.items as { code: string }[]).map(({ code }) => code);
      if (codes) expect(found.toSorted()).toEqual(codes.toSorted());
      else expect(found).toHaveLength(10);
    });

    it('are paged without losing or repeating one', async () => {
      const codes: string[] = [];
      let after = '';
      do {
        const { body } = await platform.api('get', `/councils?limit=3${after && `&after=${after}`}`);
        codes.push(...(body.items as { code: string }[]).map(({ code }) => code));
        after = body.next as string;
      } while (after);
      expect(codes).toHaveLength(10);
      expect(new Set(codes).size).toBe(10);
    });

    it('say what they are, where they belong and what replaced them', async () => {
      const { body } = await platform.api('get', '/councils/old-oldshire-county-council');
      expect(body).toMatchObject({
        code: 'OLD',
        name: 'Oldshire County Council',
        type: 'CTY',
        region: 'South West',
        endedOn: '2023-04-01',
        replacedBy: [{ code: 'NEA' }, { code: 'NEB' }],
        url: '/councils/OLD',
      });
      expect((await platform.api('get', '/councils/ARD')).body.within).toEqual([
        { code: 'BEC', name: 'Beckham Vale District Council' },
      ]);
      expect((await platform.api('get', '/councils/SOO')).body).toMatchObject({
        endedOn: '2999-04-01',
        replacedBy: [{ code: 'ZZZ', name: null, on: '2999-04-01' }],
      });
    });

    it('are compared with councils of the same tier, with the reason in words', async () => {
      const { body } = await platform.api('get', '/councils/NEA/similar');
      expect(body).toEqual({
        items: [
          expect.objectContaining({
            code: 'CAR',
            reason: expect.stringMatching(
              /^another kind of council with the same duties, in Northern Ireland, similar size, .*\(not recorded: deprivation, rural or urban\)$/,
            ),
            sameType: false,
            sameNation: false,
          }),
          expect.objectContaining({
            code: 'NEB',
            reason: 'same kind of council (not recorded: size, density, deprivation, rural or urban)',
            missing: ['population', 'density', 'deprivation', 'rurality'],
            sameType: true,
          }),
          expect.objectContaining({ code: 'YNY', reason: expect.stringMatching(/in Wales, much smaller/) }),
        ],
        next: null,
      });
    });

    it.each(['/councils/NONE', '/councils/E99999999', '/councils/%00', '/councils/NONE/similar'])(
      'are not found at %s',
      async (address) => {
        expect((await platform.api('get', address)).status).toBe(404);
      },
    );
  });

  describe('spin-outs', () => {
    it('are added once for one key, with their parent, nation and first stage', async () => {
      const send = () =>
        platform
          .api('post', '/spin-outs', steward)
          .set('idempotency-key', 'carrick-1')
          .send({ name: 'Carrick Parks', parent: 'car', stage: 'approval', stageOn: '2025-03-01', staff: 12 });
      const first = await send();
      const second = await send();

      expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
      expect(first.headers['location']).toBe(`/api/v1/spin-outs/${first.body.id}`);
      expect(first.body).toMatchObject({
        nation: 'Northern Ireland',
        parent: { councilCode: 'CAR' },
        stage: 'approval',
        stageEvents: [{ stage: 'approval', happenedOn: '2025-03-01' }],
        version: 1,
      });
    });

    it('are at the stage with the latest date, in whatever order stages are recorded', async () => {
      const id = await add({ name: 'Orderly Care', stage: 'business-case', stageOn: '2024-05-01' });
      const record = (event: Record<string, unknown>) =>
        platform.api('post', `/spin-outs/${id}/stage-events`, steward).send({ noEvidence: true, ...event });

      await record({ stage: 'go-live', happenedOn: '2025-04-01', note: '71 staff moved.' });
      const { body: earlier } = await record({ stage: 'idea', happenedOn: '2023-01-01' });
      expect(earlier).toMatchObject({ stage: 'go-live', wentLiveOn: '2025-04-01', endedOn: null });

      const { body: ended } = await record({
        stage: 'ended',
        happenedOn: '2026-03-31',
        endedHow: 'insourced',
        nextProviderKind: 'in_house',
      });
      expect(ended).toMatchObject({ stage: 'ended', endedOn: '2026-03-31', endedHow: 'insourced', version: 4 });
      expect(ended.stageEvents.map(({ stage }: { stage: string }) => stage)).toEqual([
        'idea',
        'business-case',
        'go-live',
        'ended',
      ]);
    });

    it('are narrowed by service area, stage, legal form and nation', async () => {
      const id = await add({ name: 'Zebra Youth', parent: 'YNY', legalForm: 'cio', serviceAreas: ['youth'] });
      for (const query of ['serviceArea=youth', 'legalForm=cio', 'nation=Wales']) {
        const { body } = await platform.api('get', `/spin-outs?${query}`);
        expect(body.items.map((item: { id: string }) => item.id)).toEqual([id]);
      }
    });

    it.each([
      ['a date in the future', { stage: 'go-live', happenedOn: '2999-01-01' }, '/happenedOn'],
      ['an end without how', { stage: 'ended', happenedOn: '2025-01-01' }, '/endedHow'],
      ['how it ended without an end', { stage: 'idea', happenedOn: '2025-01-01', endedHow: 'sold' }, '/endedHow'],
      ['a day that does not exist', { stage: 'idea', happenedOn: '2025-02-30' }, '/happenedOn'],
      ['a stage that does not exist', { stage: 'retired', happenedOn: '2025-01-01' }, '/stage'],
      ['an unknown field', { stage: 'idea', happenedOn: '2025-01-01', by: 'me' }, '/by'],
    ])('refuse %s as a stage', async (_what, event, pointer) => {
      const { status, body } = await platform.api('post', `/spin-outs/${spinOut}/stage-events`, steward).send(event);
      expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    });

    it.each([
      ['nobody by that name', { parent: 'Nowhere' }, 'parent'],
      [
        'too many service areas',
        { serviceAreas: ['libraries', 'youth', 'public-health', 'adult-social-care', 'housing', 'parks'] },
        'serviceAreas',
      ],
      ['an address that is none', { website: 'javascript:alert(1)' }, 'website'],
      ['a NUL', { summary: 'a\u0000b' }, 'summary'],
      ['no name', { name: ' ' }, 'name'],
    ])('refuse %s', async (_what, over, field) => {
      const { status, body } = await platform
        .api('post', '/spin-outs', steward)
        .send({ name: 'X', stage: 'idea', ...over });
      expect([status, body.errors[0].pointer]).toEqual([422, `/${field}`]);
    });

    it('ask for the code where several bodies have the name of the parent', async () => {
      const twin = (code: string) =>
        platform.dataSource.query(
          `WITH o AS (INSERT INTO organisations (kind, name) VALUES ('council', $1) RETURNING id)
           INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
           SELECT id, $1, $1, 'Twinford', 'UA', 'England', '' FROM o`,
          [code],
        );
      await twin('TWA');
      await twin('TWB');
      const { status, body } = await platform
        .api('patch', `/spin-outs/${spinOut}`, steward)
        .send({ parent: 'twinford' });
      expect([status, body.errors[0].message]).toEqual([
        422,
        'Several bodies have this name. Enter the code of the one you mean: TWA, TWB',
      ]);
      const byCode = await platform
        .api('patch', `/spin-outs/${spinOut}`, steward)
        .send({ parent: 'TWB', noEvidence: true });
      expect(byCode.body.parent.councilCode).toBe('TWB');
      await platform.api('patch', `/spin-outs/${spinOut}`, steward).send({ parent: 'SOO', noEvidence: true });
    });

    it('change what is named, take away what is empty, and refuse a stale edit with how it is now', async () => {
      const id = await add({ name: 'Edited Museums', summary: 'Two museums.', staff: 9 });
      const edit = (tag: string, change: Record<string, unknown>) =>
        platform.api('patch', `/spin-outs/${id}`, steward).set('if-match', tag).send(change);

      const first = await edit('"v1"', { staff: 11, summary: '', source: 'Payroll' });
      expect([first.status, first.headers['etag']]).toEqual([200, '"v2"']);
      expect(first.body).toMatchObject({
        name: 'Edited Museums',
        staff: 11,
        summary: null,
        serviceAreas: ['libraries'],
      });

      const stale = await edit('"v1"', { staff: 12 });
      expect([stale.status, stale.headers['etag'], stale.body.current.staff]).toEqual([412, '"v2"', 11]);
      expect((await edit('"v2"', { name: '' })).status).toBe(422);
    });
  });

  describe('who may change what', () => {
    const EDIT = { summary: 'Twelve libraries.' };
    const EVENT = { stage: 'case-for-change', happenedOn: '2024-06-01', source: 'Cabinet minutes' };
    const NEW = { name: 'New one', stage: 'idea' };

    it.each([
      ['nobody signed in', null, 401, 401, 401],
      ['a member', [], 403, 403, 403],
      ['a moderator', ['moderator'], 403, 403, 403],
      ['a subject editor', ['subject_editor'], 403, 403, 403],
      ['the editor of this spin-out', 'editor', 200, 201, 403],
      ['an editor of all organisations', ['organisation_editor'], 200, 201, 403],
      ['a data steward', ['data_steward'], 200, 201, 201],
      ['an administrator', ['administrator'], 200, 201, 201],
    ] as const)('%s', async (_who, roles, edited, recorded, added) => {
      const by = roles === null ? null : roles === 'editor' ? editor : await platform.given.member({}, ...roles);
      const answers = [
        await platform.api('patch', `/spin-outs/${spinOut}`, by).send(EDIT),
        await platform.api('post', `/spin-outs/${spinOut}/stage-events`, by).send(EVENT),
        await platform.api('post', '/spin-outs', by).send(NEW),
      ];
      expect(answers.map(({ status }) => status)).toEqual([edited, recorded, added]);
    });

    it('the editor of one spin-out cannot change another', async () => {
      const other = await add({ name: 'Somebody else’s' });
      expect((await platform.api('patch', `/spin-outs/${other}`, editor).send(EDIT)).status).toBe(403);
    });

    it('what may not be seen looks as if it were not there, in lists, pages and edits', async () => {
      const hidden = await add({ name: 'Hidden Spin-out' });
      await platform.dataSource.query(`UPDATE organisations SET visible_to = '{role:moderator}' WHERE id = $1`, [
        hidden,
      ]);
      const moderator = await platform.given.member({}, 'moderator');
      const listed = async (by: Member | null) =>
        (await platform.api('get', '/spin-outs?limit=100', by)).body.items.some(
          ({ id }: { id: string }) => id === hidden,
        );

      for (const by of [null, member, steward]) {
        expect((await platform.api('get', `/spin-outs/${hidden}`, by)).status).toBe(404);
        expect((await platform.api('get', `/organisations/${hidden}`, by)).status).toBe(404);
        expect(await listed(by)).toBe(false);
      }
      expect((await platform.api('patch', `/spin-outs/${hidden}`, steward).send(EDIT)).status).toBe(404);
      expect((await platform.api('post', `/organisations/${hidden}/join`, member).send({})).status).toBe(404);
      expect((await platform.api('get', '/councils/SOO', member)).body.spinOuts).not.toContainEqual(
        expect.objectContaining({ id: hidden }),
      );
      expect((await platform.api('get', `/spin-outs/${hidden}`, moderator)).status).toBe(200);
      expect(await listed(moderator)).toBe(true);
    });
  });

  describe('other organisations', () => {
    it('are added and changed by data stewards', async () => {
      const made = await platform
        .api('post', '/organisations', steward)
        .send({ kind: 'union', name: 'Care Workers’ Union', nation: 'England' });
      expect([made.status, made.body.url]).toEqual([201, `/organisations/${made.body.id}`]);
      const edited = await platform
        .api('patch', `/organisations/${made.body.id}`, steward)
        .set('if-match', '"v1"')
        .send({ website: 'https://union.example.org' });
      expect([edited.status, edited.body.website]).toEqual([200, 'https://union.example.org']);
      const stale = await platform
        .api('patch', `/organisations/${made.body.id}`, steward)
        .set('if-match', '"v1"')
        .send({ name: 'Other' });
      expect(stale.status).toBe(412);
      expect((await platform.api('post', '/organisations', member).send({ kind: 'union', name: 'X' })).status).toBe(
        403,
      );
      expect((await platform.api('post', '/organisations', steward).send({ kind: 'council', name: 'X' })).status).toBe(
        422,
      );
    });

    it('leave the name of a council to the register', async () => {
      const { body } = await platform.api('get', '/councils/ARD');
      const address = `/organisations/${body.organisationId}`;
      expect((await platform.api('patch', address, steward).send({ name: 'Ours' })).status).toBe(422);
      expect(
        (await platform.api('patch', address, steward).send({ website: 'https://ardenshire.example.org' })).status,
      ).toBe(200);
    });

    it.each([
      ['ICB', 'nhs'],
      ['NHS_TRUST', 'nhs'],
      ['PCC', 'other_public'],
      ['FIRE', 'other_public'],
      ['CENTRAL', 'other_public'],
      ['SCHOOL_TRUST', 'other_public'],
      ['HOUSING_ASSOC', 'private_partner'],
      ['OTHER_PUBLIC', 'other_public'],
    ])('say that they are payers of the kind %s, and are found by it', async (payerKind, kind) => {
      const made = await platform
        .api('post', '/organisations', steward)
        .send({ kind, payerKind, name: `Payer of the kind ${payerKind}` });
      expect([made.status, made.body.payerKind]).toEqual([201, payerKind]);
      const found = await platform.api('get', '/organisations', null).query({ payerKind, limit: 100 });
      const items = found.body.items as { id: string; payerKind: string }[];
      expect(items.some(({ id }) => id === made.body.id)).toBe(true);
      expect(new Set(items.map((item) => item.payerKind))).toEqual(new Set([payerKind]));
      const emptied = await platform
        .api('patch', `/organisations/${made.body.id}`, steward)
        .send({ payerKind: '', name: `Was ${payerKind}` });
      expect([emptied.status, emptied.body.payerKind]).toEqual([200, null]);
    });

    it('are no payers of a kind that is none, and a council or a spin-out is of no such kind', async () => {
      const unknown = { kind: 'nhs', payerKind: 'GP', name: 'A surgery' };
      expect((await platform.api('post', '/organisations', steward).send(unknown)).status).toBe(422);
      expect((await platform.api('get', '/organisations?payerKind=GP', null)).status).toBe(422);
      const council = (await platform.api('get', '/councils/SOO', null)).body.organisationId as string;
      for (const id of [council, spinOut]) {
        const { status, body } = await platform
          .api('patch', `/organisations/${id}`, steward)
          .send({ payerKind: 'ICB' });
        expect([status, body.code]).toEqual([422, 'organisations.no-payer-kind']);
        await expect(
          platform.dataSource.query(`UPDATE organisations SET payer_kind = 'ICB' WHERE id = $1`, [id]),
        ).rejects.toThrow('organisations_payer_kind');
      }
    });

    it('list all kinds, and by kind', async () => {
      const { body } = await platform.api('get', '/organisations?kind=council&limit=100');
      expect(body.items).toEqual(
        expect.arrayContaining([expect.objectContaining({ councilCode: 'ARD', url: '/councils/ARD' })]),
      );
      expect(new Set(body.items.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['council']));
    });
  });

  describe('memberships', () => {
    it('open what an organisation shares only once a data steward has verified them', async () => {
      const person = await platform.given.member({ name: 'Novice' });
      const audience = { audience: 'organisation', audienceId: spinOut };
      const ask = () =>
        platform
          .api('post', '/threads', person)
          .send({ title: 'Who has the keys of the van?', body: 'It has gone.', ...audience });

      const joined = await platform.api('post', `/organisations/${spinOut}/join`, person).send({ jobTitle: 'Driver' });
      expect([joined.status, joined.body]).toEqual([200, { organisationId: spinOut, member: true, verified: false }]);
      expect((await ask()).status).toBe(422);

      const list = await platform.api('get', `/organisations/${spinOut}/memberships`, steward);
      expect(list.body.items).toContainEqual(
        expect.objectContaining({ personId: person.id, jobTitle: 'Driver', verified: false }),
      );
      const verify = (by: Member, verified = true) =>
        platform.api('post', `/organisations/${spinOut}/memberships/${person.id}/verify`, by).send({ verified });
      expect((await verify(member)).status).toBe(403);
      expect((await verify(editor)).status).toBe(403);
      expect((await verify(steward)).body).toMatchObject({ verified: true });
      expect((await ask()).status).toBe(201);
      expect((await platform.api('post', `/organisations/${spinOut}/join`, person).send({})).body.verified).toBe(true);

      await platform.api('post', `/organisations/${spinOut}/leave`, person).send({});
      expect((await ask()).status).toBe(422);
      const again = await platform.api('post', `/organisations/${spinOut}/join`, person).send({});
      expect(again.body.verified).toBe(false);
    });

    it('are verified by somebody else', async () => {
      await platform.api('post', `/organisations/${spinOut}/join`, steward).send({});
      const address = `/organisations/${spinOut}/memberships/${steward.id}/verify`;
      expect((await platform.api('post', address, steward).send({})).status).toBe(403);
      const colleague = await platform.given.member({}, 'data_steward');
      expect((await platform.api('post', address, colleague).send({})).status).toBe(200);
    });

    it('are counted for those who are signed in, and listed for data stewards', async () => {
      expect((await platform.api('get', `/spin-outs/${spinOut}`)).body.members).toBeNull();
      expect((await platform.api('get', `/spin-outs/${spinOut}`, member)).body.members.all).toBeGreaterThan(0);
      expect((await platform.api('get', `/organisations/${spinOut}/memberships`, member)).status).toBe(403);
      expect((await platform.api('get', `/organisations/${spinOut}/memberships`)).status).toBe(401);
    });

    it('of nobody cannot be verified', async () => {
      const address = `/organisations/${spinOut}/memberships/${member.id}/verify`;
      expect((await platform.api('post', address, steward).send({})).status).toBe(404);
    });
  });
});
