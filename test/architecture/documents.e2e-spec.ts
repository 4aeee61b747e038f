import fs from 'node:fs';
import request from 'supertest';
import { PROBLEM_CODES } from '../../apps/api/problem-codes.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { sourcesBelow, textOf } from './sources.ts';

describe('what programs are told', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'api' });
  });
  afterAll(() => platform.stop());

  it.each(['openapi', 'asyncapi'])(
    '/api/%s.json is as kept in docs (npm run waymark -- openapi --write)',
    async (name) => {
      const { body } = await request(platform.url).get(`/api/${name}.json`).expect(200);

      expect(JSON.parse(fs.readFileSync(`docs/${name}.json`, 'utf8'))).toEqual(body);
    },
  );

  it.each(['openapi', 'asyncapi'])('/api/%s.json refers to nothing that is not in it', async (name) => {
    const { body } = await request(platform.url).get(`/api/${name}.json`);
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, target]) => target!);
    const found = (target: string): unknown =>
      target.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], body);

    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((target) => found(target) === undefined)).toEqual([]);
  });

  it('names every socket event that a gateway takes or sends, and no other', async () => {
    const { body } = await request(platform.url).get('/api/asyncapi.json');
    const sources = sourcesBelow('apps/realtime').map(textOf).join('\n');
    const events = [...sources.matchAll(/(?:@SubscribeMessage|\.emit)\('([\w:]+)'/g)].map(([, name]) => name!);
    const described = Object.values(body.components.messages as Record<string, { name: string }>)
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('(acknowledgement)'));

    expect(described.toSorted()).toEqual([...new Set(events)].toSorted());
  });

  it('/api/docs lists every operation and every problem code, with nothing from elsewhere and no script', async () => {
    const { body } = await request(platform.url).get('/api/openapi.json');
    const { text, headers } = await request(platform.url).get('/api/docs').expect(200);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (item) => Object.values(item).map(({ operationId }) => operationId),
    );

    expect([...operations, ...Object.keys(PROBLEM_CODES)].filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...text.matchAll(/href="#([^"]+)"/g)].filter(([, id]) => !ids.includes(id!))).toEqual([]);
    expect(text).not.toMatch(/<script|<style|style="|https?:/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('explains each problem code that the sources know, under the status that it has, and no other', () => {
    const STATUS: Record<string, number> = {
      'not-found': 404,
      forbidden: 403,
      conflict: 409,
      stale: 412,
      invalid: 422,
      'too-many': 429,
      'signed-out': 401,
      unavailable: 503,
      unreadable: 400,
    };
    const known = new Map<string, number>();
    // The demo network is made by commands alone.
    const files = sourcesBelow('apps', 'libs').filter((file) => !/^libs\/demo\/|spec\.tsx?$/.test(file));
    for (const text of files.map(textOf)) {
      for (const [, kind, code] of text.matchAll(
        /kind = '([a-z-]+)';\s+readonly code(?:: string)? = '([a-z\d.-]+)'/g,
      )) {
        known.set(code!, STATUS[kind!]!);
      }
      for (const [, thrown, code] of text.matchAll(/\b(NotFound|Refused)\(\s*'([a-z\d.-]+)'/g)) {
        known.set(code!, thrown === 'NotFound' ? 404 : 422);
      }
    }
    const explained = Object.entries(PROBLEM_CODES).filter(([code]) => !code.startsWith('http.'));

    expect(Object.fromEntries(explained.map(([code, [status]]) => [code, status]))).toEqual(
      Object.fromEntries([...known].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    );
  });
});
