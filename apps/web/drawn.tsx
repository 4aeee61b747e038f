import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { useShell } from './shell.ts';

/**
 * Parts of pages that many requests share, drawn and encoded once. Kept by a key, which must hold all that the part
 * shows: then nothing can go stale, and nobody sees what was drawn for another. A part may not ask for the shell.
 */
export class Drawings {
  private readonly kept: LRUCache<string, Buffer>;

  /** What is read often was read a moment ago: the rest goes when there are more bytes than this. */
  constructor(maxBytes: number) {
    this.kept = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (bytes, key) => bytes.length + 2 * key.length + 200,
    });
  }

  of(key: string, draw: () => VNode): Buffer {
    let bytes = this.kept.get(key);
    if (bytes === undefined) {
      bytes = Buffer.from(renderToString(draw()));
      this.kept.set(key, bytes);
    }
    return bytes;
  }
}

/** The drawn parts of one page, in the order in which they stand in it. */
export class DrawnParts {
  /** Stands in the text where a part goes. Nobody can type it, as it is another for each page. */
  readonly mark = `\0${randomUUID()}\0`;
  private readonly parts: (readonly Buffer[])[] = [];

  add(bytes: readonly Buffer[]): void {
    this.parts.push(bytes);
  }

  /** The whole page. Most of it is copied, not encoded: that was a quarter of a page's cost. */
  join(html: string): Buffer {
    const pieces: Buffer[] = [];
    for (const [index, text] of html.split(this.mark).entries()) {
      if (index > 0) pieces.push(...this.parts[index - 1]!);
      if (text !== '') pieces.push(Buffer.from(text));
    }
    return Buffer.concat(pieces);
  }
}

/** Puts drawn parts into the page, one after the other. */
export function Drawn({ bytes }: { bytes: readonly Buffer[] }): VNode {
  const { drawn } = useShell();
  if (!drawn) throw new Error('A drawn part stands outside a page.');
  drawn.add(bytes);
  return <>{drawn.mark}</>;
}
