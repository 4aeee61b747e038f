import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { type DynamicModule } from '@nestjs/common';
import { type Config } from '#libs/platform/config';
import { createHttpApp, type HttpApp, InputPipe } from '#libs/platform/http';
import { ASSETS_DIR } from './assets.ts';
import { ErrorPageFilter } from './error-page.filter.ts';
import { PageInterceptor } from './page.ts';
import { ReaderGuard } from './reader.guard.ts';
import { WebModule } from './web.module.ts';

export function startWeb(shared: DynamicModule[], config: Config): Promise<HttpApp> {
  return createHttpApp(WebModule.with(shared), config, async (app) => {
    await app.register(fastifyHelmet, securityHeaders(config));
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

/** No inline script or style, nothing from elsewhere, and not in anybody's frame. */
const securityHeaders = (config: Config) =>
  ({
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(config.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    hsts: config.https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  }) as const;
