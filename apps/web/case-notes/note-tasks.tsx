import { Fragment, type VNode } from 'preact';
import { type CaseNoteDetail, missingFrom, type ReviewCommentRow } from '#libs/case-notes';
import { type Problem } from '#libs/platform/inputs';
import {
  BackLink,
  Button,
  Checkboxes,
  ErrorSummary,
  Fieldset,
  Input,
  Select,
  Tag,
  TaskList,
  Textarea,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { count } from '../parts/words.ts';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import {
  isBegun,
  NOTE_SECTIONS,
  type NoteSection,
  rowsShownOf,
  type SectionField,
  sectionWith,
} from './note-sections.ts';
import { CommentsAt } from './review.tsx';

/** The form as a list of small pages, each saved by itself. */
interface TasksView {
  note: CaseNoteDetail;
  comments: readonly ReviewCommentRow[];
  problems: readonly Problem[];
}

export function NoteTasksPage({ note, comments, problems }: TasksView): VNode {
  const base = `/case-notes/${note.id}/tasks`;
  const missing = missingFrom(note);
  return (
    <Layout title="Your case note, step by step">
      <BackLink href={`/case-notes/${note.id}`}>Back to the note</BackLink>
      {problems.length > 0 && (
        <ErrorSummary
          errors={problems.map(({ field, message }) => ({
            message,
            href: `${base}/${sectionWith(field).slug}#${field}`,
          }))}
        />
      )}
      <h1 class="govuk-heading-l">Your case note, step by step</h1>
      <p class="wm-lede">{note.title}</p>
      {note.reviewComment && (
        <div class="wm-tombstone">
          <p>
            <b>A moderator asks for changes:</b> {note.reviewComment}
          </p>
        </div>
      )}
      <p>Each page is saved by itself. You can leave at any time and go on later, in any order.</p>
      <TaskList
        items={NOTE_SECTIONS.map((section) => ({
          title: section.title,
          href: `${base}/${section.slug}`,
          hint: openCommentsWords(section, comments),
          status: isBegun(section, note) ? 'Begun' : <Tag>Not begun</Tag>,
        }))}
      />
      {missing.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What would make it more specific</h2>
          <ul class="govuk-list govuk-list--bullet">
            {missing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      <h2 class="govuk-heading-m">Check and submit</h2>
      <p>
        <a class="govuk-link" href={`/case-notes/${note.id}`}>
          Check your answers
        </a>{' '}
        as readers will see them.
      </p>
      {note.status === 'draft' && (
        <form method="post" action={`${base}/submit`}>
          <Version version={note.version} />
          <Button preventDoubleClick>Submit for review</Button>
        </form>
      )}
    </Layout>
  );
}

function openCommentsWords({ slug }: NoteSection, comments: readonly ReviewCommentRow[]): string | undefined {
  const here = comments.filter(({ section }) => section === slug);
  if (here.length === 0) return undefined;
  const open = here.filter(({ answeredAt }) => answeredAt === null).length;
  return open === 0 ? 'All comments answered' : `${count(open, 'comment')} to answer`;
}

interface SectionPage {
  id: string;
  version: number;
  section: NoteSection;
  form: Form;
  comments: readonly ReviewCommentRow[];
  /** Somebody, perhaps the same person elsewhere, saved this note since the page was opened. */
  changed?: boolean;
}

export function NoteSectionPage({ id, version, section, form, comments, changed = false }: SectionPage): VNode {
  return (
    <Layout title={section.title} problems={form.problems}>
      <BackLink href={`/case-notes/${id}/tasks`}>Back to all steps</BackLink>
      <h1 class="govuk-heading-l">{section.title}</h1>
      {changed && (
        <WarningText>
          This note was saved elsewhere while you were writing. Your text is below: save again to put it in place of
          what is there now.
        </WarningText>
      )}
      {section.intro && <p>{section.intro}</p>}
      <CommentsAt section={section.slug} comments={comments} now={version} answerTo={id} />
      <form method="post" action={`/case-notes/${id}/tasks/${section.slug}`} noValidate>
        <Version version={version} />
        {section.rows.map((rows) =>
          Array.from({ length: rowsShownOf(rows, form) }, (_, place) => (
            <div class="wm-figrow" key={`${rows.list}.${place}`}>
              <Fieldset legend={`${rows.row} ${place + 1}`} legendClass="govuk-fieldset__legend--s">
                {rows.fields.map((field) => (
                  <Field key={field.name} form={form} field={field} name={`${rows.list}.${place}.${field.name}`} />
                ))}
              </Fieldset>
            </div>
          )),
        )}
        {section.fields.map((field) => (
          <Field key={field.name} form={form} field={field} name={field.name} />
        ))}
        <div class="govuk-button-group">
          <Button preventDoubleClick>Save and go on</Button>
          {section.rows.length > 0 && (
            <Button look="secondary" name="act" value="more">
              Save and get more rows
            </Button>
          )}
        </div>
      </form>
    </Layout>
  );
}

function Field({ form, field, name }: { form: Form; field: SectionField; name: string }): VNode {
  const { label, hint, as } = field;
  const error = problemWith(form, name);
  if (as === 'lines') {
    return <Textarea name={name} label={label} hint={hint} rows={4} value={valueOf(form, name)} error={error} />;
  }
  if (typeof as === 'object' && 'several' in as) {
    return (
      <Checkboxes
        name={name}
        legend={label}
        hint={hint}
        small
        items={choicesOf(as.several)}
        values={valuesOf(form, name)}
        error={error}
      />
    );
  }
  if (typeof as === 'object') {
    return (
      <Select
        name={name}
        label={label}
        hint={hint}
        options={optionsOf(as.one, as.none)}
        value={valueOf(form, name)}
        error={error}
      />
    );
  }
  return (
    <Fragment>
      <Input
        name={name}
        label={label}
        hint={hint}
        value={valueOf(form, name)}
        error={error}
        autocomplete="off"
        attributes={as === 'date' ? { type: 'date' } : {}}
      />
    </Fragment>
  );
}
