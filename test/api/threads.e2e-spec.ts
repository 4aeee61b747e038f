import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('threads through the API', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa' });
    peer = await platform.given.member({ name: 'Dee', practitionerRole: 'finance' });
  });
  afterAll(() => platform.stop());

  it('asks, replies, and tells who follows the thread', async () => {
    const { id } = await platform.given.thread(asker);
    const follower = await platform.socket(peer);
    expect(await follower.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 })).toMatchObject({
      ok: true,
      lastSeq: 1,
      events: [{ seq: 1, kind: 'post-added', post: { number: 1 } }],
    });
    const heard = new Promise((resolve) => follower.once('thread:event', resolve));

    const { status, body } = await platform
      .api('post', `/threads/${id}/posts`, peer)
      .send({ body: ' We cut it to **nine** days.\r\n' });

    expect([status, body.number, body.seq, body.body]).toEqual([201, 2, 2, 'We cut it to **nine** days.']);
    expect(body.html).toBe('<p>We cut it to <strong>nine</strong> days.</p>\n');
    expect(await heard).toMatchObject({ threadId: id, seq: 2, kind: 'post-added', post: { id: body.id } });
  });

  it('numbers replies made at the same moment without a gap', async () => {
    const { id } = await platform.given.thread(asker);
    const replies = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((body) => platform.given.reply(peer, id, { body })),
    );
    expect(replies.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('answers a repeated key with the first result, and refuses it for another body', async () => {
    const { id } = await platform.given.thread(asker);
    const send = (body: string) =>
      platform.api('post', `/threads/${id}/posts`, peer).set('idempotency-key', 'k1').send({ body });
    const first = await send('once');
    const second = await send('once');
    const other = await send('twice');

    expect([first.status, second.status, other.status]).toEqual([201, 201, 422]);
    expect(second.body).toEqual(first.body);
    expect(other.body.code).toBe('idempotency.key-reused');
  });

  it('takes a clientMessageId once', async () => {
    const { id } = await platform.given.thread(asker);
    const message = { body: 'Only once', clientMessageId: 'c-1' };
    const first = await platform.given.reply(peer, id, message);
    const second = await platform.given.reply(peer, id, message);
    expect(second.id).toBe(first.id);
  });

  it('says which field is wrong, in words for people', async () => {
    const { id } = await platform.given.thread(asker);
    const { status, body } = await platform.api('post', `/threads/${id}/posts`, peer).send({ body: '  ' });
    expect([status, body.errors]).toEqual([422, [{ pointer: '/body', message: 'Write your reply' }]]);
  });

  it('changes of a question what is named, and keeps the rest', async () => {
    const { id } = await platform.given.thread(asker, {
      topics: ['pensions'],
      serviceAreas: ['libraries'],
      stage: 'idea',
    });
    const edit = (body: object) => platform.api('patch', `/threads/${id}`, asker).send(body);

    expect((await edit({ title: 'A clearer title for this question' })).body).toMatchObject({
      title: 'A clearer title for this question',
      topics: ['pensions'],
      serviceAreas: ['libraries'],
      stage: 'idea',
    });
    expect((await edit({ stage: null, topics: [] })).body).toMatchObject({
      title: 'A clearer title for this question',
      topics: [],
      serviceAreas: ['libraries'],
      stage: null,
    });
    expect((await edit({ colour: 'red' })).status).toBe(422);
  });

  it('lets the asker alone accept, and an edit that is stale changes nothing', async () => {
    const { id } = await platform.given.thread(asker);
    const reply = await platform.given.reply(peer, id);

    expect((await platform.api('post', `/threads/${id}/accept`, peer).send({ postId: reply.id })).status).toBe(403);
    const accepted = await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: reply.id });
    expect([accepted.status, accepted.body.acceptedAt === null]).toEqual([200, false]);

    const edit = (tag: string, body: string) =>
      platform.api('patch', `/posts/${reply.id}`, peer).set('if-match', tag).send({ body });
    expect((await edit('"v1"', 'Better words')).status).toBe(200);
    const stale = await edit('"v1"', 'Lost words');
    expect([stale.status, stale.body.current]).toEqual([412, { body: 'Better words', files: [] }]);
  });

  it('names an organisation beside a post only where the membership was verified', async () => {
    const { id } = await platform.given.thread(asker);
    const claimant = await platform.given.member({ name: 'Corin' });
    const [body] = await platform.dataSource.query<{ id: string }[]>(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Wealdmere County Council') RETURNING id`,
    );
    const join = `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, $3)
                  ON CONFLICT (person_id, organisation_id) DO UPDATE SET verified_at = excluded.verified_at`;
    const organisations: (string | null)[] = [];
    for (const verifiedAt of [null, new Date()]) {
      await platform.dataSource.query(join, [claimant.id, body!.id, verifiedAt]);
      const reply = await platform.given.reply(claimant, id);
      const { body: post } = await platform.api('get', `/posts/${reply.id}`, asker);
      organisations.push(post.author.organisation);
    }
    expect(organisations).toEqual([null, 'Wealdmere County Council']);
  });
});
