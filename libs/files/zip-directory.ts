/** What the directory of an archive says: which parts it has, how large they get, and whether one needs a password. */
export interface ZipDirectory {
  readonly names: ReadonlySet<string>;
  readonly unpacked: number;
  readonly encrypted: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** What may stand behind the directory: a comment. */
const LONGEST_TAIL = 65_535 + END_LENGTH;
const MOST_PARTS = 5_000;

/**
 * Null where it is none, is damaged, or has more parts than any document. Every step is held against the bytes that are
 * there: a directory that says it has four thousand million parts is read no further than the first that is missing.
 */
export function zipDirectory(bytes: Buffer): ZipDirectory | null {
  const end = endOf(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_PARTS) return null;
  const names = new Set<string>();
  let unpacked = 0;
  let encrypted = false;
  for (let part = 0; part < count; part += 1) {
    if (at + ENTRY_LENGTH > end || bytes.readUInt32LE(at) !== ENTRY) return null;
    const named = at + ENTRY_LENGTH;
    const next = named + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) return null;
    names.add(bytes.toString('utf8', named, named + bytes.readUInt16LE(at + 28)));
    unpacked += bytes.readUInt32LE(at + 24);
    encrypted ||= (bytes.readUInt16LE(at + 8) & 1) === 1;
    at = next;
  }
  return { names, unpacked, encrypted };
}

function endOf(bytes: Buffer): number | null {
  for (let at = bytes.length - END_LENGTH; at >= Math.max(0, bytes.length - LONGEST_TAIL); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return null;
}
