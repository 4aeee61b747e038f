import { type VNode } from 'preact';
import { type TriedResult } from '#libs/threads';
import { BackLink, Button, Icon } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

interface OutcomeAnswer {
  id: string;
  number: number;
  /** "Dee, finance lead". */
  heading: string;
  name: string;
  /** How it begins. */
  excerpt: string;
  on: string;
  href: string;
  accepted: boolean;
  /** The asker's own answer: it can be accepted, and not tried. */
  own: boolean;
  mine: TriedResult | null;
}

export interface OutcomeView {
  id: string;
  title: string;
  address: string;
  answers: readonly OutcomeAnswer[];
}

const WORDS: readonly (readonly [TriedResult, string])[] = [
  ['worked', 'Worked'],
  ['partly', 'Partly'],
  ['failed', 'Failed'],
];

/** For who asked: what came of each answer, in one press. Where the question of 30 days later leads. */
export function OutcomePage({ id, title, address, answers }: OutcomeView): VNode {
  return (
    <Layout title={`What came of it? ${title}`} noIndex>
      <BackLink href={address}>Back to the question</BackLink>
      <h1 class="govuk-heading-l">What came of it?</h1>
      <p>
        You asked “{title}”. Say of each answer that you tried whether it worked. That it failed helps others as much.
      </p>
      {answers.length === 0 && <p class="wm-nil">There are no answers yet.</p>}
      <ol class="wm-rows">
        {answers.map((answer) => (
          <li class="wm-row" key={answer.id}>
            <h2 class="wm-row__t">
              <a class="govuk-link" href={answer.href}>
                {answer.heading}
              </a>
            </h2>
            <p class="wm-row__x">{answer.excerpt}</p>
            <p class="wm-meta">
              <span>{answer.on}</span>
              {answer.accepted && (
                <span>
                  <Icon name="tick" /> You accepted it
                </span>
              )}
            </p>
            <div class="wm-outcome">
              {!answer.own &&
                WORDS.map(([result, word]) => (
                  <Tried answer={answer} result={result} word={word} thread={id} key={result} />
                ))}
              <form method="post" action={`/threads/${id}/accept`}>
                <input type="hidden" name="postId" value={answer.id} />
                <input type="hidden" name="accepted" value={answer.accepted ? 'no' : 'yes'} />
                <button class="wm-linkbtn" type="submit">
                  {answer.accepted ? 'No longer accept' : 'Accept this answer'}
                  <span class="govuk-visually-hidden"> by {answer.name}</span>
                </button>
              </form>
            </div>
          </li>
        ))}
      </ol>
    </Layout>
  );
}

function Tried({
  answer,
  result,
  word,
  thread,
}: {
  answer: OutcomeAnswer;
  result: TriedResult;
  word: string;
  thread: string;
}): VNode {
  const chosen = answer.mine === result;
  return (
    <form method="post" action={`/posts/${answer.id}/tried`}>
      <input type="hidden" name="result" value={result} />
      <input type="hidden" name="fromProfile" value="yes" />
      <input type="hidden" name="back" value={thread} />
      <Button look={chosen ? undefined : 'secondary'} small attributes={chosen ? { 'aria-pressed': 'true' } : {}}>
        {word}
        <span class="govuk-visually-hidden">: the answer by {answer.name}</span>
      </Button>
    </form>
  );
}
