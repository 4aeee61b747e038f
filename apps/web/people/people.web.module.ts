import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ThreadsModule } from '#libs/threads';
import { PeoplePageController } from './people.page.ts';

@Module({ imports: [PeopleModule, ThreadsModule], controllers: [PeoplePageController] })
export class PeopleWebModule {}
