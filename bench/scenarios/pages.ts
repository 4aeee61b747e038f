import { type Recorded, type ToRecord } from '../children/recorder.ts';
import { cookieOf, rowsOf } from '../database.ts';
import { throughput, times, warmUp } from '../load.ts';
import { interleaved, type Measured, percentile } from '../measure.ts';
import { Process, startBaseline, startProduct } from '../processes.ts';
import { type Level, type Scenario, type Settings } from '../scenario.ts';

const CONNECTIONS = 32;
const THREADS = 100;

/** Threads with a full first page of posts, spread over the whole volume. */
export const fullThreads = async (url: string): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(url, `SELECT id FROM threads WHERE post_count >= 20 ORDER BY md5(id::text) LIMIT $1`, [
      THREADS,
    ])
  ).map(({ id }) => id);

const caseNotes = async (url: string): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(
      url,
      `SELECT id FROM case_notes WHERE status = 'published' ORDER BY md5(id::text) LIMIT 100`,
    )
  ).map(({ id }) => id);

const threadPages = async (url: string): Promise<string[]> => (await fullThreads(url)).map((id) => `/threads/${id}`);

export const threadPage = pages('signed-in page of a thread, 20 posts', 0.5, threadPages);
export const threadApi = pages('a thread and 20 posts as JSON, signed in', 0.5, async (url) =>
  (await fullThreads(url)).map((id) => `/api/v1/threads/${id}`),
);
export const questionsPage = pages('signed-in list of questions', undefined, async () => ['/questions']);
export const caseNotePage = pages('signed-in page of a case note', undefined, async (url) =>
  (await caseNotes(url)).map((id) => `/case-notes/${id}`),
);

/** The list as it is opened, and filtered in several ways, from what most notes pass to what few do. */
export const caseNotesList = pages('signed-in list of 5,000 case notes with its counts, by filters', 0.5, async () =>
  [
    '',
    '?outcome=better',
    '?outcome=worse&evidenced=yes&sort=evidence',
    '?serviceArea=libraries&serviceArea=youth',
    '?topic=pensions&stage=transition',
    '?route=grant&politicalTag=opposed&year=2023',
    '?doneWhileCutting=25&legalForm=llp',
    '?result=lost',
  ].map((query) => `/case-notes${query}`),
);

const WORDS = [
  'pension',
  'contract transfer',
  'sick leave',
  'libraries',
  'staff governance',
  'reserves',
  'commissioner',
];

/** By time, not by rate: one at a time, as a person waits for it. */
export const search: Scenario = async (settings) => {
  const paths = WORDS.map((words) => `/search?q=${encodeURIComponent(words)}`);
  return recorded(settings, paths, async ({ product, baseline, rounds, seconds, headers }) => {
    const p95 = async (url: string): Promise<Measured> => ({
      value: percentile(
        await times(url, (n) => ({ path: paths[n % paths.length]!, headers }), { atOnce: 4, seconds }),
        0.95,
      ),
    });
    const comparison = await interleaved(
      rounds,
      () => p95(product.url),
      () => p95(baseline.url),
    );
    return { ...comparison, name: 'search page, p95 at 4 at once', unit: 'ms' };
  });
};

/** What a discussion costs in a small volume, and in this one; both are the product. */
export const flat: Scenario = async (settings) => {
  const { databases, scale, rounds, seconds } = settings;
  const small = await databases.volume('20k');
  const large = await databases.volume(scale);
  const headers = { cookie: cookieOf(1) };
  const threads = [await fullThreads(small), await fullThreads(large)] as const;
  const [one, other] = [await startProduct(small), await startProduct(large)];
  const levels: Level[] = [];
  try {
    const load = { headers, connections: CONNECTIONS, seconds };
    for (const [name, address] of [
      ['thread page', '/threads/'],
      ['thread as JSON', '/api/v1/threads/'],
    ] as const) {
      const [smallPaths, largePaths] = threads.map((ids) => ids.map((id) => address + id)) as [string[], string[]];
      await warmUp(one.url, smallPaths, headers);
      await warmUp(other.url, largePaths, headers);
      const comparison = await interleaved(
        rounds,
        () => throughput(other, largePaths, load),
        () => throughput(one, smallPaths, load),
      );
      const goal = scale === '1m' ? 0.75 : 0.85;
      levels.push({
        ...comparison,
        name: `${name}: ${scale} (as product) against 20k (as baseline)`,
        unit: 'requests/s',
        goal,
      });
    }
    return levels;
  } finally {
    await one.process.stop();
    await other.process.stop();
  }
};

function pages(name: string, goal: number | undefined, pathsIn: (url: string) => Promise<string[]>): Scenario {
  return async (settings) => {
    const paths = await pathsIn(await settings.databases.volume(settings.scale));
    return recorded(settings, paths, async ({ product, baseline, rounds, seconds, headers }) => {
      const load = { headers, connections: CONNECTIONS, seconds };
      const comparison = await interleaved(
        rounds,
        () => throughput(product, paths, load),
        () => throughput(baseline, paths, load),
      );
      return { ...comparison, name: `${name}; ${CONNECTIONS} connections`, unit: 'requests/s', goal };
    });
  };
}

type Server = Awaited<ReturnType<typeof startProduct>>;
interface Both {
  product: Server;
  baseline: Server;
  rounds: number;
  seconds: number;
  headers: Record<string, string>;
}

/** Starts the product and the baseline that does and says the same, and warms both up. */
async function recorded(
  { databases, scale, rounds, seconds }: Settings,
  paths: string[],
  measure: (both: Both) => Promise<Level>,
): Promise<Level[]> {
  const databaseUrl = await databases.volume(scale);
  const headers = { cookie: cookieOf(1) };
  const recorder = Process.start('bench/children/recorder.js');
  const { recorded: answers } = await recorder.ask<{ recorded: Recorded[] }>({
    databaseUrl,
    paths,
    cookie: headers.cookie,
  } satisfies ToRecord);
  await recorder.stop();
  const product = await startProduct(databaseUrl);
  const baseline = await startBaseline('recorded-baseline', { databaseUrl, recorded: answers });
  try {
    await mustBeAlike(product.url, baseline.url, paths[0]!, headers);
    for (const { url } of [product, baseline]) await warmUp(url, paths, headers);
    const level = await measure({ product, baseline, rounds, seconds, headers });
    const statements = answers[0]!.statements.length;
    const bytes = Math.round(answers.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / answers.length);
    return [
      { ...level, notes: [`${statements} statements, ${(bytes / 1_000).toFixed(1)} kB, ${paths.length} addresses`] },
    ];
  } finally {
    await product.process.stop();
    await baseline.process.stop();
  }
}

/** A baseline that said less would be a flattering one the other way round. */
async function mustBeAlike(product: string, baseline: string, path: string, headers: Record<string, string>) {
  const [one, other] = await Promise.all(
    [product, baseline].map(async (url) => {
      const response = await fetch(url + path, { headers: { ...headers, 'accept-encoding': 'identity' } });
      return Buffer.byteLength(await response.text());
    }),
  );
  if (one !== other) throw new Error(`The product answers ${one} bytes for ${path} and the baseline ${other}`);
}
