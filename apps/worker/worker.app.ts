import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { nestLogger } from '#libs/platform/logging';
import { WorkerModule } from './worker.module.ts';

/** Needs no port: an application context. */
export async function startWorker(shared: DynamicModule[]): Promise<{ close(): Promise<void> }> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(shared), { logger: nestLogger });
  return { close: () => app.close() };
}
