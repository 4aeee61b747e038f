import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { DescribeInput, FILE_LIMITS, FilesService, tooLarge, type UploadedFile } from '#libs/files';
import { type Actor } from '#libs/people';
import { hasParts, joined, type PartFile, type Parts, withParts } from '#libs/platform/http';
import { DomainError, NotFound } from '#libs/platform/errors';
import { parseInput, type Problem } from '#libs/platform/inputs';
import { PostFilesQueries } from '#libs/threads';
import { type Form, onceOf, valuesOf } from '../forms.ts';
import { type AttachedFile } from './attach-files.tsx';

/** A form with what came with it: its files are uploaded by now, described, and named by their ids in `files`. */
export interface FormWithFiles {
  readonly body: unknown;
  readonly problems: readonly Problem[];
}

/** Files that came in the form of a text, where no script had sent them before. */
@Injectable()
export class FormUploads {
  constructor(
    private readonly files: FilesService,
    private readonly queries: PostFilesQueries,
  ) {}

  /** The same form sent twice uploads each file once: its one-time key is that of the uploads. */
  read(actor: Actor, request: FastifyRequest, body: unknown): Promise<FormWithFiles> {
    if (!hasParts(request)) return Promise.resolve({ body, problems: [] });
    return this.files.taking(actor, (begin) =>
      withParts(request, { files: FILE_LIMITS.aPost, bytes: FILE_LIMITS.bytes, beforeFiles: begin }, (parts) =>
        this.keep(actor, parts),
      ),
    );
  }

  /**
   * Of a form that is shown again: the files that came with it before, and are still there. Of an edit those that another
   * window added are among them, so they may be more than a post can have: who edits chooses.
   */
  async attached(actor: Actor, form: Form, postId: string | null = null): Promise<AttachedFile[]> {
    const ids = valuesOf(form, 'files')
      .filter(isId)
      .slice(0, 2 * FILE_LIMITS.aPost);
    return ids.length === 0 ? [] : this.queries.own(actor, ids, postId);
  }

  private async keep(actor: Actor, parts: Parts): Promise<FormWithFiles> {
    const fields = joined(parts.fields);
    const ids = [...new Set([fields['files'] ?? []].flat().filter(isId))];
    const problems = await this.describe(actor, fields, ids);
    const room = Math.max(0, FILE_LIMITS.aPost - ids.length);
    for (const file of parts.files.slice(0, room)) {
      try {
        ids.push((await this.upload(actor, fields, file)).id);
      } catch (error) {
        problems.push(...saidOf(error));
      }
    }
    const more = parts.leftOut + Math.max(0, parts.files.length - room);
    if (more > 0) {
      const message = `A post can have ${FILE_LIMITS.aPost} files: ${more} of those you chose ${more === 1 ? 'was' : 'were'} not added`;
      problems.push({ field: '_upload', message });
    }
    return { body: { ...fields, files: [...new Set(ids)] }, problems };
  }

  private async upload(actor: Actor, fields: object, file: PartFile): Promise<UploadedFile> {
    if (file.tooLarge) throw tooLarge(file.name);
    const upload = { name: file.name, bytes: await file.read(), alt: null };
    return this.files.upload(actor, upload, (...what) => onceOf(actor, fields, ...what));
  }

  /** Also where the form then fails for something else: what was said of a picture stays said. */
  private async describe(
    actor: Actor,
    fields: Readonly<Record<string, string | string[]>>,
    ids: readonly string[],
  ): Promise<Problem[]> {
    const problems: Problem[] = [];
    for (const id of ids.slice(0, FILE_LIMITS.aPost)) {
      const [alt, decorative] = [fields[`_alt:${id}`], fields[`_decorative:${id}`]];
      if (alt === undefined && decorative === undefined) continue;
      const parsed = parseInput(DescribeInput, { alt: alt || undefined, decorative });
      if (!parsed.ok) {
        problems.push(...parsed.problems.map(({ message }) => ({ field: 'files', message })));
        continue;
      }
      await this.files.describe(actor, id, parsed.input).catch((error: unknown) => {
        if (!(error instanceof NotFound)) throw error;
      });
    }
    return problems;
  }
}

const isId = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** What was wrong with a file, beside where files are chosen; anything else is thrown on. */
function saidOf(error: unknown): Problem[] {
  if (!(error instanceof DomainError) || error.kind === 'forbidden') throw error;
  const { problems } = error as { problems?: readonly Problem[] };
  const messages = problems?.map(({ message }) => message) ?? [error.message];
  return messages.map((message) => ({ field: '_upload', message }));
}
