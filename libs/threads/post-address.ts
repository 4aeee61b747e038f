/** Where a post is found whatever the length of its discussion; most are on its first page. */
export const postAddress = (threadId: string, number: number): string =>
  `/threads/${threadId}${number > 20 ? `?number=${number}` : `#post-${number}`}`;

/** Where a file is found, by who may read its post. */
export const fileAddress = (id: string): string => `/files/${id}`;
