import { type GuidancePageRow } from '#libs/guidance';
import { type Block, blocksOf, type Document, heightOf, type Run, shortened } from '#libs/platform/documents';
import { day } from '#libs/platform/words';

const PAGE = { width: 527, size: 12, line: 14.3 };
const PAGE_HEIGHT = 786;

/** The parts of a brief in their order, by what a guide calls them; what fits none of these comes after. */
const ORDER: readonly RegExp[] = [
  /^what (it|this|they) (is|are)$/i,
  /\b(numbers?|figures?|cases?)\b/i,
  /\brisks?\b|go(es)? wrong/i,
  /\bnot\b/i,
  /\b(talk to|ask|people|who)\b/i,
];

interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly rank: number;
}

/** A guide on one page: its summary, then its sections in the order of a brief, shortened where they do not fit. */
export function guideBriefOf(page: GuidancePageRow, publicUrl: string): Document {
  const sections = sectionsOf(page.body);
  const whole = [1200, 500, 320, 240, 180, 130, 90, 60]
    .map((max) => made(page, sections, max, sections.length, publicUrl))
    .find(fits);
  if (whole) return whole;
  // The last ones are named, where even their first sentences have no room.
  const counts = sections.map((_, i) => sections.length - i - 1);
  return (
    counts.map((count) => made(page, sections, 60, count, publicUrl)).find(fits) ?? made(page, [], 60, 0, publicUrl)
  );
}

const fits = (document: Document): boolean => heightOf(document, PAGE) <= PAGE_HEIGHT;

function made(
  page: GuidancePageRow,
  sections: readonly Section[],
  max: number,
  count: number,
  publicUrl: string,
): Document {
  let cut = false;
  const short = (runs: readonly Run[]): Run[] => {
    const text = runs.map((run) => run.text).join('');
    const shorter = shortened(text, max);
    cut ||= shorter.cut;
    return shorter.cut ? [{ text: shorter.text }] : [...runs];
  };
  const shown = sections.slice(0, count).flatMap(({ title, blocks }): Block[] => [
    ...(title === '' ? [] : [{ kind: 'heading' as const, level: 2 as const, text: title }]),
    ...blocks.map((block): Block => {
      if (block.kind === 'paragraph') return { ...block, runs: short(block.runs) };
      return block.kind === 'list' ? { ...block, items: block.items.map(short) } : block;
    }),
  ]);
  const left = sections.slice(count).map(({ title }) => title);
  const address = `${publicUrl}/guidance/${page.slug}`;
  const more = [
    cut || left.length > 0 ? 'More in the guide.' : '',
    left.length > 0 ? `Not here: ${left.join('; ')}.` : '',
  ];
  return {
    title: page.title,
    marks: [
      'Guide on one page',
      ...(page.status === 'published' ? [] : [page.status === 'draft' ? 'Draft, not published' : 'Withdrawn']),
      ...(page.fictional ? ['Fictional example'] : []),
    ],
    lang: page.lang,
    at: page.updatedAt,
    onePage: true,
    blocks: [
      { kind: 'paragraph', runs: [{ text: page.summary }] },
      ...shown,
      ...(more.some(Boolean) ? [{ kind: 'paragraph' as const, runs: [{ text: more.filter(Boolean).join(' ') }] }] : []),
    ],
    sources: [],
    colophon: [
      [
        {
          text:
            `Guide, version ${page.version}, as at ${day(page.updatedAt)}.` +
            (page.lastCheckedOn ? ` Last checked ${day(page.lastCheckedOn)}.` : '') +
            (page.goodUntil ? ` Good until ${day(page.goodUntil)}.` : '') +
            `${page.lawAsAt ? ` Law as at ${day(page.lawAsAt)}.` : ''} `,
        },
        { text: address, href: address },
      ],
      [{ text: 'Practice from members of Waymark, not legal or financial advice.' }],
    ],
  };
}

function sectionsOf(markdown: string): Section[] {
  const sections: { title: string; blocks: Block[]; rank: number }[] = [{ title: '', blocks: [], rank: -1 }];
  for (const block of blocksOf(markdown)) {
    if (block.kind === 'heading') {
      const rank = ORDER.findIndex((words) => words.test(block.text));
      sections.push({ title: block.text, blocks: [], rank: rank === -1 ? ORDER.length : rank });
    } else sections.at(-1)!.blocks.push(block);
  }
  return sections.filter(({ blocks }) => blocks.length > 0).toSorted((a, b) => a.rank - b.rank);
}
