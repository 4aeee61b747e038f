import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { type Readable } from 'node:stream';

/** Where the bytes of files are, each under the id of its row. */
export interface Store {
  /** Nothing, or all of it, is there afterwards, also where this process dies meanwhile. */
  put(id: string, bytes: Buffer): Promise<void>;
  /** Null where there is none: the row is there and the file is not, as after a restore without files. */
  get(id: string): Promise<Readable | null>;
  /** That there is none is fine. */
  remove(id: string): Promise<void>;
}

/** In a folder. */
export class FolderStore implements Store {
  constructor(private readonly root: string) {}

  async put(id: string, bytes: Buffer): Promise<void> {
    const target = this.placeOf(id);
    await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const beside = `${target}.part`;
    await fs.writeFile(beside, bytes, { flush: true, mode: 0o600 });
    await fs.rename(beside, target);
  }

  async get(id: string): Promise<Readable | null> {
    try {
      const file = await fs.open(this.placeOf(id));
      return createReadStream('', { fd: file });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await fs.rm(this.placeOf(id), { force: true });
  }

  private placeOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('A file is kept under the id of its row.');
    return path.join(this.root, id.slice(0, 2), id);
  }
}
