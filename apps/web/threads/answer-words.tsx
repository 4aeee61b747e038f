import { type VNode } from 'preact';
import { type Tried, TRIED_RESULTS, triedByAny } from '#libs/threads';
import { Button, Details, FictionalMark, Icon, Input, Radios, Tag, Textarea } from '#libs/ui';
import { choicesOf } from '../parts/subject-fields.tsx';
import { cellsOf, type MarkView, type SaidView, triedWords, type TryView } from './answer-words.view.ts';

interface AnswerWordsProps {
  id: string;
  number: number;
  name: string;
  said: SaidView;
  /** May say what came of it. */
  canTry: boolean;
  /** May warn of it, or remove what others say. */
  canMark: boolean;
  /** The reader asked this under a mask. */
  masked: boolean;
}

/** What members say of an answer: what they warn of, what came of it for them, and where the reader says so too. */
export function AnswerWords({ id, number, name, said, canTry, canMark, masked }: AnswerWordsProps): VNode {
  const all = `/posts/${id}/tried`;
  return (
    <>
      {said.failedForMost && (
        <p class="wm-said__most">
          <Icon name="flag" />
          It failed for most of those who tried it.
        </p>
      )}
      {said.marks.length > 0 && (
        <ul class="wm-plain wm-said__marks">
          {said.marks.map((mark) => (
            <li key={mark.id}>
              <Mark mark={mark} />
            </li>
          ))}
        </ul>
      )}
      {said.marks.length > 0 && (canMark || said.moreMarks > 0) && (
        <p class="wm-nil">
          <a class="govuk-link" href={`/posts/${id}/marks`}>
            {said.moreMarks > 0 ? `All ${said.marks.length + said.moreMarks} marks` : 'Answer or take back a mark'}
            <span class="govuk-visually-hidden"> of the answer by {name}</span>
          </a>
        </p>
      )}
      {triedByAny(said.tried) > 0 && (
        <>
          <TriedBar tried={said.tried} />
          <Details
            class="wm-said__who"
            summary={
              <>
                Who tried it, and where<span class="govuk-visually-hidden">: answer by {name}</span>
              </>
            }
          >
            <Tries tries={said.tries} />
            {said.more > 0 && (
              <p>
                <a class="govuk-link" href={all}>
                  All {said.tries.length + said.more}
                  <span class="govuk-visually-hidden"> who tried the answer by {name}</span>
                </a>
              </p>
            )}
          </Details>
        </>
      )}
      {canTry && said.mine !== null && (
        <p class="wm-said__mine">
          You said: {said.mine}.{' '}
          <a class="govuk-link" href={all}>
            Change or take back<span class="govuk-visually-hidden"> what you said of the answer by {name}</span>
          </a>
        </p>
      )}
      {canTry && said.mine === null && <TryIt id={id} number={number} name={name} tried={said.tried} masked={masked} />}
    </>
  );
}

/** The counts, in words and as a bar. */
export function TriedBar({ tried }: { tried: Tried }): VNode {
  const [worked, partly, failed] = triedWords(tried);
  return (
    <div class="wm-tried">
      <div class="wm-tried__bar" aria-hidden="true">
        {cellsOf(tried).map((of, i) => (
          <i class={of} key={i} />
        ))}
      </div>
      <ul class="wm-key">
        <li>
          <i class="w" aria-hidden="true" />
          {worked}
        </li>
        <li>
          <i class="p" aria-hidden="true" />
          {partly}
        </li>
        <li>
          <i class="f" aria-hidden="true" />
          {failed}
        </li>
      </ul>
    </div>
  );
}

/** One line each: what came of it, for whom, where. */
const Tries = ({ tries }: { tries: readonly TryView[] }): VNode => (
  <ul class="wm-plain wm-lines">
    {tries.map((one) => (
      <li key={one.id}>
        <TryLine one={one} />
      </li>
    ))}
  </ul>
);

export const TryLine = ({ one: { result, who, where, note, on, fictional } }: { one: TryView }): VNode => (
  <>
    <b>{result}.</b> {note && <>{note} </>}
    <span class="wm-meta">
      <span>{who}</span>
      {where && <span>{where}</span>}
      <span>said on {on}</span>
      {fictional && <FictionalMark />}
    </span>
  </>
);

export const Mark = ({ mark: { kind, comment, who, on, fictional, editedSince } }: { mark: MarkView }): VNode => (
  <div class="wm-said__mark">
    <p>
      <Tag class="govuk-tag--yellow">{kind}</Tag> {comment}
    </p>
    <p class="wm-meta">
      <span>{who}</span>
      <span>said on {on}</span>
      {fictional && <FictionalMark />}
      {editedSince !== null && <span>The author has changed the answer since, on {editedSince}</span>}
    </p>
  </div>
);

/** The short form, in the post itself: the long one has a page of its own. */
function TryIt({
  id,
  number,
  name,
  tried,
  masked,
}: Pick<AnswerWordsProps, 'id' | 'number' | 'name' | 'masked'> & { tried: Tried }): VNode {
  return (
    <Details
      class="wm-said__try"
      summary={
        <>
          {triedByAny(tried) === 0 ? 'Nobody has said yet that they tried this. Have you?' : 'Have you tried it too?'}
          <span class="govuk-visually-hidden"> Answer by {name}</span>
        </>
      }
    >
      <form method="post" action={`/posts/${id}/tried`}>
        <input type="hidden" name="fromProfile" value="yes" />
        <Radios
          name="result"
          id={`tried-${number}`}
          legend="What came of it for you?"
          legendClass="govuk-fieldset__legend--s"
          small
          items={choicesOf(TRIED_RESULTS)}
        />
        <Textarea
          name="note"
          id={`tried-${number}-note`}
          label="What happened, in a sentence (optional)"
          hint="Leave out names of people."
          rows={2}
        />
        <Input
          name="year"
          id={`tried-${number}-year`}
          label="In which year (optional)"
          class="govuk-input--width-4"
          inputMode="numeric"
        />
        <p class="wm-nil">
          {masked
            ? 'It stands here under your mask, and says nothing of your profile.'
            : 'It stands here with your first name and role, and the kind of council and the service of your profile.'}{' '}
          <a class="govuk-link" href={`/posts/${id}/tried#form`}>
            Say something else<span class="govuk-visually-hidden"> about where you tried the answer by {name}</span>
          </a>
        </p>
        <Button look="secondary">Save what came of it</Button>
      </form>
    </Details>
  );
}
