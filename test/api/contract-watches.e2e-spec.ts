import { ContractsQueries, WatchesService } from '#libs/contracts';
import { Notifications } from '#libs/notifications';
import { Reads, Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const CONTRACT = { payer: 'Oldshire', title: 'Care', annualValue: '940', start: '2010-04-01', route: 'open' };

describe('peers of a register', () => {
  let platform: TestPlatform;
  let steward: Member;
  let editor: Member;
  let reader: Member;
  let peerEditor: Member;
  let outsider: Member;
  let spinOut: string;
  let peer: string;
  let watches: WatchesService;

  const made = async (name: string, by: Member): Promise<string> => {
    const wentLiveOn = '2010-04-01';
    const { body } = await platform
      .api('post', '/spin-outs', steward)
      .send({ name, stage: 'idea', stageOn: '2008-01-01', wentLiveOn });
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [by.id, body.id],
    );
    return body.id as string;
  };
  const add = (to: string, by: Member, over: object = {}) =>
    platform.api('post', `/spin-outs/${to}/contracts`, by).send({ ...CONTRACT, ...over });
  const trajectory = (by: Member | null) => platform.api('get', `/spin-outs/${spinOut}/contract-trajectory`, by);
  const watch = (by: Member) => platform.page('post', `/spin-outs/${spinOut}/contracts/watch-peers`, by);
  const told = async (by: Member): Promise<number> => {
    const { body } = await platform.api('get', '/me/notifications', by);
    return body.items.filter(({ kind }: { kind: string }) => kind === 'peers-found').length;
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward', 'administrator', 'moderator');
    [editor, reader, peerEditor, outsider] = [
      await platform.given.member({ name: 'Edith' }),
      await platform.given.member({ name: 'Rosa' }),
      await platform.given.member({ name: 'Priti' }),
      await platform.given.member({ name: 'Sam' }),
    ];
    spinOut = await made('Arden Care', editor);
    peer = await made('Braden Parks', peerEditor);
    await add(spinOut, editor);
    await add(spinOut, editor, { payer: 'Second', annualValue: '60' });
    const at = `/spin-outs/${spinOut}/contracts/readers`;
    await platform.page('post', at, editor).type('form').send({ person: reader.id });
    const transactions = new Transactions(platform.dataSource);
    const reads = new Reads(platform.dataSource);
    watches = new WatchesService(transactions, reads, new ContractsQueries(reads), new Notifications(transactions));
  });
  afterAll(() => platform.stop());

  it('K20: the trajectory has a share for each year since go-live; where nobody diversified it says so', async () => {
    const { body } = await trajectory(editor);
    expect(body.years[0]).toEqual({ year: '2010-11', largestPayerShare: 94 });
    expect(body).toMatchObject({ wentLiveOn: '2010-04-01', compared: { share: 94 }, peers: [] });
    const { text } = await platform.page('get', `/spin-outs/${spinOut}/contracts`, editor);
    expect(text).toContain('Nobody yet who had 84.0% to 100.0% with one payer');
    expect(text).toContain('Tell me when there is one');
  });

  it('K20: a watcher is told once, and only when a peer tells of its share', async () => {
    expect((await watch(editor)).status).toBe(303);
    expect((await watch(reader)).status).toBe(303);
    expect((await watch(outsider)).status).toBe(404);
    await watches.tellWatchers();
    expect([await told(editor), await told(reader)]).toEqual([0, 0]);

    // Diversified after so many years, but it keeps that to itself.
    await add(peer, peerEditor, { end: '2026-10-31' });
    await add(peer, peerEditor, { start: '2026-11-01', annualValue: '500' });
    await add(peer, peerEditor, { payer: 'Cary ICB', start: '2026-11-01', annualValue: '500', route: 'grant' });
    await watches.tellWatchers();
    expect([await told(editor), (await trajectory(editor)).body.peers]).toEqual([0, []]);

    await platform
      .page('post', `/spin-outs/${peer}/contracts/peers`, peerEditor)
      .type('form')
      .send({ tellsPeers: 'yes' });
    await watches.tellWatchers();
    await watches.tellWatchers();
    expect([await told(editor), await told(reader), await told(outsider)]).toEqual([1, 1, 0]);
    expect((await trajectory(editor)).body.peers).toEqual([
      { spinOutId: peer, name: 'Braden Parks', shareThen: 100, shareNow: 50, monthsToSecondPayer: 199, route: 'grant' },
    ]);
    const { body } = await platform.api('get', '/me/notifications', editor);
    expect(JSON.stringify(body)).not.toContain('Braden');
  });

  it('K20: a watch stands in the settings, can be stopped, and tells nothing to who lost sight of the register', async () => {
    await platform.dataSource.query(`DELETE FROM contract_watches`);
    await watch(reader);
    const { text } = await platform.page('get', '/settings/watches', reader);
    expect(text).toContain('Arden Care');
    const stop = /action="(\/settings\/watches\/[^"]+)"/.exec(text)![1]!;
    expect((await platform.page('post', stop, outsider)).status).toBe(404);
    await platform.page('post', `/spin-outs/${spinOut}/contracts/readers/${reader.id}/remove`, editor);
    await watches.tellWatchers();
    expect(await told(reader)).toBe(1);
    expect((await platform.page('get', '/settings/watches', reader)).text).toContain('can no longer see');
    expect((await platform.page('post', stop, reader)).status).toBe(303);
    expect((await platform.page('get', '/settings/watches', reader)).text).toContain('You watch for nothing');
  });

  it.each([
    ['nobody', 404],
    ['outsider', 404],
    ['steward', 404],
    ['peerEditor', 404],
    ['reader', 200],
    ['editor', 200],
  ])('of %s answer %d: page, contract, list, exposure and trajectory', async (who, status) => {
    const at = `/spin-outs/${spinOut}/contracts`;
    await platform.page('post', `${at}/readers`, editor).type('form').send({ person: reader.id });
    const by = { nobody: null, outsider, steward, peerEditor, reader, editor }[who] ?? null;
    const [{ id }] = await platform.dataSource.query<[{ id: string }]>(
      `SELECT id FROM contracts WHERE spin_out_id = $1 ORDER BY id LIMIT 1`,
      [spinOut],
    );
    const answers = [
      await platform.page('get', at, by),
      await platform.page('get', `${at}/${id}`, by),
      await platform.api('get', at, by),
      await platform.api('get', `${at}/${id}`, by),
      await platform.api('get', `/spin-outs/${spinOut}/contract-exposure`, by),
      await trajectory(by),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 6 }, () => status));
    if (status === 404) for (const { text } of answers) expect(text).not.toContain('Oldshire');
  });
});
