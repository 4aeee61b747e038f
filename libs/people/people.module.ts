import { Module } from '@nestjs/common';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { AccountsService } from './accounts.service.ts';
import { PeopleQueries } from './people.queries.ts';
import { ProfilesService } from './profiles.service.ts';
import { SessionsQueries } from './sessions.queries.ts';
import { TokensService } from './tokens.service.ts';
import { BearerStrategy } from './strategies/bearer.strategy.ts';
import { PasswordStrategy } from './strategies/password.strategy.ts';
import { SessionStrategy } from './strategies/session.strategy.ts';

@Module({
  imports: [RateLimitsModule],
  providers: [
    AccountsService,
    TokensService,
    ProfilesService,
    PeopleQueries,
    SessionsQueries,
    SessionStrategy,
    BearerStrategy,
    PasswordStrategy,
  ],
  exports: [AccountsService, TokensService, ProfilesService, PeopleQueries, SessionsQueries],
})
export class PeopleModule {}
