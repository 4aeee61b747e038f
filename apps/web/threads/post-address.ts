/** Enough for most discussions on one page, and never more. */
export const POSTS_A_PAGE = 20;

/** After which number the page begins that holds a post. */
export const pageStart = (number: number): number => Math.floor((number - 1) / POSTS_A_PAGE) * POSTS_A_PAGE;

/** The page that holds the post, and the post on it. */
export function postAddress(threadId: string, number: number): string {
  const after = pageStart(number);
  return `/threads/${threadId}${after > 0 ? `?after=${after}` : ''}#post-${number}`;
}
