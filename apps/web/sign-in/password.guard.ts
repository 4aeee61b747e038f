import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { SignInInput } from '#libs/people';
import { InvalidInput } from '#libs/platform/inputs';
import { parseForm } from '../forms.ts';

/** Whose password the form held, or why it was not taken. */
export type Checked = { readonly personId: string } | { readonly refusal: unknown };

type Asked = FastifyRequest & { checked: Checked };

/** Checks address and password, and lets everybody through: the page has to show the form again to who was refused. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Asked>();
    const parsed = parseForm(SignInInput, request.body);
    if (!parsed.ok) {
      request.checked = { refusal: new InvalidInput(parsed.form.problems) };
      return true;
    }
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<User = Checked>(refusal: unknown, person: User | false): User {
    return person || ({ refusal } as User);
  }

  /** Apart from `user`, which is whoever reads. */
  override getAuthenticateOptions(): { property: string; session: false } {
    return { property: 'checked', session: false };
  }
}

export const CheckedPerson = createParamDecorator(
  (_: unknown, context: ExecutionContext): Checked => context.switchToHttp().getRequest<Asked>().checked,
);
