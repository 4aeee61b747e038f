import fs from 'node:fs';
import path from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { sourcesBelow, textOf } from './sources.ts';

const isSpec = (file: string): boolean => /spec\.tsx?$/.test(file);

/** The demo network makes what years of use would have made, and a restore puts it back: in every table. */
const writesAll = (file: string): boolean => /^libs\/(demo|content)\//.test(file);

const withoutComments = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');

describe('settings', () => {
  it('come from the environment in main.ts and cli.ts alone', () => {
    const readers = sourcesBelow('apps', 'libs').filter(
      (file) => !isSpec(file) && withoutComments(textOf(file)).includes('process.env'),
    );

    expect(readers.filter((file) => file !== 'apps/main.ts' && file !== 'apps/cli.ts')).toEqual([]);
  });

  it('are all in the reference page, and it names no other', () => {
    const config = textOf('libs/platform/config/config.ts');
    const settings = [...config.matchAll(/readonly ([A-Z_]+)\b/g)].map(([, name]) => name!);
    const described = [...textOf('docs/operations.md').matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name!);

    expect(described.toSorted()).toEqual(settings.toSorted());
  });
});

describe('migrations', () => {
  it('are all in the index, oldest first, under a name that says when', () => {
    const files = fs.readdirSync('migrations').filter((file) => file !== 'index.ts');
    const listed = [...textOf('migrations/index.ts').matchAll(/from '\.\/(.+)'/g)].map(([, file]) => file!);
    const moments = migrations.map(({ name }) => Number(/\d{13}$/.exec(name)?.[0]));

    expect(listed).toEqual(files.toSorted());
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(new Set(moments).size).toBe(migrations.length);
    expect(files.filter((file) => !/^\d{8}T\d{4}-[a-z-]+\.ts$/.test(file))).toEqual([]);
  });
});

describe('tables', () => {
  /** Made by the migration of one lib, and so its own. */
  const owners = new Map<string, string>();
  const OWNER_OF: Record<string, string> = {
    'create-platform': 'platform',
    'create-people': 'people',
    'create-organisations': 'organisations',
    'complete-councils': 'organisations',
    'source-spin-outs': 'organisations',
    'create-assurance': 'assurance',
    'create-capacity': 'capacity',
    'create-support': 'support',
    'unify-next-providers': 'contracts',
    'count-council-views': 'organisations',
    'challenge-profiles': 'spin-out-facts',
    'date-gss-codes': 'organisations',
    'create-pre-election-periods': 'organisations',
    'add-fact-kinds': 'spin-out-facts',
    'create-notifications': 'notifications',
    'create-mails': 'notifications',
    'receive-mail': 'reply-by-mail',
    'create-case-notes': 'case-notes',
    'case-note-responses': 'case-notes',
    'write-case-notes': 'case-notes',
    'create-spin-out-facts': 'spin-out-facts',
    'create-contracts': 'contracts',
    'create-law': 'law',
    'create-watches': 'contracts',
    'create-threads': 'threads',
    'create-reading': 'threads',
    'keep-drafts': 'threads',
    'try-answers': 'threads',
    'create-references': 'threads',
    'create-bookmarks': 'threads',
    'create-follow-choices': 'threads',
    'create-files': 'files',
    'attach-files': 'threads',
    'create-guidance': 'guidance',
    'create-moderation': 'moderation',
    'create-mask-looks': 'moderation',
    'create-search': 'search',
    'create-introductions': 'peers',
    'create-tactics': 'tactics',
    'create-record-keeping': 'people',
    'confirm-workplaces': 'organisations',
    'choose-presence': 'people',
    'create-answer-invitations': 'threads',
    'open-circles': 'circles',
    'create-digests': 'digests',
    'create-guests': 'people',
    'create-circle-notes': 'circles',
    'create-circle-summaries': 'circles',
    'watch-for-news': 'watches',
    'create-role-offers': 'offers',
    'create-pledges': 'pledges',
    'create-skills': 'skills',
  };
  /** Made earlier than its own lib's tables, since what a person may read depends on it. */
  owners.set('thread_invitations', 'threads');
  owners.set('circles', 'circles');
  owners.set('circle_members', 'circles');
  owners.set('circle_guest_invitations', 'circles');
  // The tables of pg-boss: a job is enqueued by the statement that asks for it.
  owners.set('pgboss', 'platform');
  const WRITE = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\s+(?:ONLY\s+)?([a-z_]{3,})\b/g;
  /** Words that follow UPDATE where it is no statement. */
  const NO_TABLE = new Set(['set', 'skip', 'nowait', 'of', 'on', 'or']);

  beforeAll(() => {
    for (const file of sourcesBelow('migrations').filter((name) => !name.endsWith('index.ts'))) {
      const change = path.basename(file, '.ts').slice('20261123T2000-'.length);
      const lib = OWNER_OF[change];
      for (const [, table] of textOf(file).matchAll(/CREATE TABLE (\w+)/g)) {
        if (!owners.has(table!)) owners.set(table!, lib ?? `no lib: ${change}`);
      }
    }
  });

  it('each belong to a lib', () => {
    expect([...owners].filter(([, lib]) => lib.startsWith('no lib'))).toEqual([]);
    expect(owners.size).toBeGreaterThan(20);
  });

  it('are written by their own lib only', () => {
    const foreign: string[] = [];
    let writes = 0;
    for (const file of sourcesBelow('libs').filter((name) => !writesAll(name) && !isSpec(name))) {
      const lib = file.split('/')[1]!;
      for (const [, table] of textOf(file).matchAll(WRITE)) {
        if (NO_TABLE.has(table!)) continue;
        writes += 1;
        if (owners.get(table!) !== lib) foreign.push(`${file} writes ${table}`);
      }
    }

    expect(foreign).toEqual([]);
    expect(writes).toBeGreaterThan(20);
  });
});

describe('entities', () => {
  it('are written by their own lib only', () => {
    const SAVE = /\btx\.(?:save|insert|update|delete|upsert|remove|increment|decrement)\(\s*(\w+)/g;
    const foreign = sourcesBelow('libs')
      .filter((name) => !writesAll(name) && !isSpec(name))
      .flatMap((file) => {
        const text = textOf(file);
        const imported = [...text.matchAll(/import \{([^}]*)\} from '#libs\//g)].flatMap(([, names]) =>
          names!.match(/\w+/g),
        );
        return [...text.matchAll(SAVE)]
          .filter(([, name]) => imported.includes(name!))
          .map(([all]) => `${file}: ${all}`);
      });

    expect(foreign).toEqual([]);
  });
});

describe('README.md', () => {
  it('names the two commands and a screenshot that is here', () => {
    const readme = textOf('README.md');

    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
    for (const [, target] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect([target, fs.existsSync(target!)]).toEqual([target, true]);
    }
  });

  it.each(['docs/architecture.md', 'docs/operations.md'])('and %s link only to what is here', (page) => {
    for (const [, target] of textOf(page).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect([target, fs.existsSync(path.join(path.dirname(page), target!))]).toEqual([target, true]);
    }
  });
});
