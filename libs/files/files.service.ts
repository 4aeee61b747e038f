import { createHash, randomUUID } from 'node:crypto';
import { type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Config } from '#libs/platform/config';
import { DatabaseUnavailable, type Once, Transactions, type Tx } from '#libs/platform/database';
import { DomainError, NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { AtOnce } from '#libs/platform/rate-limits';
import { hasFile, headersOf } from './delivery.ts';
import { fileName, readableName } from './file-name.ts';
import { type DescribeInput } from './files.inputs.ts';
import { FILE_LIMITS } from './limits.ts';
import { type FileCode, kindIn, kindOf } from './kinds.ts';
import { pictureSize } from './picture-size.ts';
import { MOST_PIXELS, type Redrawn } from './redraw.ts';
import { Redrawer } from './redrawer.ts';
import { S3Store } from './s3-store.ts';
import { FolderStore, type Store } from './store.ts';
import { type UploadedFile } from './uploaded-file.ts';

export interface Delivery {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Readable | undefined;
}

/** A file as it came. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  /** As `alt` of UploadedFile. */
  readonly alt: string | null;
}

class TooManyFiles extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'files.too-many';
  override readonly retryAfter = 3_600;
}

class TooManyAtOnce extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'files.too-busy';
  override readonly retryAfter = 10;
  constructor() {
    super('Too many files are on their way. Try again in 10 seconds.');
  }
}

/** Also when it exists and the reader may not see it. */
export const FileNotFound = (): NotFound => new NotFound('files.not-found', 'file');

const COLUMNS = 'id, name, kind, size, width, height, alt';

/** Requests with files that one process reads at a time, and of one person. */
const MOST_AT_ONCE = 8;
const MOST_OF_ONE = 3;

/** Files that people put beside what they write. A file is of who sent it alone until a post takes it. */
@Injectable()
export class FilesService {
  private readonly store: Store;
  private readonly redrawer = new Redrawer();
  private readonly coming = new AtOnce({ ofOne: MOST_OF_ONE, inAll: MOST_AT_ONCE });

  constructor(
    private readonly transactions: Transactions,
    @Inject(Config) config: Config,
  ) {
    this.store = storeOf(config);
  }

  /**
   * Runs what reads files from the network; it calls `begin` before the first of them. Throws TooManyAtOnce there, where
   * this process, or this person, has enough on its way.
   */
  async taking<T>({ personId }: Actor, read: (begin: () => void) => Promise<T>): Promise<T> {
    let end: (() => void) | null = null;
    try {
      return await read(() => {
        end ??= this.coming.begin(personId);
        if (!end) throw new TooManyAtOnce();
      });
    } finally {
      (end as (() => void) | null)?.();
    }
  }

