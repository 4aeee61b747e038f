import { Controller, Get, Param, Query } from '@nestjs/common';
import { DirectoryQueries, hasRole, isSignedIn, PeopleQueries, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { ParticipationQueries } from '#libs/threads';
import { page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { directoryOf } from './directory.address.ts';
import { MembersOnlyPage } from './members-only.tsx';
import { PeoplePage } from './people.tsx';
import { PersonPage } from './person.tsx';

@Controller('people')
export class PeoplePageController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly people: PeopleQueries,
    private readonly participation: ParticipationQueries,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    if (!isSignedIn(reader)) return page(MembersOnlyPage, {});
    const chosen = directoryOf(query);
    const [list, counted] = await Promise.all([
      this.directory.list(reader, chosen),
      this.directory.counts(reader, chosen),
    ]);
    return page(PeoplePage, { ...list, ...counted, chosen });
  }

  /** Two statements at once, and none of the second is shown to who may not see the person. */
  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    const [person, contributions] = await Promise.all([
      this.people.person(reader, id),
      this.participation.contributions(reader, id),
    ]);
    const own = reader.personId === id;
    return page(PersonPage, { person, ...contributions, own, moderates: !own && hasRole(reader, 'moderator') });
  }
}
