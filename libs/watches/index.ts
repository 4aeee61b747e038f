/**
 * Watches: what somebody who waits wants to be told of, as "when a result is evidenced" or "anything new about libraries".
 *
 * Promises: what happens is found once for each watch, also where the worker was away or killed; nobody is told of what
 * they did themselves, or of what was so before; what was found is shown only while its reader may read it.
 */
export { type Found, FOUND_JSON, foundItem } from './found.sql.ts';
export { TRIGGERS, type Trigger, type TriggerCode, type WatchAbout, WATCHED, triggersOf } from './triggers.ts';
export { WatchLooks } from './watch-looks.ts';
export { type WatchRow, WatchesQueries, type WatchSubject } from './watches.queries.ts';
export { WatchInput, WatchSubjectInput } from './watches.inputs.ts';
export { WatchesModule } from './watches.module.ts';
export { Watches } from './watches.service.ts';
