import fastifyStatic from '@fastify/static';
import { type DynamicModule } from '@nestjs/common';
import { type Config } from '#libs/platform/config';
import { createHttpApp, type HttpApp, InputPipe } from '#libs/platform/http';
import { ASSETS_DIR } from './assets.ts';
import { ErrorPageFilter } from './error-page.filter.ts';
import { PageInterceptor } from './page.ts';
import { ReaderGuard } from './reader.guard.ts';
import { secureHeaders } from './security-headers.ts';
import { WebModule } from './web.module.ts';

export function startWeb(shared: DynamicModule[], config: Config): Promise<HttpApp> {
  return createHttpApp(WebModule.with(shared), config, 'json-and-forms', async (app) => {
    secureHeaders(app.getHttpAdapter().getInstance(), config);
    await app.register(fastifyStatic, {
      root: ASSETS_DIR,
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      // The name holds a hash of the content, so it never changes.
      maxAge: '365d',
      immutable: true,
      index: false,
    });
    app.useGlobalGuards(new ReaderGuard());
    app.useGlobalPipes(new InputPipe());
    app.useGlobalInterceptors(new PageInterceptor(config));
    app.useGlobalFilters(new ErrorPageFilter(config));
  });
}
