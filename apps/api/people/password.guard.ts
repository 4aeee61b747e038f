import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { SignInInput } from '#libs/people';
import { InvalidInput, parseInput } from '#libs/platform/inputs';

interface Checked {
  readonly personId: string;
}

/** Lets through who gave the right address and password. Who asks (see ReaderGuard) is another question. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  override canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    const parsed = parseInput(SignInInput, body, { unknownFields: 'refuse' });
    if (!parsed.ok) throw new InvalidInput(parsed.problems);
    return super.canActivate(context) as Promise<boolean>;
  }

  /** Apart from `user`, which is whoever asked. */
  override getAuthenticateOptions(): { property: string; session: false } {
    return { property: 'checked', session: false };
  }
}

/** Whose password the request held. */
export const CheckedPerson = createParamDecorator(
  (_: unknown, context: ExecutionContext): Checked =>
    context.switchToHttp().getRequest<FastifyRequest & { checked: Checked }>().checked,
);
