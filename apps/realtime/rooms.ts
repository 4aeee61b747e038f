import { type LiveServer, type LiveSocket } from './socket-sign-in.ts';

const THREAD = 'thread:';

export const roomOf = (threadId: string): string => THREAD + threadId;
export const personRoomOf = (personId: string): string => `person:${personId}`;

/** The thread of a room; null where it is another's. */
export const threadOf = (room: string): string | null => (room.startsWith(THREAD) ? room.slice(THREAD.length) : null);

/** The sockets of this process in a room. */
export function socketsIn({ sockets: { adapter, sockets } }: LiveServer, room: string): LiveSocket[] {
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
}

/** What a socket follows. */
export const followedBy = ({ rooms }: LiveSocket): string[] => [...rooms].flatMap((room) => threadOf(room) ?? []);

/** No longer told of a thread; it is said to it, so that an open page does not wait for ever. */
export function leave(socket: LiveSocket, threadId: string): void {
  void socket.leave(roomOf(threadId));
  socket.emit('thread:left', { threadId });
}

/** A client that does not read: what it has not taken is thrown away with the connection, and it catches up. */
export function drop(socket: LiveSocket): void {
  const { conn } = socket;
  const { transport } = conn as unknown as { transport: { socket?: { terminate?(): void } } };
  conn.close(true);
  // A websocket would be closed only after all that waits to be sent.
  transport.socket?.terminate?.();
}
