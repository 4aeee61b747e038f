import { Cursor, Day, Text, Whole } from '#libs/platform/inputs';

export class BookmarkInput {
  @Text({ label: 'Note', max: 1_000, optional: true })
  readonly note?: string;

  /** The day on which to be reminded, in London; not one that is past. */
  @Day({ label: 'The day to be reminded', optional: true })
  readonly remindOn?: string;
}

export class BookmarksListInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
