import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Large tables that are written all the time: apart, and without holding writers up. */
export class IndexAnswers1796043660000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // AnswersQueries.best: the answers of a question, best first…
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_best ON posts (
          thread_id,
          answer_score(worked_count, partly_count, failed_count, outdated_count + risky_count,
                       greatest(created_at, worked_at), hidden_at IS NOT NULL),
          number)
        WHERE number > 1 AND reply_to_id IS NULL`);
    // …and the replies beneath them.
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_beneath ON posts (reply_to_id, number)
        WHERE reply_to_id IS NOT NULL`);
    // ThreadsQueries.recent
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS threads_outdated ON threads (last_post_at DESC, id DESC)
        WHERE outdated_count > 0`);
    // OutcomeNudges.askDue
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS threads_unsettled ON threads (last_post_at)
        WHERE outcome_asked_at IS NULL AND accepted_count = 0 AND reply_count > 0 AND kind = 'question'
          AND locked_at IS NULL AND hidden_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS posts_best, posts_beneath, threads_outdated, threads_unsettled`);
  }
}
