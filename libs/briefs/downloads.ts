import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { type Document, type DocumentFormat, write } from '#libs/platform/documents';
import { slug } from '#libs/platform/words';
import { briefOf } from './brief.ts';
import { type DownloadInput } from './briefs.inputs.ts';
import { BriefsQueries } from './briefs.queries.ts';
import { noteDocument } from './note-document.ts';

export interface DownloadedFile {
  readonly body: Buffer;
  readonly type: string;
  /** Letters, digits, hyphens and one full stop. */
  readonly name: string;
}

const TYPES: Readonly<Record<DocumentFormat, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

@Injectable()
export class Downloads {
  constructor(
    private readonly queries: BriefsQueries,
    private readonly config: Config,
  ) {}

  /** A note or its brief as a file; throws CaseNoteNotFound. */
  async ofNote(reader: Reader, id: string, { format, of, audience }: DownloadInput): Promise<DownloadedFile> {
    const reading = await this.queries.reading(reader, id);
    const brief = of === 'brief';
    const document = brief
      ? briefOf(reading, audience, this.config.publicUrl)
      : noteDocument(reading, this.config.publicUrl);
    const { version } = reading.note;
    return file(
      document,
      format,
      `${slug(document.title) || 'case-note'}${brief ? `-brief-${audience}` : ''}-v${version}`,
    );
  }
}

const file = async (document: Document, format: DocumentFormat, name: string): Promise<DownloadedFile> => ({
  body: await write(document, format),
  type: TYPES[format],
  name: `${name}.${format}`,
});
