import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { AccountsService } from '../accounts.service.ts';
import { originOf } from '../origin.ts';
import { SignInInput } from '../people.inputs.ts';

interface SignInRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Signs in by address and password. The body is that of SignInInput; nothing is taken from the address of the page. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(private readonly accounts: AccountsService) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  async validate(request: SignInRequest): Promise<{ personId: string }> {
    const parsed = parseInput(SignInInput, request.body);
    if (!parsed.ok) throw new InvalidInput(parsed.problems);
    return this.accounts.check(parsed.input, originOf(request));
  }
}
