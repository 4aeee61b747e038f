import { type VNode } from 'preact';
import { BackLink, Button, ButtonGroup, Textarea, WarningText } from '#libs/ui';
import { type Form } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { UnderMask } from './mask-fields.tsx';
import { type AttachedFile } from './attach-files.tsx';
import { type Preview, PreviewButton, WritingBox } from './writing-box.tsx';

interface EditPostView {
  id: string;
  threadId: string;
  /** What they write as; null: not under a mask. */
  mask: string | null;
  version: number;
  form: Form;
  /** The text as it is now, where it changed while the person was editing. */
  theirs?: string;
  preview?: Preview;
  /** Files that stand in the post, or are to. */
  attached: readonly AttachedFile[];
}

export function EditPostPage({ id, threadId, mask, version, form, theirs, preview, attached }: EditPostView): VNode {
  return (
    <Layout title="Edit your post" problems={form.problems} scripts={['thread.js']}>
      <BackLink href={`/threads/${threadId}`}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Edit your post</h1>
      {theirs !== undefined && (
        <>
          <WarningText>
            This post was changed while you were editing. Compare the two texts, then save the one that should stand.
          </WarningText>
          <Textarea
            name="theirs"
            label="The text as it is now"
            rows={8}
            value={theirs}
            attributes={{ readOnly: true }}
          />
        </>
      )}
      <form method="post" action={`/posts/${id}/edit`} noValidate encType="multipart/form-data">
        <Once />
        <Version version={version} />
        <WritingBox
          form={form}
          label={theirs === undefined ? 'Your post' : 'Your text'}
          hint="In the first five minutes, while nobody has replied, a change leaves no mark. After that the post says when it was edited, and what it said before can be read."
          rows={12}
          preview={preview}
          threadId={threadId}
          attached={attached}
          action={`/posts/${id}/edit`}
        />
        {mask !== null && <UnderMask form={form} label={mask} />}
        <ButtonGroup>
          <Button preventDoubleClick>Save changes</Button>
          <PreviewButton />
        </ButtonGroup>
      </form>
    </Layout>
  );
}
