import { type ComponentChildren, type VNode } from 'preact';
import {
  asksWhatCameNext,
  CONTRACT_ROLES,
  CONTRACT_SOURCES,
  type ContractRow,
  type ContractWithSpinOut,
  hasEnded,
  NEXT_PROVIDERS,
  VALUE_BASES,
} from '#libs/contracts';
import { labelOf, ROUTES, SERVICE_AREAS } from '#libs/taxonomy';
import { BackLink, InsetText, SummaryList, type SummaryRow } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { councilPath } from '../organisations/addresses.ts';
import { count, day } from '../parts/words.ts';
import { endInWords, moneyInWords, novationInWords } from './contract-fields.ts';

export type ContractView = ContractWithSpinOut & { canEdit: boolean };

/** Everything that is known of one contract, what is not known too. */
export function ContractPage({ spinOut, contract, today, canEdit }: ContractView): VNode {
  const at = `/spin-outs/${spinOut.id}/contracts`;
  return (
    <Layout title={`${contract.title}, contract of ${spinOut.name}`}>
      <BackLink href={`${at}#contracts`}>Back to the contracts of {spinOut.name}</BackLink>
      <h1 class="govuk-heading-l">{contract.title}</h1>
      <p class="wm-text">
        A contract of {spinOut.name}. Private: only its verified members and editors, and whom they allow, can see it.
      </p>
      {canEdit && asksWhatCameNext(contract, today) && (
        <InsetText>
          This contract has ended.{' '}
          <a class="govuk-link" href={`${at}/${contract.id}/ended`}>
            Say why, and who provides the service now
          </a>
          . What happened to contracts like this is what others most need to know.
        </InsetText>
      )}
      <h2 class="govuk-heading-m">Payer and value</h2>
      <SummaryList rows={moneyRows(contract)} />
      <h2 class="govuk-heading-m">How long it runs</h2>
      <SummaryList rows={termRows(contract, today)} />
      <h2 class="govuk-heading-m">How it was won</h2>
      <SummaryList rows={routeRows(contract)} />
      <h2 class="govuk-heading-m">Where this comes from</h2>
      <SummaryList rows={sourceRows(contract)} />
      {canEdit && (
        <p>
          <a class="govuk-link" href={`${at}/${contract.id}/edit`}>
            Change this contract
          </a>
        </p>
      )}
    </Layout>
  );
}

const Unknown = (): VNode => <span class="wm-nil">Not recorded</span>;

const row = (key: string, value: ComponentChildren): SummaryRow => ({ key, value: value ?? <Unknown /> });

const council = (name: string, code: string | null): ComponentChildren =>
  code === null ? (
    name
  ) : (
    <a class="govuk-link" href={councilPath(code)}>
      {name}
    </a>
  );

function moneyRows(contract: ContractRow): SummaryRow[] {
  const { annualValue, totalValue, valueBasis, novatedTo, novatedToCode, novatedOn } = contract;
  return [
    row('Who pays', council(contract.payer, contract.payerCode)),
    row(
      'Novated',
      novatedTo !== null && novatedToCode !== null && novatedOn !== null ? (
        <>
          To {council(novatedTo, novatedToCode)} from {day(novatedOn)}
        </>
      ) : (
        novationInWords(contract)
      ),
    ),
    row('Service area', contract.serviceArea && labelOf(SERVICE_AREAS, contract.serviceArea)),
    row('Value in a year', annualValue && moneyInWords(annualValue, contract.currency)),
    row('Value in all', totalValue && moneyInWords(totalValue, contract.currency)),
    row('What the value rests on', labelOf(VALUE_BASES, valueBasis)),
  ];
}

function termRows(contract: ContractRow, today: string): (SummaryRow | false)[] {
  const { noticePeriodMonths: months, endedReason, nextProviderKind: next } = contract;
  const isOver = hasEnded(contract, today) || endedReason !== null || next !== null;
  return [
    row('First day', day(contract.start)),
    row('Last day', endInWords(contract)),
    row('Notice period', months === null ? null : months === 0 ? 'None' : count(months, 'month')),
    isOver && row('Why it ended', endedReason),
    isOver && row('Who provides the service next', next && labelOf(NEXT_PROVIDERS, next)),
    contract.confidentialUntil !== null && row('Confidential until', day(contract.confidentialUntil)),
  ];
}

const routeRows = (contract: ContractRow): SummaryRow[] => [
  row('Route', labelOf(ROUTES, contract.route)),
  row('Why it was reserved', contract.reservedBasis ?? 'Not reserved, or no reason recorded'),
  row('Light touch regime', contract.lightTouch ? 'Yes' : 'Not marked so'),
  row('Role', labelOf(CONTRACT_ROLES, contract.role)),
];

const sourceRows = (contract: ContractRow): SummaryRow[] => [
  row('Source', labelOf(CONTRACT_SOURCES, contract.source)),
  row('Published process (OCID)', contract.ocid),
  row(
    'Notice',
    contract.noticeUrl && (
      <a class="govuk-link" href={contract.noticeUrl} rel="noreferrer">
        {contract.noticeUrl}
      </a>
    ),
  ),
];
