/**
 * A mail is refused for good, so that the server that brings it tells its sender and gives them their mail back. The
 * message is for them, in plain letters, and says nothing about anybody.
 */
export class MailNotTaken extends Error {}
