import { type VNode } from 'preact';
import { type CircleDetail, type CircleNote, type CircleNoteRow, type CircleNoteVersion } from '#libs/circles';
import { trustedFromStore } from '#libs/platform/markdown';
import {
  BackLink,
  Button,
  ButtonGroup,
  DateInput,
  Details,
  EmptyState,
  Input,
  Pagination,
  Textarea,
  TrustedHtml,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { dayField } from '../parts/day-fields.ts';
import { Once, Version } from '../parts/once.tsx';
import { count, day, dayAndTime } from '../parts/words.ts';
import { CircleHead } from './circle-head.tsx';

interface NotesView {
  circle: CircleDetail;
  items: readonly CircleNoteRow[];
  next: string | null;
  agendaHtml: string;
}

export function CircleNotesPage({ circle, items, next, agendaHtml }: NotesView): VNode {
  const at = `/circles/${circle.id}/notes`;
  return (
    <Layout title={`Meetings of ${circle.name}`}>
      <CircleHead
        circle={circle}
        part="meetings"
        action={<Button href={`${at}/new`}>Write notes of a meeting</Button>}
      />
      <div class="wm-text">
        <Details summary="The agenda of our meetings" open={items.length === 0}>
          <TrustedHtml class="wm-prose" content={trustedFromStore(agendaHtml)} />
        </Details>
        {items.length === 0 ? (
          <EmptyState title="No notes yet">
            Notes of meetings stand here, the last first. They begin with the agenda, and members alone read them.
          </EmptyState>
        ) : (
          <ul class="wm-rows">
            {items.map((note) => (
              <li class="wm-row wm-row--tight" key={note.id}>
                <h2 class="wm-row__t">
                  <a class="govuk-link" href={`/circle-notes/${note.id}`}>
                    {note.title}
                  </a>
                </h2>
                <p class="wm-meta">
                  <span>{day(new Date(note.metOn))}</span>
                  <span>by {shortName(note.writtenBy)}</span>
                </p>
              </li>
            ))}
          </ul>
        )}
        {next && <Pagination next={{ href: `${at}?after=${next}` }} />}
      </div>
    </Layout>
  );
}

interface NoteView {
  circle: CircleDetail;
  note: CircleNote;
}

export function CircleNotePage({ circle, note }: NoteView): VNode {
  const at = `/circle-notes/${note.id}`;
  return (
    <Layout title={note.title} noIndex>
      <BackLink href={`/circles/${circle.id}/notes`}>Back to the meetings of {circle.name}</BackLink>
      <h1 class="govuk-heading-l">{note.title}</h1>
      <p class="wm-meta">
        <span>Met {day(new Date(note.metOn))}</span>
        <span>written by {shortName(note.writtenBy)}</span>
        {note.changedBy !== null && note.changedAt !== null && (
          <span>
            changed by {shortName(note.changedBy)}, {dayAndTime(note.changedAt)}
          </span>
        )}
        <a class="govuk-link" href={`${at}/edit`}>
          Change
        </a>
        {note.version > 1 && (
          <a class="govuk-link" href={`${at}/versions`}>
            {count(note.version - 1, 'earlier version')}
          </a>
        )}
      </p>
      <TrustedHtml class="wm-prose" content={trustedFromStore(note.bodyHtml)} />
      <p class="wm-nil">Only members of {circle.name} can read this.</p>
    </Layout>
  );
}

interface NoteVersionsView {
  note: CircleNote;
  versions: readonly (CircleNoteVersion & { html: string })[];
}

export function CircleNoteVersionsPage({ note, versions }: NoteVersionsView): VNode {
  return (
    <Layout title={`Earlier versions of “${note.title}”`} noIndex>
      <BackLink href={`/circle-notes/${note.id}`}>Back to the notes</BackLink>
      <h1 class="govuk-heading-l">Earlier versions of “{note.title}”</h1>
      {versions.map((version) => (
        <Details
          summary={`Version ${version.version}, by ${shortName(version.writtenBy)}, ${dayAndTime(version.at)}`}
          key={version.version}
        >
          <p>
            <strong>{version.title}</strong>, {day(new Date(version.metOn))}
          </p>
          <TrustedHtml class="wm-prose" content={trustedFromStore(version.html)} />
        </Details>
      ))}
    </Layout>
  );
}

interface NoteFormView {
  circle: CircleDetail;
  /** Null: a new one. */
  noteId: string | null;
  version: number;
  form: Form;
  theirs?: readonly (readonly [string, string])[];
}

export function CircleNoteFormPage({ circle, noteId, version, form, theirs }: NoteFormView): VNode {
  const title = noteId === null ? 'Write notes of a meeting' : 'Change the notes';
  const back = noteId === null ? `/circles/${circle.id}/notes` : `/circle-notes/${noteId}`;
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={back}>Back</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="wm-text">
        <p>Members of {circle.name} read it, and can change it. Earlier versions are kept.</p>
        <ChangedMeanwhile now={theirs} />
        <form method="post" action={noteId === null ? back : `${back}/edit`} noValidate>
          {noteId === null ? <Once /> : <Version version={version} />}
          <Input
            name="title"
            label="What the meeting was about"
            value={valueOf(form, 'title')}
            error={problemWith(form, 'title')}
            attributes={{ maxLength: 120 }}
          />
          <DateInput {...dayField(form, 'metOn')} legend="The day of the meeting" />
          <Textarea
            name="body"
            label="Notes"
            hint="It begins with the agenda. Lines that begin with ## are headings, those with - are points."
            rows={18}
            value={valueOf(form, 'body')}
            error={problemWith(form, 'body')}
            attributes={{ maxLength: 20_000 }}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Save</Button>
            <a class="govuk-link" href={back}>
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}
