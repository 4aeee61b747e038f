import { ApiProperty } from '@nestjs/swagger';
import { type Telling } from '#libs/threads';

const CODES = ['threads.text-names-you', 'threads.file-name-names-you', 'threads.document-may-name-you'] as const;

/** Something to look at again in what was done all the same. */
export class WarningResource {
  @ApiProperty({ enum: CODES })
  readonly code!: (typeof CODES)[number];
  @ApiProperty({ description: 'In words' })
  readonly message!: string;
  @ApiProperty({ type: [String], description: 'What in the text it is about, or which files' })
  readonly words!: readonly string[];
}

export const namesYou = ({ inText, inNames, documents }: Telling): WarningResource[] =>
  [
    {
      code: CODES[0],
      message: 'Words in your text may say who you are, in spite of the mask.',
      words: inText,
    },
    {
      code: CODES[1],
      message: 'Words in the name of a file may say who you are, in spite of the mask.',
      words: inNames,
    },
    {
      code: CODES[2],
      message: 'PDF and Office files often keep the name of their author: look whether yours do.',
      words: documents,
    },
  ].filter(({ words }) => words.length > 0);
