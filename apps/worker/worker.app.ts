import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { nestLogger } from '#libs/platform/logging';
import { MailListener } from './mail/mail-listener.ts';
import { WorkerModule } from './worker.module.ts';

/** Needs no port for itself: an application context. It takes mail where that is set; `mailPort` null: it does not. */
export async function startWorker(
  shared: DynamicModule[],
): Promise<{ mailPort: number | null; close(): Promise<void> }> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(shared), { logger: nestLogger });
  try {
    return { mailPort: await app.get(MailListener).listen(), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
