import { type VNode } from 'preact';
import { type NewSource } from '#libs/guidance';
import { BackLink, Box, Button, FictionalMark, Input, Select, SummaryList, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { Once, Version } from '../parts/once.tsx';
import { SubjectFields, type Subjects, subjectsNow } from '../parts/subject-fields.tsx';
import { day } from '../parts/words.ts';

interface NewGuidanceView {
  form: Form;
  source: NewSource | null;
  goodUntil: { value: string; text: string }[];
}

export function NewGuidancePage({ form, source, goodUntil }: NewGuidanceView): VNode {
  return (
    <Layout title="Write guidance" problems={form.problems} scripts={['thread.js']}>
      <BackLink href={source?.url ?? '/guidance'}>
        {source ? 'Back to where it comes from' : 'Back to guidance'}
      </BackLink>
      <h1 class="govuk-heading-l">{source ? 'Turn this into guidance' : 'Write guidance'}</h1>
      <div class="wm-cols">
        <form method="post" action="/guidance" noValidate data-draft={source ? undefined : 'guidance'}>
          <Once />
          {source && <input type="hidden" name={source.threadId ? 'postId' : 'caseNoteId'} value={source.id} />}
          <TextFields form={form} titleHint={titleHint(source)} />
          <Select
            name="goodUntil"
            label="Good until"
            labelClass="govuk-label--m"
            hint="When somebody has to check it again."
            options={goodUntil}
            value={valueOf(form, 'goodUntil') || goodUntil[1]?.value}
            error={problemWith(form, 'goodUntil')}
          />
          <div class="govuk-button-group">
            {/* The first is what the Enter key presses. */}
            <Button preventDoubleClick>Save as draft</Button>
            <Button look="secondary" name="publish" value="yes" preventDoubleClick>
              Publish
            </Button>
            <span class="wm-nil" data-draft-state role="status" />
          </div>
        </form>
        <aside aria-label="Where it comes from">
          {source ? <Source source={source} /> : <WithoutSource />}
          <Advice />
        </aside>
      </div>
    </Layout>
  );
}

const titleHint = (source: NewSource | null): string =>
  source && !source.open
    ? 'Say what to do. The question was asked of members alone, so do not repeat its words.'
    : 'Say what to do, such as: Ask for a pension guarantee before you set the price.';

function Source({ source }: { source: NewSource }): VNode {
  return (
    <Box look="tint">
      <h2 class="govuk-heading-s">Made from</h2>
      <p>
        {source.threadId ? 'An accepted answer to ' : 'The case note '}
        <a class="govuk-link" href={source.url}>
          {source.title}
        </a>{' '}
        {source.fictional && <FictionalMark />}
      </p>
      <p>
        <b>{nameAndRole(source.creditedName, source.creditedRole)}</b>, is credited on the page and told when it is
        published.
      </p>
      {!source.open && (
        <p>
          The discussion is for members. Everyone will read the guidance; who may not read the discussion sees the
          credit without the link.
        </p>
      )}
    </Box>
  );
}

const WithoutSource = (): VNode => (
  <Box look="maybe">
    <h2 class="govuk-heading-s">No source yet</h2>
    <p>
      Guidance made from an accepted answer or a case note keeps the credit of whoever wrote it. To make it from one,
      open the answer or the note and choose “Turn into guidance”.
    </p>
  </Box>
);

const Advice = (): VNode => (
  <Box look="tint">
    <h2 class="govuk-heading-s">What helps readers</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>Two sentences that answer, then the steps.</li>
      <li>Figures with a period, and who does what by when.</li>
      <li>What this does not cover: a nation, a kind of service.</li>
    </ul>
  </Box>
);

export interface TextsNow extends Subjects {
  title: string;
  summary: string;
  body: string;
  lawAsAt: string | null;
}

interface EditGuidanceView {
  slug: string;
  version: number;
  form: Form;
  /** The texts as they are now, where they changed while the person was editing. */
  theirs?: TextsNow;
}

export function EditGuidancePage({ slug, version, form, theirs }: EditGuidanceView): VNode {
  return (
    <Layout title="Edit guidance" problems={form.problems}>
      <BackLink href={`/guidance/${slug}`}>Back to the page</BackLink>
      <h1 class="govuk-heading-l">Edit guidance</h1>
      {theirs && <Theirs now={theirs} form={form} />}
      <form class="wm-text" method="post" action={`/guidance/${slug}/edit`} noValidate>
        <Version version={version} />
        <TextFields form={form} yours={theirs !== undefined} titleHint="The address of the page stays as it is." />
        <Input
          name="note"
          label="What you changed"
          labelClass="govuk-label--m"
          hint="Readers see this beside the version. Such as: New threshold from January."
          value={valueOf(form, 'note')}
          error={problemWith(form, 'note')}
          attributes={{ maxLength: 300 }}
        />
        <Button preventDoubleClick>Save as a new version</Button>
      </form>
    </Layout>
  );
}

function Theirs({ now, form }: { now: TextsNow; form: Form }): VNode {
  const { title, summary, body, lawAsAt } = now;
  const subjects = subjectsNow(form, now);
  const law = valueOf(form, 'lawAsAt') !== (lawAsAt ?? '');
  return (
    <div class="wm-text">
      <WarningText>
        This page was changed while you were editing. Compare the texts, then save the ones that should stand.
      </WarningText>
      <AsItIsNow name="their-title" label="The title as it is now" rows={2} value={title} />
      <AsItIsNow name="their-summary" label="The short answer as it is now" rows={3} value={summary} />
      <AsItIsNow name="their-body" label="The guidance as it is now" rows={10} value={body} />
      {(subjects.length > 0 || law) && (
        <SummaryList
          rows={[...subjects, law && { key: 'Law as at, now', value: lawAsAt === null ? 'None' : day(lawAsAt) }]}
        />
      )}
    </div>
  );
}

const AsItIsNow = (props: { name: string; label: string; rows: number; value: string }): VNode => (
  <Textarea {...props} attributes={{ readOnly: true }} />
);

function TextFields({ form, titleHint: hint, yours }: { form: Form; titleHint: string; yours?: boolean }): VNode {
  return (
    <>
      <Input
        name="title"
        label={yours ? 'Your title' : 'Title'}
        labelClass="govuk-label--m"
        hint={hint}
        value={valueOf(form, 'title')}
        error={problemWith(form, 'title')}
        attributes={{ maxLength: 200 }}
      />
      <Textarea
        name="summary"
        label={yours ? 'Your short answer' : 'The short answer'}
        labelClass="govuk-label--m"
        hint="Two sentences. Most people will read only these."
        rows={3}
        value={valueOf(form, 'summary')}
        error={problemWith(form, 'summary')}
      />
      <Textarea
        name="body"
        label={yours ? 'Your guidance' : 'The guidance'}
        labelClass="govuk-label--m"
        hint="Begin each part with ## and a heading. You can use Markdown: lists, links, tables."
        rows={18}
        value={valueOf(form, 'body')}
        error={problemWith(form, 'body')}
      />
      <SubjectFields form={form} />
      <Input
        name="lawAsAt"
        label="Law as at"
        labelClass="govuk-label--m"
        hint="The day on which you checked the law that this relies on. Leave it empty if it relies on none."
        class="govuk-input--width-10"
        value={valueOf(form, 'lawAsAt')}
        error={problemWith(form, 'lawAsAt')}
        attributes={{ type: 'date' }}
      />
    </>
  );
}
