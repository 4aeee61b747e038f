/**
 * Digests: what somebody is told of together, daily, weekly or, of what they watch alone, once a quarter, by mail.
 *
 * Promises: each has one thing that worked, one that did not and one open question, or says which is missing; nothing
 * comes twice, and nothing that was read; with nothing new there is none; only what is open to the whole network is in
 * it, and only what its reader may read when it is sent; a run that was cut off goes on where it was, and makes none
 * twice.
 */
export { DigestLetters, type DigestLetter, type DigestNote, type DigestQuestion } from './digest-letters.queries.ts';
export { DigestRuns } from './digest-runs.ts';
export { DigestsModule } from './digests.module.ts';
export { dueAt, runsDue } from './due.ts';
