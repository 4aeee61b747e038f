import { type VNode } from 'preact';
import { type SubjectChoice, type ThreadListInput, type ThreadRow } from '#libs/threads';
import { labelOf, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { Button, EmptyState, FictionalMark, Icon, Pagination, Select, Tabs } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ChosenFilters } from '../parts/chosen-filters.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { count, day, number } from '../parts/words.ts';
import { writerOf } from '../parts/byline.tsx';
import { SubjectBox } from './subject-follows.tsx';
import { threadHref, UnreadMark } from '../parts/unread.tsx';

export interface QuestionsView {
  items: ThreadRow[];
  next: string | null;
  chosen: ThreadListInput;
  signedIn: boolean;
  /** What the reader is told about the subject that the list is narrowed to; null: it is narrowed to none. */
  follow: SubjectChoice | null;
}

const TABS = [
  ['all', 'All'],
  ['unanswered', 'No answer yet'],
  ['answered', 'Not settled yet'],
  ['accepted', 'Answered'],
  ['outdated', 'Marked outdated'],
] as const;

export function QuestionsPage({ items, next, chosen, signedIn, follow }: QuestionsView): VNode {
  return (
    <Layout
      title="Questions"
      description="Questions that spin-out founders and council officers asked, and what peers answered."
      feed={{ href: '/questions.atom', title: 'Questions on Waymark' }}
    >
      <div class="wm-row-between">
        <h1 class="govuk-heading-l">Questions</h1>
        <Button href="/questions/new">Ask a question</Button>
      </div>
      <div class="wm-cols">
        <div>
          <Tabs
            label="Questions by state"
            items={[
              ...TABS.map(([code, text]) => ({
                href: addressWith(chosen, { answered: code }),
                text,
                current: chosen.answered === code,
              })),
              ...(signedIn ? [{ href: '/questions?mine=unread', text: 'New for you' }] : []),
            ]}
          />
          <ChosenFilters
            labels={FILTERS}
            chosen={chosen}
            without={(filter) => addressWith(chosen, { [filter]: undefined })}
          />
          {items.length === 0 ? <NothingHere chosen={chosen} signedIn={signedIn} /> : <ThreadRows items={items} />}
          {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} />
          {signedIn && (
            <p>
              <a class="govuk-link" href="/circles">
                Your circles
              </a>
              , private groups to ask in
            </p>
          )}
          {follow && <SubjectBox follow={follow} />}
          {!signedIn && (
            <p class="wm-nil">
              Most questions are for members.{' '}
              <a class="govuk-link" href="/sign-in?next=%2Fquestions">
                Sign in
              </a>{' '}
              to see them.
            </p>
          )}
        </aside>
      </div>
    </Layout>
  );
}

export function ThreadRows({ items }: { items: readonly ThreadRow[] }): VNode {
  return (
    <ol class="wm-rows">
      {items.map((thread) => (
        <li class="wm-row" key={thread.id}>
          <p class="wm-row__k">
            <span class="wm-kind">
              <Icon name="chat" />
              {stateWords(thread)}
            </span>
            {thread.fictional && <FictionalMark />}
          </p>
          <h2 class="wm-row__t">
            <a class="govuk-link" href={threadHref(thread)}>
              {thread.title}
            </a>{' '}
            <UnreadMark unread={thread.unread} />
          </h2>
          <p class="wm-meta">
            <span>{writerOf(thread)}</span>
            <span>{count(thread.replyCount, 'reply', 'replies')}</span>
            {thread.serviceAreas.slice(0, 2).map((code) => (
              <span key={code}>{labelOf(SERVICE_AREAS, code)}</span>
            ))}
            <span>
              <time dateTime={thread.lastPostAt.toISOString()}>{day(thread.lastPostAt)}</time>
            </span>
            {thread.workedCount > 0 && <span>worked for {number(thread.workedCount)}</span>}
            {thread.failedCount > 0 && <span>failed for {number(thread.failedCount)}</span>}
            {thread.outdatedCount > 0 && (
              <span>{count(thread.outdatedCount, 'answer', 'answers')} marked outdated</span>
            )}
            {thread.audience === 'public' && <span>Open to everyone</span>}
          </p>
        </li>
      ))}
    </ol>
  );
}

function stateWords({ kind, acceptedCount, replyCount, duplicate }: ThreadRow): string {
  if (kind === 'discussion') return 'Discussion';
  if (duplicate) return 'Question, asked before';
  if (acceptedCount > 0) return 'Question, answered';
  return replyCount === 0 ? 'Question, no answer yet' : 'Question, not settled yet';
}

const FILTERS = { serviceArea: SERVICE_AREAS, topic: TOPICS, stage: STAGES };

function Filters({ chosen }: { chosen: ThreadListInput }): VNode {
  return (
    <form class="wm-facets" action="/questions" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      {chosen.answered !== 'all' && <input type="hidden" name="answered" value={chosen.answered} />}
      <Select
        name="serviceArea"
        label="Service area"
        options={optionsOf(SERVICE_AREAS, 'Any')}
        value={chosen.serviceArea}
      />
      <Select name="topic" label="Topic" options={optionsOf(TOPICS, 'Any')} value={chosen.topic} />
      <Select name="stage" label="Stage" options={optionsOf(STAGES, 'Any')} value={chosen.stage} />
      <div class="govuk-button-group">
        <Button look="secondary">Apply filters</Button>
        <a class="govuk-link" href="/questions">
          Clear all
        </a>
      </div>
    </form>
  );
}

function NothingHere({ chosen, signedIn }: { chosen: ThreadListInput; signedIn: boolean }): VNode {
  const filtered = chosen.serviceArea ?? chosen.topic ?? chosen.stage ?? chosen.answered !== 'all';
  return (
    <EmptyState
      title={filtered ? 'No questions match these filters' : 'No questions here yet'}
      action={
        <a class="govuk-link" href={signedIn ? '/questions/new' : '/sign-in?next=%2Fquestions'}>
          {signedIn ? 'Ask the first one' : 'Sign in to see members’ questions'}
        </a>
      }
    >
      Questions about this would stand here with their answers.
    </EmptyState>
  );
}

function addressWith(chosen: ThreadListInput, change: Partial<ThreadListInput>): string {
  const { answered, serviceArea, topic, stage, after } = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ serviceArea, topic, stage, after })) if (value) query.set(name, value);
  if (answered !== 'all') query.set('answered', answered);
  return query.size > 0 ? `/questions?${query}` : '/questions';
}
