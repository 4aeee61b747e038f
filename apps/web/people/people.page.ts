import { Controller, Get, Param, Query } from '@nestjs/common';
import { hasRole, isSignedIn, PeopleListInput, PeopleQueries, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { ParticipationQueries } from '#libs/threads';
import { page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { MembersOnlyPage } from './members-only.tsx';
import { PeoplePage } from './people.tsx';
import { PersonPage } from './person.tsx';

@Controller('people')
export class PeoplePageController {
  constructor(
    private readonly people: PeopleQueries,
    private readonly participation: ParticipationQueries,
  ) {}

  @Get()
  async directory(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    if (!isSignedIn(reader)) return page(MembersOnlyPage, {});
    const parsed = parseInput(PeopleListInput, query);
    const chosen = parsed.ok ? parsed.input : new PeopleListInput();
    return page(PeoplePage, { ...(await this.people.directory(reader, chosen)), chosen });
  }

  /** Two statements at once, and none of the second is shown to who may not see the person. */
  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    const [person, contributions] = await Promise.all([
      this.people.person(reader, id),
      this.participation.contributions(reader, id),
    ]);
    const own = reader.personId === id;
    return page(PersonPage, { person, contributions, own, moderates: !own && hasRole(reader, 'moderator') });
  }
}
