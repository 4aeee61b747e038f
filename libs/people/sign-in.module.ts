import { Module } from '@nestjs/common';
import { PeopleModule } from './people.module.ts';
import { BearerStrategy } from './strategies/bearer.strategy.ts';
import { PasswordStrategy } from './strategies/password.strategy.ts';
import { SessionStrategy } from './strategies/session.strategy.ts';

/**
 * The passport strategies, for the apps that answer requests. Apart from PeopleModule, as passport keeps them for the
 * whole process: an app that has no use for them must not replace those of one that has.
 */
@Module({ imports: [PeopleModule], providers: [SessionStrategy, BearerStrategy, PasswordStrategy] })
export class SignInModule {}
