import { Controller, Get, Query } from '@nestjs/common';
import { ReservedCheckInput, ReservedContractCheck } from '#libs/law';
import { type Reader } from '#libs/people';
import { emptyForm, type Form, parseForm, refusedForm } from '../forms.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { ReservedCheckPage } from './reserved-check.tsx';

const DAYS = ['awardOn', 'previousOn'] as const;

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** All answers stand in the address, and nowhere else. */
@Controller('reserved-contract-check')
export class ReservedCheckPageController {
  constructor(private readonly checks: ReservedContractCheck) {}

  @Get()
  async check(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const today = DAY.format(new Date());
    const shown = (form: Form, status = 422): Page => page(ReservedCheckPage, { form, result: null, today }, status);
    if (Object.keys(query).length === 0) return shown(emptyForm, 200);
    const sent = DAYS.reduce<Record<string, unknown>>(
      (all, name) => (typeof query[name] === 'string' ? whole(all, name, query[name]) : withDay(all, name)),
      { ...query },
    );
    const parsed = parseForm(ReservedCheckInput, sent);
    if (!parsed.ok) return shown(parsed.form);
    try {
      const result = await this.checks.check(reader, parsed.input);
      return page(ReservedCheckPage, { form: { values: sent as Record<string, string>, problems: [] }, result, today });
    } catch (error) {
      return shown(refusedForm(sent, error));
    }
  }
}

/** A day that came whole, as the API takes it. */
const whole = (all: Record<string, unknown>, name: string, date: string): Record<string, unknown> => ({
  ...all,
  ...dayParts(name, date),
});
