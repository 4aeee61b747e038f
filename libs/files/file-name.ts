import { kindOf, type FileCode } from './kinds.ts';

/** Characters that turn the order of letters round, that nobody sees, or that mean something to a system or a header. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}"<>|:*?;%/\\]/gu;
const LONGEST = 90;

/** What a file is called: the last part of a path, as anybody may see and save it, ending in what it is. */
export function fileName(name: string, code: FileCode): string {
  const plain = lastPart(name);
  const { extensions } = kindOf(code);
  const ending = /\.([a-z0-9]{1,10})$/i.exec(plain)?.[1] ?? '';
  const isRight = extensions.includes(ending.toLowerCase());
  const stem = isRight || isKnown(ending) ? plain.slice(0, -ending.length - 1) : plain;
  const called = [...stem]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '');
  return `${called || 'file'}.${isRight ? ending : extensions[0]}`;
}

/** For a sentence about a file. */
export function readableName(name: string): string {
  const letters = [...lastPart(name)];
  if (letters.length === 0) return 'file';
  return letters.length > LONGEST
    ? `${letters.slice(0, LONGEST - 12).join('')}…${letters.slice(-10).join('')}`
    : letters.join('');
}

const lastPart = (name: string): string =>
  (name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(UNSAFE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+(?=\S)|[. ]+$/g, '');

/** The ending of what it is not: a picture called .pdf loses that. */
const isKnown = (ending: string): boolean =>
  /^(?:png|jpe?g|jfif|webp|gif|heic|pdf|docx?|xlsx?|pptx?|csv|txt|html?|svg|exe|bat|cmd|com|js|vbs|scr|lnk|ps1)$/i.test(
    ending,
  );
