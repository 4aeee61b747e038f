import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { PDF } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** A bucket as it speaks over HTTP; who may write to it is asked in s3-signature.spec.ts. */
function bucket() {
  const kept = new Map<string, Buffer>();
  const asked: string[] = [];
  let away = false;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url!;
      asked.push(`${request.method} ${path} ${String(request.headers.authorization).split(',')[0]}`);
      if (away) return response.writeHead(503).end('<Error/>');
      if (request.method === 'PUT') {
        kept.set(path, Buffer.concat(parts));
        return response.writeHead(200).end();
      }
      const found = kept.get(path);
      if (request.method === 'DELETE') kept.delete(path);
      if (request.method === 'DELETE') return response.writeHead(204).end();
      return found ? response.writeHead(200).end(found) : response.writeHead(404).end('<Error/>');
    });
  });
  return {
    kept,
    asked,
    goAway: (gone: boolean) => (away = gone),
    start: () =>
      new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
      ),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('files in a bucket', () => {
  const store = bucket();
  let platform: TestPlatform;
  let amina: Member;
  beforeAll(async () => {
    const port = await store.start();
    const STORAGE_URL = `s3://KEY:se%2Fcret@127.0.0.1:${port}/waymark/files?region=eu-west-2&http=yes`;
    platform = await startTestPlatform({ RATE_LIMITS: 'off', STORAGE_URL });
    amina = await platform.given.member();
  });
  afterAll(async () => {
    await platform.stop();
    await store.stop();
  });

  const send = () => platform.api('post', '/files', amina).attach('file', PDF, { filename: 'paper.pdf' });

  it('are kept, fetched and thrown away there', async () => {
    const { body: file } = await send();
    expect([...store.kept]).toEqual([[`/waymark/files/${file.id}`, PDF]]);
    expect(store.asked[0]).toMatch(
      new RegExp(`^PUT /waymark/files/${file.id} AWS4-HMAC-SHA256 Credential=KEY/\\d{8}/eu-west-2/s3/aws4_request$`),
    );
    const { body } = await platform.page('get', `/files/${file.id}`, amina).responseType('blob');
    expect((body as Buffer).equals(PDF)).toBe(true);
    expect((await platform.api('delete', `/files/${file.id}`, amina)).status).toBe(204);
    expect(store.kept.size).toBe(0);
  });

  it('are not there where only their row is', async () => {
    const { body: file } = await send();
    store.kept.clear();
    expect((await platform.page('get', `/files/${file.id}`, amina)).status).toBe(404);
  });

  it('wait while it is away, and leave no row behind', async () => {
    const { body: file } = await send();
    store.goAway(true);
    const refused = await send();
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
      503,
      'files.storage-away',
      '10',
    ]);
    expect((await platform.page('get', `/files/${file.id}`, amina)).status).toBe(503);
    store.goAway(false);
    expect((await platform.page('get', `/files/${file.id}`, amina)).status).toBe(200);
    const [row] = await platform.dataSource.query(`SELECT count(*)::int AS n FROM files WHERE id = $1`, [file.id]);
    expect(row.n).toBe(1);
  });
});
