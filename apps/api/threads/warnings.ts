import { ApiProperty } from '@nestjs/swagger';
import { type Telling } from '#libs/threads';

/** Something to look at again in what was done all the same. */
export class WarningResource {
  @ApiProperty({ enum: ['threads.text-names-you'] })
  readonly code!: string;
  @ApiProperty({ description: 'In words' })
  readonly message!: string;
  @ApiProperty({ type: [String], description: 'What in the text it is about' })
  readonly words!: readonly string[];
}

export const namesYou = (words: Telling): WarningResource[] =>
  words.length === 0
    ? []
    : [
        {
          code: 'threads.text-names-you',
          message: 'Words in your text may say who you are, in spite of the mask.',
          words,
        },
      ];
