import { io, type Socket } from 'socket.io-client';
import { answer } from './answer.ts';

export type FollowersQuestion =
  { connect: { url: string; threadId: string; cookies: string[] } } | { heard: true } | { close: true };

/** When the last of all had it, by the clock that all processes of a machine share. */
export interface Heard {
  at: number;
  event: { seq: number };
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

let sockets: Socket[] = [];
let count = new Map<number, number>();
let heard: Heard | null = null;
let waiting: ((heard: Heard) => void) | null = null;

/** Many people with an open page, in a process of their own. */
answer(async (question: FollowersQuestion) => {
  if ('connect' in question) {
    await connect(question.connect);
    return { connected: sockets.length };
  }
  if ('close' in question) {
    for (const socket of sockets) socket.close();
    sockets = [];
    return { connected: 0 };
  }
  if (!heard) await new Promise<Heard>((resolve) => (waiting = resolve));
  const last = heard!;
  heard = null;
  return { ...last };
});

async function connect({
  url,
  threadId,
  cookies,
}: {
  url: string;
  threadId: string;
  cookies: string[];
}): Promise<void> {
  count = new Map();
  for (const cookie of cookies) {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
    });
    sockets.push(socket);
    socket.on('thread:event', hear);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    const answered = (await socket.emitWithAck('thread:follow', { threadId })) as { ok: boolean };
    if (!answered.ok) throw new Error(`A follower was refused: ${JSON.stringify(answered)}`);
  }
}

function hear(event: { seq: number }): void {
  const had = (count.get(event.seq) ?? 0) + 1;
  count.set(event.seq, had);
  if (had < sockets.length) return;
  heard = { at: now(), event };
  waiting?.(heard);
  waiting = null;
}
