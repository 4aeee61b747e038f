import { Module } from '@nestjs/common';
import { RateLimitsModule } from '#libs/platform/rate-limits';
import { AccountsOperator } from './accounts.operator.ts';
import { AccountsService } from './accounts.service.ts';
import { DirectoryQueries } from './directory.queries.ts';
import { MailTokens } from './mail-tokens.ts';
import { PeopleQueries } from './people.queries.ts';
import { ProfilesService } from './profiles.service.ts';
import { PresenceChoice } from './presence-choice.ts';
import { RecordKeeping } from './record-keeping.ts';
import { SessionsQueries } from './sessions.queries.ts';
import { TokensService } from './tokens.service.ts';

@Module({
  imports: [RateLimitsModule],
  providers: [
    AccountsService,
    AccountsOperator,
    TokensService,
    ProfilesService,
    DirectoryQueries,
    MailTokens,
    PeopleQueries,
    PresenceChoice,
    RecordKeeping,
    SessionsQueries,
  ],
  exports: [
    AccountsService,
    AccountsOperator,
    TokensService,
    ProfilesService,
    DirectoryQueries,
    MailTokens,
    PeopleQueries,
    PresenceChoice,
    RecordKeeping,
    SessionsQueries,
  ],
})
export class PeopleModule {}
