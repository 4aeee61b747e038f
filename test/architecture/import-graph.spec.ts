import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const REPOSITORY = process.cwd();

/** One file a rule, and what it imports that it must not. Packages and aliases resolve as they do in the repository. */
const BROKEN: Record<string, [file: string, imports: string]> = {
  'no-cycles': ['libs/threads/one.ts', './two.ts'],
  'all-imports-resolve': ['libs/threads/lost.ts', './nowhere.ts'],
  'sources-only': ['libs/threads/built.ts', '../../dist/libs/threads/index.js'],
  'through-the-front-door': ['apps/web/back-door.ts', '../../libs/threads/one.ts'],
  'libs-know-no-app': ['libs/threads/app.ts', '../../apps/web/page.ts'],
  'apps-know-no-app': ['apps/api/neighbour.ts', '../web/page.ts'],
  'platform-knows-no-domain': ['libs/platform/config/domain.ts', '#libs/threads'],
  'domain-knows-no-delivery': ['libs/threads/delivery.ts', 'fastify'],
  'openapi-in-two-places': ['apps/web/openapi.ts', '@nestjs/swagger'],
  'ui-knows-markup-only': ['libs/ui/words.ts', '#libs/threads'],
  'apps-run-no-sql': ['apps/web/sql.ts', 'typeorm'],
  'entities-stand-alone': ['libs/threads/thread.entity.ts', './one.ts'],
  'specs-are-leaves': ['libs/threads/uses-a-test.ts', '../../test/support.ts'],
  'libs-point-down-from-taxonomy': ['libs/taxonomy/up.ts', '#libs/people'],
  'libs-point-down-from-people': ['libs/people/up.ts', '#libs/organisations'],
  'libs-point-down-from-organisations': ['libs/organisations/sideways.ts', '#libs/notifications'],
  'libs-point-down-from-case-notes': ['libs/case-notes/up.ts', '#libs/threads'],
  'libs-point-down-from-threads': ['libs/threads/up.ts', '#libs/guidance'],
  'libs-point-down-from-guidance': ['libs/guidance/up.ts', '#libs/moderation'],
  'libs-point-down-from-content': ['libs/content/up.ts', '#libs/demo'],
  'libs-point-down-from-moderation': ['libs/moderation/sideways.ts', '#libs/search'],
};
/** Of the top layer, which holds demo alone: there is nothing above that it could import. */
const CANNOT_BE_BROKEN = 'libs-point-down-from-demo';
const LIBS = fs.readdirSync('libs').filter((lib) => lib !== 'platform' && lib !== 'ui');

/** A rule that has no example of being broken may long since have been passing in silence. */
describe('the import graph', () => {
  let folder: string;
  let broken: { rule: string; from: string }[];
  let rules: { name: string; from: { path?: string } }[];

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-graph-'));
    const write = (file: string, text: string): void => {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    };
    for (const lib of LIBS) write(`libs/${lib}/index.ts`, 'export const here = 1;\n');
    for (const [file, imports] of Object.values(BROKEN))
      write(file, `import * as it from '${imports}';\nexport { it };\n`);
    write('libs/threads/two.ts', `export * from './one.ts';\n`);
    for (const file of ['apps/web/page.ts', 'test/support.ts', 'dist/libs/threads/index.js']) {
      write(file, 'export const here = 1;\n');
    }
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) {
      fs.copyFileSync(path.join(REPOSITORY, file), path.join(folder, file));
    }
    fs.symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'));

    const program = path.join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const run = spawnSync(process.execPath, [program, 'apps', 'libs', 'test', '--output-type', 'json'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    });
    const { summary } = JSON.parse(run.stdout) as {
      summary: {
        violations: { from: string; rule: { name: string } }[];
        ruleSetUsed: { forbidden: typeof rules };
      };
    };
    broken = summary.violations.map(({ from, rule }) => ({ rule: rule.name, from }));
    rules = summary.ruleSetUsed.forbidden;
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('has an example for every rule', () => {
    expect([...Object.keys(BROKEN), CANNOT_BE_BROKEN].toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
  });

  it('puts every domain lib into a layer', () => {
    const layers = rules.filter(({ name }) => name.startsWith('libs-point-down-from-')).map(({ from }) => from.path!);

    expect(LIBS.filter((lib) => !layers.some((pattern) => new RegExp(pattern).test(`libs/${lib}/`)))).toEqual([]);
  });

  it.each(Object.entries(BROKEN))('says no by %s', (rule, [from]) => {
    expect(broken).toContainEqual({ rule, from });
  });
});
