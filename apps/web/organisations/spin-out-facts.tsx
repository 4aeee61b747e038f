import { type VNode } from 'preact';
import { type SpinOutPage as SpinOut } from '#libs/organisations';
import {
  type FactRow,
  KIND_CODES,
  kindOf,
  MFA_LIMIT,
  mfaWindow,
  type TenderFit,
  tenderFit,
} from '#libs/spin-out-facts';
import {
  BackLink,
  Button,
  EmptyState,
  Input,
  InsetText,
  ScrollRegion,
  SectionHeading,
  SummaryList,
  Table,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { pounds } from '../parts/words.ts';
import { spinOutPath } from './addresses.ts';
import { StandingTable } from './spin-out-standing.tsx';
import { detailRows, ofKind, Provenance, testAnswers, whenInWords } from './spin-out-fact-words.tsx';

export interface SpinOutFactsView {
  spinOut: SpinOut;
  facts: readonly FactRow[];
  canEdit: boolean;
  /** What was asked of the tender check. */
  tender: Form;
  contract: string | null;
}

export function SpinOutFactsPage({ spinOut, facts, canEdit, tender, contract }: SpinOutFactsView): VNode {
  const kinds = KIND_CODES.filter((kind) => canEdit || facts.some((fact) => fact.kind === kind));
  return (
    <Layout title={`On record about ${spinOut.name}`} problems={tender.problems}>
      <BackLink href={spinOutPath(spinOut)}>Back to the spin-out</BackLink>
      <h1 class="govuk-heading-l">On record about {spinOut.name}</h1>
      <p class="wm-lede">
        Each entry says from when it is true, where it comes from and who recorded it. If one is wrong, say so on its
        page: the editors of this spin-out and the data stewards will answer.
      </p>
      <SubsidyWarning facts={facts} />
      {kinds.length === 0 ? (
        <EmptyState title="Nothing is on record yet">
          Legal forms, the board, finances, staff terms and deals would stand here.
        </EmptyState>
      ) : (
        <nav aria-label="On this page">
          <ul class="govuk-list">
            {kinds.map((kind) => (
              <li key={kind}>
                <a class="govuk-link" href={`#${kind}`}>
                  {kindOf(kind).plural}
                </a>{' '}
                <span class="wm-nil">({ofKind(facts, kind).length})</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {kinds.map((kind) => (
        <section class="wm-sec wm-mt-6" aria-labelledby={kind} key={kind}>
          <SectionHeading
            id={kind}
            link={
              canEdit
                ? {
                    href: `/spin-outs/${spinOut.id}/facts/new/${kind}`,
                    text: (
                      <>
                        Add <span class="govuk-visually-hidden">to {kindOf(kind).plural.toLowerCase()}</span>
                      </>
                    ),
                  }
                : undefined
            }
          >
            {kindOf(kind).plural}
          </SectionHeading>
          {kind === 'financial-year' && <StandingTable years={ofKind(facts, 'financial-year')} />}
          {kind === 'mutual-test' && <TestAnswers facts={facts} />}
          <Entries facts={ofKind(facts, kind)} spinOutId={spinOut.id} />
        </section>
      ))}
      <TenderCheck spinOut={spinOut} facts={facts} tender={tender} contract={contract} />
    </Layout>
  );
}

function Entries({ facts, spinOutId }: { facts: readonly FactRow[]; spinOutId: string }): VNode {
  if (facts.length === 0) return <p class="wm-nil wm-mt-3">Nothing is recorded.</p>;
  return (
    <>
      {facts.map((fact) => (
        <article key={fact.id} class="wm-mt-3" id={`fact-${fact.id}`}>
          <h3 class="govuk-heading-s">
            <a class="govuk-link" href={`/spin-outs/${spinOutId}/facts/${fact.id}`}>
              <span class="govuk-visually-hidden">{kindOf(fact.kind).label}: </span>
              {whenInWords(fact)}
            </a>
          </h3>
          {fact.kind !== 'financial-year' && fact.kind !== 'mutual-test' && <SummaryList rows={detailRows(fact)} />}
          {fact.note && <p class="wm-text">{fact.note}</p>}
          <Provenance fact={fact} />
          {fact.openChallenges > 0 && (
            <InsetText>
              <a class="govuk-link" href={`/spin-outs/${spinOutId}/facts/${fact.id}#challenges`}>
                {fact.openChallenges === 1 ? 'A challenge waits' : `${fact.openChallenges} challenges wait`} for an
                answer
              </a>
            </InsetText>
          )}
        </article>
      ))}
    </>
  );
}

/** The three tests with the answers that the spin-out gives: none of them is anybody else's judgement. */
function TestAnswers({ facts }: { facts: readonly FactRow[] }): VNode {
  return (
    <>
      <ScrollRegion label="The three tests">
        <Table
          caption="What the spin-out says of itself, by the tests of the Procurement Act 2023, section 33(6)"
          captionClass="govuk-table__caption--s"
          head={['Test', 'Answer', 'Why']}
          firstCellIsHeader
          rows={testAnswers(facts).map(({ question, answer, note }) => [question, answer, note ?? 'Not recorded'])}
        />
      </ScrollRegion>
      <p>
        These are its own answers. Nobody here has confirmed them.{' '}
        <a class="govuk-link" href="/definition">
          What the word “mutual” can mean
        </a>
      </p>
    </>
  );
}

function SubsidyWarning({ facts }: { facts: readonly FactRow[] }): VNode | null {
  const window = mfaWindow(ofKind(facts, 'asset-deal'));
  if (!window?.aboveLimit) return null;
  return (
    <WarningText>
      Minimal financial assistance adds up to {pounds(window.total)} in the financial years {window.years}. The limit is{' '}
      {pounds(MFA_LIMIT)} (Subsidy Control Act 2022, section 36). Take advice before more is given.
    </WarningText>
  );
}

const TESTS = {
  turnover: 'Turnover of twice the contract’s value a year',
  'net-assets': 'Net assets above nothing',
} as const;

function TenderCheck({ spinOut, facts, tender, contract }: Omit<SpinOutFactsView, 'canEdit'>): VNode | null {
  const [year] = ofKind(facts, 'financial-year');
  if (!year) return null;
  const results = contract === null ? null : tenderFit(contract, year.details);
  return (
    <section class="wm-sec wm-mt-6" aria-labelledby="tender">
      <SectionHeading id="tender">Would it pass a tender’s financial tests?</SectionHeading>
      <form method="get" action={`/spin-outs/${spinOut.id}/facts#tender`} noValidate class="wm-mt-3">
        <Input
          name="contract"
          label="Value of the contract a year, in pounds"
          hint={`Compared with ${whenInWords(year)}`}
          inputMode="decimal"
          class="govuk-input--width-10"
          value={valueOf(tender, 'contract')}
          error={problemWith(tender, 'contract')}
        />
        <Button look="secondary">Check</Button>
      </form>
      {results && <TenderResults results={results} />}
    </section>
  );
}

function TenderResults({ results }: { results: readonly TenderFit[] }): VNode {
  const verdict = { true: 'Passes', false: 'Fails', null: 'Cannot be said' } as const;
  return (
    <>
      <ScrollRegion label="Common financial tests">
        <Table
          caption="Two tests that buyers often set"
          captionClass="govuk-table__caption--s"
          head={['Test', { content: 'Asks for', numeric: true }, { content: 'On record', numeric: true }, 'Result']}
          firstCellIsHeader
          rows={results.map(({ test, needed, has, passes }) => [
            TESTS[test],
            { content: test === 'turnover' ? pounds(needed) : 'More than £0', numeric: true },
            { content: has === null ? 'Not recorded' : pounds(has), numeric: true },
            verdict[`${passes}`],
          ])}
        />
      </ScrollRegion>
      {results.some(({ passes }) => passes === false) && (
        <>
          <p>Where a test fails, ask the buyer early whether they accept something else:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>a guarantee from the council or another body</li>
            <li>a performance bond</li>
            <li>bidding as a consortium</li>
            <li>smaller lots, with a test for each</li>
          </ul>
        </>
      )}
    </>
  );
}
