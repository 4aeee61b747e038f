import { type VNode } from 'preact';
import { type EntryRow, type WayListInput } from '#libs/law';
import { labelOf, STAGES } from '#libs/taxonomy';
import { EmptyState, Pagination, ScrollRegion, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { listPath } from '../organisations/addresses.ts';
import { CitedLaws, LawFilters, LawPages, nationsInWords, NotAdvice } from './law-parts.tsx';

export interface LawfulHelpView {
  items: readonly EntryRow[];
  next: string | null;
  chosen: WayListInput;
  canEdit: boolean;
}

export function LawfulHelpPage({ items, next, chosen, canEdit }: LawfulHelpView): VNode {
  const { nation, stage } = chosen;
  return (
    <Layout
      title="Lawful ways to help"
      description="What a council may lawfully do to help a public service mutual, by stage: each with its law, limits, nations and dates."
      canonical="/lawful-help"
    >
      <h1 class="govuk-heading-l">Lawful ways to help</h1>
      <p class="wm-lede">
        What a council may do for a staff-led spin-out, when on the path it helps, and where the law draws the line.
      </p>
      <LawFilters
        action="/lawful-help"
        nation={nation}
        more={{ name: 'stage', label: 'Stage', none: 'Any stage', of: STAGES, value: stage }}
      />
      {items.length === 0 ? (
        <EmptyState
          title="Nothing here yet"
          action={
            <a class="govuk-link" href="/lawful-help">
              Show all ways to help
            </a>
          }
        >
          No way to help is recorded for this nation at this stage. That does not mean that there is none.
        </EmptyState>
      ) : (
        <ScrollRegion label="Lawful ways to help, with law and limits">
          <Table
            stacks
            caption="Each with its limit, and the law it rests on"
            head={['Way to help', 'Limit', 'Stages', 'Law and dates', 'Nations', ...(canEdit ? ['Change'] : [])]}
            firstCellIsHeader
            rows={items.map((way) => [
              {
                content: (
                  <>
                    {way.title}
                    <br />
                    <span class="wm-plainweight">{way.text}</span>
                  </>
                ),
                attributes: { id: way.code },
              },
              way.limits,
              way.stages.map((code) => labelOf(STAGES, code)).join(', '),
              { content: <CitedLaws laws={way.laws} /> },
              nationsInWords(way.nations),
              ...(canEdit
                ? [
                    {
                      content: (
                        <a class="govuk-link" href={`/lawful-help/${way.code}/edit`}>
                          Change<span class="govuk-visually-hidden"> {way.title}</span>
                        </a>
                      ),
                    },
                  ]
                : []),
            ])}
          />
        </ScrollRegion>
      )}
      {next !== null && <Pagination next={{ href: listPath('/lawful-help', { nation, stage, after: next }) }} />}
      <p class="wm-text wm-mt-3">
        Each spin-out’s record adds up its minimal financial assistance over three financial years and warns above
        £315,000. You find it under asset deals on the page of a{' '}
        <a class="govuk-link" href="/spin-outs">
          spin-out
        </a>
        .
      </p>
      <NotAdvice />
      <LawPages but="/lawful-help" />
    </Layout>
  );
}
