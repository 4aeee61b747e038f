import { type VNode } from 'preact';
import { type AwardSuggestion, type UnmatchedBuyer } from '#libs/contracts';
import { BackLink, Button, ButtonGroup, EmptyState, Input, MetaLine, Pagination } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { listPath } from '../organisations/addresses.ts';
import { count, day, pounds } from '../parts/words.ts';

export interface AwardsView {
  spinOut: { id: string; name: string };
  items: AwardSuggestion[];
  next: string | null;
  q: string;
  form: Form;
}

export function AwardsPage({ spinOut, items, next, q, form }: AwardsView): VNode {
  const contracts = `/spin-outs/${spinOut.id}/contracts`;
  const at = `${contracts}/awards`;
  return (
    <Layout title={`Published awards that may be ${spinOut.name}’s`} problems={form.problems}>
      <BackLink href={contracts}>Back to the contracts</BackLink>
      <h1 class="govuk-heading-l">Published awards that may be {spinOut.name}’s</h1>
      <p class="wm-text">
        From public notices, by the name or number of the supplier. An award becomes a contract in your register only
        when you confirm it. You can then correct what the buyer typed.
      </p>
      <form class="wm-text" method="get" action={at} role="search" aria-label="Awards">
        <Input
          name="q"
          label="Look for another name or number"
          hint="A name you had before, or a number at Companies House or the Charity Commission"
          value={q}
        />
        <Button look="secondary">Find awards</Button>
      </form>
      {items.length === 0 ? (
        <EmptyState title="No awards to decide on">
          No published award that has been taken in names {q === '' ? spinOut.name : `“${q}”`} as supplier, or you have
          decided on all of them.
        </EmptyState>
      ) : (
        <ul class="wm-plain wm-lines">
          {items.map((award) => (
            <li key={award.id}>
              <AwardLine award={award} at={at} />
            </li>
          ))}
        </ul>
      )}
      {next !== null && <Pagination next={{ href: listPath(at, { q, after: next }) }} />}
      <p class="govuk-hint">
        Contains public sector information licensed under the Open Government Licence v3.0 (Contracts Finder). Award
        table: mySociety, CC BY 4.0.
      </p>
    </Layout>
  );
}

function AwardLine({ award, at }: { award: AwardSuggestion; at: string }): VNode {
  const name = award.title ?? `Award by ${award.buyer ?? 'a buyer that is not named'}`;
  const value =
    award.value === null || Number(award.value) <= 1
      ? 'Value not stated'
      : `${award.currency === null || award.currency === 'GBP' ? pounds(award.value) : `${award.value} ${award.currency}`} in all`;
  const number = award.supplierNumber === null ? '' : ` (${award.supplierScheme ?? ''} ${award.supplierNumber})`;
  return (
    <>
      <h2 class="govuk-heading-s wm-m-0">{name}</h2>
      <MetaLine>
        {award.buyer ?? 'Buyer not named'}
        {`to ${award.supplier}${number}`}
        {value}
        {award.start === null ? 'no start' : `from ${day(award.start)}`}
        {award.end === null ? 'no end' : `to ${day(award.end)}`}
        {award.awardedOn !== null && `awarded ${day(award.awardedOn)}`}
      </MetaLine>
      <form method="post" action={`${at}/${award.id}`}>
        <ButtonGroup>
          <Button small preventDoubleClick name="decision" value="ours">
            This is ours<span class="govuk-visually-hidden">: {name}</span>
          </Button>
          <Button small look="secondary" preventDoubleClick name="decision" value="not-ours">
            Not ours<span class="govuk-visually-hidden">: {name}</span>
          </Button>
        </ButtonGroup>
      </form>
    </>
  );
}

export interface BuyersView {
  items: UnmatchedBuyer[];
  next: string | null;
  form: Form;
}

export function BuyersPage({ items, next, form }: BuyersView): VNode {
  return (
    <Layout title="Buyers to resolve" problems={form.problems}>
      <BackLink href="/organisations">Back to organisations</BackLink>
      <h1 class="govuk-heading-l">Buyers to resolve</h1>
      <p class="wm-text">
        Names of buyers in published notices that no council or organisation here has. Say who it is, or leave the field
        empty if it is nobody we know.
      </p>
      {items.length === 0 ? (
        <EmptyState title="No names to resolve">Every buyer in the notices that were taken in is known.</EmptyState>
      ) : (
        <ul class="wm-plain wm-lines">
          {items.map((buyer, row) => {
            const isThis = valueOf(form, 'name').toLowerCase() === buyer.key;
            return (
              <li key={buyer.key}>
                <h2 class="govuk-heading-s wm-m-0">{buyer.name}</h2>
                <p class="wm-meta">
                  <span>{count(buyer.notices, 'notice')}</span>
                  <span>{count(buyer.awards, 'award')}</span>
                </p>
                <form class="wm-text" method="post" action="/unmatched-buyers" noValidate>
                  <input type="hidden" name="name" value={buyer.key} />
                  <Input
                    name="organisation"
                    id={isThis ? 'organisation' : `organisation-${row + 1}`}
                    label="Council code, or whole name"
                    value={isThis ? valueOf(form, 'organisation') : ''}
                    error={isThis ? problemWith(form, 'organisation') : undefined}
                  />
                  <Button small preventDoubleClick>
                    Save<span class="govuk-visually-hidden"> who {buyer.name} is</span>
                  </Button>
                </form>
              </li>
            );
          })}
        </ul>
      )}
      {next !== null && <Pagination next={{ href: listPath('/unmatched-buyers', { after: next }) }} />}
    </Layout>
  );
}
