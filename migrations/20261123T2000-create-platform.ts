import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreatePlatform1795464000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A version 7 UUID: time-ordered, so it indexes well. PostgreSQL has its own only from 18.
      CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
        SELECT (lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
                || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
      $$;

      CREATE TABLE events (
        stream_id uuid NOT NULL,
        seq       int NOT NULL CHECK (seq > 0),
        kind      text NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
        facts     jsonb NOT NULL,
        actor_id  uuid,
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (stream_id, seq)
      );

      -- The first result of a command, so that the same request twice is one result. Kept 24 hours.
      CREATE TABLE idempotency_keys (
        person_id    uuid NOT NULL,
        key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 300),
        request_hash bytea NOT NULL,
        result       jsonb NOT NULL,
        created_at   timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, key)
      );
      CREATE INDEX idempotency_keys_expiry ON idempotency_keys (created_at);

      -- Counts per window. The key is a hash: no address of a person or a machine is kept.
      CREATE TABLE rate_limits (
        key       text PRIMARY KEY CHECK (length(key) <= 200),
        used      int NOT NULL,
        resets_at timestamptz(3) NOT NULL
      );
      CREATE INDEX rate_limits_expiry ON rate_limits (resets_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE rate_limits, idempotency_keys, events; DROP FUNCTION uuid_v7()`);
  }
}
