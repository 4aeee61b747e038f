import { type DynamicModule, Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ThreadsApiModule } from './threads/threads.api.module.ts';

/** Each part of the API brings its own module; all of them share the strategies of PeopleModule. */
@Module({ imports: [PeopleModule, ThreadsApiModule] })
export class ApiModule {
  static with(shared: DynamicModule[]): DynamicModule {
    return { module: ApiModule, imports: shared };
  }
}
