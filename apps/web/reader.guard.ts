import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { SignInNeeded } from '#libs/platform/errors';
import { hasParts, withoutFiles } from '#libs/platform/http';
import { AtOnce, TooMany } from '#libs/platform/rate-limits';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import {
  type Actor,
  ANONYMOUS,
  isSignedIn,
  notAGuest,
  type PlatformRole,
  type Reader,
  signedIn,
  withRole,
} from '#libs/people';

/** Signed out by now, and sent more than can wait in a page while they sign in. */
export class NotCarried extends SignInNeeded {
  override readonly message =
    'You were signed out before this was sent, and with its files it is too long to be kept meanwhile. ' +
    'Copy what you wrote, sign in, and choose your files again.';
}

/** Finds out who reads; nobody has to be signed in. What needs an actor asks by @CurrentActor(). */
@Injectable()
export class ReaderGuard extends AuthGuard('session') {
  /** Forms with parts of who is signed out; each is up to a megabyte in memory while it comes. */
  private readonly unknown = new AtOnce({ ofOne: 4, inAll: 16 });

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Reader }>();
    // Without a cookie there is nothing to find out.
    if (!request.headers.cookie) request.user = ANONYMOUS;
    else await super.canActivate(context);
    if (hasParts(request) && !isSignedIn(readerOf(request))) await this.readForNobody(request);
    return true;
  }

  /** Of who is signed out by now the text is carried on: see sign-in/carried.ts. Their files are sent again. */
  private async readForNobody(request: FastifyRequest): Promise<void> {
    const end = this.unknown.begin(request.ip);
    if (!end) throw new TooMany(60);
    try {
      const { leftOut } = await withoutFiles(request, () => new NotCarried());
      if (leftOut > 0) Object.assign(request.body as object, { [FILES_LOST]: 'yes' });
    } finally {
      end();
    }
  }

  override handleRequest<User>(error: unknown, actor: User | false): User {
    if (error) throw error;
    return actor || (ANONYMOUS as User);
  }
}

/** In a form that is carried on: files were chosen in it, and have to be chosen again. */
export const FILES_LOST = '_filesLost';

export const readerOf = (request: object): Reader => (request as { user?: Reader }).user ?? ANONYMOUS;

const reader = (context: ExecutionContext): Reader => readerOf(context.switchToHttp().getRequest<FastifyRequest>());

/** Whoever reads, signed in or not. */
export const CurrentReader = createParamDecorator((_: unknown, context: ExecutionContext): Reader => reader(context));

/** Whoever is signed in, with one of these roles where any are named; else sign-in or a refusal. */
export const CurrentActor = createParamDecorator(
  (roles: PlatformRole[] | undefined, context: ExecutionContext): Actor =>
    notAGuest(roles ? withRole(reader(context), ...roles) : signedIn(reader(context)), context),
);
