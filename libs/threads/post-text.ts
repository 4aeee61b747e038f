import { renderMarkdown } from '#libs/platform/markdown';
import { PRACTITIONER_ROLES } from '#libs/taxonomy';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** `@[Dee](person:<id>)`, as the suggestions write it. */
const MENTION = new RegExp(`@\\[([^\\]\\n]{1,100})\\]\\((person|organisation|role):(${ID}|[a-z_]{2,40})\\)`, 'gi');

/** The address of a profile that stands by itself, as somebody pasted it. */
const PROFILE = new RegExp(`(^|\\s)(?:https?://[^\\s/]{1,200})?/people/(${ID})(?:-[\\w-]{0,200})?(?=$|\\s)`, 'gim');

/** The address of something that is shown as a card. */
const ADDRESS = new RegExp(
  `(?:^|[\\s(<[])(?:https?://[^\\s/]{1,200})?/` +
    `(?:(organisations|spin-outs|threads|tactics)/(${ID})|(councils)/([a-z0-9-]{2,12})(?![\\w-])|(guidance)/([a-z0-9]+(?:-[a-z0-9]+){0,40})(?![\\w/-]))`,
  'gi',
);

/** At most so many of each: a post is no directory. */
const MOST_REFERENCES = 10;
const MOST_PEOPLE = 10;
const MOST_ORGANISATIONS = 3;

export type ReferenceKind = 'guidance' | 'organisation' | 'thread' | 'tactic';

/** What a text names, each once, in its order. */
export interface Named {
  /** Ids of people who are mentioned. */
  readonly people: readonly string[];
  /** Ids of organisations that are mentioned. */
  readonly organisations: readonly string[];
  /** What it names by address: by id, the code of a council or the slug of guidance. */
  readonly references: readonly {
    readonly kind: ReferenceKind;
    readonly by: 'id' | 'code' | 'slug';
    readonly key: string;
  }[];
}

/** Code is quoted, not said: what stands in it names nobody. Blanks in its place keep every position. */
const withoutCode = (text: string): string =>
  text.replace(/^ {0,3}(```|~~~)[^]*?(?:^ {0,3}\1|$(?![^]))|(`+)(?!`)[^]*?[^`]\2(?!`)/gm, (code) =>
    code.replace(/[^\n]/g, ' '),
  );

export function namedIn(text: string): Named {
  const said = withoutCode(text);
  const people: string[] = [];
  const organisations: string[] = [];
  for (const [, , kind, key] of said.matchAll(MENTION)) {
    if (!isId(key!)) continue;
    if (kind!.toLowerCase() === 'person') people.push(key!.toLowerCase());
    if (kind!.toLowerCase() === 'organisation') organisations.push(key!.toLowerCase());
  }
  for (const [, , id] of said.matchAll(PROFILE)) people.push(id!.toLowerCase());
  const references = [...said.matchAll(ADDRESS)].map(([, kind, id, council, code, , slug]) =>
    council
      ? ({ kind: 'organisation', by: 'code', key: code!.toUpperCase() } as const)
      : slug
        ? ({ kind: 'guidance', by: 'slug', key: slug.toLowerCase() } as const)
        : ({ kind: KIND_AT[kind!.toLowerCase()]!, by: 'id', key: id!.toLowerCase() } as const),
  );
  const unique = new Map(references.map((one) => [`${one.kind}:${one.key}`, one]));
  return {
    people: [...new Set(people)].slice(0, MOST_PEOPLE),
    organisations: [...new Set(organisations)].slice(0, MOST_ORGANISATIONS),
    references: [...unique.values()].slice(0, MOST_REFERENCES),
  };
}

const KIND_AT: Readonly<Record<string, ReferenceKind>> = {
  organisations: 'organisation',
  'spin-outs': 'organisation',
  threads: 'thread',
  tactics: 'tactic',
};

const isId = (key: string): boolean => new RegExp(`^${ID}$`, 'i').test(key);

/**
 * The text with each mention under the name that is theirs, whatever was typed as one; a profile's address becomes a
 * mention. `names`: what its writer may see, by id. What is not in it is plain text: nobody is named who is hidden.
 */
export function withNames(text: string, names: ReadonlyMap<string, string>): string {
  const mentioned = outsideCode(text, MENTION, (whole, label, kind, key) => {
    if (kind!.toLowerCase() === 'role') {
      const role = PRACTITIONER_ROLES[key!.toLowerCase()];
      return role === undefined ? `@${label}` : `@[${role}](role:${key!.toLowerCase()})`;
    }
    const name = names.get(key!.toLowerCase());
    return name === undefined ? `@${label}` : `@[${plain(name)}](${kind!.toLowerCase()}:${key!.toLowerCase()})`;
  });
  return outsideCode(mentioned, PROFILE, (whole, before, id) => {
    const name = names.get(id!.toLowerCase());
    return name === undefined ? whole! : `${before}@[${plain(name)}](person:${id!.toLowerCase()})`;
  });
}

/** A name as a label: it can end neither the label nor begin anything else. */
export const plain = (name: string): string =>
  name
    .replace(/[[\]()\n\\`*_<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);

function outsideCode(text: string, pattern: RegExp, by: (...groups: (string | undefined)[]) => string): string {
  let done = 0;
  let out = '';
  for (const match of withoutCode(text).matchAll(pattern)) {
    out += text.slice(done, match.index) + by(...match);
    done = match.index + match[0].length;
  }
  return out + text.slice(done);
}

const PAGE_OF: Readonly<Record<string, string>> = {
  person: '/people/',
  organisation: '/organisations/',
  role: '/people?role=',
};

/** The HTML of a post: Markdown, with mentions as links to whom they name. */
export function renderPost(body: string): string {
  return renderMarkdown(
    outsideCode(
      body,
      MENTION,
      (_, label, kind, key) => `[@${label}](${PAGE_OF[kind!.toLowerCase()]}${key!.toLowerCase()})`,
    ),
  );
}
