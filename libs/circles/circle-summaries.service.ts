import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, type Reader } from '#libs/people';
import { Reads, Transactions, type Tx } from '#libs/platform/database';
import { Stale } from '#libs/platform/errors';
import { renderMarkdown } from '#libs/platform/markdown';
import { toldOf } from './circle-notices.ts';
import { SummaryChanged, SummaryNotFound } from './circles.errors.ts';
import { type CircleConsentInput, type CircleSummaryInput } from './circles.inputs.ts';
import { happened, holdInside, holdToLead } from './held-circle.ts';

/** As its members see it, before and after everybody agreed. */
export interface SummaryRow {
  body: string;
  bodyHtml: string;
  version: number;
  proposedBy: string;
  proposedAt: Date;
  /** Everybody can read it. */
  isPublished: boolean;
  /** The reader has agreed to this version. */
  agreed: boolean;
  /** How many members have, and how many there are. */
  agreedCount: number;
  memberCount: number;
}

export interface PublishedSummary {
  circleId: string;
  /** Null: nobody may know of the circle by name. */
  name: string | null;
  bodyHtml: string;
  publishedAt: Date;
  fictional: boolean;
}

/** Of summary s: whether each who is in the circle now has agreed to the text as it is now. */
const ALL_AGREE = `NOT EXISTS (
  SELECT FROM circle_members m LEFT JOIN circle_consents k ON k.circle_id = m.circle_id AND k.person_id = m.person_id
   WHERE m.circle_id = s.circle_id AND k.version IS DISTINCT FROM s.version)`;

/** What a circle says of itself to everybody: only what each of its members has agreed to, word for word. */
@Injectable()
export class CircleSummaries {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly notifications: Notifications,
  ) {}

  /**
   * By a facilitator: the text as it would be published. Whoever agreed to another text is asked anew; who proposes it has
   * agreed. Throws CircleNotFound, NotFacilitator, and Stale when it is no longer at `version` (0: there is none yet).
   */
  propose(actor: Actor, circleId: string, { body }: CircleSummaryInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      await holdToLead(tx, actor, circleId);
      const [now] = await tx.query<{ body: string; version: number }[]>(
        `SELECT body, version FROM circle_summaries WHERE circle_id = $1`,
        [circleId],
      );
      if (now?.body === body) return now.version;
      if (version !== null && version !== (now?.version ?? 0)) {
        throw new Stale(now?.version ?? 0, { body: now?.body ?? '' });
      }
      const [row] = await tx.query<{ version: number }[]>(
        `INSERT INTO circle_summaries AS s (circle_id, body, body_html, proposed_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (circle_id) DO UPDATE SET body = excluded.body, body_html = excluded.body_html, version = s.version + 1,
                proposed_by = excluded.proposed_by, proposed_at = now(), published_at = NULL
         RETURNING version`,
        [circleId, body, renderMarkdown(body, { firstHeading: 2 }), actor.personId],
      );
      await happened(tx, circleId, 'summary-proposed', { actorId: actor.personId, facts: { version: row!.version } });
      await agree(tx, circleId, actor.personId, row!.version);
      const others = await tx.query<{ id: string }[]>(
        `SELECT person_id AS id FROM circle_members WHERE circle_id = $1 AND person_id <> $2`,
        [circleId, actor.personId],
      );
      await this.notifications.tell(
        tx,
        others.map(({ id }) => id),
        toldOf.summary(circleId, row!.version),
      );
      return row!.version;
    });
  }

  /** To that very text. With the last of them it is published. Throws CircleNotFound, NotMember, SummaryNotFound, SummaryChanged. */
  consent(actor: Actor, circleId: string, { version }: CircleConsentInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdInside(tx, actor, circleId);
      const [now] = await tx.query<{ version: number }[]>(`SELECT version FROM circle_summaries WHERE circle_id = $1`, [
        circleId,
      ]);
      if (!now) throw SummaryNotFound();
      if (now.version !== version) throw new SummaryChanged();
      await agree(tx, circleId, actor.personId, version);
    });
  }

  /** From that moment on nobody outside reads it. Who had not agreed has not now. */
  withdraw(actor: Actor, circleId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdInside(tx, actor, circleId);
      await tx.query(`DELETE FROM circle_consents WHERE circle_id = $1 AND person_id = $2`, [circleId, actor.personId]);
      await tx.query(`UPDATE circle_summaries SET published_at = NULL WHERE circle_id = $1`, [circleId]);
    });
  }

  /** For members; null: none was proposed yet. */
  async ofCircle(actor: Actor, circleId: string): Promise<SummaryRow | null> {
    return this.reads.row<SummaryRow>({
      name: 'circles.summary',
      text: `SELECT s.body, s.body_html AS "bodyHtml", s.version, p.name AS "proposedBy", s.proposed_at AS "proposedAt",
                    s.published_at IS NOT NULL AND ${ALL_AGREE} AS "isPublished",
                    EXISTS (SELECT FROM circle_consents k WHERE k.circle_id = s.circle_id AND k.person_id = $3 AND k.version = s.version) AS agreed,
                    (SELECT count(*)::int FROM circle_consents k WHERE k.circle_id = s.circle_id AND k.version = s.version) AS "agreedCount",
                    (SELECT count(*)::int FROM circle_members m WHERE m.circle_id = s.circle_id) AS "memberCount"
               FROM circle_summaries s JOIN circles c ON c.id = s.circle_id AND c.inside_visible_to && $2::text[]
               JOIN people p ON p.id = s.proposed_by
              WHERE s.circle_id = $1`,
      values: [circleId, actor.keys, actor.personId],
    });
  }

  /** For everybody, while every member agrees. Throws SummaryNotFound. */
  async published(reader: Reader, circleId: string): Promise<PublishedSummary> {
    const row = await this.reads.row<PublishedSummary>({
      name: 'circles.published-summary',
      text: `SELECT s.circle_id AS "circleId", CASE WHEN c.visibility <> 'confidential' THEN c.name END AS name,
                    s.body_html AS "bodyHtml", s.published_at AS "publishedAt", c.fictional
               FROM circle_summaries s JOIN circles c ON c.id = s.circle_id
              WHERE s.circle_id = $1 AND s.visible_to && $2::text[] AND s.published_at IS NOT NULL AND ${ALL_AGREE}
                AND EXISTS (SELECT FROM circle_members m WHERE m.circle_id = s.circle_id)`,
      values: [circleId, reader.keys],
    });
    if (!row) throw SummaryNotFound();
    return row;
  }
}

async function agree(tx: Tx, circleId: string, personId: string, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO circle_consents (circle_id, person_id, version) VALUES ($1, $2, $3)
     ON CONFLICT (circle_id, person_id) DO UPDATE SET version = excluded.version, at = now()
      WHERE circle_consents.version <> excluded.version`,
    [circleId, personId, version],
  );
  const [rows] = await tx.query<[object[], number]>(
    `UPDATE circle_summaries s SET published_at = now()
      WHERE s.circle_id = $1 AND s.published_at IS NULL AND ${ALL_AGREE} RETURNING s.circle_id`,
    [circleId],
  );
  if (rows.length > 0) await happened(tx, circleId, 'summary-published', { facts: { version } });
}
