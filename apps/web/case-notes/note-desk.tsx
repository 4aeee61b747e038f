import { type VNode } from 'preact';
import { Box, Button, Details, Textarea } from '#libs/ui';
import { problemWith, valueOf } from '../forms.ts';
import { Once, Version } from '../parts/once.tsx';
import { type CaseNoteView } from './case-note.view.ts';

/** What the author or a moderator may do with the note as it stands; nothing for everybody else. */
export function NoteDesk(view: CaseNoteView): VNode | null {
  const { may } = view;
  return (
    <>
      {may.review && <Review {...view} />}
      {may.edit && <Own {...view} />}
      {(may.revise || may.withdraw) && <Published {...view} />}
    </>
  );
}

function Review({ note, form }: CaseNoteView): VNode {
  const base = `/case-notes/${note.id}`;
  return (
    <Box look="tint" class="wm-hide-print">
      <h2 class="govuk-heading-s">Decide on this note</h2>
      <p>Read it to the end first. Whoever wrote it is told what you decide.</p>
      <form method="post" action={`${base}/publish`}>
        <Version version={note.version} />
        <Button preventDoubleClick>Publish this note</Button>
      </form>
      <form method="post" action={`${base}/return`} noValidate>
        <Textarea
          name="comment"
          label="Or say what should change first"
          rows={3}
          value={valueOf(form, 'comment')}
          error={problemWith(form, 'comment')}
        />
        <Button look="secondary">Send back to the author</Button>
      </form>
    </Box>
  );
}

function Own({ note, may }: CaseNoteView): VNode {
  const base = `/case-notes/${note.id}`;
  return (
    <div class="govuk-button-group wm-hide-print wm-mb-4">
      <Button href={`${base}/edit`} look="secondary">
        {may.submit ? 'Go on writing' : 'Change it'}
      </Button>
      {may.submit && (
        <form method="post" action={`${base}/submit`}>
          <Version version={note.version} />
          <Button preventDoubleClick>Submit for review</Button>
        </form>
      )}
      {may.takeBack && (
        <form method="post" action={`${base}/take-back`}>
          <Button look="secondary">Take it back</Button>
        </form>
      )}
    </div>
  );
}

function Published({ note, may, form }: CaseNoteView): VNode {
  const base = `/case-notes/${note.id}`;
  const refused = problemWith(form, 'reason');
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
        <Details summary="Withdraw this note" open={refused !== undefined}>
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
            <Button look="warning">Withdraw</Button>
          </form>
        </Details>
      )}
    </div>
  );
}
