import { type VNode } from 'preact';
import { BackLink, Button, ButtonGroup, Textarea, WarningText } from '#libs/ui';
import { type Form, valuesOf } from '../forms.ts';
import { kindAndSize } from '../parts/file-words.ts';
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
  /** The text and the files as they are now, where they changed while the person was editing. */
  theirs?: { body: string; files: readonly AttachedFile[] } | undefined;
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
        <div data-conflict>
          <WarningText>
            This post was changed while you were editing. Compare the two texts and their files, then save what should
            stand.
          </WarningText>
          <Textarea
            name="theirs"
            label="The text as it is now"
            rows={8}
            value={theirs.body}
            attributes={{ readOnly: true }}
          />
          <FilesNow files={theirs.files} />
        </div>
      )}
      <form
        method="post"
        action={`/posts/${id}/edit`}
        noValidate
        data-draft={`edit:${id}`}
        data-draft-base={version}
        encType="multipart/form-data"
      >
        <Once />
        <Version version={version} />
        {valuesOf(form, '_had').map((file) => (
          <input type="hidden" name="_had" value={file} key={file} />
        ))}
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
          <span class="wm-nil wm-draft" data-draft-kept />
        </ButtonGroup>
      </form>
    </Layout>
  );
}

function FilesNow({ files }: { files: readonly AttachedFile[] }): VNode {
  return (
    <>
      <h2 class="govuk-heading-s">The files as they are now</h2>
      {files.length === 0 ? (
        <p>The post has no files now.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {files.map((file) => (
            <li key={file.id}>
              {file.name} <span class="wm-nil">{kindAndSize(file)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        Files that were added meanwhile are among your own below. Take out what should not stand: what is not there when
        you save leaves the post.
      </p>
    </>
  );
}
