/** Where drafts are: on this device, under the name of who wrote them, and at the server. */
export const PREFIX = 'waymark-draft:';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What this device holds of a text. */
export interface Local {
  readonly fields: Fields;
  /** Of the draft at the server that it was written over; 0: none. */
  readonly version: number;
  /** The server does not have it yet. */
  readonly dirty: boolean;
  readonly at: number;
  /** What was sent last, where no answer to it came: the server may have it. */
  readonly sent?: Fields | null;
}

type Kept = { ok: true; version: number; savedAt: string | null };
type NotKept = { ok: false; status: number; why?: string; current: { version: number; fields: Fields | null } };

/** Storage may be forbidden or full; then a draft is simply not kept. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** All that this device holds under names that begin so. */
export function locals(prefix: string): (Local & { key: string })[] {
  const keys = quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? [];
  return keys.flatMap((key) => {
    const local = quietly(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Local | null);
    return local && typeof local.fields === 'object' ? [{ ...local, key }] : [];
  });
}

/** Null in the place of fields throws the draft away. */
export async function putDraft(
  place: string,
  fields: Fields | null,
  version: number,
  leaving = false,
): Promise<Kept | NotKept | 'unreachable'> {
  if (fields === null && version === 0) return { ok: true, version: 0, savedAt: null };
  try {
    const answer = await fetch(`/api/v1/me/drafts/${place}`, {
      method: fields === null ? 'DELETE' : 'PUT',
      headers: {
        ...(fields === null ? {} : { 'content-type': 'application/json' }),
        ...(version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"v${version}"` }),
      },
      ...(fields === null ? {} : { body: JSON.stringify({ fields }) }),
      keepalive: leaving,
    });
    if (answer.status === 204) return { ok: true, version: 0, savedAt: null };
    const said = (await answer.json()) as Record<string, unknown>;
    if (answer.ok) return { ok: true, version: Number(said['version']), savedAt: String(said['savedAt']) };
    return {
      ok: false,
      status: answer.status,
      ...(typeof said['detail'] === 'string' ? { why: said['detail'] } : {}),
      current: (said['current'] ?? { version: 0, fields: null }) as NotKept['current'],
    };
  } catch {
    return 'unreachable';
  }
}

/** Null: the server has none; undefined: it did not say. */
export async function fetchDraft(
  place: string,
): Promise<{ fields: Fields; version: number; savedAt: string } | null | undefined> {
  try {
    const answer = await fetch(`/api/v1/me/drafts/posts?place=${encodeURIComponent(place)}`);
    if (!answer.ok) return undefined;
    const { items } = (await answer.json()) as { items: { fields: Fields; version: number; savedAt: string }[] };
    return items[0] ?? null;
  } catch {
    return undefined;
  }
}

/** All that the server keeps for a discussion, also of replies to its answers. */
export async function fetchDraftsIn(threadId: string): Promise<Fields[]> {
  const answer = await fetch('/api/v1/me/drafts/posts').catch(() => null);
  if (!answer?.ok) return [];
  const { items } = (await answer.json()) as { items: { place: string; url: string | null }[] };
  const here = items.filter(({ url }) => url?.startsWith(`/threads/${threadId}?`));
  const drafts = await Promise.all(here.map(({ place }) => fetchDraft(place)));
  return drafts.flatMap((draft) => (draft ? [draft.fields] : []));
}

/** What was posted is no draft any more, also where no answer ever said that the server has it. */
export async function dropPosted(place: string, body: string): Promise<void> {
  const kept = await fetchDraft(place);
  if (kept && String(kept.fields['body']).trim() === body.trim()) await putDraft(place, null, kept.version);
}

export const isSame = (a: Fields, b: Fields): boolean => sorted(a) === sorted(b);

const sorted = (fields: Fields): string =>
  JSON.stringify(
    Object.entries(fields)
      .filter(([, value]) => value !== '')
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );

/** "10:04" of today, else "30 November at 10:04". */
export function keptAt(savedAt: string): string {
  const at = new Date(savedAt);
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === new Date().toDateString()) return time;
  return `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })} at ${time}`;
}

/** Before somebody signs out: what only this device has of theirs goes to the server, and then from this device. */
export async function handOver(personId: string): Promise<void> {
  const mine = `${PREFIX}${personId}:`;
  await Promise.all(
    locals(mine).map(async ({ key, fields, version, dirty }) => {
      const place = key.slice(mine.length, key.indexOf('#'));
      const answer = dirty ? await putDraft(place, fields, version, true) : null;
      if (answer === 'unreachable') return;
      const isThere = answer === null || answer.ok || (answer.current.fields && isSame(answer.current.fields, fields));
      if (isThere) quietly(() => localStorage.removeItem(key));
    }),
  );
}
