/** What a person chooses about: each kind of notice, in the inbox and by mail. */
export const NOTICE_KINDS = [
  'mention',
  'answers',
  'invitation',
  'introduction',
  'moderation',
  'circle',
  'digest',
  'watches',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What mails are about: also what nobody chooses about, the answer to a mail of theirs. */
export const MAIL_KINDS = [...NOTICE_KINDS, 'reply-returned', 'verify-email', 'reset-password'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Of these it is chosen how often they come, for both together: see digest-choice.ts. */
const GATHERED: readonly NoticeKind[] = ['digest', 'watches'];
/** The others: each is chosen by a box for the inbox, where there is that choice, and one for mail. */
export const BOXED_KINDS: readonly NoticeKind[] = NOTICE_KINDS.filter((kind) => !GATHERED.includes(kind));

/** Of these the inbox is not theirs to choose: how it is told of answers is chosen for each discussion. */
export const CHOSEN_IN_INBOX: readonly NoticeKind[] = ['mention', 'invitation', 'introduction', 'circle'];

/** Who has a page open is told there, so that a mail would be noise. In SQL. */
const A_WHILE = `interval '5 minutes'`;
const AT_ONCE = `interval '0'`;

/** The notices that make a mail, and after how long. Answers are not among them: see UnreadAnswers in threads. */
const MAILED: Record<string, { as: NoticeKind; after: string }> = {
  mentioned: { as: 'mention', after: A_WHILE },
  'answer-invited': { as: 'invitation', after: A_WHILE },
  'introduction-asked': { as: 'introduction', after: A_WHILE },
  'introduction-reminder': { as: 'introduction', after: A_WHILE },
  'introduction-answered': { as: 'introduction', after: A_WHILE },
  'moderation-hidden': { as: 'moderation', after: AT_ONCE },
  'moderation-withdrawn': { as: 'moderation', after: AT_ONCE },
  'moderation-restored': { as: 'moderation', after: AT_ONCE },
  'guidance-to-check': { as: 'moderation', after: AT_ONCE },
  'thread-locked': { as: 'moderation', after: AT_ONCE },
  'thread-unlocked': { as: 'moderation', after: AT_ONCE },
  'circle-invited': { as: 'circle', after: A_WHILE },
  'circle-requested': { as: 'circle', after: A_WHILE },
  'circle-accepted': { as: 'circle', after: A_WHILE },
  'circle-declined': { as: 'circle', after: A_WHILE },
  'circle-facilitator': { as: 'circle', after: A_WHILE },
};

/** As rows of SQL: the kind of the notice, the kind that is chosen about, and after how long. */
export const MAILED_ROWS = Object.entries(MAILED)
  .map(([kind, { as, after }]) => `('${kind}', '${as}', ${after})`)
  .join(', ');
