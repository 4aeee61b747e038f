import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type FunctionComponent, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { map, type Observable } from 'rxjs';
import { Config } from '#libs/platform/config';
import { DrawnParts } from './drawn.tsx';
import { type Notice, noticeCookie, NOTICES } from './notices.ts';
import { readerOf } from './reader.guard.ts';
import { type Shell, ShellContext } from './shell.ts';

/** An answer that is HTML: a component and exactly what it shows. */
export class Page {
  constructor(
    private readonly element: VNode,
    readonly status: number,
    private readonly prologue: string,
  ) {}

  /** Bytes, not a string: Node would encode a string with any non-Latin letter slowly, a quarter of a page's cost. */
  toBytes(shell: Omit<Shell, 'drawn'>): Buffer {
    const drawn = new DrawnParts();
    const html = renderToString(h(ShellContext.Provider, { value: { ...shell, drawn } }, this.element));
    return drawn.join(this.prologue + html);
  }
}

export const page = <View extends object>(view: FunctionComponent<View>, shown: View, status = 200): Page =>
  new Page(h(view, shown) as VNode, status, '<!DOCTYPE html>');

/** A part of a page, for a script that puts it into one. */
export const fragment = <View extends object>(view: FunctionComponent<View>, shown: View): Page =>
  new Page(h(view, shown) as VNode, 200, '');

/** An answer that sends the browser on after a form was taken, with a sentence for the next page. */
export class SeeOther {
  constructor(
    readonly location: string,
    readonly notice?: Notice,
  ) {}
}

/** Something that is not a page: a feed, a file. */
export class Download {
  constructor(
    readonly body: string | Buffer,
    readonly type: string,
    readonly fileName?: string,
  ) {}
}

/** Sends what page controllers return. */
@Injectable()
export class PageInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((answer) => send(request, reply, answer, this.config)));
  }
}

export function send(request: FastifyRequest, reply: FastifyReply, answer: unknown, config: Config): unknown {
  if (answer instanceof Page) {
    void reply
      .code(answer.status)
      .header('content-type', 'text/html; charset=utf-8')
      // What must not stay in a browser says so itself.
      .header('cache-control', reply.getHeader('cache-control') ?? 'private, no-cache')
      .header('vary', 'Cookie');
    return answer.toBytes(shellOf(request, reply, config));
  }
  if (answer instanceof SeeOther) {
    if (answer.notice) void reply.setCookie(noticeCookie(config), answer.notice, cookie(config));
    void reply.code(303).header('location', answer.location).header('cache-control', 'private, no-cache');
    return '';
  }
  if (answer instanceof Download) {
    void reply
      .header('content-type', answer.type)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Cookie');
    if (answer.fileName) void reply.header('content-disposition', `attachment; filename="${answer.fileName}"`);
    return answer.body;
  }
  return answer;
}

/** For every cookie of ours. */
const cookie = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.https }) as const;

function shellOf(request: FastifyRequest, reply: FastifyReply, config: Config): Omit<Shell, 'drawn'> {
  // An address such as "*" is refused before cookies are read.
  const code = (request.cookies as FastifyRequest['cookies'] | null)?.[noticeCookie(config)];
  if (code !== undefined) void reply.clearCookie(noticeCookie(config), cookie(config));
  const query = request.url.indexOf('?');
  return {
    reader: readerOf(request),
    nonce: reply.nonce,
    path: query === -1 ? request.url : request.url.slice(0, query),
    notice: code === undefined ? null : (NOTICES[code as Notice] ?? null),
    publicUrl: config.publicUrl,
    demo: !config.production && config.DEMO,
  };
}
