import fs from 'node:fs';
import path from 'node:path';
import { parseInput } from '#libs/platform/inputs';
import { CaseNotesFile, type DemoCaseNote } from './files/case-notes.file.ts';
import { type DemoGuidance, GuidanceFile } from './files/guidance.file.ts';
import { OrganisationsFile } from './files/organisations.file.ts';
import { type DemoPerson, PeopleFile } from './files/people.file.ts';
import { type DemoSpinOutFacts, faultsOfFacts, parseSpinOutFacts } from './files/spin-out-facts.file.ts';
import { type DemoObjection, type DemoTactic, ObjectionsFile, TacticsFile } from './files/tactics.file.ts';
import { type DemoThread, ThreadsFile } from './files/threads.file.ts';

export interface DemoFiles {
  organisations: OrganisationsFile;
  people: DemoPerson[];
  caseNotes: DemoCaseNote[];
  threads: DemoThread[];
  guidance: DemoGuidance[];
  spinOutFacts: DemoSpinOutFacts;
  tactics: DemoTactic[];
  objections: DemoObjection[];
}

// From the source tree, also by the built program: tsc does not copy data files.
const FOLDER = path.resolve('libs/demo/data');

/** Every file, parsed. Throws one error that names every fault: a field, a code, or a key that leads nowhere. */
export function readDemoFiles(): DemoFiles {
  const faults: string[] = [];
  const parse = <T extends object>(File: new () => T, name: string, raw: unknown): T => {
    const parsed = parseInput(File, raw, { unknownFields: 'refuse' });
    if (parsed.ok) return parsed.input;
    faults.push(...parsed.problems.map(({ field, message }) => `${name}: ${field}: ${message}`));
    return new File();
  };
  const lists = <T>(File: new () => { readonly items: T[] }, folder: string): T[] =>
    namesIn(folder).flatMap((name) => parse(File, name, { items: readJson(name) }).items ?? []);

  const files: DemoFiles = {
    organisations: parse(OrganisationsFile, 'organisations.json', readJson('organisations.json')),
    people: parse(PeopleFile, 'people.json', { items: readJson('people.json') }).items ?? [],
    caseNotes: lists(CaseNotesFile, 'case-notes'),
    threads: lists(ThreadsFile, 'threads'),
    guidance: lists(GuidanceFile, 'guidance'),
    spinOutFacts: parseSpinOutFacts(readJson('spin-out-facts.json'), faults),
    tactics: parse(TacticsFile, 'tactics.json', { items: readJson('tactics.json') }).items ?? [],
    objections: parse(ObjectionsFile, 'objections.json', { items: readJson('objections.json') }).items ?? [],
  };
  if (faults.length === 0) faults.push(...faultsOf(files));
  if (faults.length > 0) throw new Error(['The demo network is wrong:', ...faults].join('\n- '));
  return files;
}

const readJson = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8'));

