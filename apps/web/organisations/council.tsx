import { type ComponentChildren, type VNode } from 'preact';
import { type CouncilPage as Council, FEATURES, type SimilarCouncil } from '#libs/organisations';
import { Box, Breadcrumbs, Details, EmptyState, FictionalMark, NotificationBanner, SectionHeading } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { DiscussedIn } from '../parts/discussed-in.tsx';
import { WatchButton } from '../parts/watch-button.tsx';
import { addressOf, count, day } from '../parts/words.ts';
import { councilPath, listPath } from './addresses.ts';
import { CouncilFacts, CouncilLinks } from './council-facts.tsx';
import { type CouncilView, similarShown } from './council.view.ts';
import { NoteRows } from './note-rows.tsx';
import { NoteUses } from './note-uses.tsx';
import { SpinOutLines } from './spin-out-lines.tsx';
import { WorkHere } from './work-here.tsx';

export function CouncilPage({
  council,
  similar,
  near,
  facts,
  notice,
  tier,
  replaces,
  onTeam,
  canSteward,
}: CouncilView): VNode {
  const path = councilPath(council.code);
  return (
    <Layout
      title={council.name}
      description={`What staff-led services did at ${council.name}, and at councils most like it.`}
      canonical={path}
    >
      <Breadcrumbs
        items={[
          { text: 'Councils', href: '/councils' },
          { text: council.nation, href: listPath('/councils', { nation: council.nation }) },
        ]}
      />
      <p class="wm-row__k">
        {council.fictional && <FictionalMark>Fictional council</FictionalMark>}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <span>{council.joined ? 'Somebody from here has joined' : 'Nobody from here has joined yet'}</span>
      </p>
      <h1 class="govuk-heading-xl">{council.name}</h1>
      {notice && (
        <Box look="maybe">
          <p>
            <b>{notice.strong}</b> <CouncilLinks councils={notice.successors} /> {notice.rest}
          </p>
        </Box>
      )}
      {council.preElection && (
        <NotificationBanner title="Pre-election period">
          <p class="govuk-body wm-m-0">
            From {day(council.preElection.from)} to {day(council.preElection.to)} this council takes special care with
            publicity. If you work for it, ask your monitoring officer before you publish something about it here. This
            notice ends by itself.
          </p>
        </NotificationBanner>
      )}
      <div class="wm-cols">
        <div>
          <CaseNotes council={council} similar={similar} />
          {near.length > 0 && (
            <section class="wm-sec" aria-labelledby="near">
              <SectionHeading id="near">From its neighbours</SectionHeading>
              <NoteRows lines={linesFrom(near)} />
            </section>
          )}
          <NoteUses uses={council.uses} />
          <OpenQuestions council={council} similar={similar} />
          <Similar similar={similar} niceName={council.niceName} />
          <SpinOuts council={council} />
        </div>
        <aside aria-label="About this council">
          {(!council.ended || council.membership !== null) && (
            <WorkHere
              organisationId={council.id}
              name={council.niceName}
              kind="council"
              members={council.members}
              membership={council.membership}
              path={path}
            />
          )}
          <WatchButton about="council" subject={council.id} name={council.name} />
          {onTeam && (
            <p>
              <a class="govuk-link" href={`${path}/posture`}>
                Say where your team stands
              </a>
            </p>
          )}
          {canSteward && (
            <p>
              <a class="govuk-link" href={`${path}/pre-election`}>
                Set pre-election periods
              </a>
              <br />
              <a class="govuk-link" href={`/organisations/${council.id}/domains`}>
                Work addresses
              </a>
            </p>
          )}
          <CouncilFacts council={council} tier={tier} replaces={replaces} />
          <Details summary="Why these councils are similar">
            <p>
              A council is compared with those that have the same duties: counties with counties, districts with
              districts, and single-tier councils with each other.
            </p>
            <p>
              Among those, the likest come first: population, people per square kilometre, deprivation, and how rural it
              is. Density and deprivation count twice. What is not recorded is named and counts as neither alike nor
              unlike. A council in another nation, or of another kind, says so.
            </p>
          </Details>
          <DiscussedIn discussions={council.discussedIn} />
        </aside>
      </div>
    </Layout>
  );
}

function CaseNotes({ council, similar }: { council: Council; similar: readonly SimilarCouncil[] }): VNode {
  const own = linesFrom(council.caseNotes, council.code);
  const others = similarShown(council.caseNotes, similar).map(({ note, ...other }) => ({
    note,
    about: <SimilarName council={other} inline />,
  }));
  const isCompared = similar.some(({ missing }) => missing.length < FEATURES.length);
  const { niceName } = council;
  if (own.length > 0) {
    return (
      <>
        <section class="wm-sec" aria-labelledby="notes">
          <SectionHeading id="notes">Case notes about {niceName}</SectionHeading>
          <NoteRows lines={own} />
          <WriteOne niceName={niceName}>Do you know of another?</WriteOne>
        </section>
        {others.length > 0 && (
          <section class="wm-sec" aria-labelledby="from-similar">
            <SectionHeading id="from-similar">From the councils most like it</SectionHeading>
            <NoteRows lines={others} />
          </section>
        )}
      </>
    );
  }
  if (others.length > 0) {
    return (
      <section class="wm-sec" aria-labelledby="from-similar">
        <SectionHeading id="from-similar">
          Nothing from {niceName} yet.{' '}
          {isCompared ? 'These councils are most like it' : 'From councils with the same duties'}
        </SectionHeading>
        {!isCompared && (
          <p>Neither its size nor anything else that councils are compared by is recorded, so that none is likest.</p>
        )}
        <NoteRows lines={others} />
        <WriteOne niceName={niceName}>Was something tried here, or decided against?</WriteOne>
      </section>
    );
  }
  return (
    <>
      <section class="wm-sec">
        <EmptyState
          title={`No case notes about ${niceName} yet`}
          action={
            <a class="govuk-link" href="/case-notes/new">
              Write the first case note
            </a>
          }
        >
          A case note says what a team here did, whether the service got worse and what it saved. One about a plan that
          was turned down is as welcome as one about a success.
        </EmptyState>
      </section>
    </>
  );
}

