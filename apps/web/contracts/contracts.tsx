import { type VNode } from 'preact';
import {
  asksWhatCameNext,
  type ContractRow,
  type Exposure,
  type FoundPeers,
  type Register,
  type YearShare,
} from '#libs/contracts';
import { labelOf, ROUTES } from '#libs/taxonomy';
import {
  BackLink,
  Button,
  Checkboxes,
  DateInput,
  EmptyState,
  InsetText,
  ScrollRegion,
  SectionHeading,
  Table,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { councilPath } from '../organisations/addresses.ts';
import { day } from '../parts/words.ts';
import { LawPages } from '../law/law-parts.tsx';
import { endInWords, novationInWords, valueInWords } from './contract-fields.ts';
import { ExposureFigures, IncomeByYear } from './exposure-figures.tsx';

export interface ContractsView {
  register: Register;
  exposure: Exposure;
  trajectory: YearShare[];
  /** Null: it has not gone live or has no current contracts, so there is nothing to compare. */
  peers: FoundPeers | null;
  canEdit: boolean;
  canWatch: boolean;
  /** What was chosen of day, grants and trading. */
  choice: Form;
}

export function ContractsPage({
  register,
  exposure,
  trajectory,
  peers,
  canEdit,
  canWatch,
  choice,
}: ContractsView): VNode {
  const at = `/spin-outs/${register.id}/contracts`;
  return (
    <Layout title={`Contracts of ${register.name}`} problems={choice.problems}>
      <BackLink href={`/spin-outs/${register.id}`}>Back to the spin-out</BackLink>
      <h1 class="govuk-heading-l">Contracts of {register.name}</h1>
      <p class="wm-text">
        Private: only the verified members and editors of {register.name}, and whom they allow, can see this page.
      </p>
      {canEdit && (
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href={`${at}/new`}>
              Add a contract
            </a>
          </li>
          <li>
            <a class="govuk-link" href={`${at}/awards`}>
              Published awards that may be yours
            </a>
          </li>
          <li>
            <a class="govuk-link" href={`${at}/readers`}>
              Who can see this
            </a>
          </li>
        </ul>
      )}
      <section class="wm-sec" aria-labelledby="exposure">
        <SectionHeading id="exposure">How much hangs on one payer on {day(exposure.at)}</SectionHeading>
        <ExposureFigures exposure={exposure} />
        <IncomeByYear exposure={exposure} />
        <ChoiceForm at={at} choice={choice} />
      </section>
      <section class="wm-sec" aria-labelledby="contracts">
        <SectionHeading id="contracts">Contracts</SectionHeading>
        {canEdit && (
          <WhatCameNext
            contracts={register.contracts.filter((contract) => asksWhatCameNext(contract, register.today))}
            at={at}
          />
        )}
        <ContractTable contracts={register.contracts} at={at} canEdit={canEdit} />
      </section>
      <Trajectory years={trajectory} wentLiveOn={register.wentLiveOn} />
      <Peers peers={peers} watchAt={canWatch ? `${at}/watch-peers` : null} />
      <LawPages but="" />
    </Layout>
  );
}

function ChoiceForm({ at, choice }: { at: string; choice: Form }): VNode {
  return (
    <form method="get" action={at} class="wm-mt-3" noValidate>
      <DateInput
        id="at"
        namePrefix="at"
        legend="Figures on another day"
        legendClass="govuk-fieldset__legend--s"
        values={{
          day: valueOf(choice, 'at-day'),
          month: valueOf(choice, 'at-month'),
          year: valueOf(choice, 'at-year'),
        }}
        error={problemWith(choice, 'at')}
      />
      <Checkboxes
        name="without"
        legend="Leave out"
        legendClass="govuk-fieldset__legend--s"
        small
        items={[
          { value: 'grants', label: 'Grants' },
          { value: 'trading', label: 'Trading' },
        ]}
        values={valuesOf(choice, 'without')}
      />
      <Button look="secondary">Show these figures</Button>
    </form>
  );
}

function ContractTable(props: { contracts: readonly ContractRow[]; at: string; canEdit: boolean }): VNode {
  const { contracts, at, canEdit } = props;
  if (contracts.length === 0) {
    return (
      <EmptyState
        title="No contracts yet"
        level={3}
        action={
          canEdit && (
            <a class="govuk-link" href={`${at}/new`}>
              Add the first contract
            </a>
          )
        }
      >
        With who pays, how much and until when, this page shows how much hangs on one payer, and when it runs out.
      </EmptyState>
    );
  }
  return (
    <ScrollRegion label="Contracts, newest start first">
      <Table
        caption="Newest start first"
        head={[
          'For',
          'Payer',
          { content: 'Value', numeric: true },
          'From',
          'To',
          'How it was won',
          ...(canEdit ? ['Change'] : []),
        ]}
        rows={contracts.map((contract) => [
          {
            content: (
              <a class="govuk-link" href={`${at}/${contract.id}`}>
                {contract.title}
              </a>
            ),
          },
          { content: <Payer contract={contract} /> },
          { content: valueInWords(contract), numeric: true },
          day(contract.start),
          endInWords(contract),
          labelOf(ROUTES, contract.route),
          ...(canEdit
            ? [
                {
                  content: (
                    <a class="govuk-link" href={`${at}/${contract.id}/edit`}>
                      Change<span class="govuk-visually-hidden"> {contract.title}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ])}
        firstCellIsHeader
      />
    </ScrollRegion>
  );
}

function Payer({ contract }: { contract: ContractRow }): VNode {
  const { payer, payerCode, novatedTo } = contract;
  return (
    <>
      {payerCode === null ? (
        payer
      ) : (
        <a class="govuk-link" href={councilPath(payerCode)}>
          {payer}
        </a>
      )}
      {novatedTo !== null && <span class="wm-nil"> Novated {lowerFirst(novationInWords(contract))}</span>}
    </>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What its editors are asked: nobody else knows what became of a contract. */
function WhatCameNext({ contracts, at }: { contracts: readonly ContractRow[]; at: string }): VNode | null {
  if (contracts.length === 0) return null;
  return (
    <InsetText>
      <p class="wm-m-0">
        {contracts.length === 1 ? 'This contract has ended.' : 'These contracts have ended.'} Say why, and what kind of
        provider came next:
      </p>
      <ul class="govuk-list govuk-list--bullet wm-m-0">
        {contracts.map(({ id, title }) => (
          <li key={id}>
            <a class="govuk-link" href={`${at}/${id}/ended`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </InsetText>
  );
}

function Trajectory({ years, wentLiveOn }: { years: readonly YearShare[]; wentLiveOn: string | null }): VNode {
  return (
    <section class="wm-sec" aria-labelledby="trajectory">
      <SectionHeading id="trajectory">The largest payer’s share since go-live</SectionHeading>
      {wentLiveOn === null ? (
        <p class="wm-nil wm-mt-3">The day it went live is not recorded.</p>
      ) : (
        <Table
          caption={`By financial year, live since ${day(wentLiveOn)}`}
          head={['Year', { content: 'Largest payer’s share', numeric: true }]}
          rows={years.map(({ name, share }) => [
            name,
            { content: share === null ? 'No contracted income' : `${share.toFixed(1)}%`, numeric: true },
          ])}
          firstCellIsHeader
        />
      )}
    </section>
  );
}

function Peers({ peers, watchAt }: { peers: FoundPeers | null; watchAt: string | null }): VNode {
  return (
    <section class="wm-sec" aria-labelledby="peers">
      <SectionHeading id="peers">Peers who diversified from a similar share</SectionHeading>
      {peers === null ? (
        <p class="wm-nil wm-mt-3">There is nothing to compare without a go-live date and current contracts.</p>
      ) : peers.peers.length === 0 ? (
        <>
          <p class="wm-nil wm-mt-3">
            Nobody yet who had {Math.max(0, peers.share - 10).toFixed(1)}% to{' '}
            {Math.min(100, peers.share + 10).toFixed(1)}% with one payer {ageInWords(peers.age)}, has less now, and
            tells the network so.
          </p>
          {watchAt !== null && (
            <form method="post" action={watchAt}>
              <Button look="secondary" preventDoubleClick>
                Tell me when there is one
              </Button>
            </form>
          )}
          <p>
            <a class="govuk-link" href="/settings/watches">
              What you watch for
            </a>
          </p>
        </>
      ) : (
        <ScrollRegion label="Peers who diversified">
          <Table
            caption={`Within 10 points of ${peers.share.toFixed(1)}% ${ageInWords(peers.age)}, and lower now`}
            head={[
              'Spin-out',
              { content: 'Share then', numeric: true },
              { content: 'Share now', numeric: true },
              { content: 'Months to a second payer', numeric: true },
              'How it was won',
            ]}
            rows={peers.peers.map((peer) => [
              {
                content: (
                  <a class="govuk-link" href={`/spin-outs/${peer.id}`}>
                    {peer.name}
                  </a>
                ),
              },
              { content: `${peer.shareThen.toFixed(1)}%`, numeric: true },
              { content: `${peer.shareNow.toFixed(1)}%`, numeric: true },
              { content: peer.monthsToSecondPayer ?? 'Not recorded', numeric: true },
              peer.route === null ? 'Not recorded' : labelOf(ROUTES, peer.route),
            ])}
            firstCellIsHeader
          />
        </ScrollRegion>
      )}
    </section>
  );
}

const ageInWords = (age: number): string =>
  age === 0 ? 'in its first year' : `${age === 1 ? '1 year' : `${age} years`} after go-live`;
