import { type VNode } from 'preact';
import { type FrontRow } from '#libs/home';
import { labelOf, SERVICE_AREAS, STAGE_GROUPS, STAGES } from '#libs/taxonomy';
import { FictionalMark, Icon } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, day, number } from '../parts/words.ts';
import { useShell } from '../shell.ts';
import { NoteLine } from './note-line.tsx';

/** For who is not signed in: what this is, what others are doing, and one thing to do for each kind of visitor. */
export function FrontPage(view: FrontRow): VNode {
  return (
    <Layout
      title="Someone has walked this path before you"
      description="The knowledge network for UK public service mutuals: what staff-led spin-outs did, what it saved, what got worse, and people to ask."
      styles={['home.css']}
      hero={<Hero />}
      canonical="/"
      withoutSearch
    >
      <Doors />
      <section class="wm-sec">
        <div class="wm-sec__h">
          <h2 class="govuk-heading-m">One that worked, one that did not, one still open</h2>
          <a class="govuk-link" href="/case-notes">
            {view.noteCount && view.noteCount > 1 ? `All ${number(view.noteCount)} case notes` : 'All case notes'}
          </a>
        </div>
        <ul class="wm-rows">
          {view.worked && <NoteLine note={view.worked} />}
          {view.failed && <NoteLine note={view.failed} />}
          {view.open ? (
            <li class="wm-row wm-row--wide">
              <div>
                <p class="wm-row__k">
                  <span class="wm-kind">
                    <Icon name="chat" />
                    Question, no answer yet
                  </span>
                  {view.open.fictional && <FictionalMark />}
                  {view.open.serviceAreas.slice(0, 1).map((code) => (
                    <span key={code}>{labelOf(SERVICE_AREAS, code)}</span>
                  ))}
                  <span>asked {day(new Date(view.open.at))}</span>
                </p>
                <h3 class="wm-row__t">
                  <a class="govuk-link" href={addressOf('threads', view.open.id, view.open.title)}>
                    {view.open.title}
                  </a>
                </h3>
              </div>
              <p class="wm-m-0">
                Nobody has answered yet.{' '}
                <a class="govuk-link" href={addressOf('threads', view.open.id, view.open.title)}>
                  Can you?
                </a>
              </p>
            </li>
          ) : (
            <li class="wm-row">
              <p class="wm-m-0">
                Open questions are for members.{' '}
                <a class="govuk-link" href="/sign-up">
                  Join to read and answer them
                </a>
              </p>
            </li>
          )}
        </ul>
      </section>
      <Path stages={view.stages ?? {}} />
    </Layout>
  );
}

function Hero(): VNode {
  const { demo } = useShell();
  return (
    <section class="wm-hero" aria-label="Welcome">
      <div class="govuk-width-container wm-hero__in">
        <div>
          <h1 class="govuk-heading-xl">Someone has walked this path before you</h1>
          <p class="wm-lede">
            Staff who took a public service out of a council or the NHS write down here what worked, what failed and
            what it cost. Read their notes, or ask them.
          </p>
          <form action="/search" method="get" role="search">
            <label for="hq">What are you trying to find out?</label>
            <div class="wm-find">
              <input type="search" id="hq" name="q" autocomplete="off" maxLength={300} />
              <button type="submit">
                <Icon name="find" />
                Search
              </button>
            </div>
          </form>
          <p class="wm-mt-3 wm-mb-0">
            Try <a href="/search?q=library+mutual+savings">library mutual savings</a>,{' '}
            <a href="/search?q=pension+bond">pension bond</a> or{' '}
            <a href="/search?q=mutuals+on+one+page">mutuals on one page</a>
          </p>
        </div>
        <ol class="wm-story" aria-label="How one question was answered">
          <li class="is-walked">
            <b>A founder asks {demo && <FictionalMark />}</b>
            <span>How do we avoid a pension bond that we cannot pay?</span>
          </li>
          <li class="is-walked">
            <b>A finance lead answers</b>
            <span>“Ask for pass-through instead.” She cites a case note with the figures.</span>
          </li>
          <li>
            <b>It becomes guidance</b>
            <span>A moderator checks it, keeps the credit, and says until when it is good.</span>
          </li>
          <li>
            <b>Next</b>
            <span>Your council?</span>
          </li>
        </ol>
      </div>
    </section>
  );
}

function Doors(): VNode {
  return (
    <ul class="wm-doors wm-mt-4">
      <li>
        <h2 class="govuk-heading-m">You work for a council</h2>
        <p>Find a case from a council like yours, with the outcome and the saving stated first.</p>
        <a href="/councils" class="govuk-button govuk-button--secondary">
          Find your council
        </a>
      </li>
      <li>
        <h2 class="govuk-heading-m">You want to spin out</h2>
        <p>Ask people who did it: what they tried, what it cost, and what they would not do again.</p>
        <a href="/questions/new" class="govuk-button">
          Ask a question
        </a>
      </li>
      <li>
        <h2 class="govuk-heading-m">You run a mutual</h2>
        <p>Write down what happened, also what went wrong, so that the next team need not start alone.</p>
        <a href="/case-notes/new" class="govuk-button govuk-button--secondary">
          Write a case note
        </a>
      </li>
    </ul>
  );
}

const SHORT: Readonly<Record<string, string>> = {
  'trading-early': 'First two years',
  'trading-established': 'Established',
  're-procurement': 'Re-procurement',
  growth: 'Growth or merger',
  ended: 'Closed, insourced, sold',
};

/** The thirteen stages in five legs, each with how much there is. */
function Path({ stages }: { stages: Record<string, number> }): VNode {
  return (
    <section>
      <h2 class="govuk-heading-m wm-mb-1">Where are you on the path?</h2>
      <p class="wm-m-0">
        Thirteen stages, from an idea to renewal or an ending. Each holds case notes, questions and guidance.
      </p>
      <ol class="wm-route">
        {STAGE_GROUPS.map((group) => (
          <li key={group.label}>
            <h3 class="govuk-heading-s">{group.label}</h3>
            <ul>
              {group.stages.map((code) => (
                <li key={code}>
                  <a class="govuk-link" href={`/search?stage=${code}`}>
                    {SHORT[code] ?? labelOf(STAGES, code)}
                  </a>{' '}
                  <span>
                    {number(stages[code] ?? 0)}
                    <span class="govuk-visually-hidden"> items</span>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
