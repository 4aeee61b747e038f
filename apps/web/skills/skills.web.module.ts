import { Module } from '@nestjs/common';
import { SkillsModule } from '#libs/skills';
import { SkillsPageController } from './skills.page.ts';

@Module({ imports: [SkillsModule], controllers: [SkillsPageController] })
export class SkillsWebModule {}
