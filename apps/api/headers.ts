import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { isStorable } from '#libs/platform/inputs';
import { Refused } from '#libs/platform/errors';

const header = (context: ExecutionContext, name: string): string | undefined => {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The Idempotency-Key of the request, or null. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const key = header(context, 'idempotency-key');
  if (key === undefined || key === '') return null;
  if (key.length > 255 || !isStorable(key)) {
    throw new Refused('idempotency.bad-key', [
      { field: 'Idempotency-Key', message: 'Idempotency-Key must be 1 to 255 characters' },
    ]);
  }
  return key;
});

/** The version that If-Match names (`"v3"`), or null where the request has none or takes any (`*`). */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const tag = header(context, 'if-match');
  if (tag === undefined || tag === '*') return null;
  const version = /^(?:W\/)?"v(\d{1,9})"$/.exec(tag)?.[1];
  // A tag that was never ours matches nothing.
  return version === undefined ? 0 : Number(version);
});

/** Whether the request is only to make what is not there yet (`If-None-Match: *`). */
export const IfNoneMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): boolean => header(context, 'if-none-match')?.trim() === '*',
);
