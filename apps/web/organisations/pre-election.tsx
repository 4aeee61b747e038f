import { type VNode } from 'preact';
import { type CouncilPage, type PreElectionPeriod } from '#libs/organisations';
import { BackLink, Button, DateInput, SectionHeading } from '#libs/ui';
import { type Form } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { dayField } from '../parts/day-fields.ts';
import { day } from '../parts/words.ts';
import { councilPath } from './addresses.ts';

interface PreElectionView {
  council: Pick<CouncilPage, 'code' | 'name'>;
  periods: readonly PreElectionPeriod[];
  form: Form;
}

/** For data stewards. */
export function PreElectionPage({ council, periods, form }: PreElectionView): VNode {
  const path = councilPath(council.code);
  return (
    <Layout title={`Pre-election periods – ${council.name}`} problems={form.problems}>
      <BackLink href={path}>Back to {council.name}</BackLink>
      <div class="wm-text">
        <h1 class="govuk-heading-l">Pre-election periods</h1>
        <p>
          While a period lasts, the page of {council.name} says that it takes special care with publicity. The notice
          ends by itself after the day of the election.
        </p>
        <form method="post" action={`${path}/pre-election`} noValidate>
          <DateInput {...dayField(form, 'from')} legend="First day" hint="For example, 24 3 2027" />
          <DateInput {...dayField(form, 'to')} legend="Day of the election" hint="For example, 6 5 2027" />
          <Button preventDoubleClick>Set the period</Button>
        </form>
        <section class="wm-sec">
          <SectionHeading>Periods that are set</SectionHeading>
          {periods.length === 0 ? (
            <p class="wm-nil">None yet.</p>
          ) : (
            <ul class="wm-plain">
              {periods.map(({ from, to }) => (
                <li class="wm-row-between wm-row-between--line" key={from}>
                  <span>
                    {day(from)} to {day(to)}
                  </span>
                  <form method="post" action={`${path}/pre-election/${from}/remove`}>
                    <Button look="secondary" small>
                      Remove<span class="govuk-visually-hidden"> the period from {day(from)}</span>
                    </Button>
                  </form>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Layout>
  );
}