  /**
   * Keeps a file that is in no post yet: a picture drawn anew, everything else as it is. `once` makes of what must be the
   * same the second time the key of the request. Throws Refused, with the field `file`, where it cannot be taken;
   * TooManyFiles.
   */
  async upload(
    actor: Actor,
    { name, bytes, alt }: Upload,
    once: (...request: unknown[]) => Once | null,
  ): Promise<UploadedFile> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    if (bytes.length > FILE_LIMITS.bytes) throw tooLarge(name);
    const kind = kindIn(bytes, readableName(name));
    if (typeof kind !== 'string') throw notTaken(kind.refused);
    // Before the work, so that there is little of it; and again where nobody else of the same person can come between.
    await this.transactions.run((tx) => mustHaveRoom(tx, actor, bytes.length));
    const { isImage } = kindOf(kind);
    const made = isImage ? await this.drawn(bytes, kind, name) : { bytes, width: null, height: null };
    const id = randomUUID();
    // Before its row: what has a row has its bytes, whenever this process ends.
    await this.store.put(id, made.bytes);
    try {
      const file = await this.transactions.once(once('upload', name, alt, hashOf(bytes)), async (tx) => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('files:' || $1, 0))`, [actor.personId]);
        await mustHaveRoom(tx, actor, made.bytes.length);
        const [row] = await tx.query<UploadedFile[]>(
          `INSERT INTO files (id, owner_id, name, kind, size, width, height, alt)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
          [
            id,
            actor.personId,
            fileName(name, kind),
            kind,
            made.bytes.length,
            made.width,
            made.height,
            isImage ? alt : null,
          ],
        );
        return row!;
      });
      if (file.id !== id) await this.store.remove(id);
      return file;
    } catch (error) {
      // Of a database that went away it is not known whether it has the row.
      if (error instanceof DomainError && !(error instanceof DatabaseUnavailable)) await this.store.remove(id);
      throw error;
    }
  }

  /** Says what a picture shows that is one's own and in no post yet. Throws FileNotFound. */
  describe(actor: Actor, id: string, { alt, decorative }: DescribeInput): Promise<UploadedFile> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    return this.transactions.run(async (tx) => {
      const [[file]] = await tx.query<[UploadedFile[], number]>(
        `UPDATE files SET alt = $3 WHERE id = $1 AND owner_id = $2 AND width IS NOT NULL AND ${IN_NO_POST}
         RETURNING ${COLUMNS}`,
        [id, actor.personId, decorative ? '' : (alt ?? null)],
      );
      if (!file) throw FileNotFound();
      return file;
    });
  }

  /** Throws away a file that is one's own and in no post yet. Throws FileNotFound. */
  async discard(actor: Actor, id: string): Promise<void> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    const gone = await this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[object[], number]>(
        `DELETE FROM files WHERE id = $1 AND owner_id = $2 AND ${IN_NO_POST} RETURNING id`,
        [id, actor.personId],
      );
      return rows.length > 0;
    });
    if (!gone) throw FileNotFound();
    await this.store.remove(id);
  }

  /**
   * What to answer who asks for a file and may have it: nothing but headers where their browser has it, by If-None-Match.
   * Throws FileNotFound where its bytes are lost.
   */
  async delivery(file: UploadedFile, ifNoneMatch: string | undefined): Promise<Delivery> {
    const { 'content-length': length, ...headers } = headersOf(file);
    if (hasFile(ifNoneMatch, file.id)) return { status: 304, headers, bytes: undefined };
    const bytes = await this.store.get(file.id);
    if (!bytes) throw FileNotFound();
    return { status: 200, headers: { ...headers, 'content-length': length }, bytes };
  }

  /**
   * Removes what nobody put into a post within a day, nor keeps in a draft. Posts and drafts stand in a higher layer: they
   * are read here, and no more.
   */
  async sweep(): Promise<void> {
    for (;;) {
      const ids = await this.transactions.run(async (tx) => {
        const [rows] = await tx.query<[{ id: string }[], number]>(
          `DELETE FROM files WHERE id IN (
             SELECT f.id FROM files f
              WHERE f.created_at < now() - interval '1 day'
                AND NOT EXISTS (SELECT FROM post_files pf WHERE pf.file_id = f.id)
                AND NOT EXISTS (SELECT FROM drafts d WHERE d.person_id = f.owner_id AND d.fields -> 'files' ? f.id::text)
              ORDER BY f.created_at LIMIT ${SWEPT_AT_ONCE}
                FOR UPDATE SKIP LOCKED)
           RETURNING id`,
        );
        return rows.map(({ id }) => id);
      });
      for (const id of ids) await this.store.remove(id);
      if (ids.length < SWEPT_AT_ONCE) return;
    }
  }

  private async drawn(bytes: Buffer, kind: FileCode, name: string): Promise<Redrawn> {
    const called = readableName(name);
    const size = pictureSize(bytes, kind);
    const broken = (): Refused =>
      notTaken(`“${called}” is not a picture that can be read. Save it again as PNG or JPEG`);
    if (!size || size.width < 1 || size.height < 1) throw broken();
    if (size.width * size.height > MOST_PIXELS) {
      throw tooMuch(`“${called}” has more than 40 million pixels. Make it smaller`);
    }
    const made = await this.redrawer.draw(bytes, kind);
    if (!made) throw broken();
    return made;
  }
}

const storeOf = ({ STORAGE_URL, filesDir }: Config): Store =>
  STORAGE_URL?.startsWith('s3:') ? new S3Store(STORAGE_URL) : new FolderStore(filesDir);

const SWEPT_AT_ONCE = 200;
const IN_NO_POST = `NOT EXISTS (SELECT FROM post_files pf WHERE pf.file_id = files.id)`;

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const notTaken = (message: string): Refused => new Refused('files.not-taken', [{ field: 'file', message }]);

const tooMuch = (message: string): Refused => new Refused('files.too-large', [{ field: 'file', message }]);

export const tooLarge = (name: string): Refused =>
  tooMuch(`“${readableName(name)}” is larger than 10 MB. Make it smaller, or attach it in parts`);

/** `more`: bytes to come. Throws TooManyFiles. */
async function mustHaveRoom(tx: Tx, { personId }: Actor, more: number): Promise<void> {
  const [sent] = await tx.query<{ today: number; unposted: number; bytes: string }[]>(
    `SELECT count(*) FILTER (WHERE created_at > now() - interval '1 day')::int AS today,
            count(*) FILTER (WHERE NOT EXISTS (SELECT FROM post_files pf WHERE pf.file_id = f.id))::int AS unposted,
            coalesce(sum(size), 0) AS bytes
       FROM files f WHERE owner_id = $1`,
    [personId],
  );
  const { today, unposted, bytes } = sent!;
  if (today >= FILE_LIMITS.aDay) {
    throw new TooManyFiles(`You have sent ${FILE_LIMITS.aDay} files within a day. Try again tomorrow.`);
  }
  if (unposted >= FILE_LIMITS.unposted) {
    throw new TooManyFiles(
      `You have ${FILE_LIMITS.unposted} files that are in no post yet. Post or remove some, or try again tomorrow.`,
    );
  }
  if (Number(bytes) + more > FILE_LIMITS.aPerson) {
    throw new TooManyFiles('Your files come to 500 MB, which is all that one person can keep here. Remove some first.');
  }
}
