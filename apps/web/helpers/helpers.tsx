import { type VNode } from 'preact';
import { type Helper, type Helpers, type Question } from '#libs/helpers';
import { INVITATION_LIMITS } from '#libs/threads';
import { BackLink, Button, Checkboxes, EmptyState, FictionalMark, InsetText, Tag, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { SentInvitations } from '../parts/sent-invitations.tsx';
import { addressOf } from '../parts/words.ts';
import { elsewhere, HelperLines, ReasonWords, shownReasons } from './helper-lines.tsx';

export function HelpersPage({ question, helpers, advisers, sent, form }: Helpers & { form: Form }): VNode {
  const address = addressOf('threads', question.id, question.title);
  const left = INVITATION_LIMITS.waiting - sent.filter(({ state }) => state === 'waiting').length;
  return (
    <Layout title="Someone has done this" problems={form.problems}>
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Someone has done this</h1>
      <div class="wm-text">
        <p class="wm-lede">{question.title}</p>
        {question.open ? (
          <>
            {helpers.length > 0 && left > 0 && <AskThem {...{ question, helpers, form, left }} />}
            {helpers.length > 0 && left <= 0 && <Enough {...{ question, helpers, advisers, sent }} />}
            {helpers.length === 0 && <Nobody question={question} asked={sent.length > 0} />}
            {advisers.length > 0 && <Advisers {...{ question, advisers }} />}
          </>
        ) : (
          <InsetText>This discussion is closed, so nobody can be asked to answer it.</InsetText>
        )}
        {sent.length > 0 && <SentInvitations sent={sent} />}
        <p>
          <a class="govuk-link" href={`/threads/${question.id}/invite`}>
            Ask somebody else by name
          </a>
          <br />
          <a class="govuk-link" href="/people/how-helpers-are-chosen">
            How these people were chosen
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** Nobody more can be asked until one of those has answered. */
const Enough = (shown: Helpers): VNode => (
  <>
    <InsetText>
      You wait for {INVITATION_LIMITS.waiting} people here. You can ask another once one of them has answered, or after
      {INVITATION_LIMITS.days} days.
    </InsetText>
    <HelperLines {...shown} />
  </>
);

interface Asking extends Pick<Helpers, 'question' | 'helpers'> {
  form: Form;
  /** So many can be asked now. */
  left: number;
}

function AskThem({ question, helpers, form, left }: Asking): VNode {
  return (
    <form method="post" action={`/threads/${question.id}/helpers`} noValidate>
      <Once />
      {question.ownMask && (
        <p>They learn only the label that you ask under. Nobody who works where you work is among them.</p>
      )}
      <Checkboxes
        name="personIds"
        legend="Whom would you like to ask?"
        legendClass="govuk-fieldset__legend--m"
        hint={`${left === 1 ? 'Choose one person' : `Choose up to ${left}`}. They are told once; if they cannot answer, they say so to nobody.`}
        values={valuesOf(form, 'personIds')}
        error={problemWith(form, 'personIds')}
        items={helpers.map((who) => ({
          value: who.id,
          label: nameAndRole(who.name, who.practitionerRole),
          hint: <About who={who} question={question} />,
        }))}
      />
      <Textarea
        name="note"
        label="A few words to them (optional)"
        hint="They alone read this. One sentence is enough."
        rows={2}
        value={valueOf(form, 'note')}
        error={problemWith(form, 'note')}
      />
      <Button preventDoubleClick>Ask these people</Button>
    </form>
  );
}

function About({ who, question }: { who: Helper; question: Question }): VNode {
  const place = [who.jobTitle, who.organisation].filter(Boolean).join(', ');
  const other = elsewhere(who, question);
  const { facts, soon } = shownReasons(who, question);
  return (
    <>
      {place && (
        <span class="wm-source">
          {place} {who.fictional && <FictionalMark />}
        </span>
      )}
      <ul class="wm-reasons">
        {facts.map((reason) => (
          <li key={reason.code}>
            <ReasonWords {...reason} />
          </li>
        ))}
      </ul>
      <span class="wm-meta">
        {who.colleague && <span>works where you work</span>}
        {other && <span>from another service: {other}</span>}
        {soon && <span>{soon}</span>}
        {who.saysLimited && <span>has little time</span>}
        {!place && who.fictional && <FictionalMark />}
        <a class="govuk-link" href={addressOf('people', who.id, who.name)}>
          Profile<span class="govuk-visually-hidden"> of {nameAndRole(who.name, who.practitionerRole)}</span>
        </a>
      </span>
    </>
  );
}

function Nobody({ question, asked }: { question: Helpers['question']; asked: boolean }): VNode {
  const untold = question.topics.length === 0 || question.serviceAreas.length === 0;
  return (
    <EmptyState
      title={asked ? 'Nobody else is left to suggest' : 'Nobody is found yet'}
      action={
        <a class="govuk-link" href={question.own && untold ? `/threads/${question.id}/edit` : '/people/peers'}>
          {question.own && untold ? 'Say what your question is about' : 'Look for someone who has done it'}
        </a>
      }
    >
      Who wrote about this, answered such questions or offers help with it would stand here, if they can be asked now.
    </EmptyState>
  );
}

function Advisers({ question, advisers }: Pick<Helpers, 'question' | 'advisers'>): VNode {
  return (
    <section aria-labelledby="advisers">
      <h2 class="govuk-heading-m" id="advisers">
        Paid advisers who know this
      </h2>
      <p>They sell advice, so they are never among the people above.</p>
      <ul class="wm-plain wm-lines">
        {advisers.map((who) => (
          <li key={who.id}>
            <a class="govuk-link" href={addressOf('people', who.id, who.name)}>
              {nameAndRole(who.name, who.practitionerRole)}
            </a>{' '}
            <Tag>Paid adviser</Tag> {who.fictional && <FictionalMark />}
            <span class="wm-nil">
              {' '}
              {shownReasons(who, question)
                .facts.slice(0, 2)
                .map(({ text }) => text)
                .join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
