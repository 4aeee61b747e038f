/** The one pool, the one way to write (Transactions), the one way to read (Reads), and column types. */
export { DatabaseUnavailable, driverErrorOf, isUnavailable } from './availability.ts';
export { CreatedAt, Instant } from './columns.ts';
export { connect } from './connect.ts';
export { fromCursor, pageOf, toCursor } from './cursor.ts';
export { DatabaseModule } from './database.module.ts';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { idOf } from './keyed-id.ts';
export { migrate, pendingMigrations } from './migrate.ts';
export { claimedKey, type Json, keptKey, KeyReused, KeyUnderWay, type Once, onceFor } from './once.ts';
export { type Read, Reads } from './reads.ts';
export { Together } from './together.ts';
export { Transactions, type Tx } from './transactions.ts';
