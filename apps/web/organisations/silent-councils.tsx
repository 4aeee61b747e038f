import { type VNode } from 'preact';
import { type SilentCouncil, type SilentCouncilsInput } from '#libs/organisations';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import { Breadcrumbs, Button, EmptyState, FictionalMark, Pagination, Select } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { count, number } from '../parts/words.ts';
import { councilPath, listPath } from './addresses.ts';
import { NATION_OPTIONS } from './councils.tsx';

export interface SilentCouncilsView {
  items: readonly SilentCouncil[];
  next: string | null;
  all: number;
  chosen: SilentCouncilsInput;
}

/** For data stewards: whom the network has not reached. */
export function SilentCouncilsPage({ items, next, all, chosen }: SilentCouncilsView): VNode {
  const { nation } = chosen;
  return (
    <Layout title="Silent councils">
      <Breadcrumbs items={[{ text: 'Councils', href: '/councils' }]} />
      <h1 class="govuk-heading-l">Silent councils</h1>
      <p class="wm-lede">
        Councils that stand today without a member, without a case note about them or a spin-out of theirs, and whose
        page nobody has looked at in a year. The largest come first.
      </p>
      <form action="/councils/silent" method="get" class="wm-box wm-box--tint wm-formrow">
        <Select name="nation" label="Nation" options={NATION_OPTIONS} value={nation} />
        <Button look="secondary">Show</Button>
      </form>
      {items.length === 0 ? (
        <EmptyState title="No silent council">
          Every council {nation ? `in ${nation} ` : ''}has a member, a case note or a reader.
        </EmptyState>
      ) : (
        <>
          <p>
            <b>{count(all, 'silent council')}</b>
            {nation && ` in ${nation}`}
          </p>
          <ul class="wm-rows">
            {items.map((council) => (
              <li class="wm-row wm-row--tight" key={council.code}>
                <h2 class="wm-row__t">
                  <a class="govuk-link" href={councilPath(council.code)}>
                    {council.name}
                  </a>
                </h2>
                <p class="wm-meta">
                  {council.fictional && <FictionalMark />}
                  <span>{labelOf(COUNCIL_TYPES, council.type)}</span>
                  <span>{council.nation === 'England' ? council.region || 'England' : council.nation}</span>
                  <span>
                    {council.population === null ? 'Population not recorded' : `${number(council.population)} people`}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {next && <Pagination next={{ href: listPath('/councils/silent', { nation, after: next }) }} />}
    </Layout>
  );
}
