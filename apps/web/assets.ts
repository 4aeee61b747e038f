import fs from 'node:fs';
import path from 'node:path';

export const ASSETS_DIR = path.resolve('dist/assets');

let manifest: Record<string, string> | undefined;

/** The public path of a built file, with the hash of what is in it: `/assets/core.3fa9c1b2.css`. */
export function asset(name: string): string {
  manifest ??= JSON.parse(fs.readFileSync(path.join(ASSETS_DIR, 'manifest.json'), 'utf8')) as Record<string, string>;
  const found = manifest[name];
  if (found === undefined) throw new Error(`No built asset is named ${name}: run node scripts/build-assets.mjs`);
  return found;
}
