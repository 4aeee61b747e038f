import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PACKAGE = 'node_modules/@sparticuz/chromium';

/** A browser for the journeys, left in the environment for the workers: one that is installed, or the one from npm. */
export async function findBrowser(): Promise<void> {
  const installed = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((file) => file && fs.existsSync(file));
  if (installed) return tell(installed, ['--no-sandbox'], {});
  // Here, as Jest cannot load that package.
  const { default: chromium } = await import('@sparticuz/chromium');
  const folder = await unpacked();
  const program = path.join(folder, 'chromium');
  const bare = spawnSync(program, ['--version']).status !== 0;
  tell(
    program,
    // One process for all would end the browser when a window closes.
    chromium.args.filter((arg) => !/single-process|no-zygote/.test(arg)),
    {
      ...(bare ? { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') } : {}),
      ...(fs.existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') }),
    },
  );
}

function tell(program: string, args: string[], env: Record<string, string>): void {
  process.env['TEST_CHROMIUM_PATH'] = program;
  process.env['TEST_CHROMIUM_ARGS'] = JSON.stringify(args);
  process.env['TEST_CHROMIUM_ENV'] = JSON.stringify(env);
}

/**
 * Chromium and the libraries that a bare machine lacks, in a folder for this user and version. Left to itself the
 * package unpacks into /tmp, where another user's copy, an older one or half of one would be taken.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(fs.readFileSync(`${PACKAGE}/package.json`, 'utf8')) as { version: string };
  const folder = path.join(os.tmpdir(), `waymark-chromium-${version}-${process.getuid?.() ?? 'own'}`);
  if (fs.existsSync(folder)) return folder;
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const fresh = fs.mkdtempSync(`${folder}-`);
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = fresh;
  try {
    await chromium.executablePath();
    await inflate(`${PACKAGE}/bin/al2023.tar.br`);
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
  try {
    fs.renameSync(fresh, folder);
  } catch {
    fs.rmSync(fresh, { recursive: true }); // Another run was faster.
  }
  return folder;
}
