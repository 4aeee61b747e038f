import { type Member, type TestPlatform } from '../support/platform.ts';

export interface ShownPost {
  id: string;
  number: number;
  replyTo: string | null;
  body: string | null;
  began: string | null;
  moved: boolean;
  deleted: boolean;
  hidden: boolean;
  acceptedAt: string | null;
  editedAt: string | null;
  createdAt: string;
  movedTo: { threadId: string; postId: string; url: string } | null;
  author: { id: string | null; name: string; masked: boolean };
  tried: { worked: number };
  marks: { outdated: number };
}

/** What tests of moved posts ask and do again and again. */
export function movesGiven(platform: TestPlatform) {
  const move = (by: Member | null, what: 'split' | 'move' | 'merge' | 'duplicate', threadId: string, body: object) =>
    platform.api('post', `/threads/${threadId}/${what}`, by).send(body);
  return {
    move,
    /** Done, or the test fails. */
    async moved(by: Member, what: 'split' | 'move' | 'merge' | 'duplicate', threadId: string, body: object) {
      const { status, body: made } = await move(by, what, threadId, { reason: 'It belongs there.', ...body });
      if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(made)}`);
      return made as { threadId: string; number: number; count: number; to?: string };
    },
    async posts(by: Member | null, threadId: string): Promise<ShownPost[]> {
      const { body } = await platform.api('get', `/threads/${threadId}/posts?limit=100`, by);
      return body.items as ShownPost[];
    },
    async thread(by: Member | null, threadId: string) {
      return (await platform.api('get', `/threads/${threadId}`, by)).body as Record<string, unknown>;
    },
    async kinds(by: Member, threadId: string): Promise<[number, string][]> {
      const { body } = await platform.api('get', `/threads/${threadId}/events?afterSeq=0`, by);
      return (body.events as { seq: number; kind: string }[]).map(({ seq, kind }) => [seq, kind]);
    },
  };
}
