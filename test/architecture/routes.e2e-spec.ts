import { type OpenAPIObject } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import { ApiModule } from '../../apps/api/api.module.ts';
import { WebModule } from '../../apps/web/web.module.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { type Route, routesOf } from './routes.ts';

const UNKNOWN = '0190c0de-0000-7000-8000-000000000000';
const api = routesOf(ApiModule, 'api/v1');
const web = routesOf(WebModule);
const changing = [...api, ...web].filter(({ method }) => method !== 'GET');
const reading = [...api, ...web].filter(({ method }) => method === 'GET');

/** What anybody may do without an account: get one, sign in with it, and end a session that may be over. */
const OPEN_TO_ALL = new Set([
  'POST /mail/stop/:token',
  'POST /api/v1/accounts',
  'POST /api/v1/session',
  'POST /case-notes/:id/right-of-reply',
  'POST /invitations/:token',
  'POST /invitations/:token/decline',
  'POST /api/v1/invitations/:token/accept',
  'DELETE /api/v1/invitations/:token',
  'POST /sign-in',
  'POST /reset-password',
  'POST /reset-password/:token',
  'POST /sign-out',
  'POST /sign-up',
]);

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const addressOf = ({ path }: Route): string => path.replace(/:\w+/g, UNKNOWN);

describe('every route', () => {
  let platform: TestPlatform;
  let document: OpenAPIObject;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    document = (await (await fetch(`${platform.url}/api/openapi.json`)).json()) as OpenAPIObject;
  });
  afterAll(() => platform.stop());

  const ask = (route: Route): Promise<Response> => {
    const isApi = route.path.startsWith('/api/');
    return fetch(platform.url + addressOf(route), {
      method: route.method,
      redirect: 'manual',
      ...(route.method === 'GET'
        ? {}
        : {
            headers: { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded' },
            body: isApi ? '{}' : 'a=b',
          }),
    });
  };

  it('that changes something refuses who is not signed in, but for those that are open on purpose', async () => {
    const open: string[] = [];
    for (const route of changing) {
      const { status, headers } = await ask(route);
      const toSignIn = status === 303 && headers.get('location')?.startsWith('/sign-in?');
      if (status !== 401 && status !== 403 && !toSignIn) open.push(nameOf(route));
    }

    expect(changing.length).toBeGreaterThan(50);
    expect(new Set(open)).toEqual(OPEN_TO_ALL);
  });

  it('that reads answers a stranger who asks for what is not there without an error of its own', async () => {
    const faults: string[] = [];
    for (const route of reading) {
      const { status } = await ask(route);
      if (![200, 302, 303, 401, 403, 404, 422].includes(status)) faults.push(`${nameOf(route)} ${status}`);
    }

    expect(faults).toEqual([]);
  });

  it('of the API is described under a name of its own', () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { operationId?: string }>).map(([method, { operationId }]) => ({
        name: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        operationId,
      })),
    );

    expect(operations.map(({ name }) => name).toSorted()).toEqual(api.map(nameOf).toSorted());
    expect(operations.filter(({ operationId }) => !/^[a-z][A-Za-z]+$/.test(operationId ?? ''))).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it('of the API describes each field that it takes', () => {
    const missing: string[] = [];
    let fields = 0;
    for (const route of api) {
      const operation = (document.paths[route.path.replace(/:(\w+)/g, '{$1}')] as Record<string, Operation>)[
        route.method.toLowerCase()
      ]!;
      const inBody = operation.requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
      const described = document.components?.schemas?.[inBody] as { properties?: object } | undefined;
      const inQuery = operation.parameters?.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      for (const field of fieldsOf(route.body)) {
        fields += 1;
        if (!Object.hasOwn(described?.properties ?? {}, field)) missing.push(`${nameOf(route)} body ${field}`);
      }
      for (const field of fieldsOf(route.query)) {
        fields += 1;
        if (!inQuery?.includes(field)) missing.push(`${nameOf(route)} query ${field}`);
      }
    }

    expect(missing).toEqual([]);
    expect(fields).toBeGreaterThan(100);
  });
});

interface Operation {
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
}

function fieldsOf(Input: Route['body']): string[] {
  if (!Input) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(Input, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}
