import { type VNode } from 'preact';
import { type Reader } from '#libs/people';
import { CHALLENGE_OUTCOMES, type ChallengeRow, challengesPolicy, EDITORS_DAYS } from '#libs/spin-out-facts';
import { Button, Radios, SectionHeading, Tag, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Once } from '../parts/once.tsx';
import { choicesOf } from '../parts/subject-fields.tsx';
import { day } from '../parts/words.ts';

interface ChallengesView {
  /** Of the entry; what is posted goes below it. */
  address: string;
  spinOutId: string;
  challenges: readonly ChallengeRow[];
  reader: Reader;
  challenge: Form;
  /** The form of one challenge, by its id. */
  answer: { id: string; form: Form } | null;
}

/** Who says that an entry is wrong, what came of it, and the forms to say so and to answer. */
export function Challenges(view: ChallengesView): VNode {
  const { address, spinOutId, challenges, reader, answer } = view;
  const mayAnswer = ({ own, outcome, raisedAt }: ChallengeRow): boolean =>
    !own && outcome === null && challengesPolicy.canAnswer(reader, spinOutId, raisedAt);
  return (
    <section class="wm-sec wm-mt-6" aria-labelledby="challenges">
      <SectionHeading id="challenges">Is this wrong?</SectionHeading>
      {challenges.map((row) => (
        <Challenge
          key={row.id}
          challenge={row}
          action={mayAnswer(row) ? `${address}/challenges/${row.id}/answer` : null}
          form={answer?.id === row.id ? answer.form : { values: {}, problems: [] }}
        />
      ))}
      <Raise {...view} />
    </section>
  );
}

function Challenge({ challenge, action, form }: { challenge: ChallengeRow; action: string | null; form: Form }): VNode {
  const { reason, raisedAt, challenger, outcome, answer, answeredBy, answeredAt, own } = challenge;
  const editorsUntil = challengesPolicy.editorsUntil(raisedAt);
  return (
    <article class="wm-mt-3">
      <h3 class="govuk-heading-s">
        {own ? 'You' : (challenger?.name ?? 'A member')} challenged this on {day(raisedAt)}{' '}
        {outcome === null && <Tag>Waits for an answer</Tag>}
      </h3>
      <p class="wm-text">{reason}</p>
      {outcome === null && (
        <p class="wm-meta">
          <span>
            {editorsUntil <= new Date()
              ? `Its editors did not answer by ${day(editorsUntil)}. Moderators and data stewards decide now.`
              : `Its editors have until ${day(editorsUntil)}. After that, moderators decide.`}
          </span>
        </p>
      )}
      {outcome !== null && (
        <p class="wm-text">
          <b>{CHALLENGE_OUTCOMES[outcome]}.</b> {answer}{' '}
          <span class="wm-nil">
            ({answeredBy ?? 'An editor'}
            {answeredAt && `, ${day(answeredAt)}`})
          </span>
        </p>
      )}
      {action !== null && (
        <form class="wm-text" method="post" action={action} noValidate>
          <Radios
            name="outcome"
            id={form.problems.length > 0 ? 'outcome' : `outcome-${challenge.id}`}
            legend="Was it wrong?"
            hint="Change or remove the entry first, if it was"
            items={choicesOf(CHALLENGE_OUTCOMES)}
            value={valueOf(form, 'outcome')}
            error={problemWith(form, 'outcome')}
            small
          />
          <Textarea
            name="answer"
            id={form.problems.length > 0 ? 'answer' : `answer-${challenge.id}`}
            label="Answer"
            rows={3}
            value={valueOf(form, 'answer')}
            error={problemWith(form, 'answer')}
          />
          <Button preventDoubleClick>Answer</Button>
        </form>
      )}
    </article>
  );
}

function Raise({ address, reader, challenges, challenge: form }: ChallengesView): VNode | null {
  if (reader.personId === null) {
    return (
      <p class="wm-mt-3">
        <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(address)}`}>
          Sign in
        </a>{' '}
        to say what is wrong with it.
      </p>
    );
  }
  if (challenges.some(({ own, outcome }) => own && outcome === null)) {
    return <p class="wm-mt-3">You can challenge it again when your challenge has an answer.</p>;
  }
  return (
    <form class="wm-text wm-mt-3" method="post" action={`${address}/challenges`} noValidate>
      <Once />
      <Textarea
        name="reason"
        label="What is wrong, and how do you know?"
        hint={`Its editors see this and have ${EDITORS_DAYS} days to answer; then moderators decide. Data stewards see it too, nobody else.`}
        rows={3}
        value={valueOf(form, 'reason')}
        error={problemWith(form, 'reason')}
      />
      <Button look="secondary" preventDoubleClick>
        Challenge this
      </Button>
    </form>
  );
}
