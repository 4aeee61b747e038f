import { type VNode } from 'preact';
import { type OrganisationPage, PAYER_KINDS } from '#libs/organisations';
import { NATIONS } from '#libs/taxonomy';
import { BackLink, Button, Input, Select, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { Version } from '../parts/once.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';

export interface EditOrganisationView {
  organisation: Pick<OrganisationPage, 'id' | 'name'>;
  version: number;
  form: Form;
  /** As it is now, where it changed while the person was editing. */
  theirs?: OrganisationPage;
}

const NOT_RECORDED = 'Not recorded';

export function EditOrganisationPage({ organisation, version, form, theirs }: EditOrganisationView): VNode {
  const { id } = organisation;
  const field = (name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });
  return (
    <Layout title={`Change ${organisation.name}`} problems={form.problems}>
      <BackLink href={`/organisations/${id}`}>Back to the organisation</BackLink>
      <h1 class="govuk-heading-l">Change {organisation.name}</h1>
      <ChangedMeanwhile
        now={
          theirs && [
            ['Name', theirs.name],
            ['Kind of payer', theirs.payerKind ? PAYER_KINDS[theirs.payerKind] : NOT_RECORDED],
            ['Nation', theirs.nation ?? NOT_RECORDED],
            ['What it does', theirs.summary ?? NOT_RECORDED],
            ['Website', theirs.website ?? NOT_RECORDED],
          ]
        }
      />
      <form class="wm-text" method="post" action={`/organisations/${id}/edit`} noValidate>
        <Version version={version} />
        <Input {...field('name')} label="Name" />
        <Select
          {...field('payerKind')}
          label="Kind of payer (optional)"
          hint="Where it pays for public services and is not a council"
          options={optionsOf(PAYER_KINDS, 'Not a payer, or not known')}
        />
        <Select
          {...field('nation')}
          label="Nation (optional)"
          options={[{ value: '', text: NOT_RECORDED }, ...NATIONS.map((nation) => ({ value: nation, text: nation }))]}
        />
        <Textarea {...field('summary')} label="What it does (optional)" rows={4} />
        <Input {...field('website')} label="Website (optional)" type="url" />
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}
