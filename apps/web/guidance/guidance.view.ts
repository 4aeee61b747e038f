import {
  contentsOf,
  GOOD_FOR_MONTHS,
  goodUntilAfter,
  guidancePolicy,
  type GuidancePageRow,
  type GuidanceSourceRow,
} from '#libs/guidance';
import { type CitationRow } from '#libs/case-notes';
import { type Reader } from '#libs/people';
import { trustedFromStore } from '#libs/platform/markdown';
import { labelOf, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { postAddress } from '#libs/threads';
import { type Trusted } from '#libs/ui';
import { nameAndRole } from '../parts/byline.tsx';
import { count, day } from '../parts/words.ts';

export interface SourceView {
  credit: string;
  fictional: boolean;
  organisation: string | null;
  /** Where the answer stands; null for who may not read it. */
  answer: { href: string; title: string } | null;
  caseNote: CitationRow | null;
  kind: 'answer' | 'case-note';
}

export interface GuidanceView {
  page: GuidancePageRow;
  address: string;
  stage: { href: string; text: string; place: string } | null;
  minutes: string;
  html: Trusted;
  contents: { id: string; text: string }[];
  sources: SourceView[];
  about: { href: string; text: string }[];
  owner: string;
  versions: string;
  /** What an editor may choose as the day until which it is good; null for other readers. */
  goodUntil: { value: string; text: string }[] | null;
}

export function guidanceView(page: GuidancePageRow, reader: Reader): GuidanceView {
  const { slug, stage, stageNumber, title, summary, body } = page;
  return {
    page,
    address: `/guidance/${slug}`,
    stage:
      (stage && {
        href: `/guidance?stage=${stage}`,
        text: labelOf(STAGES, stage),
        place: `Stage ${stageNumber}, ${lower(labelOf(STAGES, stage))}`,
      }) ||
      null,
    minutes: count(Math.max(1, Math.round(`${title} ${summary} ${body}`.split(/\s+/).length / 220)), 'minute'),
    html: trustedFromStore(page.bodyHtml),
    contents: contentsOf(page.bodyHtml),
    sources: (page.sources ?? []).map(sourceView),
    about: [
      ...page.serviceAreas.map((code) => ({
        href: `/guidance?serviceArea=${code}`,
        text: labelOf(SERVICE_AREAS, code),
      })),
      ...page.topics.map((code) => ({ href: `/guidance?topic=${code}`, text: labelOf(TOPICS, code) })),
    ],
    owner: nameAndRole(page.ownerName, page.ownerRole),
    versions: page.version === 1 ? 'First version' : count(page.version - 1, 'earlier version'),
    goodUntil: guidancePolicy.canWrite(reader) ? goodUntilOptions() : null,
  };
}

/** The day after 3, 6 or 12 months, to choose from. */
export const goodUntilOptions = (): { value: string; text: string }[] =>
  GOOD_FOR_MONTHS.map((months) => {
    const value = goodUntilAfter(months);
    return { value, text: `${months} months, until ${day(value)}` };
  });

function sourceView({ kind, answer, caseNote, ...credited }: GuidanceSourceRow): SourceView {
  return {
    kind,
    credit: nameAndRole(credited.creditedName, credited.creditedRole),
    fictional: credited.fictional,
    organisation: answer?.organisation ?? null,
    answer: answer && { href: postAddress(answer.threadId, answer.number), title: answer.threadTitle },
    caseNote,
  };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
