import { type VNode } from 'preact';
import { type Helper, type Helpers, isFromElsewhere, type Question, type Reason, reasonsOf } from '#libs/helpers';
import { labelOf, SERVICE_AREAS } from '#libs/taxonomy';
import { FictionalMark } from '#libs/ui';
import { Face, nameAndRole } from '../parts/byline.tsx';
import { inALine } from '../parts/in-a-line.ts';
import { addressOf } from '../parts/words.ts';

/** So many facts are enough to decide whom to ask. */
const REASONS_MOST = 3;

/** The first facts of somebody, and, apart from them, how soon they usually answer. */
export function shownReasons(who: Helper, question: Question): { facts: Reason[]; soon: string | null } {
  const reasons = reasonsOf(who, question);
  return {
    facts: reasons.filter(({ code }) => code !== 'answers-soon').slice(0, REASONS_MOST),
    soon: reasons.find(({ code }) => code === 'answers-soon')?.text ?? null,
  };
}

export const ReasonWords = ({ text, href }: Reason): VNode =>
  href === null ? (
    <>{text}</>
  ) : (
    <a class="govuk-link" href={href}>
      {text}
    </a>
  );

/** What somebody from another service works in; null: they are from the same one, or it is not known. */
export const elsewhere = (who: Helper, question: Question): string | null =>
  who.otherService !== null && isFromElsewhere(who, question)
    ? inALine(labelOf(SERVICE_AREAS, who.otherService))
    : null;

/** Who may help, beside a question. */
export function HelperLines({ question, helpers }: Helpers): VNode {
  if (helpers.length === 0) {
    return <p class="wm-nil">Nobody who can be asked now has written about this or offers help with it.</p>;
  }
  return (
    <>
      {helpers.map((who) => {
        const other = elsewhere(who, question);
        return (
          <div class="wm-who" key={who.id}>
            <Face name={who.name} />
            <div>
              <p>
                <a class="govuk-link" href={addressOf('people', who.id, who.name)}>
                  <b>{nameAndRole(who.name, who.practitionerRole)}</b>
                </a>{' '}
                {who.fictional && <FictionalMark />}
              </p>
              <ul>
                {other && <li>from another service: {other}</li>}
                {shownReasons(who, question)
                  .facts.slice(0, 2)
                  .map(({ code, text }) => (
                    <li key={code}>{text}</li>
                  ))}
              </ul>
            </div>
          </div>
        );
      })}
    </>
  );
}
