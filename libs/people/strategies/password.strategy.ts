import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { AccountsService } from '../accounts.service.ts';
import { SignInInput } from '../people.inputs.ts';

interface SignInRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Signs in by address and password; the body is that of SignInInput. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(private readonly accounts: AccountsService) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  async validate(request: SignInRequest, email: unknown, password: unknown): Promise<{ personId: string }> {
    const parsed = parseInput(SignInInput, { email, password });
    if (!parsed.ok) throw new InvalidInput(parsed.problems);
    return this.accounts.check(parsed.input, originOf(request));
  }
}

/** Where a request came from. `ip` already believes as many proxies as TRUST_PROXY says. */
export const originOf = ({ ip, headers }: SignInRequest): { address: string; device: string } => ({
  address: ip,
  device: String(headers['user-agent'] ?? ''),
});
