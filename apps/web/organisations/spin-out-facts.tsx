import { type VNode } from 'preact';
import { type SpinOutPage as SpinOut } from '#libs/organisations';
import {
  type AlternativeOf,
  type FactRow,
  KIND_CODES,
  kindOf,
  MFA_LIMIT,
  mfaWindow,
  TENDER_ALTERNATIVES,
  TENDER_TESTS,
  type TenderFit,
  tenderFit,
} from '#libs/spin-out-facts';
import { labelOf } from '#libs/taxonomy';
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
import { day, pounds } from '../parts/words.ts';
import { spinOutPath } from './addresses.ts';
import { StandingTable } from './spin-out-standing.tsx';
import { detailRows, ofKind, Provenance, testAnswers, whenInWords } from './spin-out-fact-words.tsx';

export interface SpinOutFactsView {
  spinOut: SpinOut;
  facts: readonly FactRow[];
  /** What buyers accepted in place of a test, of this spin-out and others. */
  alternatives: readonly (FactRow<'tender-alternative'> & { of: AlternativeOf })[];
  canEdit: boolean;
  /** What was asked of the tender check. */
  tender: Form;
  contract: string | null;
}

export function SpinOutFactsPage({ spinOut, facts, alternatives, canEdit, tender, contract }: SpinOutFactsView): VNode {
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
          {/* The table of the tests says itself what is not recorded. */}
          {(kind !== 'mutual-test' || ofKind(facts, kind).length > 0) && (
            <Entries facts={ofKind(facts, kind)} spinOutId={spinOut.id} />
          )}
        </section>
      ))}
      <TenderCheck spinOut={spinOut} facts={facts} alternatives={alternatives} tender={tender} contract={contract} />
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

function TenderCheck({
  spinOut,
  facts,
  alternatives,
  tender,
  contract,
}: Omit<SpinOutFactsView, 'canEdit'>): VNode | null {
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
      {results && <TenderResults results={results} alternatives={alternatives} />}
    </section>
  );
}

function TenderResults({
  results,
  alternatives,
}: Pick<SpinOutFactsView, 'alternatives'> & { results: readonly TenderFit[] }): VNode {
  const failed = results.filter(({ passes }) => passes === false).map(({ test }) => test);
  const verdict = { true: 'Passes', false: 'Fails', null: 'Cannot be said' } as const;
  return (
    <>
      <ScrollRegion label="Common financial tests">
        <Table
          caption="Tests that buyers often set"
          captionClass="govuk-table__caption--s"
          head={['Test', { content: 'Asks for', numeric: true }, { content: 'On record', numeric: true }, 'Result']}
          firstCellIsHeader
          rows={results.map(({ test, needed, has, passes }) => [
            TENDER_TESTS[test],
            { content: test === 'net-assets' ? 'More than £0' : pounds(needed), numeric: true },
            { content: has === null ? 'Not recorded' : pounds(has), numeric: true },
            verdict[`${passes}`],
          ])}
        />
      </ScrollRegion>
      {failed.length > 0 && <Alternatives failed={failed} alternatives={alternatives} />}
    </>
  );
}

/** What others got accepted for the tests that fail, each with its case; without any, what is common, and said to be so. */
function Alternatives({
  failed,
  alternatives,
}: Pick<SpinOutFactsView, 'alternatives'> & { failed: readonly TenderFit['test'][] }): VNode {
  const found = alternatives.filter(
    ({ details }) => details.test !== undefined && failed.includes(details.test as TenderFit['test']),
  );
  if (found.length === 0) {
    return (
      <>
        <p>
          No case on record says what a buyer accepted in place of {failed.length === 1 ? 'this test' : 'these tests'}.
          In general, ask early whether they accept:
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {Object.entries(TENDER_ALTERNATIVES)
            .filter(([code]) => code !== 'other')
            .map(([code, label]) => (
              <li key={code}>{label}</li>
            ))}
        </ul>
      </>
    );
  }
  return (
    <>
      <p>Buyers accepted this from others. Ask early:</p>
      <ul class="govuk-list govuk-list--bullet">
        {found.map(({ id, details, fromOn, of }) => (
          <li key={id}>
            {labelOf(TENDER_ALTERNATIVES, details.accepted ?? 'other')}, for “
            {labelOf(TENDER_TESTS, details.test ?? '').toLowerCase()}”:{' '}
            <a class="govuk-link" href={`/spin-outs/${of.id}/facts/${id}`}>
              {of.name}
            </a>
            {of.fictional && ' (fictional)'}, {day(fromOn)}
            {details.buyer && `, ${details.buyer}`}
          </li>
        ))}
      </ul>
    </>
  );
}
