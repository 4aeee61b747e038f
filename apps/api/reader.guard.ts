import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
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
import { NotAllowed, SignInNeeded } from '#libs/platform/errors';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

type Asked = FastifyRequest & { user?: Reader };

/** Finds out who asks, by bearer token or session cookie. A token that does not stand is refused, not ignored. */
@Injectable()
export class ReaderGuard extends AuthGuard(['bearer', 'session']) {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Asked>();
    const { authorization, cookie } = request.headers;
    if (!authorization && !cookie) {
      request.user = ANONYMOUS;
      return true;
    }
    await super.canActivate(context);
    const reader = request.user ?? ANONYMOUS;
    // Also where a cookie beside it would do: whoever sends a token means to act by that token's rights.
    if (authorization && !(isSignedIn(reader) && reader.tokenId)) throw new SignInNeeded();
    if (!READS.has(request.method) && isSignedIn(reader) && !reader.mayWrite) {
      throw new NotAllowed('This token is for reading only.');
    }
    return true;
  }

  override handleRequest<User>(error: unknown, actor: User | false): User {
    if (error) throw error;
    return actor || (ANONYMOUS as User);
  }
}

const reader = (context: ExecutionContext): Reader => context.switchToHttp().getRequest<Asked>().user ?? ANONYMOUS;

/** Whoever asks, signed in or not. */
export const CurrentReader = createParamDecorator((_: unknown, context: ExecutionContext): Reader => reader(context));

/** Whoever is signed in, with one of these roles where any are named; else 401 or 403. */
export const CurrentActor = createParamDecorator(
  (roles: PlatformRole[] | undefined, context: ExecutionContext): Actor =>
    notAGuest(roles ? withRole(reader(context), ...roles) : signedIn(reader(context)), context),
);
