import { type VNode } from 'preact';
import {
  FORM_QUESTIONS,
  LEGAL_FORM_TABLE,
  LEGAL_FORMS_AS_AT,
  type LegalForm,
  type Statement,
} from '#libs/spin-out-facts';
import { labelOf, LEGAL_FORMS } from '#libs/taxonomy';
import { Breadcrumbs, InsetText, ScrollRegion, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';
import { listPath } from './addresses.ts';

const QUESTIONS = Object.keys(FORM_QUESTIONS) as (keyof typeof FORM_QUESTIONS)[];

export function LegalFormsPage(_: object): VNode {
  return (
    <Layout
      title="Legal forms compared"
      description="Who owns and controls each legal form that a public service mutual can take, and what happens to its assets and profits."
      canonical="/legal-forms"
    >
      <Breadcrumbs items={[{ text: 'Spin-outs', href: '/spin-outs' }]} />
      <h1 class="govuk-heading-l">Legal forms compared</h1>
      <p class="wm-lede">
        A mutual is not a legal form: most of these can be one, and none of them makes one. Law as at{' '}
        {day(LEGAL_FORMS_AS_AT)}. This is not legal advice.
      </p>
      <p>
        <a class="govuk-link" href="/definition">
          What the word “mutual” can mean
        </a>
      </p>
      <ScrollRegion label="Comparison of legal forms">
        <Table
          caption="Forms that spin-outs take"
          captionClass="govuk-table__caption--m"
          head={['Legal form', ...QUESTIONS.map((question) => FORM_QUESTIONS[question])]}
          firstCellIsHeader
          rows={rows(LEGAL_FORM_TABLE.filter(({ comparator }) => !comparator))}
        />
      </ScrollRegion>
      <ScrollRegion label="Forms that a council controls" class="wm-mt-6">
        <Table
          caption="For comparison: controlled by the council, and not public service mutuals"
          captionClass="govuk-table__caption--m"
          head={['Legal form', ...QUESTIONS.map((question) => FORM_QUESTIONS[question])]}
          firstCellIsHeader
          rows={rows(LEGAL_FORM_TABLE.filter(({ comparator }) => comparator))}
        />
      </ScrollRegion>
      <InsetText>
        Statements marked “to be checked” have not been checked against the law yet. Ask a lawyer before you rely on any
        of this.
      </InsetText>
    </Layout>
  );
}

const rows = (forms: readonly LegalForm[]) =>
  forms.map((form) => [
    {
      content: (
        <a class="govuk-link" href={listPath('/spin-outs', { legalForm: form.code })}>
          {labelOf(LEGAL_FORMS, form.code)}
        </a>
      ),
    },
    ...QUESTIONS.map((question) => ({ content: <Said statement={form[question]} /> })),
  ]);

function Said({ statement: { text, checked } }: { statement: Statement }): VNode {
  return (
    <>
      {text}
      {!checked && <span class="wm-nil"> (to be checked)</span>}
    </>
  );
}
