import { type VNode } from 'preact';
import { Details } from '#libs/ui';

const QUESTIONS = [
  [
    'tender',
    'Is it about a live tender?',
    'A bid, a score or a question from a bidder can undo a procurement. Wait until it is over.',
  ],
  [
    'price',
    'Does it give away a price?',
    'What one supplier charges may be theirs to keep. Say a range, or leave out whose price it is.',
  ],
  [
    'person',
    'Does it name somebody?',
    'A colleague, a councillor or somebody you serve has not been asked. Say their role.',
  ],
  [
    'document',
    'Is it somebody else’s document?',
    'A consultant’s report or an unpublished paper is not yours to share. Say what you learnt from it.',
  ],
] as const;

/** For who writes for a public authority. Without a script it stands open; it never stops anybody from posting. */
export function BeforeYouPost(): VNode {
  return (
    <Details summary="Before you post: four questions" class="wm-before" open attributes={{ 'data-before': '' }}>
      <ul class="wm-plain wm-lines">
        {QUESTIONS.map(([sign, question, why]) => (
          <li data-sign={sign} key={sign}>
            <b>{question}</b> <span class="wm-before__is">Your text may. Please check</span>
            <br />
            {why}
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** Once in 30 days, where they write for fewer than everybody. Posting with it before them is to have seen it. */
export function RecordsNote(): VNode {
  return (
    <div class="govuk-inset-text" data-records-note>
      <input type="hidden" name="_noted" value="yes" />
      <p>
        You work for a public authority. What you write here about its business is likely to be information that it
        holds, also where only a few people can read it, and somebody may ask for it.{' '}
        <a class="govuk-link" href="/rules#foi">
          What that means
        </a>
        {'. '}
        You can{' '}
        <a class="govuk-link" href="/settings/records">
          copy what you wrote
        </a>{' '}
        for its records at any time.
      </p>
    </div>
  );
}
