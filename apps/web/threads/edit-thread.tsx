import { type VNode } from 'preact';
import { BackLink, Button, Input, SummaryList, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { SubjectFields, type Subjects, subjectsNow } from '../parts/subject-fields.tsx';

interface EditThreadView {
  id: string;
  version: number;
  form: Form;
  /** How it is now, where it changed while the person was editing. */
  theirs?: Subjects & { title: string };
}

export function EditThreadPage({ id, version, form, theirs }: EditThreadView): VNode {
  return (
    <Layout title="Change title and subjects" problems={form.problems}>
      <BackLink href={`/threads/${id}`}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Change title and subjects</h1>
      {theirs && (
        <>
          <WarningText>
            This was changed while you were editing. Compare, then save what should stand: what you chose is in the
            form.
          </WarningText>
          <SummaryList rows={[{ key: 'Title now', value: theirs.title }, ...subjectsNow(form, theirs)]} />
        </>
      )}
      <form method="post" action={`/threads/${id}/edit`} noValidate>
        <Version version={version} />
        <Input
          name="title"
          label="The question in one sentence"
          labelClass="govuk-label--m"
          value={valueOf(form, 'title')}
          error={problemWith(form, 'title')}
        />
        <SubjectFields form={form} />
        <Button preventDoubleClick>Save changes</Button>
      </form>
    </Layout>
  );
}
