import { type VNode } from 'preact';
import { type IntroductionRow, type IntroductionState } from '#libs/peers';
import { type PersonRow } from '#libs/people';
import { BackLink, Button, ButtonGroup, EmptyState, FictionalMark, Pagination, Radios, Tag, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Face, nameAndRole, shortName } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { addressOf, day } from '../parts/words.ts';

export function AskIntroductionPage({ person, form }: { person: PersonRow; form: Form }): VNode {
  const name = shortName(person.name);
  return (
    <Layout title={`Ask to talk to ${name}`} problems={form.problems}>
      <BackLink href={addressOf('people', person.id, person.name)}>Back to {name}</BackLink>
      <h1 class="govuk-heading-l">Ask to talk to {nameAndRole(person.name, person.practitionerRole)}</h1>
      <div class="wm-form">
        <p>
          {name} reads what you write here and decides. If they agree, you both see the email address that the other
          signs in with. If they do not, or say nothing for 14 days, neither of you sees anything.
        </p>
        <form method="post" action={`/people/${person.id}/introduction`} noValidate>
          <Once />
          <Textarea
            name="reason"
            label="Why would you like to talk?"
            labelClass="govuk-label--m"
            hint="Say what you are deciding, by when, and why you think of them. Two sentences are enough."
            rows={5}
            value={valueOf(form, 'reason')}
            error={problemWith(form, 'reason')}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Ask {name}</Button>
            <a class="govuk-link" href={addressOf('people', person.id, person.name)}>
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}

const TAGS: Readonly<Record<IntroductionState, string>> = {
  open: 'Waiting for an answer',
  agreed: 'Agreed',
  declined: 'Declined',
  'no-answer': 'No answer in 14 days',
  withdrawn: 'Taken back',
};

/** What the state means for who reads it: who asked, and who was asked. */
const STANDING: Readonly<
  Record<IntroductionState, (row: IntroductionRow, name: string) => [asker: string, asked: string]>
> = {
  open: ({ expiresAt }, name) => [
    `${name} has not answered yet. They have until ${day(expiresAt)}.`,
    `Answer by ${day(expiresAt)}. After that the request ends by itself, and ${name} sees that it did.`,
  ],
  agreed: ({ answeredAt }) => {
    const words = `You both agreed${answeredAt ? ` on ${day(answeredAt)}` : ''}. You can write to each other.`;
    return [words, words];
  },
  declined: (_row, name) => [
    `${name} cannot take this on now. Nobody else can see this.`,
    `You declined. ${name} sees that, and nobody else does.`,
  ],
  'no-answer': (_row, name) => [
    `${name} did not answer within 14 days, so the request has ended. You can ask again, or ask somebody else.`,
    'You did not answer within 14 days, so the request has ended.',
  ],
  withdrawn: (_row, name) => [`You took this back. ${name} does not see it any more.`, 'This was taken back.'],
};

export function IntroductionPage({ introduction, form }: { introduction: IntroductionRow; form: Form }): VNode {
  const { id, mine, personId, personName, practitionerRole, fictional, reason, state, answerNote, email } =
    introduction;
  const name = shortName(personName);
  return (
    <Layout
      title={mine ? `You asked to talk to ${name}` : `${name} would like to talk to you`}
      problems={form.problems}
    >
      <BackLink href="/introductions">Back to introductions</BackLink>
      <h1 class="govuk-heading-l">{mine ? `You asked to talk to ${name}` : `${name} would like to talk to you`}</h1>
      <div class="wm-form">
        <p class="wm-meta">
          <Tag>{TAGS[state]}</Tag>
          <a class="govuk-link" href={addressOf('people', personId, personName)}>
            {nameAndRole(personName, practitionerRole)}
          </a>
          <span>asked {day(introduction.createdAt)}</span>
          {fictional && <FictionalMark />}
        </p>
        <p>{STANDING[state](introduction, name)[mine ? 0 : 1]}</p>
        <h2 class="govuk-heading-s">{mine ? 'What you wrote' : `What ${name} wrote`}</h2>
        <p class="wm-quote wm-preline">{reason}</p>
        {answerNote && (
          <>
            <h2 class="govuk-heading-s">{mine ? `What ${name} answered` : 'What you answered'}</h2>
            <p class="wm-quote wm-preline">{answerNote}</p>
          </>
        )}
        {email && (
          <p class="wm-box wm-box--tint">
            {name}’s email address:{' '}
            <a class="govuk-link" href={`mailto:${email}`}>
              {email}
            </a>
          </p>
        )}
        {!mine && state === 'open' && <AnswerForm id={id} name={name} form={form} />}
        {mine && state === 'open' && (
          <form method="post" action={`/introductions/${id}/withdraw`}>
            <Button look="secondary">Take this back</Button>
          </form>
        )}
      </div>
    </Layout>
  );
}

function AnswerForm({ id, name, form }: { id: string; name: string; form: Form }): VNode {
  return (
    <form method="post" action={`/introductions/${id}/answer`} noValidate>
      <Radios
        name="answer"
        legend="Do you agree to talk?"
        legendClass="govuk-fieldset__legend--m"
        value={valueOf(form, 'answer')}
        error={problemWith(form, 'answer')}
        items={[
          { value: 'agreed', label: 'Yes', hint: `${name} and you see each other’s email address` },
          {
            value: 'declined',
            label: 'Not now',
            hint: `${name} is told that it was answered, and sees nothing of yours`,
          },
        ]}
      />
      <Textarea
        name="note"
        label={`A few words to ${name} (optional)`}
        rows={3}
        value={valueOf(form, 'note')}
        error={problemWith(form, 'note')}
      />
      <Button preventDoubleClick>Answer</Button>
    </form>
  );
}

export function IntroductionsPage({ items, next }: { items: readonly IntroductionRow[]; next: string | null }): VNode {
  return (
    <Layout title="Introductions">
      <BackLink href="/people">Back to people</BackLink>
      <h1 class="govuk-heading-l">Introductions</h1>
      <p class="wm-lede">Who you asked to talk to, and who asked you. Only the two of you see each of these.</p>
      {items.length === 0 ? (
        <EmptyState
          title="No introductions yet"
          action={
            <a class="govuk-link" href="/people/peers">
              Find someone who has done it
            </a>
          }
        >
          A request to talk, and what came of it, would stand here.
        </EmptyState>
      ) : (
        <ul class="wm-plain wm-mb-6">
          {items.map((introduction) => (
            <li class="wm-who" key={introduction.id}>
              <Face name={introduction.personName} />
              <div>
                <h2 class="wm-row__t">
                  <a class="govuk-link" href={`/introductions/${introduction.id}`}>
                    {introduction.mine
                      ? `You asked ${nameAndRole(introduction.personName, introduction.practitionerRole)}`
                      : `${nameAndRole(introduction.personName, introduction.practitionerRole)}, asked you`}
                  </a>
                </h2>
                <p class="wm-meta">
                  <Tag>{TAGS[introduction.state]}</Tag>
                  <span>{day(introduction.createdAt)}</span>
                  {introduction.fictional && <FictionalMark />}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {next && <Pagination next={{ href: `/introductions?after=${next}` }} />}
    </Layout>
  );
}
