import { type VNode } from 'preact';
import { type CaseRow, type LoggedAction, type LogRow, reasonLabel, RULES } from '#libs/moderation';
import { fileAddress } from '#libs/threads';
import { EmptyState, FictionalMark, Icon, SummaryList, Tabs } from '#libs/ui';
import { kindAndSize } from '../parts/file-words.ts';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { count, day, dayAndTime } from '../parts/words.ts';

const PLACES = [
  ['/moderation', 'To decide'],
  ['/moderation/log', 'Log'],
  ['/moderation/suspended', 'Suspended people'],
] as const;

/** The moderators' own menu. */
export const Desk = ({ at }: { at: (typeof PLACES)[number][0] }): VNode => (
  <Tabs label="Moderation" items={PLACES.map(([href, text]) => ({ href, text, current: href === at }))} />
);

/** "A reply in", "The question": what is in question. */
export const kindOf = ({ subject, number }: Pick<CaseRow, 'subject' | 'number'>): string => {
  if (subject === 'post') return number === 1 ? 'Question' : 'Reply';
  return { 'case-note': 'Case note', guidance: 'Guidance', 'role-offer': 'Offer or need' }[subject];
};

/** Rules to choose from, the given one first chosen. */
export const ruleOptions = () => [
  { value: '', text: 'Choose a rule' },
  ...Object.entries(RULES).map(([value, { label }]) => ({ value, text: label })),
];

/** The text in question as plain text: what a moderator judges must not be dressed. A long one scrolls by itself. */
export const TextInQuestion = ({ text }: { text: string }): VNode => (
  <blockquote class="wm-quote wm-asis" tabIndex={0}>
    {text}
  </blockquote>
);

/** Named and not shown: who judges decides what to open. */
export function FilesInQuestion({ files }: { files: CaseRow['files'] }): VNode | null {
  if (files === null) return null;
  return (
    <ul class="wm-plain" aria-label="Files in question">
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="note" />{' '}
          <a class="govuk-link" href={fileAddress(file.id)} target="_blank" rel="noopener">
            {file.name}
            <span class="govuk-visually-hidden"> (opens in a new tab)</span>
          </a>{' '}
          <span class="wm-nil">
            {kindAndSize(file)}
            {file.removed && ', removed by its author'}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Facts({ about }: { about: CaseRow }): VNode {
  const reports = about.reports ?? [];
  return (
    <SummaryList
      noBorder
      rows={[
        ...reports.map(({ reason, detail, reporterName, reporterRole, at }) => ({
          key: 'Reported',
          value: (
            <>
              <b>{reasonLabel(reason)}</b>
              {reason === 'safeguarding' && <span class="wm-clock wm-clock--late"> Decide this first</span>}
              {detail && <p class="wm-m-0">“{detail}”</p>}
              <p class="wm-m-0 wm-nil">
                {nameAndRole(reporterName, reporterRole)}, {day(new Date(at))}
              </p>
            </>
          ),
        })),
        {
          key: 'Author',
          value: (
            <>
              {about.masked ? (
                <>
                  <span class="wm-mask">{about.authorName}</span>{' '}
                  <a class="govuk-link" href={`/moderation/threads/${about.threadId}/asker`}>
                    See who asked
                  </a>
                </>
              ) : (
                <a class="govuk-link" href={`/moderation/people/${about.authorId}`}>
                  {nameAndRole(about.authorName, about.authorRole)}
                </a>
              )}{' '}
              {about.fictional && <FictionalMark />}
              {about.authorSince && (
                <p class="wm-m-0 wm-nil">
                  Member since {day(about.authorSince)},{' '}
                  {count(about.authorActions ?? 0, 'earlier action').toLowerCase()}
                </p>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

const DID: Readonly<Record<LoggedAction, string>> = {
  look: 'read',
  claim: 'took up',
  release: 'gave back',
  hide: 'hid',
  restore: 'restored',
  withdraw: 'withdrew',
  'mark-for-check': 'asked for a check of',
  keep: 'kept',
  'remove-words': 'removed a member’s words about',
  suspend: 'suspended',
  unsuspend: 'lifted the suspension of',
  'close-thread': 'closed',
  'reopen-thread': 'opened again',
  'split-thread': 'moved posts to a new discussion from',
  'move-posts': 'moved posts from',
  'merge-thread': 'merged',
  'mark-duplicate': 'marked as a duplicate',
};

/** In place of a way to the discussion, where the moderator may not read that. */
export const ByReportAlone = (): VNode => (
  <p class="wm-notice">
    A group keeps this discussion to itself. You see this one post so that you can decide about it, and the log says so.
  </p>
);

/** Where a moderator looks at it again; null where there is nothing to look at. */
const ADDRESS: Readonly<Record<LogRow['subject'], ((id: string) => string) | null>> = {
  post: (id) => `/moderation/posts/${id}`,
  'case-note': (id) => `/case-notes/${id}`,
  guidance: null,
  'role-offer': (id) => `/people/offers/${id}`,
  person: (id) => `/moderation/people/${id}`,
  thread: (id) => `/threads/${id}`,
};

const NOUN = {
  post: 'a post in',
  'case-note': 'the case note',
  guidance: 'the guidance page',
  'role-offer': 'the offer or need',
  person: '',
  thread: '',
} as const;
const UNREADABLE = {
  post: 'a post in a discussion',
  'case-note': 'a case note',
  guidance: 'a guidance page',
  'role-offer': 'an offer or need',
  person: '',
  thread: 'a discussion',
} as const;

function Deed({ row }: { row: LogRow }): VNode {
  if (row.subject !== 'person' && row.title === null) {
    return (
      <>
        {shortName(row.moderatorName)} {DID[row.action]} {UNREADABLE[row.subject]} that you may not read
      </>
    );
  }
  const about = row.title ?? nameAndRole(row.personName ?? 'a person', row.personRole ?? '');
  const href = ADDRESS[row.subject]?.(row.subjectId);
  return (
    <>
      {shortName(row.moderatorName)} {DID[row.action]} {NOUN[row.subject]}{' '}
      {href ? (
        <a class="govuk-link" href={href}>
          {about}
        </a>
      ) : (
        about
      )}
    </>
  );
}

/** Lines of the log. `level` is that of the lines' headings. */
export function LogLines({ rows, level: Heading = 'h2' }: { rows: readonly LogRow[]; level?: 'h2' | 'h3' }): VNode {
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing was decided yet" level={Heading === 'h2' ? 2 : 3}>
        Each decision stands here with its reason, and stays.
      </EmptyState>
    );
  }
  return (
    <ol class="wm-rows">
      {rows.map((row) => (
        <li class="wm-row wm-row--tight" key={row.id}>
          <Heading class="wm-row__t">
            <Deed row={row} />
          </Heading>
          {row.targetTitle !== null && (
            <p class="wm-row__x">
              {row.action === 'mark-duplicate' ? 'Asked before in' : 'They went to'}{' '}
              <a class="govuk-link" href={`/threads/${row.targetId}`}>
                {row.targetTitle}
              </a>
            </p>
          )}
          {row.note && <p class="wm-row__x">“{row.note}”</p>}
          <p class="wm-meta">
            <time dateTime={row.at.toISOString()}>{dayAndTime(row.at)}</time>
            {row.reasonCode !== row.action && <span>{reasonLabel(row.reasonCode)}</span>}
            {row.subject !== 'person' && row.personName && (
              <span>
                {row.subject === 'guidance' ? 'Kept' : 'Written'} by {nameAndRole(row.personName, row.personRole)}
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
