import { type VNode } from 'preact';
import { type Problem } from '#libs/platform/inputs';
import { Button, Details, Textarea } from '#libs/ui';
import { emptyForm, type Form, problemWith, valueOf } from '../forms.ts';

/** The reason that was typed and is wrong, and for removing what. */
export interface RemovalAgain {
  of: string;
  form: Form;
}

interface RemovalProps {
  /** The answer. */
  id: string;
  what: 'tried' | 'marks';
  said: { id: string; who: string };
  again: RemovalAgain | null;
  /** On which page of what was said it stands. */
  after: string | undefined;
}

/** Where a moderator removes what a member said; the member is told why. */
export function Removal({ id, what, said, again, after }: RemovalProps): VNode {
  const form = again?.of === said.id ? again.form : null;
  const page = after === undefined ? '' : `?after=${after}`;
  return (
    <Details
      class="wm-said__remove"
      open={form !== null}
      summary={
        <>
          Remove this<span class="govuk-visually-hidden"> by {said.who}</span>
        </>
      }
    >
      <form method="post" action={`/posts/${id}/${what}/${said.id}/remove${page}`} noValidate>
        <Textarea
          name="reason"
          id={fieldOf(said.id)}
          label="Why? They are told this."
          rows={2}
          value={valueOf(form ?? emptyForm, 'reason')}
          error={form ? problemWith(form, 'reason') : undefined}
        />
        <Button look="warning">Remove it and tell them</Button>
      </form>
    </Details>
  );
}

/** Each leads to the field beside what is to be removed. */
export const removalProblems = (again: RemovalAgain | null): Problem[] =>
  (again?.form.problems ?? []).map((problem) => ({ ...problem, field: fieldOf(again!.of) }));

const fieldOf = (saidId: string): string => `reason-${saidId}`;
