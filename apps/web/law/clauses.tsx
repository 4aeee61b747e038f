import { type VNode } from 'preact';
import { CLAUSE_FAMILIES, CLAUSE_ORIGINS, type ClauseListInput, type EntryRow } from '#libs/law';
import { labelOf, STAGES } from '#libs/taxonomy';
import { BackLink, Button, EmptyState, MetaLine, Pagination, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { listPath } from '../organisations/addresses.ts';
import { ChangedLaws, CitedLaws, lawAsAt, LawFilters, LawPages, nationsInWords, NotAdvice } from './law-parts.tsx';

export interface ClausesView {
  items: readonly EntryRow[];
  next: string | null;
  chosen: ClauseListInput;
  canEdit: boolean;
}

export function ClausesPage({ items, next, chosen, canEdit }: ClausesView): VNode {
  const { nation, family } = chosen;
  return (
    <Layout
      title="Clauses and procedures"
      description="Clauses for contracts and notices that staff-led providers can live with: lot sizes, financial tests, extensions, social value. Each with its law, date and nation."
      canonical="/clauses"
    >
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">Clauses and procedures</h1>
          <p class="wm-nil wm-text">
            Wording for notices and contracts that a small, staff-led provider can live with. Each says which law it
            rests on, as at when, and in which nations.
          </p>
        </div>
        {canEdit && <Button href="/clauses/new">Add a clause</Button>}
      </div>
      <LawFilters
        action="/clauses"
        nation={nation}
        more={{ name: 'family', label: 'About', none: 'Everything', of: CLAUSE_FAMILIES, value: family }}
      />
      {items.length === 0 ? (
        <EmptyState
          title="No such clause yet"
          action={
            <a class="govuk-link" href="/clauses">
              Show all clauses
            </a>
          }
        >
          Nobody has added a clause about this for this nation.
        </EmptyState>
      ) : (
        <ol class="wm-rows">
          {items.map((clause) => (
            <li class="wm-row" key={clause.code}>
              <p class="wm-row__k">{labelOf(CLAUSE_FAMILIES, clause.family ?? '')}</p>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={`/clauses/${clause.code}`}>
                  {clause.title}
                </a>
              </h2>
              <p class="wm-row__x">{clause.limits}</p>
              <MetaLine>
                {lawAsAt(clause)}
                {nationsInWords(clause.nations)}
                {clause.notice === null ? labelOf(CLAUSE_ORIGINS, clause.origin ?? '') : 'With a published notice'}
                {clause.lawChanged && <b>Law changed</b>}
              </MetaLine>
            </li>
          ))}
        </ol>
      )}
      {next !== null && <Pagination next={{ href: listPath('/clauses', { nation, family, after: next }) }} />}
      <NotAdvice />
      <LawPages but="/clauses" />
    </Layout>
  );
}

export interface ClauseView {
  clause: EntryRow;
  canEdit: boolean;
}

export function ClausePage({ clause, canEdit }: ClauseView): VNode {
  const { notice } = clause;
  return (
    <Layout title={clause.title} description={clause.limits} canonical={`/clauses/${clause.code}`}>
      <BackLink href="/clauses">Back to clauses and procedures</BackLink>
      <h1 class="govuk-heading-l">{clause.title}</h1>
      <ChangedLaws laws={clause.laws} />
      <blockquote class="wm-quote wm-text">
        {clause.text.split('\n').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </blockquote>
      {clause.limits !== '' && <p class="wm-text">{clause.limits}</p>}
      <SummaryList
        rows={[
          { key: 'Law as at', value: lawAsAt(clause).replace('Law as at ', '') },
          { key: 'Nations', value: nationsInWords(clause.nations) },
          { key: 'Law', value: <CitedLaws laws={clause.laws} /> },
          clause.stages.length > 0 && {
            key: 'Stages',
            value: clause.stages.map((code) => labelOf(STAGES, code)).join(', '),
          },
          {
            key: 'Wording',
            value:
              clause.origin === 'model'
                ? clause.source
                : `${labelOf(CLAUSE_ORIGINS, clause.origin ?? '')}. ${clause.source ?? ''}`,
          },
          {
            key: 'Published notice',
            value: notice ? (
              <>
                {notice.title ?? 'Without a title'}, {notice.buyer ?? 'buyer not named'}
                <br />
                <span class="wm-nil">{notice.ocid}. A real contract let in this way; its own wording may differ.</span>
              </>
            ) : (
              <span class="wm-nil">None here that it goes with</span>
            ),
          },
        ]}
      />
      {canEdit && (
        <p>
          <a class="govuk-link" href={`/clauses/${clause.code}/edit`}>
            Change this clause
          </a>
        </p>
      )}
      <NotAdvice />
      <LawPages but="" />
    </Layout>
  );
}
