import { Module } from '@nestjs/common';
import { AccessSeed } from './access-seed.ts';
import { DemoNetwork } from './demo-network.ts';
import { VolumeSeed } from './volume/volume-seed.ts';

@Module({ providers: [DemoNetwork, AccessSeed, VolumeSeed], exports: [DemoNetwork, AccessSeed, VolumeSeed] })
export class DemoModule {}
