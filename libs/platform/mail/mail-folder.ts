import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Letter } from './letter.ts';

/** A mail that was kept in place of being sent. */
export interface KeptMail {
  /** In place of an address: the time and the id. */
  name: string;
  at: string;
  letter: Letter;
}

const SHOWN = 100;
const NAME = /^\d{8}T\d{9}Z-[0-9a-f-]{36}$/;

const folder = (dataDir: string): string => path.join(dataDir, 'mail');

/** Beside the .eml, for mail programs, goes what it was made of, for the page that shows it. */
export async function keepMail(dataDir: string, letter: Letter, eml: Buffer): Promise<void> {
  const at = new Date().toISOString();
  const name = `${at.replaceAll(/[-:.]/g, '')}-${letter.messageId.split('@')[0]}`;
  await mkdir(folder(dataDir), { recursive: true });
  const kept = { name, at, letter } satisfies KeptMail;
  for (const [ending, bytes] of [
    ['eml', eml],
    ['json', JSON.stringify(kept)],
  ] as const) {
    const place = path.join(folder(dataDir), `${name}.${ending}`);
    await writeFile(`${place}.part`, bytes);
    await rename(`${place}.part`, place);
  }
}

/** Newest first. */
export async function keptMails(dataDir: string): Promise<KeptMail[]> {
  const files = await readdir(folder(dataDir)).catch(() => []);
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  const shown = names.toSorted().toReversed().slice(0, SHOWN);
  const mails = await Promise.all(shown.map((name) => keptMail(dataDir, name)));
  return mails.filter((mail) => mail !== null);
}

/** Null: there is none of that name. */
export async function keptMail(dataDir: string, name: string): Promise<KeptMail | null> {
  if (!NAME.test(name)) return null;
  const json = await readFile(path.join(folder(dataDir), `${name}.json`), 'utf8').catch(() => null);
  return json === null ? null : (JSON.parse(json) as KeptMail);
}
