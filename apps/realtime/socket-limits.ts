import { type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { networkOf } from '#libs/people';
import { Config } from '#libs/platform/config';

/** What one connection, one person and one address may ask of a process. */
const MESSAGES_A_MINUTE = 120;
const MESSAGES_A_MINUTE_OF_A_PERSON = 360;
const SOCKETS_OF_A_PERSON = 40;
/** A council behind one address is many people. */
const SOCKETS_OF_AN_ADDRESS = 1_000;
/** Of all who are not signed in there. */
const MESSAGES_A_MINUTE_OF_AN_ADDRESS = 1_200;
const MINUTE_MS = 60_000;
/** What a client has not taken yet, in packets and in bytes; one that reads at all has a few. */
const WAITING_MAX = 256;
const WAITING_FEW = 8;
const WAITING_MAX_BYTES = 2_000_000;

/** How many were counted in this minute. Without a timer: a thousand sockets would have a thousand. */
export interface Minute {
  began: number;
  count: number;
}

export const newMinute = (): Minute => ({ began: 0, count: 0 });

/** Counts one more. False: it is more than may be in a minute. */
function take(minute: Minute, most: number, now: number): boolean {
  if (now - minute.began >= MINUTE_MS) {
    minute.began = now;
    minute.count = 0;
  }
  minute.count += 1;
  return minute.count <= most;
}

/** Counts of this process alone. Off with RATE_LIMITS, but for messages. */
@Injectable()
export class SocketLimits {
  private readonly addresses = new Map<string, { sockets: number; minute: Minute }>();
  private readonly people = new Map<string, { sockets: number; minute: Minute }>();

  constructor(private readonly config: Config) {}

  /** Whether an address may open one more connection. */
  mayOpen(request: IncomingMessage): boolean {
    if (this.config.RATE_LIMITS === 'off') return true;
    return (this.addresses.get(this.addressOf(request))?.sockets ?? 0) < SOCKETS_OF_AN_ADDRESS;
  }

  /** A connection was opened. Returns what to call when it is closed. */
  opened(request: IncomingMessage): () => void {
    const address = this.addressOf(request);
    const counted = this.addresses.get(address) ?? { sockets: 0, minute: newMinute() };
    counted.sockets += 1;
    this.addresses.set(address, counted);
    return () => {
      counted.sockets -= 1;
      if (counted.sockets === 0) this.addresses.delete(address);
    };
  }

  /** A person has one more socket: what to call when it is closed. Null: they have too many. */
  enter(personId: string): (() => void) | null {
    const person = this.people.get(personId) ?? { sockets: 0, minute: newMinute() };
    if (person.sockets >= SOCKETS_OF_A_PERSON && this.config.RATE_LIMITS !== 'off') return null;
    person.sockets += 1;
    this.people.set(personId, person);
    return () => {
      person.sockets -= 1;
      if (person.sockets === 0) this.people.delete(personId);
    };
  }

  /** `minute`: of the socket. Who is not signed in counts by the address they come from. */
  mayAsk(minute: Minute, by: { personId: string } | { address: string }): boolean {
    const now = Date.now();
    const [all, most] =
      'personId' in by
        ? ([this.people.get(by.personId), MESSAGES_A_MINUTE_OF_A_PERSON] as const)
        : ([this.addresses.get(by.address), MESSAGES_A_MINUTE_OF_AN_ADDRESS] as const);
    return take(minute, MESSAGES_A_MINUTE, now) && (!all || take(all.minute, most, now));
  }

  /** As the apps behind Fastify see it: as many proxies are believed as TRUST_PROXY says. */
  addressOf({ headers, socket }: IncomingMessage): string {
    const hops = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').filter(Boolean);
    const seen = [...hops.map((hop) => hop.trim()), socket.remoteAddress ?? ''].toReversed();
    return networkOf(seen[Math.min(this.config.TRUST_PROXY, seen.length - 1)]!);
  }
}

interface Conn {
  readonly writeBuffer: readonly { readonly data?: { readonly length: number } }[];
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } };
}

/** Whether a client does not take what it is sent: it would fill the memory of the process. */
export const isSlow = ({ conn }: { conn: unknown }): boolean => waits(conn as Conn, WAITING_MAX, WAITING_MAX_BYTES);

/** Whether it has enough to take already, so that what may be missed is not sent as well. */
export const isBehind = ({ conn }: { conn: unknown }): boolean => waits(conn as Conn, WAITING_FEW, WAITING_MAX_BYTES);

const waits = ({ writeBuffer, transport }: Conn, packets: number, bytes: number): boolean =>
  writeBuffer.length > packets ||
  (transport.socket?.bufferedAmount ?? 0) > bytes ||
  writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0) > bytes;
