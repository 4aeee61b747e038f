import { type VNode } from 'preact';
import { CHALLENGE_OUTCOMES, type ChallengeRow, type FactPage, kindOf } from '#libs/spin-out-facts';
import { BackLink, Button, Details, Radios, SectionHeading, SummaryList, Tag, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once } from '../parts/once.tsx';
import { choicesOf } from '../parts/subject-fields.tsx';
import { day, dayAndTime } from '../parts/words.ts';
import { detailRows, Provenance, whenInWords } from './spin-out-fact-words.tsx';

export interface SpinOutFactView {
  fact: FactPage;
  canEdit: boolean;
  canChallenge: boolean;
  challenge: Form;
  /** The form of one challenge, by its id. */
  answer: { id: string; form: Form } | null;
}

export function SpinOutFactPage({ fact, canEdit, canChallenge, challenge, answer }: SpinOutFactView): VNode {
  const { spinOut } = fact;
  const list = `/spin-outs/${spinOut.id}/facts`;
  const address = `${list}/${fact.id}`;
  const title = kindOf(fact.kind).label;
  return (
    <Layout title={`${title} of ${spinOut.name}`} problems={[...challenge.problems, ...(answer?.form.problems ?? [])]}>
      <BackLink href={`${list}#${fact.kind}`}>All that is on record</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="wm-lede">{whenInWords(fact)}</p>
      <SummaryList rows={detailRows(fact)} />
      {fact.note && <p class="wm-text">{fact.note}</p>}
      <Provenance fact={fact} />
      {canEdit && (
        <div class="govuk-button-group wm-mt-3">
          <Button look="secondary" href={`${address}/edit`}>
            Change this
          </Button>
          <Details summary="Remove this">
            <p>It disappears from every page. The log keeps what it said.</p>
            <form method="post" action={`${address}/remove`}>
              <Button look="warning" preventDoubleClick>
                Remove
              </Button>
            </form>
          </Details>
        </div>
      )}
      <section class="wm-sec wm-mt-6" aria-labelledby="challenges">
        <SectionHeading id="challenges">Is this wrong?</SectionHeading>
        {fact.challenges.map((row) => (
          <Challenge
            key={row.id}
            challenge={row}
            action={canEdit && !row.own && row.outcome === null ? `${address}/challenges/${row.id}/answer` : null}
            form={answer?.id === row.id ? answer.form : { values: {}, problems: [] }}
          />
        ))}
        <Raise address={address} canChallenge={canChallenge} fact={fact} form={challenge} />
      </section>
      <section class="wm-sec wm-mt-6" aria-labelledby="history">
        <SectionHeading id="history">History</SectionHeading>
        <ul class="govuk-list wm-mt-3">
          {fact.log.map((entry) => (
            <li key={entry.id}>
              {entry.what === 'recorded' ? 'Recorded' : 'Changed'} {entry.by ? `by ${entry.by} ` : ''}on{' '}
              <time dateTime={entry.at.toISOString()}>{dayAndTime(entry.at)}</time>
              {entry.was && <Before fact={fact} was={entry.was} />}
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}

/** For its editors: what a change took away or overwrote. */
function Before({ fact, was }: { fact: FactPage; was: NonNullable<FactPage['log'][number]['was']> }): VNode {
  const { fromOn, toOn, note, source } = was;
  return (
    <Details summary="What it said before">
      <SummaryList
        rows={[
          { key: 'When', value: whenInWords({ kind: fact.kind, fromOn, toOn: toOn ?? null }) },
          ...detailRows({ ...fact, details: was }),
          note ? { key: 'Note', value: note } : null,
          { key: 'Source', value: source },
        ]}
      />
    </Details>
  );
}

function Challenge({ challenge, action, form }: { challenge: ChallengeRow; action: string | null; form: Form }): VNode {
  const { reason, raisedAt, challenger, outcome, answer, answeredBy, answeredAt, own } = challenge;
  return (
    <article class="wm-mt-3">
      <h3 class="govuk-heading-s">
        {own ? 'You' : (challenger?.name ?? 'A member')} challenged this on {day(raisedAt)}{' '}
        {outcome === null && <Tag>Waits for an answer</Tag>}
      </h3>
      <p class="wm-text">{reason}</p>
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

function Raise({
  address,
  canChallenge,
  fact,
  form,
}: {
  address: string;
  canChallenge: boolean;
  fact: FactPage;
  form: Form;
}): VNode | null {
  if (!canChallenge) {
    return (
      <p class="wm-mt-3">
        <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(address)}`}>
          Sign in
        </a>{' '}
        to say what is wrong with it.
      </p>
    );
  }
  if (fact.challenges.some(({ own, outcome }) => own && outcome === null)) {
    return <p class="wm-mt-3">You can challenge it again when your challenge has an answer.</p>;
  }
  return (
    <form class="wm-text wm-mt-3" method="post" action={`${address}/challenges`} noValidate>
      <Once />
      <Textarea
        name="reason"
        label="What is wrong, and how do you know?"
        hint="The editors of this spin-out and the data stewards see this and answer. Others do not see it."
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
