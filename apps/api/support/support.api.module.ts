import { Module } from '@nestjs/common';
import { SupportModule } from '#libs/support';
import { SupportController } from './support.controller.ts';

@Module({ imports: [SupportModule], controllers: [SupportController] })
export class SupportApiModule {}
