import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { TeamNotFound } from './skills.errors.ts';
import { type SkillsInput } from './skills.inputs.ts';
import { SKILL_CODES } from './skills.words.ts';

/** One assessment a member, theirs alone to change. */
@Injectable()
export class SkillsService {
  constructor(private readonly transactions: Transactions) {}

  /** The whole of one's own. Throws TeamNotFound, Stale. */
  save(actor: Actor, organisationId: string, input: SkillsInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      await mustBelong(tx, actor, organisationId);
      const [now] = await tx.query<{ version: number; current: Record<string, unknown> }[]>(
        `SELECT version, json_build_object(${SKILL_CODES.map((skill) => `'${skill}', ${skill}`).join(', ')},
                  'named', named) AS current
           FROM skill_assessments WHERE organisation_id = $1 AND person_id = $2`,
        [organisationId, actor.personId],
      );
      if (version !== null && now && now.version !== version) throw new Stale(now.version, now.current);
      const columns = [...SKILL_CODES, 'named'];
      const [row] = await tx.query<{ version: number }[]>(
        `INSERT INTO skill_assessments AS a (organisation_id, person_id, ${columns.join(', ')})
         VALUES ($1, $2, ${columns.map((_, i) => `$${i + 3}`).join(', ')})
         ON CONFLICT (organisation_id, person_id) DO UPDATE
            SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')},
                version = a.version + 1, updated_at = now()
         RETURNING version`,
        [organisationId, actor.personId, ...SKILL_CODES.map((skill) => input[skill] ?? null), input.named ?? false],
      );
      return row!.version;
    });
  }

  /** Throws TeamNotFound. Removing it twice changes nothing. */
  remove(actor: Actor, organisationId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await mustBelong(tx, actor, organisationId);
      await tx.query(`DELETE FROM skill_assessments WHERE organisation_id = $1 AND person_id = $2`, [
        organisationId,
        actor.personId,
      ]);
    });
  }
}

/** A verified member of today; two saves of one person come one after the other. */
async function mustBelong(tx: Tx, actor: Actor, organisationId: string): Promise<void> {
  if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
  const [row] = await tx.query<object[]>(
    `SELECT FROM memberships
      WHERE organisation_id = $1 AND person_id = $2 AND ARRAY['organisation:' || $1::text] && $3::text[] FOR UPDATE`,
    [organisationId, actor.personId, actor.keys],
  );
  if (!row) throw TeamNotFound();
}
