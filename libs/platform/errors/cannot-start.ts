/**
 * The settings or the machine do not let Waymark start. The message says what to do about it, so it is all that is
 * shown: whoever starts a program has no use for its stack.
 */
export class CannotStart extends Error {}
