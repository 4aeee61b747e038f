import { Flag, Text } from '#libs/platform/inputs';
import { FILE_LIMITS } from './limits.ts';

/** What a picture shows, or that it shows nothing that matters. */
export class DescribeInput {
  @Text({ label: 'What the picture shows', max: FILE_LIMITS.alt, optional: true })
  readonly alt?: string;

  @Flag({ label: 'It only decorates', optional: true })
  readonly decorative: boolean = false;
}
