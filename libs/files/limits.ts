/** Limits as data, for the words of errors, forms and documents alike. */
export const FILE_LIMITS = {
  /** Of one file, in bytes. */
  bytes: 10_000_000,
  /** Files of one post. */
  aPost: 5,
  /** Files of one person, within 24 hours. */
  aDay: 50,
  /** Files of one person that are in no post. */
  unposted: 30,
  /** Of all files of one person, in bytes. */
  aPerson: 500_000_000,
  /** Of what says what a picture shows, in characters. */
  alt: 300,
} as const;
