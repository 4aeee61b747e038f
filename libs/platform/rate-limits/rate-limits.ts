import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform/config';
import { Reads } from '#libs/platform/database';
import { DomainError } from '#libs/platform/errors';

export interface Limit {
  /** What is counted, as `sign-in.account`. */
  readonly name: string;
  readonly most: number;
  readonly seconds: number;
}

export class TooMany extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'rate-limit.too-many';
  constructor(override readonly retryAfter: number) {
    super(`Too many tries. Wait ${inWords(retryAfter)} and try again.`);
  }
}

@Injectable()
export class RateLimits {
  constructor(
    private readonly reads: Reads,
    private readonly config: Config,
  ) {}

  /**
   * Counts one for `subject` (an address, a person); throws TooMany when the window is full. The subject is kept as a
   * hash only. Counts outside any transaction, so that a try that failed counts too.
   */
  async take({ name, most, seconds }: Limit, subject: string): Promise<void> {
    if (this.config.RATE_LIMITS === 'off') return;
    const row = await this.reads.row<{ used: number; wait: number }>({
      name: 'rate-limits.take',
      text: `INSERT INTO rate_limits AS l (key, used, resets_at) VALUES ($1, 1, now() + make_interval(secs => $2))
             ON CONFLICT (key) DO UPDATE
                SET used = CASE WHEN l.resets_at <= now() THEN 1 ELSE least(l.used, 1000000) + 1 END,
                    resets_at = CASE WHEN l.resets_at <= now() THEN now() + make_interval(secs => $2) ELSE l.resets_at END
             RETURNING used, ceil(extract(epoch FROM resets_at - now()))::int AS wait`,
      values: [this.key(name, subject), seconds],
    });
    if (row && row.used > most) throw new TooMany(Math.max(1, row.wait));
  }

  /** Takes one back: what went well does not count against the many who may share an address. */
  async giveBack({ name }: Limit, subject: string): Promise<void> {
    await this.reads.rows({
      name: 'rate-limits.give-back',
      text: `UPDATE rate_limits SET used = used - 1 WHERE key = $1 AND used > 0`,
      values: [this.key(name, subject)],
    });
  }

  /** Forgets what was counted: after a sign-in that worked. */
  async forget({ name }: Limit, subject: string): Promise<void> {
    await this.reads.rows({
      name: 'rate-limits.forget',
      text: `DELETE FROM rate_limits WHERE key = $1`,
      values: [this.key(name, subject)],
    });
  }

  private key(name: string, subject: string): string {
    return `${name}:${createHash('sha256').update(subject).digest('base64url')}`;
  }
}

const inWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
