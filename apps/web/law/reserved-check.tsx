import { type VNode } from 'preact';
import {
  PREVIOUS_CONTRACTS,
  type Reason,
  type ReservedCheck,
  SERVICE_KINDS,
  type Verdict,
  YES_NO_UNKNOWN,
} from '#libs/law';
import { Button, DateInput, Details, Fieldset, Input, InsetText, Radios, ScrollRegion, Table } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { dayField } from '../parts/day-fields.ts';
import { choicesOf } from '../parts/subject-fields.tsx';
import { day } from '../parts/words.ts';
import { CitedLaws, LawPages, NATION_LABELS, NotAdvice } from './law-parts.tsx';

export interface ReservedCheckView {
  form: Form;
  /** Null: nothing was asked yet, or the answers do not fit. */
  result: ReservedCheck | null;
  today: string;
}

const PATH = '/reserved-contract-check';

export function ReservedCheckPage({ form, result, today }: ReservedCheckView): VNode {
  return (
    <Layout
      title="Can this contract be reserved for a mutual?"
      description="Seven questions: whether a contract could be reserved for public service mutuals, with each reason and its section of the law."
      problems={form.problems}
      canonical={PATH}
    >
      <h1 class="govuk-heading-l">Can this contract be reserved for a mutual?</h1>
      {result === null ? (
        <p class="wm-lede">
          Seven questions. You get each reason with its section of the law. Nothing that you enter is kept: it stands in
          the address of the answer alone, so you can save it or send it on.
        </p>
      ) : (
        <Result result={result} form={form} today={today} />
      )}
      {result === null ? <Questions form={form} /> : <Again form={form} />}
      <NotAdvice />
      <LawPages but={PATH} />
    </Layout>
  );
}

const field = (form: Form, name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });

const LEGEND = 'govuk-fieldset__legend--m';

function Questions({ form }: { form: Form }): VNode {
  return (
    <form class="wm-text" method="get" action={PATH} noValidate>
      <Radios
        {...field(form, 'nation')}
        legend="1. Where is the authority?"
        legendClass={LEGEND}
        items={choicesOf(NATION_LABELS)}
      />
      <Input
        {...field(form, 'authority')}
        label="2. Which authority awards the contract?"
        labelClass="govuk-label--m"
        hint="Its name"
      />
      <Fieldset legend="3. What does it buy?" legendClass={LEGEND}>
        <Radios
          {...field(form, 'service')}
          legend="Kind"
          legendClass="govuk-fieldset__legend--s"
          items={choicesOf(SERVICE_KINDS)}
        />
        <Input
          {...field(form, 'cpv')}
          label="CPV code"
          hint="Eight digits from the notice or the specification. Library services are 92511000"
          inputMode="numeric"
          class="govuk-input--width-10"
        />
      </Fieldset>
      <Input
        {...field(form, 'months')}
        label="4. How many months can it run in all?"
        labelClass="govuk-label--m"
        hint="With every extension. Five years are 60 months"
        inputMode="numeric"
        class="govuk-input--width-3"
      />
      <DateInput
        {...dayField(form, 'awardOn')}
        legend="5. When will it be awarded?"
        legendClass={LEGEND}
        hint="For example, 1 4 2027"
      />
      <Fieldset legend="6. What is the mutual?" legendClass={LEGEND}>
        <Answer
          form={form}
          name="publicServices"
          text="(a) Does it operate to deliver public services, and mainly ones that can be reserved?"
        />
        <Answer
          form={form}
          name="profits"
          text="(b) Is it run not for profit, or does it share profits only with its members?"
        />
        <Answer form={form} name="control" text="(c) Is it under the management and control of its employees?" />
      </Fieldset>
      <Radios
        {...field(form, 'previous')}
        legend="7. Has the mutual had a reserved contract for the same kind of services before?"
        legendClass={LEGEND}
        items={choicesOf(PREVIOUS_CONTRACTS)}
      />
      <DateInput
        {...dayField(form, 'previousOn')}
        legend="If yes, from this authority: when did it enter into the latest?"
        legendClass="govuk-fieldset__legend--s"
      />
      <Button>Check</Button>
    </form>
  );
}

const Answer = ({ form, name, text }: { form: Form; name: string; text: string }): VNode => (
  <Radios
    {...field(form, name)}
    legend={text}
    legendClass="govuk-fieldset__legend--s"
    items={choicesOf(YES_NO_UNKNOWN)}
    inline
  />
);

const VERDICTS: Record<Verdict, string> = {
  eligible: 'By these answers it can be reserved',
  'not-eligible': 'By these answers it cannot be reserved',
  unsure: 'Not sure yet: something has to be found out',
  'not-this-law': 'Not this law',
};

const REASONS: Record<Reason['verdict'], string> = {
  ok: 'Fits',
  no: 'Does not fit',
  unsure: 'Find out',
  'not-this-law': 'Not this law',
};

function Result({ result, form, today }: { result: ReservedCheck; form: Form; today: string }): VNode {
  const assumptions = [...new Set(result.reasons.flatMap((reason) => reason.assumptions))];
  return (
    <>
      <InsetText>
        <h2 class="govuk-heading-m wm-m-0">{VERDICTS[result.verdict]}</h2>
        <p class="wm-m-0">
          {valueOf(form, 'authority')}, {valueOf(form, 'nation')}. Checked on {day(today)}.
          {result.lawChanged && (
            <>
              {' '}
              <b>Law changed:</b> see below.
            </>
          )}
        </p>
      </InsetText>
      <ScrollRegion label="Reasons, each with its place in the law">
        <Table
          caption="Why"
          captionClass="govuk-table__caption--m"
          head={['Question', 'Result', 'Reason, and its place in the law']}
          firstCellIsHeader
          rows={result.reasons.map((reason) => [
            reason.about,
            REASONS[reason.verdict],
            {
              content: (
                <>
                  {withDays(reason.text)}
                  <br />
                  <a class="govuk-link" href={`/law/${reason.law}`}>
                    {reason.subsection}
                  </a>
                </>
              ),
            },
          ])}
        />
      </ScrollRegion>
      {assumptions.length > 0 && (
        <>
          <h2 class="govuk-heading-m wm-mt-6">What is assumed</h2>
          <ul class="govuk-list govuk-list--bullet wm-text">
            {assumptions.map((assumption) => (
              <li key={assumption}>{withDays(assumption)}</li>
            ))}
          </ul>
        </>
      )}
      <h2 class="govuk-heading-m">The law, with dates</h2>
      <CitedLaws laws={result.laws} />
      {result.verdict !== 'not-this-law' && (
        <p class="wm-nil wm-mt-3">
          List of services: {result.list.source} As at {day(result.list.asAt)}.
        </p>
      )}
      <p class="wm-text">
        To keep this answer, print this page or save its address: whoever opens it gets the same answers, checked
        against the law of that day.
      </p>
    </>
  );
}

/** Days in a reason are as the API has them; people read them in words. */
const withDays = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => day(date));

const Again = ({ form }: { form: Form }): VNode => (
  <Details summary="Change the answers">
    <Questions form={form} />
  </Details>
);
