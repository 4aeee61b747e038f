import { type VNode } from 'preact';
import { type Likely } from '#libs/search';
import { type DraftFields } from '#libs/threads';
import { BackLink, Button, Input } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once } from '../parts/once.tsx';
import { SubjectFields } from '../parts/subject-fields.tsx';
import { type AudienceChoices, AudienceFields } from './audience-fields.tsx';
import { OpeningFields } from './opening-fields.tsx';
import { MaskFields } from './mask-fields.tsx';
import { DraftIs, DraftState, OtherDraft } from './draft-parts.tsx';
import { type AttachedFile } from './attach-files.tsx';
import { type Preview, PreviewButton, WritingBox } from './writing-box.tsx';
import { BeforeYouPost, RecordsNote } from './before-you-post.tsx';
import { SimilarList } from './similar.tsx';

interface AskView {
  /** They write for a public authority. */
  publicSector: boolean;
  form: Form;
  /** What was found for what is written so far; null where nobody has looked yet. */
  similar: readonly Likely[] | null;
  choices: AudienceChoices;
  /** What they would be shown as under a mask; null: they cannot be masked. */
  mask: string | null;
  /** A newer draft than the one that the form was filled in from. */
  theirs?: DraftFields;
  preview?: Preview;
  /** Files that came with it before. */
  attached: readonly AttachedFile[];
}

export function AskPage({ publicSector, form, similar, choices, mask, theirs, preview, attached }: AskView): VNode {
  return (
    <Layout title="Ask a question" problems={form.problems} scripts={['thread.js']}>
      <BackLink href="/questions">Back to questions</BackLink>
      <h1 class="govuk-heading-l">Ask people who did it</h1>
      <div class="wm-cols">
        <form method="post" action="/questions" noValidate data-draft="question" encType="multipart/form-data">
          <OtherDraft theirs={theirs} />
          <Once />
          <DraftIs place="question" form={form} />
          <Input
            name="title"
            label="Your question in one sentence"
            labelClass="govuk-label--m"
            hint="Such as: How did you handle the pension bond without a council guarantee?"
            value={valueOf(form, 'title')}
            error={problemWith(form, 'title')}
            attributes={{ maxLength: 200 }}
          />
          <section class="wm-box wm-box--tint" aria-labelledby="similar">
            <div class="wm-row-between">
              <h2 class="govuk-heading-s wm-m-0" id="similar">
                Someone may have done this already
              </h2>
              <button class="wm-linkbtn" type="submit" name="check" value="yes">
                {similar ? 'Look again' : 'Look'}
              </button>
            </div>
            <div data-similar>
              {similar ? (
                <SimilarList items={similar} />
              ) : (
                <p class="wm-nil">Answers, case notes and guides that may help are shown here.</p>
              )}
            </div>
            <p class="govuk-visually-hidden" role="status" data-similar-count />
          </section>
          <WritingBox
            form={form}
            label="The background"
            hint="What are you trying to do, by when, and what have you tried? Figures help."
            rows={9}
            preview={preview}
            attached={attached}
            action="/questions"
          />
          {publicSector && <BeforeYouPost />}
          <SubjectFields form={form} />
          <AudienceFields form={form} choices={choices} />
          <OpeningFields form={form} />
          <MaskFields form={form} label={mask} />
          {choices.noteDue && <RecordsNote />}
          <div class="govuk-button-group">
            <Button preventDoubleClick>Post question</Button>
            <PreviewButton />
            <DraftState />
            <span class="wm-nil" data-draft-state aria-live="polite" />
          </div>
        </form>
        <aside aria-label="Before you post">
          <div class="wm-box wm-box--tint">
            <h2 class="govuk-heading-s">Before you post</h2>
            <ul class="govuk-list govuk-list--bullet">
              <li>Do not name a person, or a price from a live tender.</li>
              <li>What you write about your council’s business may be asked for under freedom of information law.</li>
              <li>One question at a time gets the best answers.</li>
            </ul>
          </div>
        </aside>
      </div>
    </Layout>
  );
}
