import { Module } from '@nestjs/common';
import { SupportModule } from '#libs/support';
import { SupportPageController } from './support.page.ts';

@Module({ imports: [SupportModule], controllers: [SupportPageController] })
export class SupportWebModule {}
