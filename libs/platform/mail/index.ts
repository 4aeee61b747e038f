/**
 * Sending one mail: to a mail server, or into a folder where none is set. Reading one that came: who sent it, and what
 * they wrote in it. It knows nobody, and keeps nothing.
 */
export { MailModule, MailTransport, oneLine } from './mail-transport.ts';
export { type KeptMail, keptMail, keptMails } from './mail-folder.ts';
export { type Letter } from './letter.ts';
export { type Failure, type ReceivedFile, type ReceivedMail, readMail } from './received/received-mail.ts';
export { type SignedAddress, SignedAddresses } from './signed-addresses.ts';
export { MailRefused, MailServerAway } from './mail-errors.ts';
