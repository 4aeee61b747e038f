import { type PostRow, shownName } from '#libs/threads';
import { beginning } from '../parts/words.ts';

/** A quotation is to remind of what was said, not to say it twice. In characters. */
const MOST = 2_000;

/** What stands above a quotation: who wrote it, with the address that stays when the post moves. As Markdown. */
export const quotationIntro = ({
  id,
  number,
  ...author
}: Pick<PostRow, 'id' | 'number' | 'authorName' | 'mask'>): string =>
  `${shownName(author).replaceAll(/[\\`*_[\]<>#&|~]/g, '\\$&')} wrote in [post ${number}](/posts/${id}):`;

/** A post as the beginning of a reply, as Markdown. Null: it cannot be quoted, since not everybody here may read it. */
export function quotation(post: PostRow): string | null {
  if (post.body === null || post.hiddenAt !== null) return null;
  const text = beginning(post.body, MOST);
  return `${[quotationIntro(post), '', ...text.split('\n')].map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}
