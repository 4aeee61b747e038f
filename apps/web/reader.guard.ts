import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS, type PlatformRole, type Reader, signedIn, withRole } from '#libs/people';

/** Finds out who reads; nobody has to be signed in. What needs an actor asks by @CurrentActor(). */
@Injectable()
export class ReaderGuard extends AuthGuard('session') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Reader }>();
    // Without a cookie there is nothing to find out.
    if (!request.headers.cookie) {
      request.user = ANONYMOUS;
      return true;
    }
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<User>(error: unknown, actor: User | false): User {
    if (error) throw error;
    return actor || (ANONYMOUS as User);
  }
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
