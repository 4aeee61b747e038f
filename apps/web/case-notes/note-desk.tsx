import { type VNode } from 'preact';
import { isVague, type ReviewCommentRow } from '#libs/case-notes';
import { Box, Button, Details, Input, Textarea } from '#libs/ui';
import { problemWith, valueOf } from '../forms.ts';
import { Once, Version } from '../parts/once.tsx';
import { count } from '../parts/words.ts';
import { type CaseNoteView } from './case-note.view.ts';
import { figuresUnseen } from './note-parts.tsx';
import { NOTE_SECTIONS } from './note-sections.ts';

/** After the note, so that it is read before it is decided on. Nothing for who may not. */
export function ReviewDesk({ note, form, may }: CaseNoteView): VNode | null {
  if (!may.review) return null;
  return (
    <Box look="tint" class="wm-hide-print">
      <h2 class="govuk-heading-m" id="decide">
        Decide on this note
      </h2>
      <p>Whoever wrote it is told what you decide.</p>
      <p>
        <a class="govuk-link" href={`/case-notes/${note.id}/review`}>
          Comment section by section
        </a>
      </p>
      <DecisionForms note={note} form={form} />
    </Box>
  );
}

type DecisionView = Pick<CaseNoteView, 'note' | 'form'> & { comments?: readonly ReviewCommentRow[] };

/** What is not answered yet is said, and hinders nobody: the author may have put it right without a word. */
export function DecisionForms({ note, form, comments = [] }: DecisionView): VNode {
  const base = `/case-notes/${note.id}`;
  const open = comments.filter(({ answeredAt }) => answeredAt === null);
  const sections = NOTE_SECTIONS.filter(({ slug }) => open.some(({ section }) => section === slug));
  return (
    <>
      {isVague(note) && (
        <p>
          <b>There is no date, no figure and no document in it.</b> It can be published as an outline, no more.
        </p>
      )}
      {!note.evidenced && figuresUnseen(note).length > 0 && (
        <p>
          <b>Readers do not see every figure in it yet.</b> Until their day those do not count, and it is an outline.
        </p>
      )}
      {open.length > 0 && (
        <p>
          <b>
            {count(open.length, 'comment is', 'comments are')} not answered yet:{' '}
            {sections.map(({ title }) => `“${title}”`).join(', ')}.
          </b>{' '}
          You can publish all the same.
        </p>
      )}
      <form method="post" action={`${base}/publish`} class="wm-mb-4">
        <Version version={note.version} />
        <Button preventDoubleClick>{note.evidenced ? 'Publish this note' : 'Publish as an outline'}</Button>
      </form>
      <form method="post" action={`${base}/return`} noValidate>
        <Textarea
          name="comment"
          label="Or say what should change first"
          hint="You can leave this empty if your comments on its sections say it."
          rows={3}
          value={valueOf(form, 'comment')}
          error={problemWith(form, 'comment')}
        />
        <Button look="secondary">Send back to the author</Button>
      </form>
    </>
  );
}

/** What the author may do with a note that is not public yet. */
export function AuthorDesk({ note, may }: CaseNoteView): VNode | null {
  if (!may.edit) return null;
  const base = `/case-notes/${note.id}`;
  return (
    <div class="govuk-button-group wm-hide-print wm-mb-4">
      <Button href={`${base}/tasks`} look="secondary">
        {may.submit ? 'Go on writing' : 'Change it'}
      </Button>
      {may.submit && <Button href={`${base}/tasks/check`}>Check and submit</Button>}
      {may.takeBack && (
        <form method="post" action={`${base}/take-back`}>
          <Button look="secondary">Take it back</Button>
        </form>
      )}
    </div>
  );
}

/** What its author or a moderator may do with a public note. */
export function PublishedDesk({ note, may, form }: CaseNoteView): VNode | null {
  if (!may.revise && !may.withdraw) return null;
  const base = `/case-notes/${note.id}`;
  const refused = problemWith(form, 'reason');
  const successor = problemWith(form, 'replacedBy');
  return (
    <div class="wm-hide-print wm-mb-4">
      {may.revise && (
        <form method="post" action={`${base}/revisions`} class="wm-mb-3">
          <Once />
          <Button look="secondary" small>
            {note.status === 'withdrawn' ? 'Put it right and submit it again' : 'Change this note'}
          </Button>
        </form>
      )}
      {may.withdraw && (
        <Details summary="Withdraw this note" open={refused !== undefined || successor !== undefined}>
          <p>Its page stays and says when and why, without text and figures. It leaves every list.</p>
          <form method="post" action={`${base}/withdraw`} noValidate>
            <Textarea
              name="reason"
              label="Why is it withdrawn?"
              hint="Readers will see this."
              rows={3}
              value={valueOf(form, 'reason')}
              error={refused}
            />
            <Input
              name="replacedBy"
              label="Is there a note to read in its place?"
              hint="Its address on Waymark. Leave it empty if there is none."
              value={valueOf(form, 'replacedBy')}
              error={successor}
            />
            <Button look="warning">Withdraw</Button>
          </form>
        </Details>
      )}
    </div>
  );
}
