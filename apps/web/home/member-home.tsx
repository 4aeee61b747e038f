import { type VNode } from 'preact';
import { type MemberRow, type QuestionRow } from '#libs/home';
import { type Actor } from '#libs/people';
import { labelOf, SERVICE_AREAS } from '#libs/taxonomy';
import { Button, EmptyState, FictionalMark, SectionHeading, Tag } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { StagePath, stageTitle } from '../parts/stage-path.tsx';
import { savingWords, VerdictTag } from '../parts/verdict.tsx';
import { threadHref, UnreadMark } from '../parts/unread.tsx';
import { addressOf, count, day } from '../parts/words.ts';

export interface MemberHomeView extends MemberRow {
  reader: Actor;
  /** 0 to 23, in London. */
  hour: number;
}

export function MemberHomePage(view: MemberHomeView): VNode {
  const { reader, spinOut, hour } = view;
  const action = actionFor(view);
  return (
    <Layout title="Home" canonical="/">
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">
            {greeting(hour)}, {shortName(reader.name)}
          </h1>
          <p class="wm-nil">
            {spinOut ? (
              <>
                {spinOut.name} {spinOut.fictional && <FictionalMark />} is at <b>{stageTitle(spinOut.stage)}</b>.{' '}
              </>
            ) : (
              reader.organisation && (
                <>
                  {reader.organisation} {reader.organisationFictional && <FictionalMark />}.{' '}
                </>
              )
            )}
            {waitingWords(view)}
          </p>
        </div>
        <Button href={action.href}>{action.text}</Button>
      </div>
      <div class="wm-cols">
        <div>
          <Waiting {...view} />
          <section class="wm-sec">
            <SectionHeading link={{ href: '/questions?mine=unread', text: 'Your discussions' }}>
              {view.followed?.[0] && view.followed[0].unread > 0 ? 'New for you' : 'Latest on what you follow'}
            </SectionHeading>
            {view.followed ? (
              <ul class="wm-rows">
                {view.followed.map((question) => (
                  <FollowedRow key={question.id} question={question} />
                ))}
              </ul>
            ) : (
              <EmptyState
                level={3}
                title="You follow nothing yet"
                action={
                  <a class="govuk-link" href="/questions">
                    Find a question to follow
                  </a>
                }
              >
                Questions you ask, answer or follow would stand here, the newest reply first.
              </EmptyState>
            )}
          </section>
          <section class="wm-sec">
            <SectionHeading link={{ href: '/case-notes', text: 'All case notes' }}>
              What other people did
            </SectionHeading>
            {view.newNotes && <p class="wm-nil">Services like yours first, then the newest.</p>}
            {!view.newNotes && (
              <EmptyState
                level={3}
                title="No case notes yet"
                action={
                  <a class="govuk-link" href="/case-notes/new">
                    Write the first one
                  </a>
                }
              >
                What other teams did would stand here, services like yours first.
              </EmptyState>
            )}
            <ul class="wm-rows">
              {(view.newNotes ?? []).map((note) => (
                <li class="wm-row wm-row--tight" key={note.id}>
                  <h3 class="wm-row__t">
                    <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
                      {note.title}
                    </a>
                  </h3>
                  <p class="wm-meta">
                    <span>
                      <VerdictTag verdict={note.verdict} />
                    </span>
                    <span>
                      Saved: {savingWords(note).toLowerCase() === 'not known' ? 'not known' : savingWords(note)}
                    </span>
                    <span>{day(note.publishedOn)}</span>
                    {note.fictional && <FictionalMark />}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <aside aria-label="Your work">
          {spinOut && (
            <div class="wm-box">
              <h2 class="govuk-heading-s">Your spin-out</h2>
              <StagePath stage={spinOut.stage} />
              <p>
                <a class="govuk-link" href={addressOf('spin-outs', spinOut.id, spinOut.name)}>
                  {spinOut.name}
                </a>{' '}
                {spinOut.fictional && <FictionalMark />}
              </p>
              <p>
                <a class="govuk-link" href={`/search?stage=${spinOut.stage}`}>
                  What others met at this stage
                </a>
              </p>
            </div>
          )}
          <div class="wm-box wm-box--tint">
            <h2 class="govuk-heading-s">Pass on what you know</h2>
            <p>A case note needs an hour and two figures. Say what went wrong, too: it helps most.</p>
            <p>
              <a class="govuk-link" href="/case-notes/new">
                Write a case note
              </a>
            </p>
            {action !== ASK && (
              <p>
                <a class="govuk-link" href={ASK.href}>
                  {ASK.text}
                </a>
              </p>
            )}
          </div>
        </aside>
      </div>
    </Layout>
  );
}

const ASK = { href: '/questions/new', text: 'Ask a question' };

/** They decide for a council, and come to see what others decided. */
const COUNCIL_ROLES: ReadonlySet<string> = new Set([
  'council_officer',
  'commissioner',
  'nhs_commissioner',
  'finance',
  'legal_procurement',
  'hr_pensions',
  'elected_member',
  'scrutiny_member',
]);

/** The one action that the page puts first, for this kind of person. */
function actionFor({ reader, queue, councilCode }: MemberHomeView): { href: string; text: string } {
  if (queue) return { href: '/moderation', text: `Decide what waits (${queue})` };
  if (!COUNCIL_ROLES.has(reader.practitionerRole)) return ASK;
  const href = councilCode ? `/search?type=case-note&similarTo=${encodeURIComponent(councilCode)}` : '/case-notes';
  return { href, text: 'Find a case like ours' };
}

const greeting = (hour: number): string => (hour < 12 ? 'Morning' : hour < 18 ? 'Afternoon' : 'Evening');

const waitingCount = ({ invitations, mayKnow, toSettle, drafts, queue }: MemberRow): number =>
  (invitations?.length ?? 0) +
  (mayKnow?.length ?? 0) +
  (toSettle?.length ?? 0) +
  (drafts?.length ?? 0) +
  (queue ? 1 : 0);

const WORDS = [
  'Nothing is',
  'One thing is',
  'Two things are',
  'Three things are',
  'Four things are',
  'Five things are',
];

function waitingWords(view: MemberRow): string {
  const n = waitingCount(view);
  return `${WORDS[n] ?? `${n} things are`} waiting.`;
}

function Waiting({ invitations, mayKnow, toSettle, drafts, queue }: MemberRow): VNode {
  const nothing = waitingCount({ invitations, mayKnow, toSettle, drafts, queue } as MemberRow) === 0;
  return (
    <section class="wm-sec">
      <SectionHeading>Waiting for you</SectionHeading>
      {nothing ? (
        <EmptyState
          level={3}
          title="Nothing waits for you"
          action={
            <a class="govuk-link" href="/questions?answered=unanswered">
              See questions that nobody has answered
            </a>
          }
        >
          Questions that you may be able to answer, and answers to yours, would stand here.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {Boolean(queue) && (
            <li class="wm-row wm-row--tight">
              <h3 class="wm-row__t">
                <a class="govuk-link" href="/moderation">
                  {queue === 1 ? 'One item waits for a moderator' : `${queue} items wait for a moderator`}
                </a>
              </h3>
              <p class="wm-meta">
                <span>Reports and submitted case notes</span>
              </p>
            </li>
          )}
          {(invitations ?? []).map((invitation) => (
            <li class="wm-row wm-row--tight" key={invitation.id}>
              <h3 class="wm-row__t">
                <a class="govuk-link" href={addressOf('threads', invitation.threadId, invitation.title)}>
                  {invitation.title}
                </a>
              </h3>
              {invitation.note && <p class="wm-row__x">“{invitation.note}”</p>}
              <div class="wm-meta">
                <Tag>{invitation.by} invites you to answer</Tag>
                <span>until {day(new Date(invitation.until))}</span>
                <form method="post" action={`/answer-invitations/${invitation.id}/decline`}>
                  <button class="wm-linkbtn" type="submit">
                    I cannot<span class="govuk-visually-hidden"> answer: {invitation.title}</span>
                  </button>
                </form>
                <span class="wm-nil">Nobody is told</span>
              </div>
            </li>
          ))}
          {(toSettle ?? []).map((question) => (
            <li class="wm-row wm-row--tight" key={question.id}>
              <h3 class="wm-row__t">
                <a class="govuk-link" href={addressOf('threads', question.id, question.title)}>
                  {question.title}
                </a>
              </h3>
              <p class="wm-meta">
                <span>{count(question.replyCount, 'reply', 'replies')} to your question</span>
                <span>Accept the one that helped, so that others know</span>
                {question.fictional && <FictionalMark />}
              </p>
            </li>
          ))}
          {(mayKnow ?? []).map((question) => (
            <li class="wm-row wm-row--tight" key={question.id}>
              <h3 class="wm-row__t">
                <a class="govuk-link" href={addressOf('threads', question.id, question.title)}>
                  {question.title}
                </a>
              </h3>
              <p class="wm-meta">
                <Tag>You may know this</Tag>
                <span>
                  {question.because === 'service'
                    ? question.serviceAreas.map((code) => labelOf(SERVICE_AREAS, code)).join(', ')
                    : 'a topic that you offered'}
                </span>
                <span>no answer since {day(new Date(question.at))}</span>
                {question.fictional && <FictionalMark />}
              </p>
            </li>
          ))}
          {(drafts ?? []).map((draft) => (
            <li class="wm-row wm-row--tight" key={draft.id}>
              <h3 class="wm-row__t">
                <a class="govuk-link" href={`/case-notes/${draft.id}/tasks`}>
                  Your draft: {draft.title}
                </a>
              </h3>
              <p class="wm-meta">
                <span>Saved {day(new Date(draft.at))}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FollowedRow({ question }: { question: QuestionRow & { unread: number } }): VNode {
  return (
    <li class="wm-row wm-row--tight">
      <h3 class="wm-row__t">
        <a class="govuk-link" href={threadHref(question)}>
          {question.title}
        </a>{' '}
        <UnreadMark unread={question.unread} />
      </h3>
      <p class="wm-meta">
        <span>{question.acceptedCount > 0 ? 'Answered' : 'Not settled yet'}</span>
        <span>{count(question.replyCount, 'reply', 'replies')}</span>
        <span>{day(new Date(question.at))}</span>
        {question.fictional && <FictionalMark />}
      </p>
    </li>
  );
}
