import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { PledgesModule } from '#libs/pledges';
import { PledgesOfPersonController, PledgesPageController } from './pledges.page.ts';

@Module({ imports: [PeopleModule, PledgesModule], controllers: [PledgesPageController, PledgesOfPersonController] })
export class PledgesWebModule {}
