import { Injectable } from '@nestjs/common';
import { type Actor, withRole } from '#libs/people';
import { Reads, Transactions } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';

/** So many mails in a row, none of which found the address, and nothing more is sent there. */
const IN_A_ROW = 3;
/** After so long one is tried again. */
const WITHIN = `interval '30 days'`;

/** Whether the address of this person was not found by the last mails to it; SQL. */
export const isUnreachable = (person: string): string => `
  (SELECT count(*) = ${IN_A_ROW} AND bool_and(coalesce(l.came_back LIKE '5.1.%', false))
     FROM (SELECT came_back FROM mails WHERE person_id = ${person} AND state IN ('sent', 'dead')
              AND ended_at > now() - ${WITHIN} ORDER BY ended_at DESC LIMIT ${IN_A_ROW}) AS l)`;

/** Addresses of which mail servers say that there are none: mail to them harms that to all others. */
@Injectable()
export class UnreachableAddresses {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
  ) {}

  /** A mail that was taken did not arrive after all. Of one that is not there any more nothing is to be marked. */
  async cameBack(mailId: string, { status, said }: { status: string; said: string }): Promise<void> {
    await this.transactions.statement(
      `UPDATE mails SET state = 'dead', came_back = $2, why = left($3, 500) WHERE id = $1 AND state = 'sent'`,
      [mailId, status, `It came back: ${said}`],
    );
  }

  /** One's own. */
  async isOwn({ personId }: Actor): Promise<boolean> {
    const row = await this.reads.row<{ is: boolean }>({
      name: 'unreachable-addresses.own',
      text: `SELECT ${isUnreachable('$1::uuid')} AS is`,
      values: [personId],
    });
    return row?.is ?? false;
  }

  /** Mail is sent to one's own address again. */
  async tryAgain(actor: Actor): Promise<void> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    await this.transactions.statement(
      `UPDATE mails SET came_back = NULL WHERE person_id = $1 AND came_back IS NOT NULL`,
      [actor.personId],
    );
  }

  /** How many members cannot be reached, at most 1,000, for administrators: not who, as for mails. Throws NotAllowed. */
  async count(actor: Actor): Promise<number> {
    withRole(actor, 'administrator');
    const row = await this.reads.row<{ count: number }>({
      name: 'unreachable-addresses.count',
      text: `SELECT count(*)::int AS count
               FROM (SELECT DISTINCT person_id FROM mails
                      WHERE state = 'dead' AND came_back LIKE '5.1.%' AND created_at > now() - ${WITHIN} LIMIT 1000) AS d
              WHERE ${isUnreachable('d.person_id')}`,
      values: [],
    });
    return row!.count;
  }
}
