import { type VNode } from 'preact';
import { type CaseNoteRow } from '#libs/case-notes';
import { BackLink, Button, EmptyState } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { CaseNoteRows } from './case-note-rows.tsx';

export const MyNotesPage = ({ items }: { items: CaseNoteRow[] }): VNode => (
  <Layout title="Your case notes">
    <BackLink href="/case-notes">Back to case notes</BackLink>
    <div class="wm-row-between">
      <h1 class="govuk-heading-l">Your case notes</h1>
      <Button href="/case-notes/new" look="secondary">
        Write a case note
      </Button>
    </div>
    {items.length > 0 ? (
      <CaseNoteRows items={items} />
    ) : (
      <EmptyState
        title="You have not written a case note yet"
        action={
          <a class="govuk-link" href="/case-notes/new">
            Write one
          </a>
        }
      >
        A draft is yours alone until you submit it, and you can come back to it at any time.
      </EmptyState>
    )}
  </Layout>
);

export const SubmittedNotesPage = ({ items }: { items: CaseNoteRow[] }): VNode => (
  <Layout title="Case notes that wait for review">
    <BackLink href="/case-notes">Back to case notes</BackLink>
    <h1 class="govuk-heading-l">Case notes that wait for review</h1>
    {items.length > 0 ? (
      <CaseNoteRows items={items} />
    ) : (
      <EmptyState title="No case note waits for review">
        What authors submit stands here, the longest wait first.
      </EmptyState>
    )}
  </Layout>
);
