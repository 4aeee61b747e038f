import { type VNode } from 'preact';
import { type Likely } from '#libs/search';
import { FictionalMark, Tag } from '#libs/ui';
import { savingWords, VerdictTag } from '../parts/verdict.tsx';
import { addressOf } from '../parts/words.ts';

const STATE: Readonly<Record<string, string>> = {
  accepted: 'Answered',
  answered: 'Not settled yet',
  unanswered: 'No answer yet',
};

const addressIn = ({ type, id, title, url }: Likely): string =>
  type === 'guidance' ? url : addressOf(type === 'question' ? 'threads' : 'case-notes', id, title);

/** What may answer a question that is being written; also drawn alone, while it is written. */
export function SimilarList({ items }: { items: readonly Likely[] }): VNode {
  if (items.length === 0) {
    return <p class="wm-nil">Nothing like it so far: your question may be the first of its kind.</p>;
  }
  return (
    <ul class="wm-plain wm-lines" data-count={items.length}>
      {items.map((item) => (
        <li key={`${item.type}:${item.id}`}>
          <a class="govuk-link" href={addressIn(item)} lang={item.lang === 'en' ? undefined : item.lang}>
            <b>{item.type === 'guidance' ? `Guide: ${item.title}` : item.title}</b>
          </a>
          <p class="wm-meta">
            {item.type === 'question' && <Tag>{STATE[item.answered ?? ''] ?? 'Discussion'}</Tag>}
            {item.type === 'case-note' && item.verdict && (
              <>
                <span>
                  <VerdictTag verdict={item.verdict} />
                </span>
                <span>Saved: {savingWords(item)}</span>
              </>
            )}
            {item.fictional && <FictionalMark />}
          </p>
        </li>
      ))}
    </ul>
  );
}
