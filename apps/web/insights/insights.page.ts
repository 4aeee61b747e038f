import { Controller, Get, Query } from '@nestjs/common';
import { adoptionCurve, AdoptionInput, InsightsQueries, WhoWonInput } from '#libs/insights';
import { type Reader } from '#libs/people';
import { parseInput } from '#libs/platform/inputs';
import { SERVICE_AREAS } from '#libs/taxonomy';
import { Download, page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { AdoptionPage } from './adoption.tsx';
import { InsightsPage } from './insights.tsx';
import { KIND_LABELS, WhoWonPage } from './who-won.tsx';

const CSV = 'text/csv; charset=utf-8';

@Controller('insights')
export class InsightsPageController {
  constructor(private readonly queries: InsightsQueries) {}

  @Get()
  index(): Page {
    return page(InsightsPage, {});
  }

  @Get('who-won-instead')
  async whoWon(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(WhoWonInput, query);
    const chosen = parsed.ok ? parsed.input : new WhoWonInput();
    const [ended, contracts] = await Promise.all([this.queries.ended(reader), this.queries.endedContracts()]);
    return page(WhoWonPage, { ended, contracts, chosen });
  }

  @Get('who-won-instead.csv')
  async whoWonCsv(@CurrentReader() reader: Reader): Promise<Download> {
    const [ended, contracts] = await Promise.all([this.queries.ended(reader), this.queries.endedContracts()]);
    const years = [...new Set(ended.map(({ year }) => year))];
    const rows = years.flatMap((year) =>
      Object.keys(KIND_LABELS).flatMap((kind) => {
        const number = ended.filter((row) => row.year === year && (row.kind ?? 'not_recorded') === kind).length;
        return number === 0 ? [] : [['spin-outs', year, kind, number]];
      }),
    );
    const cells = contracts.map(({ year, kind, contracts: n }) => ['contracts', year, kind, n ?? 'under 5']);
    return csv('who-won-instead.csv', [['what', 'year', 'next provider kind', 'number'], ...rows, ...cells]);
  }

  @Get('adoption')
  async adoption(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
    const parsed = parseInput(AdoptionInput, filled);
    const { serviceArea } = parsed.ok ? parsed.input : new AdoptionInput();
    const adopters = await this.queries.adopters(reader);
    const chosen = adopters.filter(
      ({ serviceAreas }) => serviceArea === undefined || serviceAreas.includes(serviceArea),
    );
    const curve = adoptionCurve(chosen.map(({ year }) => year));
    return page(AdoptionPage, { curve, serviceArea, services: byService(adopters) });
  }

  @Get('adoption.csv')
  async adoptionCsv(@CurrentReader() reader: Reader): Promise<Download> {
    const adopters = await this.queries.adopters(reader);
    const all: [string, readonly number[]][] = [
      ['all', adopters.map(({ year }) => year)],
      ...byService(adopters).map(({ code, years }): [string, readonly number[]] => [code, years]),
    ];
    const rows = all.flatMap(([code, years]) =>
      adoptionCurve(years).map(({ year, adopters: n, cumulative }) => [code, year, n, cumulative]),
    );
    return csv('adoption.csv', [['service area', 'year', 'adopters', 'cumulative'], ...rows]);
  }
}

/** The years of the first go-lives of each service area that has any; one with two areas counts in both. */
const byService = (adopters: readonly { year: number; serviceAreas: string[] }[]) =>
  Object.keys(SERVICE_AREAS)
    .map((code) => ({
      code,
      years: adopters.filter(({ serviceAreas }) => serviceAreas.includes(code)).map(({ year }) => year),
    }))
    .filter(({ years }) => years.length > 0);

/** Codes and numbers alone: nothing to quote. */
const csv = (name: string, rows: readonly (readonly (string | number)[])[]): Download =>
  new Download(rows.map((row) => `${row.join(',')}\r\n`).join(''), CSV, name);
