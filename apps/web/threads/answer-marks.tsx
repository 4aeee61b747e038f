import { type VNode } from 'preact';
import { BackLink, Button, InsetText, Pagination, Radios, SectionHeading, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Mark } from './answer-words.tsx';
import { type MarkView } from './answer-words.view.ts';
import { Removal, type RemovalAgain, removalProblems } from './removal.tsx';

export interface MarksPageView {
  id: string;
  back: string;
  author: string;
  title: string;
  marks: readonly MarkView[];
  next: string | null;
  /** Which of the marks are the reader's own. */
  own: readonly ('outdated' | 'risky')[];
  /** Null: this reader cannot mark it. */
  form: Form | null;
  /** The reader wrote the answer. */
  isAuthor: boolean;
  moderator: boolean;
  /** What a moderator typed to remove something, and is wrong. */
  removal: RemovalAgain | null;
  /** Where in the list this page begins. */
  after: string | undefined;
}

const WITHDRAW = {
  outdated: 'It is not outdated any more: take your mark back',
  risky: 'It is not risky any more: take your mark back',
} as const;

const CHOICES = [
  { value: 'outdated', label: 'Outdated', hint: 'It was right once: a law, a fund or a price has changed since.' },
  { value: 'risky', label: 'Risky', hint: 'Who follows it may break a rule, lose money or do harm.' },
];

/** Warnings about an answer, and the form to give or take back one's own. */
export function MarksPage(view: MarksPageView): VNode {
  const { id, back, author, title, marks, own, form, next } = view;
  const heading = 'Is this answer outdated or risky?';
  return (
    <Layout
      title={`${heading} ${title}`}
      problems={[...(form?.problems ?? []), ...removalProblems(view.removal)]}
      noIndex
    >
      <BackLink href={back}>Back to the answer</BackLink>
      <h1 class="govuk-heading-l">{heading}</h1>
      <p>
        The answer by {author} to “{title}”.
      </p>
      {view.isAuthor && marks.length > 0 && (
        <InsetText>
          <a class="govuk-link" href={`/posts/${id}/edit`}>
            Change your answer
          </a>{' '}
          where they are right: it then says beside each mark that you did. Whoever made a mark can take it back.
        </InsetText>
      )}
      {marks.length > 0 && (
        <ul class="wm-plain wm-lines">
          {marks.map((mark) => (
            <li key={mark.id}>
              <Mark mark={mark} />
              {view.moderator && <Removal id={id} what="marks" said={mark} again={view.removal} after={view.after} />}
            </li>
          ))}
        </ul>
      )}
      {next && <Pagination next={{ href: `/posts/${id}/marks?after=${next}` }} />}
      {own.map((kind) => (
        <form method="post" action={`/posts/${id}/marks/withdraw`} key={kind}>
          <input type="hidden" name="kind" value={kind} />
          <Button look="secondary">{WITHDRAW[kind]}</Button>
        </form>
      ))}
      {form && (
        <section class="wm-sec" aria-labelledby="form">
          <SectionHeading id="form">{own.length > 0 ? 'Mark it, or change what you said' : 'Mark it'}</SectionHeading>
          <form method="post" action={`/posts/${id}/marks`} noValidate>
            <Radios
              name="kind"
              legend="What is wrong with it?"
              legendClass="govuk-fieldset__legend--s"
              items={CHOICES}
              value={valueOf(form, 'kind')}
              error={problemWith(form, 'kind')}
            />
            <Textarea
              name="comment"
              label="Why?"
              labelClass="govuk-label--s"
              hint="What is wrong, and how you know. It stands on the answer with your first name and role. Up to 500 characters."
              rows={3}
              value={valueOf(form, 'comment')}
              error={problemWith(form, 'comment')}
            />
            <Button>Mark the answer</Button>
          </form>
        </section>
      )}
    </Layout>
  );
}
