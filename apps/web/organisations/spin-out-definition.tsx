import { type VNode } from 'preact';
import { DEFINITION_QUESTIONS, DEFINITIONS } from '#libs/spin-out-facts';
import { Breadcrumbs, InsetText, ScrollRegion, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

const QUESTIONS = Object.keys(DEFINITION_QUESTIONS) as (keyof typeof DEFINITION_QUESTIONS)[];

export function DefinitionPage(_: object): VNode {
  return (
    <Layout
      title="What is a public service mutual?"
      description="The tests of government guidance, the Procurement Act 2023, regulation 77, social enterprise and co-operatives side by side."
      canonical="/definition"
    >
      <Breadcrumbs items={[{ text: 'Spin-outs', href: '/spin-outs' }]} />
      <h1 class="govuk-heading-l">What is a public service mutual?</h1>
      <p class="wm-lede">
        Everybody wants the word, and there is no one meaning. Only two of these definitions decide about anything:
        those that let a buyer reserve a contract.
      </p>
      <ScrollRegion label="Definitions side by side">
        <Table
          caption="Five definitions side by side"
          captionClass="govuk-table__caption--m"
          head={['Question', ...DEFINITIONS.map(({ name }) => name)]}
          firstCellIsHeader
          rows={[
            ...QUESTIONS.map((question) => [
              DEFINITION_QUESTIONS[question],
              ...DEFINITIONS.map((definition) => definition[question]),
            ]),
            [
              'Source',
              ...DEFINITIONS.map(({ source, checked }) => ({
                content: (
                  <>
                    {source}
                    {!checked && <span class="wm-nil"> (to be checked)</span>}
                  </>
                ),
              })),
            ],
          ]}
        />
      </ScrollRegion>
      <InsetText>
        Each spin-out’s page shows how it answers the three tests of section 33(6) itself: yes, no or not known, with
        its reasons. Nobody here confirms the answers.
      </InsetText>
      <p>
        A mutual is not a legal form.{' '}
        <a class="govuk-link" href="/legal-forms">
          Compare the legal forms
        </a>{' '}
        or see{' '}
        <a class="govuk-link" href="/spin-outs">
          the spin-outs on record
        </a>
        .
      </p>
    </Layout>
  );
}
