// Makes dist: the program by tsc, what pages load by build-assets.mjs. Does nothing when nothing changed since: a second
// start is not to wait for a compiler that finds nothing to do.
//
//   node scripts/build.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const stamp = 'dist/.build.stamp';
const sources = ['apps', 'libs', 'migrations', 'test', 'bench', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** What decides the result, as far as the file system tells without reading it. */
function state() {
  const hash = createHash('sha256').update(process.version);
  const add = (file) => {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs} ${ctimeMs}\n`);
  };
  for (const source of sources.filter((name) => existsSync(name))) {
    if (!statSync(source).isDirectory()) add(source);
    else {
      for (const entry of readdirSync(source, { withFileTypes: true, recursive: true })) {
        if (entry.isFile()) add(path.join(entry.parentPath, entry.name));
      }
    }
  }
  return hash.digest('hex');
}

/** Ends this process as that one ended, when it failed. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const now = state();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  rmSync(stamp, { force: true });
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  writeFileSync(stamp, now);
}
await import('./build-assets.mjs');
