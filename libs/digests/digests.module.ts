import { Module } from '@nestjs/common';
import { DigestLetters } from './digest-letters.queries.ts';
import { DigestRuns } from './digest-runs.ts';

@Module({ providers: [DigestLetters, DigestRuns], exports: [DigestLetters, DigestRuns] })
export class DigestsModule {}
