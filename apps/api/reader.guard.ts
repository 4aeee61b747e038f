import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS, type PlatformRole, type Reader, signedIn, withRole } from '#libs/people';
import { NotAllowed, SignInNeeded } from '#libs/platform/errors';

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
    if (authorization && reader.personId === null) throw new SignInNeeded();
    if (request.method !== 'GET' && 'mayWrite' in reader && !(reader as Actor).mayWrite) {
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
    roles ? withRole(reader(context), ...roles) : signedIn(reader(context)),
);
