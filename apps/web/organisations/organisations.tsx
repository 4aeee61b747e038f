import { type VNode } from 'preact';
import {
  ORGANISATION_KINDS,
  type OrganisationListInput,
  type OrganisationPage as Organisation,
  type OrganisationRow,
  PAYER_KINDS,
} from '#libs/organisations';
import { labelOf } from '#libs/taxonomy';
import {
  Breadcrumbs,
  Button,
  Chip,
  Chips,
  EmptyState,
  FictionalMark,
  Input,
  Pagination,
  Select,
  SummaryList,
} from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { listPath, organisationPath } from './addresses.ts';
import { NATION_OPTIONS } from './councils.tsx';
import { NoteUses } from './note-uses.tsx';
import { WorkHere } from './work-here.tsx';

export interface OrganisationsView {
  items: readonly OrganisationRow[];
  next: string | null;
  chosen: OrganisationListInput;
}

const addressWith = (
  { q, kind, payerKind, nation }: OrganisationListInput,
  change: Record<string, string | undefined>,
): string => listPath('/organisations', { q, kind, payerKind, nation, ...change });

export function OrganisationsPage({ items, next, chosen }: OrganisationsView): VNode {
  const { q, kind, payerKind, nation } = chosen;
  return (
    <Layout
      title="Organisations"
      description="Councils, spin-outs and the other bodies that members of Waymark work for."
    >
      <h1 class="govuk-heading-l">Organisations</h1>
      <p class="wm-lede">Everybody’s employers: councils, spin-outs, advisers, unions, funders and NHS bodies.</p>
      <form
        action="/organisations"
        method="get"
        class="wm-box wm-box--tint wm-formrow"
        role="search"
        aria-label="Organisations"
      >
        <Input name="q" id="organisation" label="Name" value={q} autocomplete="off" spellcheck={false} />
        <Select name="kind" label="Kind" options={optionsOf(ORGANISATION_KINDS, 'Any')} value={kind} />
        <Select name="payerKind" label="Kind of payer" options={optionsOf(PAYER_KINDS, 'Any')} value={payerKind} />
        <Select name="nation" label="Nation" options={NATION_OPTIONS} value={nation} />
        <Button>Find organisations</Button>
      </form>
      {(q ?? kind ?? payerKind ?? nation) && (
        <Chips label="Filters in use">
          {q && (
            <Chip removes href={addressWith(chosen, { q: undefined })}>
              “{q}”
            </Chip>
          )}
          {kind && (
            <Chip removes href={addressWith(chosen, { kind: undefined })}>
              {labelOf(ORGANISATION_KINDS, kind)}
            </Chip>
          )}
          {payerKind && (
            <Chip removes href={addressWith(chosen, { payerKind: undefined })}>
              {labelOf(PAYER_KINDS, payerKind)}
            </Chip>
          )}
          {nation && (
            <Chip removes href={addressWith(chosen, { nation: undefined })}>
              {nation}
            </Chip>
          )}
        </Chips>
      )}
      {items.length === 0 ? (
        <EmptyState
          title="No organisation fits"
          action={
            <a class="govuk-link" href="/organisations">
              Show all organisations
            </a>
          }
        >
          Try part of the name, or take a filter away.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {items.map((organisation) => (
            <li class="wm-row wm-row--tight" key={organisation.id}>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={organisationPath(organisation)}>
                  {organisation.name}
                </a>
              </h2>
              <p class="wm-meta">
                {organisation.fictional && <FictionalMark />}
                <span>{ORGANISATION_KINDS[organisation.kind]}</span>
                {organisation.payerKind && <span>{PAYER_KINDS[organisation.payerKind]}</span>}
                {organisation.nation && <span>{organisation.nation}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
      {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
    </Layout>
  );
}

export function OrganisationPage({ organisation, canEdit }: { organisation: Organisation; canEdit: boolean }): VNode {
  const path = organisationPath(organisation);
  return (
    <Layout title={organisation.name} description={organisation.summary ?? undefined} canonical={path}>
      <Breadcrumbs
        items={[
          { text: 'Organisations', href: '/organisations' },
          {
            text: ORGANISATION_KINDS[organisation.kind],
            href: listPath('/organisations', { kind: organisation.kind }),
          },
        ]}
      />
      <p class="wm-row__k">
        {organisation.fictional && <FictionalMark>Fictional organisation</FictionalMark>}
        <span>{ORGANISATION_KINDS[organisation.kind]}</span>
      </p>
      <h1 class="govuk-heading-xl">{organisation.name}</h1>
      <div class="wm-cols">
        <div>
          {organisation.summary ? (
            <p class="wm-lede">{organisation.summary}</p>
          ) : (
            <EmptyState title="What it does is not recorded">
              A few sentences about it would stand here. A data steward or an editor of this organisation can write
              them.
            </EmptyState>
          )}
          <SummaryList
            rows={[
              { key: 'Kind', value: ORGANISATION_KINDS[organisation.kind] },
              organisation.payerKind !== null && { key: 'Kind of payer', value: PAYER_KINDS[organisation.payerKind] },
              { key: 'Nation', value: organisation.nation ?? <span class="wm-nil">Not recorded</span> },
              {
                key: 'Website',
                value:
                  organisation.website === null ? (
                    <span class="wm-nil">Not recorded</span>
                  ) : (
                    <a class="govuk-link" href={organisation.website} rel="nofollow">
                      {organisation.website}
                    </a>
                  ),
              },
            ]}
          />
          <NoteUses uses={organisation.uses} />
        </div>
        <aside aria-label="Members">
          <WorkHere
            organisationId={organisation.id}
            name={organisation.name}
            kind="organisation"
            members={organisation.members}
            membership={organisation.membership}
            path={path}
          />
          {canEdit && (
            <>
              <Button look="secondary" href={`/organisations/${organisation.id}/edit`}>
                Change this organisation
              </Button>
              <p>
                <a class="govuk-link" href={`/organisations/${organisation.id}/domains`}>
                  Work addresses
                </a>
              </p>
            </>
          )}
        </aside>
      </div>
    </Layout>
  );
}
