import { type VNode } from 'preact';
import { type ContractWithSpinOut, NEXT_PROVIDERS } from '#libs/contracts';
import { BackLink, Button, Input, Radios, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { choicesOf } from '../parts/subject-fields.tsx';
import { Version } from '../parts/once.tsx';
import { endInWords } from './contract-fields.ts';

export type ContractEndedView = ContractWithSpinOut & {
  version: number;
  form: Form;
  /** Somebody changed the contract since the form was filled in. */
  isLate?: boolean;
};

/** Asks the editors what nobody else can know: why a contract ended, and who came next. */
export function ContractEndedPage({ spinOut, contract, version, form, isLate }: ContractEndedView): VNode {
  const at = `/spin-outs/${spinOut.id}/contracts/${contract.id}`;
  return (
    <Layout title={`What came after ${contract.title}?`} problems={form.problems}>
      <BackLink href={at}>Back to the contract</BackLink>
      <h1 class="govuk-heading-l">What came after “{contract.title}”?</h1>
      <p class="wm-text">
        Paid by {contract.payer}. {endInWords(contract)}. If it runs on,{' '}
        <a class="govuk-link" href={`${at}/edit`}>
          change its last day
        </a>{' '}
        instead.
      </p>
      {isLate && (
        <WarningText>
          Someone changed this contract while you were writing. It now says: why it ended,{' '}
          {contract.endedReason ?? 'not recorded'}; who came next,{' '}
          {contract.nextProviderKind === null ? 'not recorded' : NEXT_PROVIDERS[contract.nextProviderKind]}. Save again
          to use what you typed.
        </WarningText>
      )}
      <form class="wm-text" method="post" action={`${at}/ended`} noValidate>
        <Version version={version} />
        <Input
          name="endedReason"
          label="Why did it end?"
          labelClass="govuk-label--m"
          hint="Price, quality, standing, a policy, a merger: as plainly as you can"
          value={valueOf(form, 'endedReason')}
          error={problemWith(form, 'endedReason')}
        />
        <Radios
          name="nextProviderKind"
          legend="What kind of provider came next?"
          legendClass="govuk-fieldset__legend--m"
          hint="The kind, not the name"
          items={choicesOf(NEXT_PROVIDERS)}
          value={valueOf(form, 'nextProviderKind')}
          error={problemWith(form, 'nextProviderKind')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}
