import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { SKILL_CODES, SkillsInput, SkillsQueries, SkillsService, type Team } from '#libs/skills';
import { type Form, formOf, parseForm, typedFields, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { OwnSkillsPage, TeamSkillsPage } from './skills.tsx';

@Controller('organisations/:id/skills')
export class SkillsPageController {
  constructor(
    private readonly queries: SkillsQueries,
    private readonly skills: SkillsService,
  ) {}

  @Get()
  async team(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(TeamSkillsPage, { team: await this.queries.team(actor, id) });
  }

  @Get('mine')
  async mine(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const team = await this.queries.team(actor, id);
    return page(OwnSkillsPage, { team, version: team.own?.version ?? 0, form: formOfOwn(team.own) });
  }

  @Post('mine')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body);
    const again = async (form: Form, status: number, now: number): Promise<Page> =>
      page(
        OwnSkillsPage,
        { team: await this.queries.team(actor, id), version: now, form, stale: status === 409 },
        status,
      );
    const parsed = parseForm(SkillsInput, body);
    if (!parsed.ok) return again(parsed.form, 422, version ?? 0);
    try {
      await this.skills.save(actor, id, parsed.input, version);
      return new SeeOther(`/organisations/${id}/skills`, 'skills-saved');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      return again(formOf(typedFields(body)), 409, error.version);
    }
  }

  @Post('mine/remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.skills.remove(actor, id);
    return new SeeOther(`/organisations/${id}/skills`, 'skills-removed');
  }
}

const formOfOwn = (own: Team['own']): Form =>
  formOf(
    own === null
      ? {}
      : {
          ...Object.fromEntries(SKILL_CODES.map((skill) => [skill, own[skill] === null ? '' : String(own[skill])])),
          named: own.named ? 'yes' : '',
        },
  );