/** Notes with the council each is about, but for the one whose page it is. */
const linesFrom = (notes: Council['caseNotes'], own?: string) =>
  notes.map((note) => ({
    note,
    about: note.about.code !== own && (
      <span class="wm-kind">
        <a class="govuk-link" href={councilPath(note.about.code)}>
          {note.about.name}
        </a>
      </span>
    ),
  }));

function WriteOne({ niceName, children }: { niceName: string; children: ComponentChildren }): VNode {
  return (
    <p>
      {children}{' '}
      <a class="govuk-link" href="/case-notes/new">
        Write a case note<span class="govuk-visually-hidden"> about {niceName}</span>
      </a>{' '}
      or{' '}
      <a class="govuk-link" href="/questions/new">
        ask a question
      </a>
      .
    </p>
  );
}

function SimilarName({
  council,
  inline,
}: {
  council: Omit<SimilarCouncil, 'note' | 'questions' | 'isNearest'>;
  inline?: boolean;
}): VNode {
  const link = (
    <a class="govuk-link" href={councilPath(council.code)}>
      {council.name}
    </a>
  );
  // A fictional council's note says so itself.
  if (inline) {
    return (
      <>
        <span class="wm-kind">{link}</span>
        <span>{council.reason}</span>
      </>
    );
  }
  return (
    <>
      <h3 class="wm-row__t">{link}</h3>
      <p class="wm-meta">
        {council.fictional && <FictionalMark />}
        <span>{council.reason}</span>
      </p>
    </>
  );
}

/** Those most like it with the reasons in words, whatever else there is. */
function Similar({ similar, niceName }: { similar: readonly SimilarCouncil[]; niceName: string }): VNode | null {
  const nearest = similar.filter(({ isNearest }) => isNearest);
  if (nearest.length === 0) return null;
  return (
    <section class="wm-sec" aria-labelledby="similar">
      <SectionHeading id="similar">Councils most like {niceName}</SectionHeading>
      <ul class="wm-rows">
        {nearest.map((other) => (
          <li class="wm-row wm-row--tight" key={other.code}>
            <SimilarName council={other} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What people here and at similar councils ask and nobody has settled, as far as the reader may see it. */
function OpenQuestions({ council, similar }: { council: Council; similar: readonly SimilarCouncil[] }): VNode {
  const asked = [
    ...council.questions.map((question) => ({ question, by: null })),
    ...similar.flatMap(({ questions, ...by }) => questions.map((question) => ({ question, by }))),
  ];
  return (
    <section class="wm-sec" aria-labelledby="questions">
      <SectionHeading id="questions" link={{ href: '/questions', text: 'All questions' }}>
        Open questions
      </SectionHeading>
      {asked.length === 0 ? (
        <p class="wm-nil wm-mt-3">
          Nobody from {council.niceName} or a similar council has an open question that you can see.{' '}
          <a class="govuk-link" href="/questions/new">
            Ask the first
          </a>
          .
        </p>
      ) : (
        <ul class="wm-rows">
          {asked.slice(0, QUESTIONS_MAX).map(({ question, by }) => (
            <li class="wm-row wm-row--tight" key={question.id}>
              <h3 class="wm-row__t">
                <a class="govuk-link" href={addressOf('threads', question.id, question.title)}>
                  {question.title}
                </a>
              </h3>
              <p class="wm-meta">
                {question.fictional && <FictionalMark />}
                <span>
                  {by === null ? (
                    'Asked from here'
                  ) : (
                    <span>
                      Asked from{' '}
                      <a class="govuk-link" href={councilPath(by.code)}>
                        {by.niceName}
                      </a>
                      , a similar council
                    </span>
                  )}
                </span>
                <span>{day(question.askedOn)}</span>
                <span>{question.replies === 0 ? 'No reply yet' : count(question.replies, 'reply', 'replies')}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const QUESTIONS_MAX = 6;

function SpinOuts({ council: { spinOuts, niceName } }: { council: Council }): VNode {
  return (
    <section class="wm-sec" aria-labelledby="spin-outs">
      <SectionHeading id="spin-outs" link={{ href: '/spin-outs', text: 'All spin-outs' }}>
        Spin-outs from {niceName}
      </SectionHeading>
      {spinOuts.length > 0 ? (
        <SpinOutLines items={spinOuts} />
      ) : (
        <p class="wm-nil wm-mt-3">
          None recorded. If a service has left this council, or came back,{' '}
          <a class="govuk-link" href="/report#places">
            tell the data stewards
          </a>
          .
        </p>
      )}
    </section>
  );
}
