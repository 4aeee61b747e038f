import 'reflect-metadata';
import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';

export interface Route {
  readonly method: string;
  /** As `/threads/:id/posts`. */
  readonly path: string;
  readonly handler: string;
  /** The classes that @Body() and @Query() arguments are parsed by. */
  readonly body: Type<object> | undefined;
  readonly query: Type<object> | undefined;
}

const BODY = 3;
const QUERY = 4;
const PLAIN: readonly unknown[] = [String, Boolean, Number, Array, Object, undefined];

/** Every route of an app, from what its decorators say. */
export function routesOf(root: Type<object>, prefix = ''): Route[] {
  return controllersOf(root, new Set()).flatMap((controller) => {
    const base = pathsOf(controller);
    const prototype = controller.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const argument = (kind: number): Type<object> | undefined => argumentOf(controller, name, kind);
      return base.flatMap((start) =>
        pathsOf(handler).map((end) => ({
          method: RequestMethod[method],
          path: `/${[prefix, start, end].join('/')}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
          handler: `${controller.name}.${name}`,
          body: argument(BODY),
          query: argument(QUERY),
        })),
      );
    });
  });
}

function controllersOf(module: Type<object> | DynamicModule, seen: Set<unknown>): Type<object>[] {
  const target = 'module' in module ? module.module : module;
  if (seen.has(target)) return [];
  seen.add(target);
  const own = (Reflect.getMetadata('controllers', target) ?? []) as Type<object>[];
  const imports = (Reflect.getMetadata('imports', target) ?? []) as (Type<object> | DynamicModule)[];
  return [...own, ...imports.flatMap((imported) => controllersOf(imported, seen))];
}

const pathsOf = (target: object): string[] => [(Reflect.getMetadata('path', target) ?? '') as string | string[]].flat();

function argumentOf(controller: Type<object>, name: string, kind: number): Type<object> | undefined {
  const given = (Reflect.getMetadata('__routeArguments__', controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ??
    []) as Type<object>[];
  const type = Object.entries(given)
    .filter(([key]) => key.startsWith(`${kind}:`))
    .map(([, { index }]) => types[index])
    .find((found) => !PLAIN.includes(found));
  return type;
}
