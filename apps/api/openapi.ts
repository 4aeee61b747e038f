import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

type SchemaObject = Exclude<NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string], { $ref: string }>;

/** The OpenAPI 3.1 document of all controllers, with the errors that any operation may give. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Waymark')
    .setDescription('The knowledge network for UK public service mutuals.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal access token, wm_…' })
    .addCookieAuth('waymark')
    .build();
  const document = SwaggerModule.createDocument(app, about);
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (operation) operation.responses['default'] = ANY_PROBLEM;
    }
  }
  return document;
}

const ANY_PROBLEM = {
  description: 'A problem, as RFC 9457 says',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const PROBLEM: SchemaObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'A stable code, as threads.thread-locked' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
        required: ['pointer', 'message'],
      },
    },
    current: { type: 'object', description: 'After 412: how the thing is now' },
    requestId: { type: 'string' },
  },
};
