import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform/config';
import { Reads, Together } from '#libs/platform/database';
import { log } from '#libs/platform/logging';
import { type Actor, rolesIn } from './actor.ts';
import { isPublicSector } from './public-sector.ts';
import { fieldIsOpenToAll } from './profile-fields.ts';
import { hashToken } from './tokens.ts';

interface ActorRow {
  sessionId: string | null;
  tokenId: string | null;
  personId: string;
  name: string;
  practitionerRole: string;
  organisation: string | null;
  organisationFictional: boolean | null;
  organisationKind: string | null;
  keys: string[];
  unread: number;
  mayWrite: boolean;
  /** Not noted for ten minutes: a read must not always become a write. */
  unseen: boolean;
}

/** A number that PostgreSQL sees, so that it keeps one plan for all. */
const MOST_AT_ONCE = 32;

const ACTOR = `
  p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.reader_keys AS keys,
  CASE WHEN ${fieldIsOpenToAll('organisations', 'p')} THEN o.name END AS organisation,
  o.fictional AS "organisationFictional", o.kind AS "organisationKind",
  (SELECT count(*)::int FROM (SELECT FROM notifications n WHERE n.person_id = p.id AND n.read_at IS NULL LIMIT 100) AS u) AS unread`;
/** $2: in production. What opens a demo account follows from a seed that anybody has, so there it is nobody's. */
const PERSON = `
  JOIN people p ON p.id = s.person_id
  JOIN accounts a ON a.person_id = p.id AND (a.suspended_until IS NULL OR a.suspended_until <= now())
    AND NOT (a.demo AND $2::boolean)
  LEFT JOIN LATERAL (SELECT o.name, o.fictional, o.kind FROM memberships m JOIN organisations o ON o.id = m.organisation_id
                      WHERE m.person_id = p.id AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
                      ORDER BY m.from_on DESC NULLS LAST, m.organisation_id LIMIT 1) o ON true`;

/**
 * Of these sessions and tokens, by id, those that still stand and may read something with these keys; as SQL. `production`:
 * as $2 of PERSON.
 */
export const STILL_READING = (ids: string, visibleTo: string, production: string): string => `
  SELECT s.id FROM (
    SELECT id, person_id FROM sessions WHERE id = ANY (${ids}::uuid[]) AND ended_at IS NULL AND expires_at > now()
     UNION ALL
    SELECT id, person_id FROM access_tokens WHERE id = ANY (${ids}::uuid[]) AND revoked_at IS NULL AND expires_at > now()
  ) s
  JOIN people p ON p.id = s.person_id AND p.reader_keys && ${visibleTo}
  JOIN accounts a ON a.person_id = p.id AND (a.suspended_until IS NULL OR a.suspended_until <= now())
   AND NOT (a.demo AND ${production}::boolean)`;

/** Who is behind a cookie or a token: one statement, on every request. */
@Injectable()
export class SessionsQueries {
  constructor(
    private readonly reads: Reads,
    private readonly config: Config,
  ) {}

  /** One statement for the requests of a moment; each is asked for anew, so a right that was lost is lost at once. */
  private readonly sessions = new Together<string, ActorRow | null>(async (hashes) => {
    const rows = await this.reads.rows<ActorRow & { hash: string }>({
      name: 'sessions.actor',
      text: `SELECT asked.hash, s.id AS "sessionId", NULL AS "tokenId", true AS "mayWrite",
                      s.last_seen_at < now() - interval '10 minutes' AS unseen, ${ACTOR}
                 FROM (SELECT hash FROM json_array_elements_text($1) AS hash LIMIT ${MOST_AT_ONCE}) AS asked
                CROSS JOIN LATERAL (SELECT * FROM sessions WHERE token_hash = decode(asked.hash, 'hex')
                                       AND ended_at IS NULL AND expires_at > now() OFFSET 0) AS s ${PERSON}`,
      values: [JSON.stringify([...new Set(hashes)]), this.config.production],
    });
    const found = new Map(rows.map(({ hash, ...row }) => [hash, row]));
    return hashes.map((hash) => found.get(hash) ?? null);
  }, MOST_AT_ONCE);

