import { Module } from '@nestjs/common';
import { SkillsModule } from '#libs/skills';
import { SkillsController } from './skills.controller.ts';

@Module({ imports: [SkillsModule], controllers: [SkillsController] })
export class SkillsApiModule {}
