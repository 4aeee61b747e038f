import { type VNode } from 'preact';
import { type AdoptionYear } from '#libs/insights';
import { labelOf, SERVICE_AREAS } from '#libs/taxonomy';
import { Breadcrumbs, Button, EmptyState, ScrollRegion, SectionHeading, Select, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { count, number } from '../parts/words.ts';

export interface AdoptionView {
  curve: readonly AdoptionYear[];
  serviceArea: string | undefined;
  /** Service areas that have any, with the years of their first go-lives. */
  services: readonly { code: string; years: readonly number[] }[];
}

export function AdoptionPage({ curve, serviceArea, services }: AdoptionView): VNode {
  const what = serviceArea === undefined ? 'All services' : labelOf(SERVICE_AREAS, serviceArea);
  const all = curve.at(-1)?.cumulative ?? 0;
  return (
    <Layout
      title="How services spread"
      description="How many services went live each year as staff-led organisations, by service, and how many altogether."
      canonical="/insights/adoption"
    >
      <Breadcrumbs items={[{ text: 'Insights', href: '/insights' }]} />
      <h1 class="govuk-heading-l">How services spread</h1>
      <p class="wm-lede">
        Each spin-out counts in the year in which it first went live. New ideas mostly spread in the shape of an S:
        slow, fast, slow.
      </p>
      <form action="/insights/adoption" method="get" class="wm-box wm-box--tint wm-formrow">
        <Select
          name="serviceArea"
          label="Service area"
          options={optionsOf(
            Object.fromEntries(services.map(({ code }) => [code, labelOf(SERVICE_AREAS, code)])),
            'All services',
          )}
          value={serviceArea}
        />
        <Button look="secondary">Show</Button>
      </form>
      <section class="wm-sec" aria-labelledby="curve">
        <SectionHeading id="curve" link={{ href: '/insights/adoption.csv', text: 'Download as CSV' }}>
          {what}: {count(all, 'spin-out')} went live
        </SectionHeading>
        {curve.length === 0 ? (
          <EmptyState title="None has gone live yet">
            A spin-out with the day on which it went live is counted here.
          </EmptyState>
        ) : (
          <>
            <Curve curve={curve} what={what} />
            <ScrollRegion label={`Adopters by year: ${what}`}>
              <Table
                caption={`Adopters by year: ${what}`}
                captionClass="govuk-visually-hidden"
                head={['Year', { content: 'Went live', numeric: true }, { content: 'Altogether', numeric: true }]}
                firstCellIsHeader
                rows={curve.map(({ year, adopters, cumulative }) => [
                  String(year),
                  { content: number(adopters), numeric: true },
                  { content: number(cumulative), numeric: true },
                ])}
              />
            </ScrollRegion>
          </>
        )}
      </section>
      <section class="wm-sec wm-mt-6" aria-labelledby="services">
        <SectionHeading id="services">By service</SectionHeading>
        <ScrollRegion label="Adopters by service">
          <Table
            caption="A spin-out with several services counts in each"
            captionClass="govuk-table__caption--s"
            head={[
              'Service',
              { content: 'First', numeric: true },
              { content: 'Latest', numeric: true },
              { content: 'Altogether', numeric: true },
            ]}
            firstCellIsHeader
            rows={services.map(({ code, years }) => [
              {
                content: (
                  <a class="govuk-link" href={`/insights/adoption?serviceArea=${code}`}>
                    {labelOf(SERVICE_AREAS, code)}
                  </a>
                ),
              },
              { content: String(Math.min(...years)), numeric: true },
              { content: String(Math.max(...years)), numeric: true },
              { content: number(years.length), numeric: true },
            ])}
          />
        </ScrollRegion>
      </section>
    </Layout>
  );
}

const WIDTH = 320;
const HEIGHT = 150;
const LEFT = 26;
const BOTTOM = 20;

/** Bars for each year, the line for all until then. Few labels: the table has every figure. */
function Curve({ curve, what }: { curve: readonly AdoptionYear[]; what: string }): VNode {
  const most = curve.at(-1)!.cumulative;
  const step = (WIDTH - LEFT - 6) / curve.length;
  const x = (index: number): number => LEFT + step * (index + 0.5);
  const y = (n: number): number => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - 8) * n) / most;
  const points = curve.map(({ cumulative }, index) => `${x(index).toFixed(1)},${y(cumulative).toFixed(1)}`);
  const [first, last] = [curve[0]!, curve.at(-1)!];
  return (
    <figure class="wm-text wm-m-0 wm-mt-3">
      <svg
        role="img"
        aria-label={`${what}: ${first.cumulative} in ${first.year}, ${last.cumulative} by ${last.year}. The table below has every year.`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
      >
        <path d={`M${LEFT} 4V${HEIGHT - BOTTOM}H${WIDTH - 2}`} fill="none" stroke="currentColor" stroke-width="1" />
        {curve.map(({ year, adopters }, index) => (
          <rect
            key={year}
            x={x(index) - Math.min(step * 0.3, 10)}
            y={y(adopters)}
            width={Math.min(step * 0.6, 20)}
            height={HEIGHT - BOTTOM - y(adopters)}
            fill="none"
            stroke="currentColor"
          />
        ))}
        <polyline points={points.join(' ')} fill="none" stroke="currentColor" stroke-width="2.5" />
        {curve.map(({ year, cumulative }, index) => (
          <circle key={year} cx={x(index)} cy={y(cumulative)} r="2.6" fill="currentColor" />
        ))}
        <text x={LEFT - 4} y={y(most) + 4} font-size="11" text-anchor="end" fill="currentColor">
          {most}
        </text>
        <text x={LEFT - 4} y={HEIGHT - BOTTOM} font-size="11" text-anchor="end" fill="currentColor">
          0
        </text>
        <text x={x(0)} y={HEIGHT - 6} font-size="11" text-anchor="middle" fill="currentColor">
          {first.year}
        </text>
        {curve.length > 1 && (
          <text x={x(curve.length - 1)} y={HEIGHT - 6} font-size="11" text-anchor="middle" fill="currentColor">
            {last.year}
          </text>
        )}
      </svg>
      <figcaption class="govuk-hint">Line: all that had gone live by then. Bars: those of the year.</figcaption>
    </figure>
  );
}
