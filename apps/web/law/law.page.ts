import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  canEditLaw,
  ClauseListInput,
  EditClauseInput,
  EditLawInput,
  EditWayInput,
  type EntryRow,
  LAW_EDITORS,
  LawListInput,
  type LawPage as Law,
  LawQueries,
  LawService,
  NewClauseInput,
  NewLawInput,
  WayListInput,
} from '#libs/law';
import { type Actor, type Reader } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { ClausePage, ClausesPage } from './clauses.tsx';
import { LawFormPage, type LawFormView } from './law-forms.tsx';
import { LawfulHelpPage } from './lawful-help.tsx';
import { LawPage, LawsPage } from './laws.tsx';

/** What was asked of a list; what does not fit is left out, as if it had not been asked. */
function listed<T extends object>(Input: new () => T, query: unknown): T {
  const parsed = parseInput(Input, query);
  return parsed.ok ? parsed.input : new Input();
}

const formPage = (view: LawFormView, status = 200): Page => page(LawFormPage, view, status);

/** A form that was sent: saved, or shown again with what is wrong with it. */
async function saved<T extends object>(
  Input: new () => T,
  sent: object,
  { what, code }: Pick<LawFormView, 'what' | 'code'>,
  save: (input: T, version: number | null) => Promise<{ code: string }>,
): Promise<Page | SeeOther> {
  const version = code === null ? null : (versionOf(sent) ?? 1);
  const again = (form: Form): Page => formPage({ what, code, version, form }, 422);
  const parsed = parseForm(Input, sent);
  if (!parsed.ok) return again(parsed.form);
  try {
    const receipt = await save(parsed.input, version);
    return new SeeOther(
      what === 'way' ? '/lawful-help' : `/${what === 'law' ? 'law' : 'clauses'}/${receipt.code}`,
      'law-saved',
    );
  } catch (error) {
    if (!(error instanceof Stale)) return again(refusedForm(sent, error));
    const form = formOf(sent as Record<string, string | string[]>);
    return formPage({ what, code, version: error.version, form, theirs: error.current }, 409);
  }
}

const entryForm = (entry: EntryRow): Form =>
  formOf({ ...textsOf(entry), laws: entry.laws.map(({ code }) => code).join(', ') });

const textsOf = ({ title, text, limits, stages, nations, family, origin, source, noticeOcid }: EntryRow) => ({
  title,
  text,
  limits,
  stages,
  nations,
  family,
  origin,
  source,
  noticeOcid,
});

@Controller('lawful-help')
export class LawfulHelpPageController {
  constructor(
    private readonly queries: LawQueries,
    private readonly law: LawService,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = listed(WayListInput, query);
    const { items, next } = await this.queries.entries(reader, 'way', chosen);
    return page(LawfulHelpPage, { items, next, chosen, canEdit: canEditLaw(reader) });
  }

  @Get(':code/edit')
  async edit(@CurrentActor(LAW_EDITORS) actor: Actor, @Param('code') code: string): Promise<Page> {
    const way = await this.queries.entry(actor, 'way', code);
    return formPage({ what: 'way', code, version: way.version, form: entryForm(way) });
  }

  @Post(':code/edit')
  save(
    @CurrentActor(LAW_EDITORS) actor: Actor,
    @Param('code') code: string,
    @Body() body: object,
  ): Promise<Page | SeeOther> {
    return saved(EditWayInput, body, { what: 'way', code }, (input, version) =>
      this.law.editWay(actor, code, input, version),
    );
  }
}

@Controller('clauses')
export class ClausesPageController {
  constructor(
    private readonly queries: LawQueries,
    private readonly law: LawService,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = listed(ClauseListInput, query);
    const { items, next } = await this.queries.entries(reader, 'clause', chosen);
    return page(ClausesPage, { items, next, chosen, canEdit: canEditLaw(reader) });
  }

  @Get('new')
  add(@CurrentActor(LAW_EDITORS) _actor: Actor): Page {
    return formPage({ what: 'clause', code: null, version: null, form: emptyForm });
  }

  @Post()
  create(@CurrentActor(LAW_EDITORS) actor: Actor, @Body() body: object): Promise<Page | SeeOther> {
    return saved(NewClauseInput, body, { what: 'clause', code: null }, (input) =>
      this.law.addClause(actor, input, onceOf(actor, body, 'add-clause', input)),
    );
  }

  @Get(':code')
  async show(@CurrentReader() reader: Reader, @Param('code') code: string): Promise<Page> {
    return page(ClausePage, {
      clause: await this.queries.entry(reader, 'clause', code),
      canEdit: canEditLaw(reader),
    });
  }

  @Get(':code/edit')
  async edit(@CurrentActor(LAW_EDITORS) actor: Actor, @Param('code') code: string): Promise<Page> {
    const clause = await this.queries.entry(actor, 'clause', code);
    return formPage({ what: 'clause', code, version: clause.version, form: entryForm(clause) });
  }

  @Post(':code/edit')
  save(
    @CurrentActor(LAW_EDITORS) actor: Actor,
    @Param('code') code: string,
    @Body() body: object,
  ): Promise<Page | SeeOther> {
    return saved(EditClauseInput, body, { what: 'clause', code }, (input, version) =>
      this.law.editClause(actor, code, input, version),
    );
  }
}

const DAYS = ['validFrom', 'validTo', 'checkedOn'] as const;

const withDays = (body: object): Record<string, unknown> =>
  DAYS.reduce<Record<string, unknown>>((sent, name) => withDay(sent, name), { ...body });

const lawForm = (law: Law): Form =>
  formOf({
    topic: law.topic,
    nations: law.nations,
    title: law.title,
    text: law.text,
    statute: law.statute,
    source: law.source,
    sourceUrl: law.sourceUrl,
    replacedBy: law.replacedBy?.code,
    ...Object.assign({}, ...DAYS.map((name) => dayParts(name, law[name]))),
  });

@Controller('law')
export class LawPageController {
  constructor(
    private readonly queries: LawQueries,
    private readonly law: LawService,
  ) {}

  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = listed(LawListInput, query);
    const { items, next } = await this.queries.laws(reader, chosen);
    return page(LawsPage, { items, next, chosen, canEdit: canEditLaw(reader) });
  }

  @Get('new')
  add(@CurrentActor(LAW_EDITORS) _actor: Actor): Page {
    return formPage({ what: 'law', code: null, version: null, form: emptyForm });
  }

  @Post()
  create(@CurrentActor(LAW_EDITORS) actor: Actor, @Body() body: object): Promise<Page | SeeOther> {
    return saved(NewLawInput, withDays(body), { what: 'law', code: null }, (input) =>
      this.law.addLaw(actor, input, onceOf(actor, body, 'add-law', input)),
    );
  }

  @Get(':code')
  async show(@CurrentReader() reader: Reader, @Param('code') code: string): Promise<Page> {
    return page(LawPage, { law: await this.queries.law(reader, code), canEdit: canEditLaw(reader) });
  }

  @Get(':code/edit')
  async edit(@CurrentActor(LAW_EDITORS) actor: Actor, @Param('code') code: string): Promise<Page> {
    const law = await this.queries.law(actor, code);
    return formPage({ what: 'law', code, version: law.version, form: lawForm(law) });
  }

  @Post(':code/edit')
  save(
    @CurrentActor(LAW_EDITORS) actor: Actor,
    @Param('code') code: string,
    @Body() body: object,
  ): Promise<Page | SeeOther> {
    return saved(EditLawInput, withDays(body), { what: 'law', code }, (input, version) =>
      this.law.editLaw(actor, code, input, version),
    );
  }
}
