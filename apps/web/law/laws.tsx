import { type VNode } from 'preact';
import { LAW_TOPICS, type LawListInput, type LawPage as Law, type LawRow } from '#libs/law';
import { labelOf } from '#libs/taxonomy';
import { BackLink, Button, EmptyState, MetaLine, Pagination, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { listPath } from '../organisations/addresses.ts';
import {
  ChangedLaws,
  checkedInWords,
  LawChanged,
  LawFilters,
  LawPages,
  lawPath,
  nationsInWords,
  NotAdvice,
  validInWords,
} from './law-parts.tsx';

export interface LawsView {
  items: readonly LawRow[];
  next: string | null;
  chosen: LawListInput;
  canEdit: boolean;
}

export function LawsPage({ items, next, chosen, canEdit }: LawsView): VNode {
  const { nation, topic } = chosen;
  return (
    <Layout
      title="What the law says"
      description="The law that staff-led public services meet, in plain words: where it holds, from when to when, and when it was last checked."
      canonical="/law"
    >
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">What the law says</h1>
          <p class="wm-nil wm-text">
            In plain words, with the statute, the nations and the dates. What ended stays here and says what replaced
            it.
          </p>
        </div>
        {canEdit && <Button href="/law/new">Add a law</Button>}
      </div>
      <LawFilters
        action="/law"
        nation={nation}
        more={{ name: 'topic', label: 'Topic', none: 'Every topic', of: LAW_TOPICS, value: topic }}
      />
      {items.length === 0 ? (
        <EmptyState
          title="Nothing recorded"
          action={
            <a class="govuk-link" href="/law">
              Show everything
            </a>
          }
        >
          No law is recorded on this topic for this nation. That does not mean that there is none.
        </EmptyState>
      ) : (
        <ol class="wm-rows">
          {items.map((law) => (
            <li class="wm-row" key={law.code}>
              <p class="wm-row__k">{labelOf(LAW_TOPICS, law.topic)}</p>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={lawPath(law.code)}>
                  {law.title}
                </a>
              </h2>
              <p class="wm-row__x">{law.statute}</p>
              <MetaLine>
                {validInWords(law)}
                {nationsInWords(law.nations)}
                {checkedInWords(law)}
                {law.standing === 'not-yet' && <b>Not in force yet</b>}
                {law.standing === 'ended' && (
                  <span>
                    <LawChanged law={law} />
                  </span>
                )}
              </MetaLine>
            </li>
          ))}
        </ol>
      )}
      {next !== null && <Pagination next={{ href: listPath('/law', { nation, topic, after: next }) }} />}
      <NotAdvice />
      <LawPages but="/law" />
    </Layout>
  );
}

const STANDING = { 'in-force': 'In force', 'not-yet': 'Not in force yet', ended: 'Ended' } as const;

export interface LawView {
  law: Law;
  canEdit: boolean;
}

export function LawPage({ law, canEdit }: LawView): VNode {
  return (
    <Layout title={law.title} description={law.statute} canonical={lawPath(law.code)}>
      <BackLink href="/law">Back to what the law says</BackLink>
      <h1 class="govuk-heading-l">{law.title}</h1>
      <ChangedLaws laws={[law]} />
      <p class="wm-lede">{law.text}</p>
      <SummaryList
        rows={[
          { key: 'Statute', value: law.statute },
          { key: 'Nations', value: nationsInWords(law.nations) },
          { key: 'In force', value: `${STANDING[law.standing]}. ${validInWords(law)}` },
          {
            key: 'Replaced by',
            value: law.replacedBy ? (
              <a class="govuk-link" href={lawPath(law.replacedBy.code)}>
                {law.replacedBy.title} ({law.replacedBy.statute})
              </a>
            ) : (
              'Nothing'
            ),
          },
          law.replaces.length > 0 && {
            key: 'Replaces',
            value: (
              <ul class="wm-plain wm-m-0">
                {law.replaces.map(({ code, title }) => (
                  <li key={code}>
                    <a class="govuk-link" href={lawPath(code)}>
                      {title}
                    </a>
                  </li>
                ))}
              </ul>
            ),
          },
          { key: 'Checked', value: checkedInWords(law) },
          {
            key: 'Source',
            value:
              law.sourceUrl === null ? (
                law.source
              ) : (
                <a class="govuk-link" href={law.sourceUrl}>
                  {law.source}
                </a>
              ),
          },
          {
            key: 'What rests on it',
            value:
              law.citedBy.length === 0 ? (
                'Nothing here'
              ) : (
                <ul class="wm-plain wm-m-0">
                  {law.citedBy.map(({ kind, code, title }) => (
                    <li key={kind + code}>
                      <a class="govuk-link" href={kind === 'way' ? `/lawful-help#${code}` : `/clauses/${code}`}>
                        {title}
                      </a>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {canEdit && (
        <p>
          <a class="govuk-link" href={`${lawPath(law.code)}/edit`}>
            Change this, or say that it has ended
          </a>
        </p>
      )}
      <NotAdvice />
      <LawPages but="" />
    </Layout>
  );
}