  /** Null: no such session, ended, expired, the person is suspended, or in production one of the demo. */
  async actorOfSession(token: string): Promise<Actor | null> {
    const row = await this.sessions.ask(hashToken(token).toString('hex'));
    if (row?.unseen) this.seen('sessions.seen', 'UPDATE sessions SET last_seen_at', row.sessionId);
    return row && toActor(row);
  }

  /** Null: no such token, revoked, expired, the person is suspended, or in production one of the demo. */
  async actorOfToken(token: string): Promise<Actor | null> {
    const row = await this.reads.row<ActorRow>({
      name: 'tokens.actor',
      text: `SELECT NULL AS "sessionId", s.id AS "tokenId", s.scope = 'write' AS "mayWrite",
                    coalesce(s.last_used_at, s.created_at - interval '1 hour') < now() - interval '10 minutes' AS unseen, ${ACTOR}
               FROM access_tokens s ${PERSON}
              WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()`,
      values: [hashToken(token), this.config.production],
    });
    if (row?.unseen) this.seen('tokens.seen', 'UPDATE access_tokens SET last_used_at', row.tokenId);
    return row && toActor(row);
  }

  /** Of who wrote a mail, with the rights of this moment. Null: no account, suspended, or in production one of the demo. */
  async actorOfPerson(personId: string): Promise<Actor | null> {
    const row = await this.reads.row<ActorRow>({
      name: 'people.actor',
      text: `SELECT NULL AS "sessionId", NULL AS "tokenId", true AS "mayWrite", false AS unseen, ${ACTOR}
               FROM (SELECT $1::uuid AS person_id) AS s ${PERSON}`,
      values: [personId, this.config.production],
    });
    return row && toActor(row);
  }

  /**
   * Of these sessions and tokens, by id, those that still stand and may read something with these keys. For every push to
   * open sockets, so one cheap statement for all.
   */
  async stillReading(ids: readonly string[], visibleTo: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.reads.rows<{ id: string }>({
      name: 'sessions.still-reading',
      text: STILL_READING('$1', '$2::text[]', '$3'),
      values: [ids, visibleTo, this.config.production],
    });
    return new Set(rows.map(({ id }) => id));
  }

  /** The person's open sessions, latest first. */
  list(actor: Actor): Promise<{ id: string; device: string; createdAt: Date; lastSeenAt: Date }[]> {
    return this.reads.rows({
      name: 'sessions.list',
      text: `SELECT id, device, created_at AS "createdAt", last_seen_at AS "lastSeenAt"
               FROM sessions WHERE person_id = $1 AND ended_at IS NULL AND expires_at > now()
              ORDER BY last_seen_at DESC, id DESC LIMIT 100`,
      values: [actor.personId],
    });
  }

  /** The person's tokens that still work, newest first; never the secret. */
  tokens(
    actor: Actor,
  ): Promise<
    { id: string; name: string; scope: 'read' | 'write'; createdAt: Date; expiresAt: Date; lastUsedAt: Date | null }[]
  > {
    return this.reads.rows({
      name: 'tokens.list',
      text: `SELECT id, name, scope, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
               FROM access_tokens WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > now()
              ORDER BY created_at DESC, id DESC LIMIT 100`,
      values: [actor.personId],
    });
  }

  /** When it was last used, for its owner's list. Nobody waits for it, and nothing fails by it. */
  private seen(
    name: string,
    set: 'UPDATE sessions SET last_seen_at' | 'UPDATE access_tokens SET last_used_at',
    id: string | null,
  ): void {
    this.reads
      .rows({ name, text: `${set} = now() WHERE id = $1`, values: [id] })
      .catch((error: unknown) => log.warn({ msg: 'a sign-in was not noted as seen', error }));
  }
}

function toActor({ keys, organisationFictional, organisationKind, unseen: _, ...row }: ActorRow): Actor {
  return {
    ...row,
    keys,
    roles: rolesIn(keys),
    organisationFictional: organisationFictional ?? false,
    publicSector: isPublicSector(row.practitionerRole, organisationKind),
  };
}
