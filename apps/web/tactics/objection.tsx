import { type VNode } from 'preact';
import { ANSWER_SIDES, type AnswerSide, OBJECTION_RESULTS, type ObjectionPage, shareAccepted } from '#libs/tactics';
import { Breadcrumbs, FictionalMark, Icon, SectionHeading } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { CaseCard } from '../parts/verdict.tsx';
import { addressOf, count } from '../parts/words.ts';
import { About, Paragraphs, StatusTag } from './about.tsx';
import { FailsMark, TallyLine } from './tally.tsx';

export function ObjectionPageView({ objection }: { objection: ObjectionPage }): VNode {
  const { title, behind, lang, fictional, status, tactics } = objection;
  return (
    <Layout title={title} description={behind.slice(0, 200)} canonical={addressOf('objections', objection.id, title)}>
      <Breadcrumbs items={[{ text: 'Objections', href: '/objections' }]} />
      <div class="wm-cols">
        <article lang={lang === 'en' ? undefined : lang}>
          <p class="wm-row__k">
            <span class="wm-kind">
              <Icon name="chat" />
              Objection
            </span>
            <StatusTag status={status} />
            {fictional && <FictionalMark />}
          </p>
          <h1 class="govuk-heading-xl wm-headline">{title}</h1>
          <section class="wm-sec wm-text" aria-labelledby="behind">
            <SectionHeading id="behind">What is behind it</SectionHeading>
            <Paragraphs text={behind} />
          </section>
          {(['for', 'against'] as const).map((side) => (
            <Side key={side} side={side} objection={objection} />
          ))}
          {tactics.length > 0 && (
            <section class="wm-sec" aria-labelledby="tactics">
              <SectionHeading id="tactics">Tactics that answer it</SectionHeading>
              <ul class="wm-plain wm-lines">
                {tactics.map((tactic) => (
                  <li key={tactic.id}>
                    <a class="govuk-link" href={addressOf('tactics', tactic.id, tactic.title)}>
                      {tactic.title}
                    </a>
                    <p class="wm-meta">
                      <FailsMark tried={tactic.tried} />
                      <TallyLine tried={tactic.tried} />
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Meetings objection={objection} />
        </article>
        <aside aria-label="About this objection">
          <About section="objections" of={objection} />
        </aside>
      </div>
    </Layout>
  );
}

function Side({ side, objection }: { side: AnswerSide; objection: ObjectionPage }): VNode {
  const answers = objection.answers.filter((answer) => answer.side === side);
  return (
    <section class="wm-sec wm-text" aria-labelledby={`side-${side}`}>
      <SectionHeading id={`side-${side}`}>{ANSWER_SIDES[side]}</SectionHeading>
      {answers.length === 0 && <p class="wm-nil">Nothing is written on this side yet.</p>}
      <ul class="wm-plain wm-lines">
        {answers.map(({ text }, i) => (
          <li key={i}>
            <Paragraphs text={text} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Meetings({ objection: { meetings, results } }: { objection: ObjectionPage }): VNode | null {
  if (meetings.length === 0) return null;
  const share = shareAccepted(results);
  return (
    <section class="wm-sec" aria-labelledby="met">
      <SectionHeading id="met">Where it was met</SectionHeading>
      <p>
        {share === null
          ? 'In too few case notes to tell a share.'
          : `In ${count(meetings.length, 'case note')}; the answer was accepted in ${share} % of them.`}
      </p>
      <ul class="wm-plain wm-lines">
        {meetings.map(({ result, note, caseNote }) => (
          <li key={caseNote.id}>
            <p class="wm-m-0">
              <b>{OBJECTION_RESULTS[result]}.</b> {note}
            </p>
            <div class="wm-mt-2">
              <CaseCard note={caseNote} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
