import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which moderator looked who asked under a mask, and why: kept for good, and told to who asked. */
export class CreateMaskLooks1796040060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mask_looks (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at        timestamptz(3) NOT NULL DEFAULT now(),
        thread_id uuid NOT NULL,
        actor_id  uuid NOT NULL,
        reason    text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
        -- They work where who asked works, so they were not told; that they wanted to know is kept.
        refused   boolean NOT NULL DEFAULT false
      );
      -- MaskLooksQueries.ofThread
      CREATE INDEX mask_looks_of_thread ON mask_looks (thread_id, id);

      CREATE FUNCTION mask_looks_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'mask_looks is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER mask_looks_append_only BEFORE UPDATE OR DELETE ON mask_looks
        FOR EACH ROW EXECUTE FUNCTION mask_looks_is_append_only();
      CREATE TRIGGER mask_looks_no_truncate BEFORE TRUNCATE ON mask_looks
        FOR EACH STATEMENT EXECUTE FUNCTION mask_looks_is_append_only();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE mask_looks;
      DROP FUNCTION mask_looks_is_append_only();
    `);
  }
}