const namesIn = (folder: string): string[] =>
  fs
    .readdirSync(path.join(FOLDER, folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => path.join(folder, name));

/** A line of its own, `[[case:KEY]]`, stands for the address of that case note. */
export const CASE_LINE = /^\[\[case:([a-z0-9-]+)\]\]$/gm;

/** What each part on its own cannot know: that keys are unique and lead somewhere, and that time runs forwards. */
export function faultsOf(files: DemoFiles): string[] {
  const { organisations, people, caseNotes, threads, guidance, spinOutFacts, tactics, objections } = files;
  const faults: string[] = [];
  const { councils, others, spinOuts } = organisations;
  const keysOf = (what: string, list: readonly { key: string }[]): ReadonlySet<string> => {
    const keys = new Set(list.map(({ key }) => key));
    if (keys.size < list.length) faults.push(`${what}: a key is there twice`);
    return keys;
  };
  const councilKeys = keysOf('councils', councils);
  const spinOutKeys = keysOf('spin-outs', spinOuts);
  const bodyKeys = keysOf('organisations', [...councils, ...others, ...spinOuts]);
  const personKeys = keysOf('people', people);
  const noteKeys = keysOf('case notes', caseNotes);
  const threadsByKey = new Map(threads.map((thread) => [thread.key, thread]));
  keysOf('threads', threads);
  const must = (keys: ReadonlySet<string>, key: string | null | undefined, where: string): void => {
    if (key !== null && key !== undefined && !keys.has(key)) faults.push(`${where}: there is no ${key}`);
  };

  for (const { key, parent, stage, stageEvents } of spinOuts) {
    must(bodyKeys, parent, `spin-out ${key}`);
    const latest = stageEvents.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
    if (latest?.stage !== stage) faults.push(`spin-out ${key}: its latest stage event is ${latest?.stage}`);
  }
  for (const { key, organisation } of people) must(bodyKeys, organisation, `person ${key}`);
  for (const { key, author, council, spinOut, status, publishedOn, outcomes, whyNotKnown } of caseNotes) {
    must(personKeys, author, `case note ${key}`);
    must(councilKeys, council, `case note ${key}`);
    must(spinOutKeys, spinOut, `case note ${key}`);
    if ((status === 'published') !== Boolean(publishedOn))
      faults.push(`case note ${key}: publishedOn and status differ`);
    if ((outcomes.length === 0) !== Boolean(whyNotKnown)) faults.push(`case note ${key}: outcomes or whyNotKnown`);
  }
  faults.push(...faultsOfFacts(spinOutFacts, spinOutKeys, personKeys));
  const tacticKeys = keysOf('tactics', tactics);
  keysOf('objections', objections);
  for (const { key, author, tried } of tactics) {
    for (const person of [author, ...tried.map(({ by }) => by)]) must(personKeys, person, `tactic ${key}`);
  }
  for (const objection of objections) {
    must(personKeys, objection.author, `objection ${objection.key}`);
    for (const { tactic } of objection.tactics) must(tacticKeys, tactic, `objection ${objection.key}`);
    for (const { caseNote } of objection.meetings) must(noteKeys, caseNote, `objection ${objection.key}`);
  }
  for (const thread of threads) faults.push(...faultsOfThread(thread, personKeys, noteKeys));
  for (const { slug, owner, sources } of guidance) {
    must(personKeys, owner, `guidance ${slug}`);
    for (const source of sources) {
      if (source.kind === 'case-note') must(noteKeys, source.caseNote ?? 'case note', `guidance ${slug}`);
      else if (threadsByKey.get(source.thread ?? '')?.replies[source.reply ?? -1] === undefined) {
        faults.push(`guidance ${slug}: there is no reply ${source.reply} in ${source.thread}`);
      }
    }
  }
  return faults;
}

function faultsOfThread(
  { key, author, at, body, replies }: DemoThread,
  personKeys: ReadonlySet<string>,
  noteKeys: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  let last = '';
  for (const [index, post] of [{ author, at, body, replyTo: null, accepted: false }, ...replies].entries()) {
    if (!personKeys.has(post.author)) faults.push(`thread ${key}: there is no ${post.author}`);
    if (Number.isNaN(Date.parse(post.at)) || post.at <= last) faults.push(`thread ${key}: ${post.at} is out of order`);
    last = post.at;
    const to = post.replyTo ?? null;
    if (to !== null && to >= index - 1) faults.push(`thread ${key}: a reply answers one that comes later`);
    if (to !== null && post.accepted) faults.push(`thread ${key}: only an answer to the question can be accepted`);
    for (const [, note] of post.body.matchAll(CASE_LINE)) {
      if (!noteKeys.has(note!)) faults.push(`thread ${key}: there is no case note ${note}`);
    }
    if (post.body.replace(CASE_LINE, '').includes('[[')) faults.push(`thread ${key}: a stray [[`);
  }
  return faults;
}
