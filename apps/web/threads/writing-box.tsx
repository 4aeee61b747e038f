import { type VNode } from 'preact';
import { type PostText } from '#libs/threads';
import { trustedFromStore } from '#libs/platform/markdown';
import { AttachFiles, type AttachedFile } from './attach-files.tsx';
import { Button, Details, Textarea, TrustedHtml } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';

/** How what was typed would look; null: nobody asked. */
export type Preview = PostText | null | undefined;

interface WritingBoxProps {
  form: Form;
  label: string;
  hint: string;
  rows: number;
  preview?: Preview;
  /** Who may be suggested: those who may read this. Absent: it is not posted yet. */
  threadId?: string;
  /** Files that came with it before, and where the form goes. */
  attached: readonly AttachedFile[];
  action: string;
}

/** The field for a text in Markdown, with its preview above it and help below. */
export function WritingBox({ form, label, hint, rows, preview, threadId, attached, action }: WritingBoxProps): VNode {
  return (
    <>
      <div data-preview>{preview && <PreviewOf text={preview} />}</div>
      <div class="wm-writing" data-complete={threadId ?? ''}>
        <Textarea
          name="body"
          label={label}
          labelClass="govuk-label--m"
          hint={hint}
          rows={rows}
          value={valueOf(form, 'body')}
          error={problemWith(form, 'body')}
        />
      </div>
      <AttachFiles form={form} attached={attached} action={action} />
      <Details summary="Names, links and lists: how to write them" class="wm-mb-4">
        <WritingHelp />
      </Details>
    </>
  );
}

export const PreviewButton = (): VNode => (
  <Button look="secondary" name="preview" value="yes">
    Preview
  </Button>
);

/** In its page, and alone where a script asks for it. */
export function PreviewOf({ text }: { text: PostText }): VNode {
  return (
    <section class="wm-box wm-preview" aria-labelledby="preview" tabIndex={-1}>
      <h2 class="govuk-heading-s" id="preview">
        Preview: not posted yet
      </h2>
      <TrustedHtml class="wm-post__b" content={trustedFromStore(text.html)} />
      {text.caseNotes.length + text.references.length > 0 && (
        <p class="wm-nil">What you cite is shown as a card under your post.</p>
      )}
      {text.mentioned.length > 0 && (
        <p class="wm-nil">
          {text.mentioned.length === 1 ? '1 person is' : `${text.mentioned.length} people are`} told that you named
          them, if they may read it.
        </p>
      )}
    </section>
  );
}

const HOW: readonly (readonly [what: string, typed: string])[] = [
  ['Name somebody', '@ and the first letters, then choose'],
  ['Cite a case note, guide, council or question', '# and words of its title, then choose; or paste its address'],
  ['Bold', '**nine days**'],
  ['A list', '- first\n- second'],
  ['A numbered list', '1. first\n2. second'],
  ['A link', '[the fund’s rules](https://example.org/rules)'],
  ['A quotation', '> We cannot carry the bond.'],
  ['A heading', '## What it cost'],
];

function WritingHelp(): VNode {
  return (
    <>
      <dl class="wm-how">
        {HOW.map(([what, typed]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <code>{typed}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="govuk-link" href="/help/writing">
          More about writing, with examples
        </a>
      </p>
    </>
  );
}
