import { type Notifications } from '#libs/notifications';
import { type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';

/** A discussion among more is one for a circle. */
const INVITED_MAX = 50;

interface Inviting {
  readonly threadId: string;
  /** Of who invites: one invites those alone whom one may know of. */
  readonly keys: readonly string[];
  readonly ids: readonly string[];
}

/** Lets people read a thread whose audience is `invited`, and tells those who are new. Refused beyond INVITED_MAX. */
export async function invite(tx: Tx, notifications: Notifications, { threadId, keys, ids }: Inviting): Promise<void> {
  const added = await tx.query<{ personId: string; at: Date }[]>(
    `INSERT INTO thread_invitations (thread_id, person_id)
     SELECT $1, p.id FROM people p JOIN accounts a ON a.person_id = p.id
      WHERE p.id = ANY ($2::uuid[]) AND p.visible_to && $3::text[]
     ON CONFLICT DO NOTHING
     RETURNING person_id AS "personId", at`,
    [threadId, [...new Set(ids)], keys],
  );
  const [row] = await tx.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM thread_invitations WHERE thread_id = $1`,
    [threadId],
  );
  if (row!.n > INVITED_MAX) {
    throw new Refused('threads.too-many-invited', [
      { field: 'invited', message: `Invite ${INVITED_MAX} people or fewer. For more, begin a circle` },
    ]);
  }
  const at = added[0]?.at.getTime();
  await notifications.tell(
    tx,
    added.map(({ personId }) => personId),
    {
      kind: 'thread-invited',
      // Whoever was taken out and is asked again is told again.
      cause: `thread-invited:${threadId}:${at}`,
      title: 'You were invited to a discussion: {title}',
      about: { kind: 'thread', id: threadId, unnamed: 'You were invited to a discussion that you can no longer read' },
      detail: 'Only who was invited can read it. You can leave it at any time.',
      url: `/threads/${threadId}`,
    },
  );
}
