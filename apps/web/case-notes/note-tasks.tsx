import { type VNode } from 'preact';
import { type BesideTheForm, type CaseNoteDetail, isVague, missingFrom } from '#libs/case-notes';
import { BackLink, Box, Tag, TaskList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { count } from '../parts/words.ts';
import { isBegun, NOTE_GROUPS, NOTE_SECTIONS, type NoteSection } from './note-sections.ts';
import { checkStatus, completedOf, statusOf, type TaskStatus } from './note-status.ts';

export interface TasksView {
  note: CaseNoteDetail;
  /** The pages on which something was typed and not saved. */
  unsaved: ReadonlySet<string>;
}

/** The form as a list of small pages, each saved by itself. */
export function NoteTasksPage({ note, unsaved, comments }: TasksView & Pick<BesideTheForm, 'comments'>): VNode {
  const base = `/case-notes/${note.id}/tasks`;
  const check = checkStatus(note, unsaved);
  return (
    <Layout title="Your case note" scripts={['note.js']}>
      <BackLink href="/case-notes/mine">Your case notes</BackLink>
      <h1 class="govuk-heading-l">{note.title}</h1>
      <div class="wm-cols">
        <div>
          <p>
            {note.status === 'draft'
              ? 'This is a draft. Only you can see it.'
              : 'This is with the moderators. They see what you save here.'}{' '}
            You have completed {completedOf(note, unsaved)} of {NOTE_SECTIONS.length} steps. Take them in any order, and
            leave out what does not apply.
          </p>
          {note.reviewComment && (
            <div class="wm-tombstone">
              <p>
                <b>A moderator asks for changes:</b> {note.reviewComment}
              </p>
            </div>
          )}
          {NOTE_GROUPS.map(({ title, sections }, i) => (
            <section key={title} class="wm-mb-6">
              <h2 class="govuk-heading-m">
                {i + 1}. {title}
              </h2>
              <TaskList
                idPrefix={`tasks-${i + 1}`}
                items={sections.map((section) => ({
                  title: section.title,
                  hint: hintOf(section, unsaved, comments, isBegun(section, note)),
                  href: `${base}/${section.slug}`,
                  ...shown(statusOf(section, note, unsaved)),
                }))}
              />
            </section>
          ))}
          <section class="wm-mb-6">
            <h2 class="govuk-heading-m">{NOTE_GROUPS.length + 1}. Check and submit</h2>
            <TaskList
              idPrefix="tasks-check"
              items={[
                {
                  title: 'Check your answers and submit',
                  href: check === 'Cannot start yet' ? undefined : `${base}/check`,
                  hint:
                    check === 'Cannot start yet'
                      ? 'First the steps above that are incomplete, with a summary, a service, a stage and what happened.'
                      : undefined,
                  ...shown(check),
                },
              ]}
            />
          </section>
          <p>
            <a class="govuk-link" href={`/case-notes/${note.id}`}>
              See it as readers will
            </a>
          </p>
        </div>
        <aside aria-label="What would make it better">
          <Missing note={note} />
        </aside>
      </div>
    </Layout>
  );
}

function hintOf(
  { slug, hint }: NoteSection,
  unsaved: ReadonlySet<string>,
  comments: BesideTheForm['comments'],
  begun: boolean,
): string | undefined {
  const here = comments.filter(({ section }) => section === slug);
  const open = here.filter(({ answeredAt }) => answeredAt === null).length;
  const words = [
    ...(unsaved.has(slug) ? ['What you typed there is kept. Save the page.'] : []),
    ...(open > 0 ? [`${count(open, 'comment')} to answer`] : here.length > 0 ? ['All comments answered'] : []),
  ];
  return words.length > 0 ? words.join(' ') : begun ? undefined : hint;
}

function shown(status: TaskStatus) {
  if (status === 'Completed') return { status };
  if (status === 'Cannot start yet') return { status, statusClass: 'govuk-task-list__status--cannot-start-yet' };
  return { status: <Tag>{status}</Tag> };
}

/** The specificity meter, in words. */
export function Missing({ note }: { note: CaseNoteDetail }): VNode {
  const missing = missingFrom(note);
  if (missing.length === 0) {
    return (
      <Box look="tint">
        <h2 class="govuk-heading-s">Nothing is missing</h2>
        <p>Your note has all that readers ask for.</p>
      </Box>
    );
  }
  return (
    <Box look="maybe">
      <h2 class="govuk-heading-s">What would make it more specific</h2>
      {isVague(note) && (
        <p>
          <b>There is no date, no figure and no document in it yet.</b> As it is, it can only be an outline.
        </p>
      )}
      <ul class="govuk-list govuk-list--bullet">
        {missing.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Box>
  );
}
