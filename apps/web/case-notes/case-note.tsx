import { type VNode } from 'preact';
import { RESULTS } from '#libs/case-notes';
import { Breadcrumbs, Button, FictionalMark, Icon, Tag, type Trusted, TrustedHtml } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, day } from '../parts/words.ts';
import { CaseNoteAside } from './case-note-aside.tsx';
import { type CaseNoteView, standingWords } from './case-note.view.ts';
import { EvidencePair } from './evidence-pair.tsx';
import { FigureTables } from './figure-tables.tsx';
import { AuthorDesk, ReviewDesk } from './note-desk.tsx';
import { AfterNote, Warnings } from './note-responses.tsx';
import { DecisionParts, FigureWarnings, WorkParts } from './note-parts.tsx';

export function CaseNotePage(view: CaseNoteView): VNode {
  const { note, form } = view;
  const withdrawn = note.status === 'withdrawn';
  return (
    <Layout
      title={note.title}
      description={note.summary || undefined}
      canonical={view.address}
      problems={form.problems}
    >
      <Breadcrumbs items={[{ text: 'Case notes', href: '/case-notes' }, ...view.serviceAreas.slice(0, 1)]} />
      <div class="wm-cols">
        <article lang={note.lang === 'en' ? undefined : note.lang}>
          <Kind {...view} />
          <h1 class="govuk-heading-xl">{note.title}</h1>
          <Standing {...view} />
          <AuthorDesk {...view} />
          {!withdrawn && <Story {...view} />}
          <AfterNote {...view} />
          <ReviewDesk {...view} />
        </article>
        <aside aria-label="Facts and discussion">
          <CaseNoteAside {...view} />
        </aside>
      </div>
    </Layout>
  );
}

const STATUS = { draft: 'Draft', submitted: 'Waiting for review', withdrawn: 'Withdrawn' } as const;

function Kind({ note, place }: CaseNoteView): VNode {
  const { status } = note;
  return (
    <p class="wm-row__k">
      <span class="wm-kind">
        <Icon name="note" />
        {status === 'withdrawn' ? 'Case note' : `Case note, ${note.evidenced ? 'evidenced' : 'outline'}`}
      </span>
      {note.fictional && <FictionalMark>Fictional example</FictionalMark>}
      {(status === 'draft' || status === 'submitted' || status === 'withdrawn') && <Tag>{STATUS[status]}</Tag>}
      {place && <span>{place}</span>}
      {note.result && note.result !== 'went-ahead' && <span>{RESULTS[note.result]}</span>}
    </p>
  );
}

/** What a reader must know before the first figure. */
function Standing(view: CaseNoteView): VNode | null {
  const { note } = view;
  const words = standingWords(view);
  if (words === null && !note.revisionId) return null;
  return (
    <div class="wm-tombstone">
      {words && <p>{words}</p>}
      {view.may.review && (
        <p>
          <a class="govuk-link" href="#decide">
            Decide on it
          </a>{' '}
          at its end.
        </p>
      )}
      {note.withdrawnReason && note.status === 'withdrawn' && <p>The reason given: {note.withdrawnReason}</p>}
      {note.replacedBy && (
        <p>
          Read in its place:{' '}
          <a class="govuk-link" href={addressOf('case-notes', note.replacedBy.id, note.replacedBy.title)}>
            {note.replacedBy.title}
          </a>
        </p>
      )}
      {note.reviewComment && (
        <p>
          <b>A moderator asks for changes:</b> {note.reviewComment}
        </p>
      )}
      {note.replacesId && (
        <p>
          It is meant to take the place of{' '}
          <a class="govuk-link" href={`/case-notes/${note.replacesId}`}>
            the published note
          </a>
          , which stays as it is until a moderator publishes this text.
        </p>
      )}
      {note.revisionId && (
        <p>
          <a class="govuk-link" href={`/case-notes/${note.revisionId}`}>
            Changes to this note
          </a>{' '}
          are under way. Readers see them when a moderator has published them.
        </p>
      )}
    </div>
  );
}

function Story(view: CaseNoteView): VNode {
  const { note, measures, money } = view;
  const ask = `/questions/new?about=${note.id}`;
  return (
    <>
      <EvidencePair {...view} />
      <FreshLine {...view} />
      <Warnings {...view} />
      {note.status === 'published' && (
        <div class="govuk-button-group wm-hide-print wm-mb-6">
          <Button href={ask} look="secondary">
            Ask the authors
          </Button>
          <Button href={`/case-notes/${note.id}/brief`} look="secondary">
            Make a brief
          </Button>
        </div>
      )}
      {note.summary && <p class="wm-lede">{note.summary}</p>}
      <DecisionParts {...view} />
      <Part title="What happened" text={note.whatHappened === '' ? null : view.whatHappened} />
      <Part title="What went wrong" text={view.whatWentWrong} />
      <Part title="What we would do again" text={view.whatWeWouldDoAgain} />
      <div class="wm-prose wm-mb-6">
        <h2 class="govuk-heading-m">The cost of doing nothing</h2>
        {note.costOfDoingNothing ? (
          <p>{note.costOfDoingNothing}</p>
        ) : (
          <p class="wm-nil">
            Not recorded.{' '}
            {note.status === 'published' && (
              <a class="govuk-link wm-hide-print" href={ask}>
                Ask the authors for it
              </a>
            )}
          </p>
        )}
      </div>
      <WorkParts {...view} />
      <FigureWarnings {...view} />
      <FigureTables measures={measures} money={money} />
    </>
  );
}

const Part = ({ title, text }: { title: string; text: Trusted | null }): VNode => (
  <>
    <h2 class="govuk-heading-m">{title}</h2>
    {text ? <TrustedHtml class="wm-prose wm-mb-6" content={text} /> : <p class="wm-nil wm-mb-6">Not recorded.</p>}
  </>
);

/** How old the note's last check is; of a draft there was none. */
function FreshLine({ note, freshness, may, responses }: CaseNoteView): VNode | null {
  if (note.status !== 'published') return null;
  const until = note.goodUntil && day(note.goodUntil);
  const report = may.report && (
    <a class="govuk-link wm-hide-print" href={`/case-notes/${note.id}/responses#out-of-date`}>
      This is out of date
    </a>
  );
  return (
    <>
      <p class={freshness === 'due' ? 'wm-fresh wm-fresh--due' : 'wm-fresh'}>
        <span>
          <Icon name="clock" /> {note.lastCheckedOn ? `Last checked ${day(note.lastCheckedOn)}` : 'Not checked yet'}
        </span>
        {freshness === 'fresh' && <span>Good until {until}</span>}
        {freshness === 'due' && <span>Due for a check by {until}</span>}
        {report}
      </p>
      {freshness === 'stale' && (
        <p class="wm-fresh wm-fresh--stale">
          {responses?.doubted
            ? 'Members say that this is out of date. Its author and the moderators have been told.'
            : `This passed its date on ${until} and may be wrong.`}
        </p>
      )}
    </>
  );
}
