import { type VNode } from 'preact';
import { pieces, type ResultDetails, type ResultRow } from '#libs/search';
import { COUNCIL_TYPES, LEGAL_FORMS, labelOf, PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { FictionalMark, Icon, type IconName, MetaLine } from '#libs/ui';
import { inALine } from '../parts/in-a-line.ts';
import { nameAndRole } from '../parts/byline.tsx';
import { ShortPair } from '../parts/verdict.tsx';
import { count, day, month, slug } from '../parts/words.ts';

/** Where a result leads: its readable address, and of an answer its place in the thread. */
export function resultAddress({ type, url, title }: Pick<ResultRow, 'type' | 'url' | 'title'>): string {
  if (type === 'guidance' || type === 'council' || type === 'person') return url;
  const [path = url, place] = url.split('#');
  return `${path}-${slug(title)}${place === undefined ? '' : `#${place}`}`.replace(/-(?=#|$)/, '');
}

/** One thing that was found: what it is, its title, for a case note the two answers, then the words around. */
export function Result({ row }: { row: ResultRow }): VNode {
  const { icon, kind } = kindOf(row);
  return (
    <li class="wm-row">
      <p class="wm-row__k">
        <span class="wm-kind">
          <Icon name={icon} />
          {kind}
        </span>
        {row.fictional && <FictionalMark />}
      </p>
      <h2 class="wm-row__t" lang={row.lang === 'en' ? undefined : row.lang}>
        <a class="govuk-link" href={resultAddress(row)}>
          {row.type === 'person' ? nameAndRole(row.title, row.details?.role ?? '') : <Marked text={row.titleMarked} />}
        </a>
      </h2>
      {row.type === 'case-note' && row.verdict !== null && row.grade !== null && (
        <ShortPair
          verdict={row.verdict}
          savingAmount={row.savingAmount}
          savingPer={row.savingPer}
          evidenceGrade={row.grade}
          doubted={row.doubted}
          disputedSince={row.disputedSince}
        />
      )}
      <Snippet row={row} />
      <MetaLine>{[...FACTS[row.type](row, row.details ?? {})]}</MetaLine>
    </li>
  );
}

/** Text with what was found marked. Every piece is escaped like any text. */
const Marked = ({ text }: { text: string }): VNode => (
  <>{pieces(text).map(({ text: piece, found }, i) => (found ? <mark key={i}>{piece}</mark> : piece))}</>
);

function Snippet({ row }: { row: ResultRow }): VNode | null {
  if (row.snippetMarked.trim() === '') return null;
  const lang = row.lang === 'en' ? undefined : row.lang;
  const by = row.details?.replyBy;
  if (!by) {
    return (
      <p class="wm-row__x" lang={lang}>
        <Marked text={row.snippetMarked} />
      </p>
    );
  }
  const role = labelOf(PRACTITIONER_ROLES, by);
  return (
    <p class="wm-row__x">
      <span lang={lang}>
        “<Marked text={row.snippetMarked} />”
      </span>{' '}
      {row.accepted ? 'Accepted answer' : 'Answer'}, {inALine(role)}.
    </p>
  );
}

const KINDS: Readonly<Record<ResultRow['type'], { icon: IconName; kind: string }>> = {
  'case-note': { icon: 'note', kind: 'Case note' },
  question: { icon: 'chat', kind: 'Question' },
  guidance: { icon: 'book', kind: 'Guidance' },
  tactic: { icon: 'plus', kind: 'Tactic' },
  objection: { icon: 'chat', kind: 'Objection' },
  council: { icon: 'flag', kind: 'Council' },
  'spin-out': { icon: 'link', kind: 'Spin-out' },
  person: { icon: 'people', kind: 'Person' },
};

const ANSWERED = { unanswered: 'no answer yet', answered: 'not settled yet', accepted: 'answered' } as const;

function kindOf({ type, evidenced, answered, details }: ResultRow): { icon: IconName; kind: string } {
  const { icon, kind } = KINDS[type];
  const status = details?.status;
  if (status === 'draft') return { icon, kind: `${kind}, draft` };
  if (status === 'submitted') return { icon, kind: `${kind}, waiting for review` };
  if (type === 'case-note') return { icon, kind: `${kind}, ${evidenced ? 'evidenced' : 'outline'}` };
  if (type === 'question' && details?.kind === 'discussion') return { icon, kind: 'Discussion' };
  if (type === 'question' && answered !== null) return { icon, kind: `${kind}, ${ANSWERED[answered]}` };
  return { icon, kind };
}

type Facts = (row: ResultRow, details: ResultDetails) => readonly (string | null)[];

const subjects: Facts = ({ stage, topics }) => [
  stage && labelOf(STAGES, stage),
  ...topics.slice(0, 2).map((code) => labelOf(TOPICS, code)),
];

const FACTS: Readonly<Record<ResultRow['type'], Facts>> = {
  'case-note': ({ stage, updatedAt }, { council, councilType, checkedOn }) => [
    council ? `${council}, ${inALine(labelOf(COUNCIL_TYPES, councilType ?? ''))}` : null,
    stage && labelOf(STAGES, stage),
    checkedOn ? `Checked ${month(checkedOn)}` : `Updated ${day(updatedAt)}`,
  ],
  question: ({ serviceAreas, updatedAt }, { replyCount = 0 }) => [
    count(replyCount, 'reply', 'replies'),
    ...serviceAreas.slice(0, 2).map((code) => labelOf(SERVICE_AREAS, code)),
    day(updatedAt),
  ],
  guidance: (_row, { lawAsAt, checkedOn, goodUntil }) => [
    lawAsAt ? `Law as at ${day(lawAsAt)}` : null,
    checkedOn ? `Checked ${month(checkedOn)}` : null,
    goodUntil ? `Good until ${month(goodUntil)}` : 'No end date recorded',
  ],
  tactic: subjects,
  objection: subjects,
  council: ({ councilType, nation, region }, { endedOn }) => [
    councilType && labelOf(COUNCIL_TYPES, councilType),
    nation === region ? nation : [region, nation].filter(Boolean).join(', '),
    endedOn ? `Ended ${day(endedOn)}` : null,
  ],
  'spin-out': ({ legalForm, stage }, { parent }) => [
    parent ? `From ${parent}` : 'Parent body not recorded',
    legalForm && labelOf(LEGAL_FORMS, legalForm),
    stage && labelOf(STAGES, stage),
  ],
  person: ({ topics, serviceAreas }, { jobTitle = null }) => [
    jobTitle,
    topics.length > 0
      ? `Offers help with ${topics
          .slice(0, 3)
          .map((code) => labelOf(TOPICS, code))
          .join(', ')}`
      : null,
    ...serviceAreas.slice(0, 2).map((code) => labelOf(SERVICE_AREAS, code)),
  ],
};
