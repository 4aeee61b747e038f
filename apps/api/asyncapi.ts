import { type OpenAPIObject } from '@nestjs/swagger';

const ref = (to: string): { $ref: string } => ({ $ref: `#/${to}` });
const seq = { type: 'integer', minimum: 0 };
const object = (properties: Record<string, object>, optional: string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const REFUSED = object({
  ok: { const: false },
  code: { type: 'string', description: 'A problem code of the API, input.invalid, or realtime.…' },
});
const FOLLOWED = object({
  ok: { const: true },
  lastSeq: seq,
  events: { type: 'array', items: ref('components/schemas/ThreadEvent') },
});
const TOO_FAR = object({ ok: { const: true }, resync: { const: true }, lastSeq: seq });

/** The name of the event, who sends it, when, and what it carries. */
const MESSAGES: Record<string, { name: string; summary: string; payload: object }> = {
  follow: {
    name: 'thread:follow',
    summary: 'Be sent what happens in a thread from now on, and what happened after a seq.',
    payload: object({ threadId: { type: 'string', format: 'uuid' }, afterSeq: seq }, ['afterSeq']),
  },
  followAcknowledgement: {
    name: 'thread:follow (acknowledgement)',
    summary: 'What was missed; resync where that is more than can be served; or a refusal.',
    payload: { oneOf: [FOLLOWED, TOO_FAR, REFUSED] },
  },
  unfollow: {
    name: 'thread:unfollow',
    summary: 'No longer be sent what happens in a thread.',
    payload: object({ threadId: { type: 'string', format: 'uuid' } }),
  },
  unfollowAcknowledgement: {
    name: 'thread:unfollow (acknowledgement)',
    summary: 'Done, or a refusal.',
    payload: { oneOf: [object({ ok: { const: true } }), REFUSED] },
  },
  threadEvent: {
    name: 'thread:event',
    summary: 'Something happened in a thread that is followed, in order of seq, at least once.',
    payload: ref('components/schemas/ThreadEvent'),
  },
  threadLeft: {
    name: 'thread:left',
    summary: 'A thread that was followed may no longer be read: it is followed no more.',
    payload: object({ threadId: { type: 'string', format: 'uuid' } }),
  },
  typing: {
    name: 'thread:typing',
    summary:
      'The person writes a reply to a thread that they follow. Volatile, without acknowledgement; it counts for six ' +
      'seconds, so say it again every few seconds.',
    payload: object({ threadId: { type: 'string', format: 'uuid' } }),
  },
  presence: {
    name: 'thread:presence',
    summary:
      'Who has a thread open, to those of them who are signed in. Volatile, at most once a second; nobody is counted or ' +
      'named who is masked there.',
    payload: object({
      threadId: { type: 'string', format: 'uuid' },
      people: { type: 'integer', minimum: 0, maximum: 50, description: 'How many people; 50 stands for more' },
      typing: {
        type: 'array',
        maxItems: 3,
        items: { type: 'string' },
        description: 'The first names of those who write, without your own; three stand for more',
      },
    }),
  },
  notification: {
    name: 'me:notification',
    summary: 'How many notices the person has not read (100 stands for more), and the newest of them.',
    payload: object({
      unread: { type: 'integer', minimum: 0, maximum: 100 },
      latest: {
        oneOf: [{ type: 'null' }, object({ title: { type: 'string' }, url: { type: 'string' } })],
      },
    }),
  },
  sessionEnded: {
    name: 'session:ended',
    summary: 'The sign-in no longer stands; the socket is closed next.',
    payload: { type: 'null' },
  },
};

/** The AsyncAPI 3 document of the socket events; what they carry of the API is taken from its own document. */
export function describeSockets({ components }: OpenAPIObject): object {
  const operation = (action: 'send' | 'receive', message: string, reply?: string): object => ({
    action,
    channel: ref('channels/sockets'),
    summary: MESSAGES[message]!.summary,
    messages: [ref(`channels/sockets/messages/${message}`)],
    ...(reply && {
      reply: { channel: ref('channels/sockets'), messages: [ref(`channels/sockets/messages/${reply}`)] },
    }),
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Waymark, live',
      version: '1',
      description:
        'socket.io 4, default path, namespace /. In this document "receive" is what a client sends. ' +
        'seq starts at 1 in each thread, has no gaps and follows the order of commits: keep the highest one applied, drop ' +
        'what you have, and after a gap or a lost connection follow again with afterSeq.',
    },
    defaultContentType: 'application/json',
    servers: {
      site: {
        host: 'the host of the site',
        pathname: '/socket.io/',
        protocol: 'socket.io',
        description: 'By WebSocket or long polling. Without a sign-in a socket reads what is public.',
        security: [ref('components/securitySchemes/session'), ref('components/securitySchemes/token')],
      },
    },
    channels: {
      sockets: {
        address: '/',
        messages: Object.fromEntries(Object.keys(MESSAGES).map((key) => [key, ref(`components/messages/${key}`)])),
      },
    },
    operations: {
      followThread: operation('receive', 'follow', 'followAcknowledgement'),
      unfollowThread: operation('receive', 'unfollow', 'unfollowAcknowledgement'),
      type: operation('receive', 'typing'),
      tellThreadEvent: operation('send', 'threadEvent'),
      tellThreadLeft: operation('send', 'threadLeft'),
      tellPresence: operation('send', 'presence'),
      tellNotification: operation('send', 'notification'),
      tellSessionEnded: operation('send', 'sessionEnded'),
    },
    components: {
      messages: MESSAGES,
      schemas: {
        ThreadEvent: ref('components/schemas/ThreadEventResource'),
        ...needed(components?.schemas ?? {}, 'ThreadEventResource'),
      },
      securitySchemes: {
        session: { type: 'httpApiKey', in: 'cookie', name: 'waymark', description: 'The session cookie of the site' },
        token: { type: 'userPassword', description: 'auth: { token: "wm_…" } in the handshake' },
      },
    },
  };
}

/** This schema and all that it refers to. */
function needed(all: Record<string, object>, name: string, found: Record<string, object> = {}): Record<string, object> {
  const schema = all[name];
  if (schema === undefined || found[name]) return found;
  found[name] = schema;
  for (const [, other] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g))
    needed(all, other!, found);
  return found;
}
