import { type DynamicModule, Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { GuidanceApiModule } from './guidance/guidance.api.module.ts';
import { ThreadsApiModule } from './threads/threads.api.module.ts';

/** Each part of the API brings its own module; all of them share the strategies of PeopleModule. */
@Module({ imports: [GuidanceApiModule, PeopleModule, ThreadsApiModule] })
export class ApiModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: ApiModule, imports: shared };
  }
}
