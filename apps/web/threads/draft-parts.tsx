import { type VNode } from 'preact';
import { type DraftFields } from '#libs/threads';
import { Button, Textarea, WarningText } from '#libs/ui';
import { type Form, valueOf } from '../forms.ts';

/** Which draft a form writes on, and which version of it; the script of the page keeps the second up to date. */
export const DraftIs = ({ place, form }: { place: string; form: Form }): VNode => (
  <>
    <input type="hidden" name="draft" value={place} />
    <input type="hidden" name="draftVersion" value={valueOf(form, 'draftVersion')} />
  </>
);

/** Where drafts are not saved by themselves, and what the script says about it. */
export const DraftState = (): VNode => (
  <>
    <Button look="secondary" name="save" value="draft" attributes={{ 'data-save-draft': '' }}>
      Save draft
    </Button>
    <span class="wm-nil wm-draft" data-draft-kept />
  </>
);

/** The draft that another window or device saved meanwhile, over the form that holds what was typed here. */
export function OtherDraft({ theirs }: { theirs: DraftFields | undefined }): VNode | null {
  if (theirs === undefined) return null;
  const { title, body } = theirs;
  const text = [title, body].filter((field) => typeof field === 'string' && field !== '').join('\n\n');
  return (
    <div data-conflict>
      <WarningText>
        There is a newer draft, saved in another window or on another device. What you wrote here is still in the form
        and is not saved. Take over what you need, then save or post.
      </WarningText>
      <Textarea name="_theirs" label="The draft that is saved" rows={8} value={text} attributes={{ readOnly: true }} />
    </div>
  );
}
