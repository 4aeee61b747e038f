import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { migrate, startEmbeddedPostgres } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { migrations } from '../../migrations/index.ts';
import { findBrowser } from './find-browser.ts';

/** The built assets; one server for the run, one migrated template, which each test file clones (see database.ts). */
export default async function globalSetup(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build-assets.mjs'], { stdio: 'inherit' });
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-test-'));
  fs.chmodSync(dataDir, 0o755); // The server's own user has to reach the cluster inside.
  const server = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'pg'), ephemeral: true });
  const admin = new Client({ connectionString: server.url() });
  await admin.connect();
  await admin.query('CREATE DATABASE waymark_template');
  await migrate(server.url('waymark_template'), migrations);
  await installJobs(server.url('waymark_template'));
  await admin.end();

  process.env['TEST_DATABASE_URL'] = server.url();
  await findBrowser();
  Object.assign(globalThis, {
    stopTestDatabase: async () => {
      await server.stop();
      fs.rmSync(dataDir, { recursive: true });
    },
  });
}
