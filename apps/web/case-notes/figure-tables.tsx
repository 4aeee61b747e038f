import { type VNode } from 'preact';
import { ScrollRegion, Table } from '#libs/ui';
import { VerdictTag } from '../parts/verdict.tsx';
import { type MeasureView, type MoneyView } from './case-note.view.ts';

/** Every figure with its period and who says so: what the pair at the top rests on. */
export function FigureTables({ measures, money }: { measures: MeasureView[]; money: MoneyView[] }): VNode | null {
  if (measures.length === 0 && money.length === 0) return null;
  return (
    <section aria-labelledby="figures">
      <h2 class="govuk-heading-m wm-mt-6" id="figures">
        Every figure and its source
      </h2>
      {measures.length > 0 && (
        <ScrollRegion label="Measures of the service">
          <Table
            caption="Measures of the service"
            firstCellIsHeader
            stacks
            head={[
              'Measure',
              { content: 'Before', numeric: true },
              { content: 'After', numeric: true },
              'Result',
              'Source',
            ]}
            rows={measures.map((measure) => [
              {
                content: (
                  <>
                    {measure.name}
                    {measure.unit && <span class="wm-nil">, {measure.unit}</span>}
                    <Aside label="Compared with" text={measure.comparator} />
                  </>
                ),
              },
              { content: <Value value={measure.before} period={measure.beforePeriod} />, numeric: true },
              { content: <Value value={measure.after} period={measure.afterPeriod} />, numeric: true },
              { content: <VerdictTag verdict={measure.verdict} /> },
              { content: <Source {...measure} /> },
            ])}
          />
        </ScrollRegion>
      )}
      {money.length > 0 && (
        <ScrollRegion label="Money">
          <Table
            caption="Money"
            firstCellIsHeader
            stacks
            head={['What', { content: 'Amount', numeric: true }, 'Period', 'Compared with', 'Source']}
            rows={money.map((figure) => [
              {
                content: (
                  <>
                    {figure.label}
                    <Aside label="Net of" text={figure.netOf} />
                    <Aside label="Saved or paid by" text={figure.whoSaves} />
                    <Aside label="Owed to the change" text={figure.attribution} />
                  </>
                ),
              },
              { content: figure.amount, numeric: true },
              figure.period || 'Not recorded',
              figure.basis ?? 'Not recorded',
              { content: <Source {...figure} /> },
            ])}
          />
        </ScrollRegion>
      )}
    </section>
  );
}

/** What else is known of a figure, under its name; nothing where it is not recorded. */
const Aside = ({ label, text }: { label: string; text: string | null }): VNode | null =>
  text ? (
    <>
      <br />
      <span class="wm-nil">
        {label}: {text}
      </span>
    </>
  ) : null;

const Value = ({ value, period }: { value: string | null; period: string | null }): VNode => (
  <>
    {value ?? 'Not recorded'}
    {period && (
      <>
        <br />
        <span class="wm-nil">{period}</span>
      </>
    )}
  </>
);

const Source = ({ source, grade }: { source: string | null; grade: string }): VNode => (
  <>
    {source ? (
      <>
        {source} <span class="wm-nil">({grade.toLowerCase()})</span>
      </>
    ) : (
      'Not recorded'
    )}
  </>
);
