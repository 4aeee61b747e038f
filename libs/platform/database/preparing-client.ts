import { Client, type ClientConfig } from 'pg';

/** Texts that vary without end (a list of any length, written out) must not fill the memory of every connection. */
const MOST_NAMES = 300;
const MOST_TEXTS = 2_000;

const names = new Map<string, string>();
const seenOnce = new Set<string>();

/**
 * A connection on which every statement with parameters that comes a second time is a prepared one, also where TypeORM
 * or pg-boss sends it: PostgreSQL then parses and plans it once a connection, which was half of what a write cost.
 * A statement that has a name already, or must not have one, is sent as an object (see Reads) and left as it is.
 */
export class PreparingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => {
      const [text, values, ...rest] = args;
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return query(...args);
      const name = preparedName(text);
      return name === undefined ? query(...args) : query({ name, text, values: values as unknown[] }, ...rest);
    }) as Client['query'];
  }
}

/** What a text is prepared under from its second time on; undefined: it is not. */
export function preparedName(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= MOST_NAMES) return name;
  if (!seenOnce.delete(text)) {
    if (seenOnce.size >= MOST_TEXTS) seenOnce.clear();
    seenOnce.add(text);
    return undefined;
  }
  const fresh = `prepared.${names.size + 1}`;
  names.set(text, fresh);
  return fresh;
}
