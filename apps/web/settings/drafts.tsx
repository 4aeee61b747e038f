import { type VNode } from 'preact';
import { draftAddress, draftPreview, type DraftRow } from '#libs/threads';
import { BackLink, EmptyState } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { dayAndTime } from '../parts/words.ts';

/** What a person wrote and has not posted. */
export function DraftsPage({ drafts }: { drafts: readonly DraftRow[] }): VNode {
  return (
    <Layout title="Your drafts">
      <BackLink href="/settings">Back to settings</BackLink>
      <div class="wm-text">
        <h1 class="govuk-heading-l">Your drafts</h1>
        <p class="govuk-body">
          What you write is saved while you write, and only you can see it. It goes when you post it or delete it, or
          when you leave it for a year.
        </p>
        {drafts.length === 0 ? (
          <EmptyState title="You have no drafts">
            Questions and replies that you have not posted are kept here.
          </EmptyState>
        ) : (
          <ul class="wm-plain wm-lines">
            {drafts.map((draft) => (
              <DraftLine draft={draft} key={draft.place} />
            ))}
          </ul>
        )}
      </div>
    </Layout>
  );
}

function DraftLine({ draft }: { draft: DraftRow }): VNode {
  const href = draftAddress(draft);
  const what = whatFor(draft);
  return (
    <li>
      <h2 class="govuk-heading-s wm-m-0">
        {href ? (
          <a class="govuk-link" href={href}>
            {what}
          </a>
        ) : (
          what
        )}
      </h2>
      {href && !draft.locked && !draft.hidden ? (
        <p class="wm-m-0">{draftPreview(draft.fields)}</p>
      ) : (
        <p class="wm-lines-kept">{wholeText(draft)}</p>
      )}
      <div class="wm-meta">
        <span>Saved {dayAndTime(draft.savedAt)}</span>
        {draft.locked && <span>Closed to new replies</span>}
        <form method="post" action="/settings/drafts/delete">
          <input type="hidden" name="place" value={draft.place} />
          <input type="hidden" name="version" value={draft.version} />
          <button class="wm-linkbtn" type="submit">
            Delete<span class="govuk-visually-hidden"> the draft: {what}</span>
          </button>
        </form>
      </div>
    </li>
  );
}

/** Where no form can hold it any more. */
const wholeText = ({ fields }: DraftRow): string => [fields['body'] ?? ''].flat().join('\n');

function whatFor({ kind, threadTitle, fields }: DraftRow): string {
  const title = [fields['title']].flat()[0];
  if (kind === 'question') return title ? `Question: ${title}` : 'A question';
  if (threadTitle === null) return 'A reply in a discussion that you can no longer read';
  return kind === 'reply' ? `Reply to an answer in: ${threadTitle}` : `Reply in: ${threadTitle}`;
}
