import { type VNode } from 'preact';
import { type CaseNoteDetail, HIGHEST_READING_AGE, isVague, readingAge } from '#libs/case-notes';
import { type Problem } from '#libs/platform/inputs';
import { labelOf, TOPICS } from '#libs/taxonomy';
import { BackLink, Box, Button, ErrorSummary, SummaryList, type SummaryRow, WarningText } from '#libs/ui';
import { type Form, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { day, number, pounds } from '../parts/words.ts';
import { figuresUnseen } from './note-parts.tsx';
import {
  NOTE_GROUPS,
  NOTE_SECTIONS,
  type NoteSection,
  rowsFilledIn,
  sectionForm,
  type SectionField,
  type SectionRows,
  sectionWith,
} from './note-sections.ts';
import { Missing, type TasksView } from './note-tasks.tsx';

/** Every answer with a way to change it, and what else is worth knowing before it is submitted. */
export function CheckNotePage({ note, unsaved, problems }: TasksView & { problems: readonly Problem[] }): VNode {
  const tasks = `/case-notes/${note.id}/tasks`;
  const title = 'Check your answers';
  const waiting = NOTE_SECTIONS.filter(({ slug }) => unsaved.has(slug));
  return (
    <Layout title={problems.length > 0 ? `Error: ${title}` : title} scripts={['note.js']}>
      <BackLink href={tasks}>Back to all steps</BackLink>
      {problems.length > 0 && (
        <ErrorSummary
          errors={problems.map(({ field, message }) => {
            const section = sectionWith(field);
            const here = `${tasks}/${section.slug}?change=yes`;
            return field.startsWith('unsaved.')
              ? { message: `${section.title}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`, href: here }
              : { message, href: `${here}#${field}` };
          })}
        />
      )}
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="wm-cols">
        <div>
          {waiting.map(({ slug, title: page }) => (
            <WarningText key={slug}>
              What you typed last on “
              <a class="govuk-link" href={`${tasks}/${slug}?change=yes`}>
                {page}
              </a>
              ” is kept but not saved, so it is not in the list below.
            </WarningText>
          ))}
          {NOTE_GROUPS.flatMap(({ sections }) => sections).map((section) => (
            <section key={section.slug} class="wm-mb-6">
              <h2 class="govuk-heading-m">{section.title}</h2>
              <SummaryList rows={answersOf(section, note, `${tasks}/${section.slug}?change=yes`)} />
            </section>
          ))}
          <Submit note={note} action={`${tasks}/submit`} />
        </div>
        <aside aria-label="Before you submit">
          <Missing note={note} />
          <ReadingAge note={note} />
        </aside>
      </div>
    </Layout>
  );
}

function Submit({ note, action }: { note: CaseNoteDetail; action: string }): VNode {
  const words = note.evidenced
    ? 'As it is now it is published as evidenced: it has a measure before and after and a figure for money, each with its source.'
    : isVague(note)
      ? 'As it is now it is published as an outline: there is no date, no figure and no document in it.'
      : 'As it is now it is published as an outline: to be evidenced it needs a measure before and after and a figure for money, each with its source and its period.';
  const unseen = !note.evidenced && figuresUnseen(note).length > 0;
  if (note.status !== 'draft') return <p>It is with the moderators. They see what you change.</p>;
  return (
    <form method="post" action={action}>
      <h2 class="govuk-heading-m">Now submit your note</h2>
      <p class="wm-text">
        {words}
        {unseen && ' Figures that readers do not see yet do not count until their day.'}
      </p>
      <p class="wm-text">
        A moderator reads it next. You can take it back until they decide. By submitting it you say that you may share
        what is in it, under the licence above.
      </p>
      <Version version={note.version} />
      <Button preventDoubleClick>Submit for review</Button>
    </form>
  );
}

/** K02: plain words reach more people. */
function ReadingAge({ note }: { note: CaseNoteDetail }): VNode | null {
  const { summary, whatHappened, whatWentWrong, whatWeWouldDoAgain, decision, whyNow } = note;
  const age = readingAge([summary, decision ?? '', whyNow ?? '', whatHappened, whatWentWrong, whatWeWouldDoAgain]);
  if (age === null) return null;
  return age > HIGHEST_READING_AGE ? (
    <Box look="maybe">
      <h2 class="govuk-heading-s">This reads like an academic paper</h2>
      <p>
        It takes a reading age of about {age}. Shorter sentences help, and plain words: councillors and staff decide on
        what they can read in one go.
      </p>
    </Box>
  ) : (
    <Box look="tint">
      <h2 class="govuk-heading-s">Easy to read</h2>
      <p>The reading age is about {age}. That is plain enough for everybody who decides.</p>
    </Box>
  );
}

/** A line for each field, and one for each row of a list. */
function answersOf(section: NoteSection, note: CaseNoteDetail, change: string): SummaryRow[] {
  const form = sectionForm(section, note);
  const row = (key: string, field: string, lines: readonly string[]): SummaryRow => ({
    key,
    value:
      lines.length > 0 ? lines.map((line, i) => <div key={i}>{line}</div>) : <span class="wm-nil">Not recorded</span>,
    actions: [{ href: `${change}#${field}`, text: 'Change', about: key.charAt(0).toLowerCase() + key.slice(1) }],
  });
  return [
    ...section.rows.flatMap((rows) => rowsFilledIn(rows, form).map((place) => row(...filledRow(rows, place, form)))),
    ...section.rows
      .filter((rows) => rowsFilledIn(rows, form).length === 0)
      .map((rows) => row(`${rows.row}s`, `${rows.list}.0.${rows.fields[0]!.name}`, [])),
    ...section.fields.map((field) => row(field.label, field.name, wordsOf(field, form, field.name))),
  ];
}

function filledRow({ list, row, fields }: SectionRows, place: number, form: Form): [string, string, string[]] {
  const at = (name: string): string => `${list}.${place}.${name}`;
  const lines = fields.flatMap((field) => {
    const words = wordsOf(field, form, at(field.name)).join(', ');
    return words === '' ? [] : [fields.length > 1 ? `${field.label.replace(/\?$/, '')}: ${words}` : words];
  });
  return [`${row} ${place + 1}`, at(fields[0]!.name), lines];
}

/** What was answered, as people read it; nothing where nothing was. */
function wordsOf({ as }: SectionField, form: Form, name: string): string[] {
  const value = valueOf(form, name);
  if (as === 'topics') return listed(valuesOf(form, name).map((code) => labelOf(TOPICS, code)));
  if (typeof as === 'object' && 'several' in as) {
    return listed(valuesOf(form, name).map((code) => as.several[code] ?? code));
  }
  if (value === '') return [];
  if (typeof as === 'object') return [as.one[value] ?? value];
  if (as === 'date') return [day(value)];
  if (as === 'pounds') return [pounds(value)];
  if (as === 'decimal') return [number(value)];
  return value.split('\n').filter((line) => line.trim() !== '');
}

const listed = (words: readonly string[]): string[] => (words.length > 0 ? [words.join(', ')] : []);
