/**
 * Answering a mail: a reply address is of one person and one discussion, a received mail is what came to it, and what
 * could not be posted is returned to who wrote it.
 *
 * Promises: one mail is one post, however often its server brings it; it is posted by the rights of the moment in which
 * it comes; nothing that somebody wrote is lost: it is posted, or it goes back to them, or their server is told why not.
 */
export { MailNotTaken } from './mail-not-taken.ts';
export { RepliesByMail } from './replies-by-mail.ts';
export { ReplyAddresses } from './reply-addresses.ts';
export { ReplyByMailModule } from './reply-by-mail.module.ts';
export { type ReturnedMail, ReturnedMails } from './returned-mails.ts';
