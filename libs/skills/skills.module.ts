import { Module } from '@nestjs/common';
import { SkillsQueries } from './skills.queries.ts';
import { SkillsService } from './skills.service.ts';

const ALL = [SkillsQueries, SkillsService];

@Module({ providers: ALL, exports: ALL })
export class SkillsModule {}
