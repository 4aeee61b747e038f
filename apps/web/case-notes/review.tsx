import { type VNode } from 'preact';
import { type CaseNoteDetail, type ReviewCommentRow } from '#libs/case-notes';
import { BackLink, Button, Details, SummaryList, Tag, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { day } from '../parts/words.ts';
import { cellWords, rowWords, valueOfField } from './field-words.ts';
import { DecisionForms } from './note-desk.tsx';
import { NOTE_SECTIONS, type NoteSection, sectionForm } from './note-sections.ts';

interface ReviewView {
  note: CaseNoteDetail;
  comments: readonly ReviewCommentRow[];
  form: Form;
  /** Its author changed it while the moderator was reading. */
  changed: boolean;
}

/** A submitted note as its form divides it, each section with what was said about it and a field to say more. */
export function ReviewPage({ note, comments, form, changed }: ReviewView): VNode {
  const at = valueOf(form, 'section');
  const problems = form.problems.map(({ field, message }) => ({
    field: field === 'body' ? `body-${at}` : field,
    message,
  }));
  return (
    <Layout title={`Review of “${note.title}”`} problems={problems}>
      <BackLink href={`/case-notes/${note.id}`}>The note as readers will see it</BackLink>
      <h1 class="govuk-heading-l">Review of “{note.title}”</h1>
      {changed && (
        <WarningText>
          Its author changed this note while you were reading. Below is what it says now; your comment is kept: send it
          again if it still fits.
        </WarningText>
      )}
      <p class="wm-text">
        Comment where something should change. Its author sees each comment at its section as soon as you send it.
      </p>
      {NOTE_SECTIONS.map((section) => (
        <section class="wm-sec wm-text" key={section.slug} aria-labelledby={`part-${section.slug}`}>
          <h2 class="govuk-heading-m" id={`part-${section.slug}`}>
            {section.title}
          </h2>
          <Answers section={section} note={note} />
          <CommentsAt section={section.slug} comments={comments} now={note.version} />
          <CommentForm section={section} note={note} form={at === section.slug ? form : null} />
        </section>
      ))}
      <section class="wm-sec wm-text" aria-labelledby="decide">
        <h2 class="govuk-heading-m" id="decide">
          Decide
        </h2>
        <DecisionForms note={note} form={form} comments={comments} />
      </section>
    </Layout>
  );
}

/** What stands in a section; what is empty is one line. */
function Answers({ section, note }: { section: NoteSection; note: CaseNoteDetail }): VNode {
  const rows = answersIn(section, note);
  return rows.length === 0 ? (
    <p class="wm-nil">Nothing was entered.</p>
  ) : (
    <SummaryList rows={rows.map((row) => ({ ...row, valueClass: 'wm-kept' }))} />
  );
}

function answersIn(section: NoteSection, note: CaseNoteDetail): { key: string; value: string }[] {
  return Object.entries(sectionForm(section, note).values).flatMap(([name, value]) => {
    const [list, place, cell] = name.split('.');
    const texts = (typeof value === 'string' ? [value] : value).filter((text) => text !== '');
    if (texts.length === 0 || list === undefined) return [];
    const said = texts.map((text) => valueOfField(cell ?? name, text, cell && list)).join(', ');
    if (cell === undefined) {
      return [{ key: section.fields.find((field) => field.name === name)?.label ?? name, value: said }];
    }
    return [{ key: `${rowWords(list)} ${Number(place) + 1}: ${cellWords(list, cell)}`, value: said }];
  });
}

function CommentForm({
  section,
  note,
  form,
}: {
  section: NoteSection;
  note: CaseNoteDetail;
  form: Form | null;
}): VNode {
  return (
    <Details summary={`Comment on “${section.title}”`} open={form !== null}>
      <form method="post" action={`/case-notes/${note.id}/review-comments`} noValidate>
        <Once />
        <Version version={note.version} />
        <input type="hidden" name="section" value={section.slug} />
        <Textarea
          id={`body-${section.slug}`}
          name="body"
          label="What should change, or what do you ask?"
          rows={3}
          value={form ? valueOf(form, 'body') : ''}
          error={form ? problemWith(form, 'body') : undefined}
        />
        <Button look="secondary" preventDoubleClick>
          Send comment
        </Button>
      </form>
    </Details>
  );
}

interface CommentsView {
  section: string;
  comments: readonly ReviewCommentRow[];
  /** The version of the note that is shown. */
  now: number;
  /** The note, where its author reads and may answer. */
  answerTo?: string;
}

/** What moderators said about a section, the newest last. */
export function CommentsAt({ section, comments, now, answerTo }: CommentsView): VNode | null {
  const here = comments.filter((comment) => comment.section === section);
  if (here.length === 0) return null;
  return (
    <ul class="wm-plain wm-lines wm-mb-4" aria-label="Comments of moderators">
      {here.map((comment) => (
        <li key={comment.id}>
          <p class="wm-meta">
            <span>
              <b>Moderator’s comment</b>
            </span>
            <time dateTime={comment.at.toISOString()}>{day(comment.at)}</time>
            {comment.version < now && <span>on version {comment.version}</span>}
            {comment.answeredAt && <Tag>Answered</Tag>}
          </p>
          <p class="wm-asis">{comment.body}</p>
          {comment.answeredAt && comment.answer && (
            <p class="wm-asis">
              <b>{answerTo ? 'Your answer:' : 'The author’s answer:'}</b> {comment.answer}
            </p>
          )}
          {answerTo && !comment.answeredAt && (
            <form method="post" action={`/case-notes/${answerTo}/review-comments/${comment.id}/answer`}>
              <Textarea
                id={`answer-${comment.id}`}
                name="answer"
                label="What you did about it, if you want to say"
                rows={2}
              />
              <Button look="secondary" small>
                Mark as answered
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
