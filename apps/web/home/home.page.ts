import { Controller, Get } from '@nestjs/common';
import { HomeQueries } from '#libs/home';
import { isSignedIn, type Reader } from '#libs/people';
import { page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { FrontPage } from './front.tsx';
import { MemberHomePage } from './member-home.tsx';

@Controller()
export class HomePageController {
  constructor(private readonly home: HomeQueries) {}

  @Get()
  async show(@CurrentReader() reader: Reader): Promise<Page> {
    if (!isSignedIn(reader)) return page(FrontPage, await this.home.front(reader));
    const row = await this.home.member(reader);
    return page(MemberHomePage, { ...row, reader, hour: hourInLondon(new Date()) });
  }
}

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/London' });
const hourInLondon = (at: Date): number => Number(HOUR.format(at));
