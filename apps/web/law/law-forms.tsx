import { type VNode } from 'preact';
import { CLAUSE_FAMILIES, CLAUSE_ORIGINS, LAW_TOPICS } from '#libs/law';
import { labelOf, STAGES } from '#libs/taxonomy';
import { BackLink, Button, Checkboxes, DateInput, Input, Select, SummaryList, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { dayField } from '../parts/day-fields.ts';
import { Once, Version } from '../parts/once.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { NATION_LABELS } from './law-parts.tsx';

export interface LawFormView {
  what: 'law' | 'way' | 'clause';
  /** Null: a new one. */
  code: string | null;
  version: number | null;
  form: Form;
  /** As it is now, where it changed while the person was editing. */
  theirs?: Readonly<Record<string, unknown>>;
}

const WHERE = { law: '/law', way: '/lawful-help', clause: '/clauses' } as const;
const TITLES = {
  law: ['Add a law', 'Change a law'],
  way: ['Add a way to help', 'Change a way to help'],
  clause: ['Add a clause', 'Change a clause'],
} as const;

/** What the fields are called that a stale edit tells of. */
const NOW = {
  title: 'Title',
  text: 'Text',
  limits: 'Limits',
  statute: 'Statute',
  validFrom: 'First day in force',
  validTo: 'Last day in force',
  checkedOn: 'Checked on',
};

export function LawFormPage({ what, code, version, form, theirs }: LawFormView): VNode {
  const at = WHERE[what];
  const title = TITLES[what][code === null ? 0 : 1];
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={code === null || what === 'way' ? at : `${at}/${code}`}>Back</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      {theirs && (
        <>
          <WarningText>
            Someone changed this while you were editing. Below is how it is now. What you typed is still in the form:
            save again to use it.
          </WarningText>
          <SummaryList
            rows={Object.entries(theirs).map(([name, value]) => ({
              key: labelOf(NOW, name),
              value: typeof value === 'string' && value !== '' ? value : 'Not recorded',
            }))}
          />
        </>
      )}
      <form class="wm-text" method="post" action={code === null ? at : `${at}/${code}/edit`} noValidate>
        {version === null ? <Once /> : <Version version={version} />}
        {code === null && <Input {...field(form, 'code')} label="Short name" hint="For its address, like pa2023-s33" />}
        {what === 'law' ? <LawFields form={form} /> : <EntryFields form={form} isClause={what === 'clause'} />}
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}

const field = (form: Form, name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });

const Nations = ({ form }: { form: Form }): VNode => (
  <Checkboxes
    name="nations"
    legend="Nations"
    legendClass="govuk-fieldset__legend--s"
    small
    items={choicesOf(NATION_LABELS)}
    values={valuesOf(form, 'nations')}
    error={problemWith(form, 'nations')}
  />
);

function LawFields({ form }: { form: Form }): VNode {
  return (
    <>
      <Input {...field(form, 'title')} label="Title" />
      <Select {...field(form, 'topic')} label="Topic" options={optionsOf(LAW_TOPICS, 'Choose a topic')} />
      <Textarea {...field(form, 'text')} label="What the law says" hint="In plain words" rows={8} />
      <Input
        {...field(form, 'statute')}
        label="Statute"
        hint="With its section, like Procurement Act 2023, section 33"
      />
      <Nations form={form} />
      <DateInput {...dayField(form, 'validFrom')} legend="First day in force (optional)" />
      <DateInput
        {...dayField(form, 'validTo')}
        legend="Last day in force (optional)"
        hint="After this day everything that cites it says that the law changed"
      />
      <Input
        {...field(form, 'replacedBy')}
        label="Replaced by (optional)"
        hint="The short name of the law that took its place"
      />
      <Input {...field(form, 'source')} label="Source" hint="Where you read it" />
      <Input {...field(form, 'sourceUrl')} label="Address of the source (optional)" type="url" inputMode="url" />
      <DateInput
        {...dayField(form, 'checkedOn')}
        legend="Checked on (optional)"
        hint="The day you held it against the law. Without it the page says that it is not checked"
      />
    </>
  );
}

function EntryFields({ form, isClause }: { form: Form; isClause: boolean }): VNode {
  return (
    <>
      <Input {...field(form, 'title')} label="Title" />
      {isClause && (
        <Select
          {...field(form, 'family')}
          label="About"
          options={optionsOf(CLAUSE_FAMILIES, 'Choose what it is about')}
        />
      )}
      <Textarea {...field(form, 'text')} label={isClause ? 'Wording' : 'What it is'} rows={8} />
      <Textarea
        {...field(form, 'limits')}
        label={isClause ? 'How to use it (optional)' : 'Limits (optional)'}
        rows={3}
      />
      <Nations form={form} />
      <Checkboxes
        name="stages"
        legend="Stages"
        legendClass="govuk-fieldset__legend--s"
        small
        items={choicesOf(STAGES)}
        values={valuesOf(form, 'stages')}
        error={problemWith(form, 'stages')}
      />
      <Input {...field(form, 'laws')} label="Laws it rests on" hint="Short names, apart by commas" />
      {isClause && (
        <>
          <Select
            {...field(form, 'origin')}
            label="Where the wording comes from"
            options={optionsOf(CLAUSE_ORIGINS, 'Choose one')}
          />
          <Input {...field(form, 'source')} label="Source" />
          <Input
            {...field(form, 'noticeOcid')}
            label="Published notice it goes with (optional)"
            hint="Its OCID. The notice must have been taken in here"
          />
        </>
      )}
    </>
  );
}
