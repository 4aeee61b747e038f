const FIRST_PAGE = 20;

/** Where a post is found whatever the length of its discussion; most are on its first page. */
export const postAddress = (threadId: string, number: number): string =>
  `/threads/${threadId}${number > FIRST_PAGE ? '?number=' : '#post-'}${number}`;

/** The same as SQL, of SQL. */
export const postAddressOf = (threadId: string, number: string): string =>
  `'/threads/' || ${threadId} || CASE WHEN ${number} > ${FIRST_PAGE} THEN '?number=' ELSE '#post-' END || ${number}`;

/** Where a file is found, by who may read its post. */
export const fileAddress = (id: string): string => `/files/${id}`;
