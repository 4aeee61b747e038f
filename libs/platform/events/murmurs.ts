import { Injectable } from '@nestjs/common';
import { Reads } from '#libs/platform/database';
import { log } from '#libs/platform/logging';

/**
 * What one process tells the others, and nobody misses where it is lost: sent by NOTIFY, never stored. PostgreSQL takes
 * up to 8,000 bytes at once.
 */
@Injectable()
export class Murmurs {
  constructor(private readonly reads: Reads) {}

  async say(payload: string): Promise<void> {
    try {
      await this.reads.rows({ name: 'events.murmur', text: `SELECT pg_notify('murmur', $1)`, values: [payload] });
    } catch (error) {
      log.debug({ msg: 'not told to other processes', error });
    }
  }
}
