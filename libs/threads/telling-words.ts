/** What of a post says who wrote it, as it is called elsewhere, each once, in no order that matters. */
export interface Telling {
  readonly inText: readonly string[];
  /** In names of files. */
  readonly inNames: readonly string[];
  /** Names of files that often hold who made them. */
  readonly documents: readonly string[];
}

export const isTelling = ({ inText, inNames, documents }: Telling): boolean =>
  inText.length + inNames.length + documents.length > 0;

export interface Names {
  name: string;
  email: string;
  /** Names of where they work. */
  bodies: readonly string[];
  /** Parts of addresses that lead to them or to where they work. */
  addresses: readonly string[];
}

/** Shorter ones stand in other words' company too often to say anything. */
const NAME_LETTERS_MIN = 3;
const E_MAIL = /[^\s@<>()[\]]{1,64}@[^\s@<>()[\]]{1,200}\.[a-z]{2,}/gi;

const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'").toLowerCase();

/** As words, whatever stands between them. */
function says(text: string, name: string): boolean {
  const words = folded(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.join('').length < NAME_LETTERS_MIN) return false;
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]+')}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/**
 * Their own name or a part of it, the name of where they work, an e-mail address (anybody's: most name who they are of),
 * or an address on this site that leads to them.
 */
export function tellingWords(text: string, { name, email, bodies, addresses }: Names): readonly string[] {
  const within = folded(text);
  const names = [name, ...name.split(/\s+/), ...bodies].filter((one) => says(within, one));
  const mails = [...(text.match(E_MAIL) ?? []), ...(within.includes(email) ? [email] : [])].slice(0, 5);
  const links = addresses.filter((address) => says(within, address));
  const found = [...new Set([...names, ...mails, ...links])];
  // "Zephyrine Quillfeather" stands for its two parts.
  return found.filter((one) => !found.some((other) => other !== one && other.includes(one)));
}
