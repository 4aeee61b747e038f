import { hashToken } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { type Volume, volumeToken } from './volume.ts';
import { BODIES, FIRST_NAMES, LAST_NAMES } from './volume-words.ts';

/** So many of the people have a token; see volumeToken. */
const WITH_TOKEN = 100;

/** Without the triggers that tell the servers of each right that changes; the keys they keep are set at the end. */
export async function addPeople(tx: Tx, { people, seed }: Volume, passwordHash: string): Promise<void> {
  const tables = ['role_grants', 'memberships'];
  for (const table of tables) await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await tx.query(
    `INSERT INTO organisations (id, kind, name, nation, fictional)
     SELECT pg_temp.volume_id('organisation', i), 'spin_out', name, 'England', true
       FROM unnest($1::text[]) WITH ORDINALITY AS u (name, i)`,
    [BODIES],
  );
  await tx.query(
    `INSERT INTO spin_outs (organisation_id, stage)
     SELECT pg_temp.volume_id('organisation', i), 'trading-early' FROM generate_series(1, $1::int) AS i`,
    [BODIES.length],
  );
  await tx.query(
    `INSERT INTO people (id, name, practitioner_role, service_areas, topics_offered, fictional, created_at)
     SELECT pg_temp.volume_id('person', n),
            ($2::text[])[1 + (pg_temp.chance(1, n) * cardinality($2))::int % cardinality($2)] || ' '
              || ($3::text[])[1 + (pg_temp.chance(2, n) * cardinality($3))::int % cardinality($3)],
            (ARRAY['founder', 'council_officer', 'finance', 'commissioner', 'spin_out_staff', 'hr_pensions'])[1 + n % 6],
            ARRAY[($4::text[])[1 + n % cardinality($4)]], ARRAY[($5::text[])[1 + n % cardinality($5)]],
            true, now() - interval '4 years'
       FROM generate_series(1, $1::int) AS n`,
    [people, FIRST_NAMES, LAST_NAMES, Object.keys(SERVICE_AREAS), Object.keys(TOPICS)],
  );
  await tx.query(
    `INSERT INTO accounts (person_id, email, password_hash, email_verified_at, demo)
     SELECT pg_temp.volume_id('person', n), 'person-' || n || '@volume-' || $2::int || '.waymark.example', $3, now(), true
       FROM generate_series(1, $1::int) AS n`,
    [people, seed, passwordHash],
  );
  await tx.query(
    `INSERT INTO role_grants (person_id, role)
     SELECT pg_temp.volume_id('person', n), 'member' FROM generate_series(1, $1::int) AS n`,
    [people],
  );
  await tx.query(
    `INSERT INTO memberships (person_id, organisation_id, verified_at)
     SELECT pg_temp.volume_id('person', n), pg_temp.volume_id('organisation', 1 + n % $2::int), now()
       FROM generate_series(1, $1::int) AS n`,
    [people, BODIES.length],
  );
  const tokens = Array.from({ length: Math.min(people, WITH_TOKEN) }, (_, i) => hashToken(volumeToken(seed, i + 1)));
  await tx.query(
    `INSERT INTO access_tokens (person_id, name, token_hash, expires_at)
     SELECT pg_temp.volume_id('person', n), 'volume', hash, now() + interval '1 year'
       FROM unnest($1::bytea[]) WITH ORDINALITY AS u (hash, n)`,
    [tokens],
  );
  for (const table of tables) await tx.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await tx.query(
    `UPDATE people SET reader_keys = reader_keys(id)
      WHERE id IN (SELECT pg_temp.volume_id('person', n) FROM generate_series(1, $1::int) AS n)`,
    [people],
  );
  await tx.query(`ANALYZE people, memberships, role_grants`);
}
