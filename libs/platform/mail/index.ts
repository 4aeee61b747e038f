/** Sending one mail: to a mail server, or into a folder where none is set. It knows nobody, and keeps nothing. */
export { MailModule, MailTransport, oneLine } from './mail-transport.ts';
export { type KeptMail, keptMail, keptMails } from './mail-folder.ts';
export { type Letter } from './letter.ts';
export { MailRefused, MailServerAway } from './mail-errors.ts';
