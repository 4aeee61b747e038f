import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { hasParts, withoutFiles } from '#libs/platform/http';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS, isSignedIn, type PlatformRole, type Reader, signedIn, withRole } from '#libs/people';

/** Finds out who reads; nobody has to be signed in. What needs an actor asks by @CurrentActor(). */
@Injectable()
export class ReaderGuard extends AuthGuard('session') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Reader }>();
    // Without a cookie there is nothing to find out.
    if (!request.headers.cookie) request.user = ANONYMOUS;
    else await super.canActivate(context);
    // Of who is signed out by now the text is carried on: see sign-in/carried.ts. Their files are sent again.
    if (hasParts(request) && !isSignedIn(readerOf(request))) {
      const { fields, leftOut } = await withoutFiles(request);
      request.body = { ...joined(fields), ...(leftOut > 0 ? { [FILES_LOST]: 'yes' } : {}) };
    }
    return true;
  }

  override handleRequest<User>(error: unknown, actor: User | false): User {
    if (error) throw error;
    return actor || (ANONYMOUS as User);
  }
}

/** In a form that is carried on: files were chosen in it, and have to be chosen again. */
export const FILES_LOST = '_filesLost';

/** As a form without files is read: a name that is there more than once is a list. */
export function joined(fields: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const body = new Map<string, string | string[]>();
  for (const [name, value] of fields) {
    const before = body.get(name);
    body.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(body);
}

export const readerOf = (request: object): Reader => (request as { user?: Reader }).user ?? ANONYMOUS;

const reader = (context: ExecutionContext): Reader => readerOf(context.switchToHttp().getRequest<FastifyRequest>());

/** Whoever reads, signed in or not. */
export const CurrentReader = createParamDecorator((_: unknown, context: ExecutionContext): Reader => reader(context));

/** Whoever is signed in, with one of these roles where any are named; else sign-in or a refusal. */
export const CurrentActor = createParamDecorator(
  (roles: PlatformRole[] | undefined, context: ExecutionContext): Actor =>
    roles ? withRole(reader(context), ...roles) : signedIn(reader(context)),
);
