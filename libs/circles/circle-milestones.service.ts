import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads, Transactions } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { CIRCLE_LIMITS } from './circle-kinds.ts';
import { MilestoneNotFound } from './circles.errors.ts';
import { type CircleMilestoneInput, type CircleStandingInput } from './circles.inputs.ts';
import { type CircleReceipt } from './circles.service.ts';
import { holdInside } from './held-circle.ts';

export interface Milestone {
  id: string;
  title: string;
  /** A day; null: none was set. */
  dueOn: string | null;
  /** A moment, ISO 8601; null: not yet. */
  reachedAt: string | null;
}

/** Where one member stands. */
export interface StandingRow {
  personId: string;
  name: string;
  practitionerRole: string;
  fictional: boolean;
  stage: string | null;
  note: string | null;
  milestones: Milestone[];
}

/** Where the members of a circle stand: each says it of themself, for the others of the circle alone. */
@Injectable()
export class CircleMilestones {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  /**
   * All members of a circle, oneself first, then by name; the first 200. A guest sees themself and who facilitates it, as
   * in the list of members.
   */
  board(actor: Actor, circleId: string): Promise<StandingRow[]> {
    return this.reads.rows<StandingRow>({
      name: 'circles.board',
      text: `SELECT p.id AS "personId", p.name, p.practitioner_role AS "practitionerRole", p.fictional, s.stage, s.note,
                    coalesce((SELECT json_agg(t) FROM (
                       SELECT x.id, x.title, x.due_on::text AS "dueOn", x.reached_at AS "reachedAt" FROM circle_milestones x
                        WHERE x.circle_id = m.circle_id AND x.person_id = m.person_id
                        ORDER BY x.reached_at IS NOT NULL, x.due_on, x.created_at, x.id LIMIT 50) AS t), '[]') AS milestones
               FROM circle_members m JOIN circles c ON c.id = m.circle_id AND c.inside_visible_to && $2::text[]
               JOIN people p ON p.id = m.person_id
               LEFT JOIN circle_standings s ON s.circle_id = m.circle_id AND s.person_id = m.person_id
              WHERE m.circle_id = $1 AND ('network' = ANY ($2::text[]) OR m.role = 'facilitator' OR m.person_id = $3)
              ORDER BY m.person_id <> $3, p.sort_name, p.id LIMIT 200`,
      values: [circleId, actor.keys, actor.personId],
    });
  }

  /** Throws CircleNotFound, NotMember. */
  stand(actor: Actor, circleId: string, { stage, note }: CircleStandingInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdInside(tx, actor, circleId);
      await tx.query(
        `INSERT INTO circle_standings (circle_id, person_id, stage, note) VALUES ($1, $2, $3, $4)
         ON CONFLICT (circle_id, person_id) DO UPDATE SET stage = excluded.stage, note = excluded.note, updated_at = now()`,
        [circleId, actor.personId, stage ?? null, note ?? null],
      );
    });
  }

  /** One's own. Throws CircleNotFound, NotMember, and Refused beyond 20. */
  add(actor: Actor, circleId: string, { title, dueOn }: CircleMilestoneInput): Promise<CircleReceipt> {
    return this.transactions.run(async (tx) => {
      await holdInside(tx, actor, circleId);
      const [{ n }] = (await tx.query<[{ n: number }]>(
        `SELECT count(*)::int AS n FROM circle_milestones WHERE circle_id = $1 AND person_id = $2`,
        [circleId, actor.personId],
      )) as [{ n: number }];
      if (n >= CIRCLE_LIMITS.milestones) {
        throw new Refused('circles.too-many-milestones', [
          { field: 'title', message: `You have ${CIRCLE_LIMITS.milestones} milestones here. Remove one first` },
        ]);
      }
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO circle_milestones (circle_id, person_id, title, due_on) VALUES ($1, $2, $3, $4) RETURNING id`,
        [circleId, actor.personId, title, dueOn ?? null],
      );
      return { id: row!.id };
    });
  }

  /** One's own, and back. Throws CircleNotFound, NotMember, MilestoneNotFound. */
  reach(actor: Actor, circleId: string, milestoneId: string, reached: boolean): Promise<void> {
    return this.change(
      actor,
      circleId,
      `UPDATE circle_milestones SET reached_at = CASE WHEN $4::boolean THEN coalesce(reached_at, now()) END
        WHERE circle_id = $1 AND person_id = $2 AND id = $3 RETURNING id`,
      [milestoneId, reached],
    );
  }

  /** One's own. Throws CircleNotFound, NotMember, MilestoneNotFound. */
  remove(actor: Actor, circleId: string, milestoneId: string): Promise<void> {
    return this.change(
      actor,
      circleId,
      `DELETE FROM circle_milestones WHERE circle_id = $1 AND person_id = $2 AND id = $3 RETURNING id`,
      [milestoneId],
    );
  }

  private change(actor: Actor, circleId: string, text: string, values: unknown[]): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdInside(tx, actor, circleId);
      const [rows] = await tx.query<[object[], number]>(text, [circleId, actor.personId, ...values]);
      if (rows.length === 0) throw MilestoneNotFound();
    });
  }
}
