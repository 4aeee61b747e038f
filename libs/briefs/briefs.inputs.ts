import { Choice } from '#libs/platform/inputs';
import { type DocumentFormat, FORMATS } from '#libs/platform/documents';
import { type Audience, audienceCodes } from './audiences.ts';

export class BriefInput {
  /** Who it is for. */
  @Choice({ label: 'audience', of: audienceCodes, optional: true })
  readonly audience: Audience = 'director';
}

export class DownloadInput extends BriefInput {
  @Choice({ label: 'format', of: FORMATS })
  readonly format!: DocumentFormat;

  /** The whole note, or its brief. */
  @Choice({ label: 'of', of: ['note', 'brief'], optional: true })
  readonly of: 'note' | 'brief' = 'note';
}
