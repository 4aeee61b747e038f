import { Injectable } from '@nestjs/common';
import { Reads } from '#libs/platform/database';

const STATEMENTS = {
  'idempotency-keys': `DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`,
  'rate-limits': `DELETE FROM rate_limits WHERE resets_at < now()`,
  sessions: `DELETE FROM sessions WHERE expires_at < now() - interval '7 days'`,
  'access-tokens': `DELETE FROM access_tokens WHERE expires_at < now() - interval '30 days'`,
  'mail-tokens': `DELETE FROM mail_tokens WHERE expires_at < now() - interval '7 days'`,
};

/** Once an hour: what has had its time goes. Each statement stands alone and may be run again. */
@Injectable()
export class Housekeeping {
  constructor(private readonly reads: Reads) {}

  async run(): Promise<void> {
    for (const [name, text] of Object.entries(STATEMENTS)) {
      await this.reads.rows({ name: `housekeeping.${name}`, text, values: [] });
    }
  }
}
