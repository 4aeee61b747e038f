import { type VNode } from 'preact';
import { type ColleagueRow, VOUCHES_NEEDED } from '#libs/organisations';
import { BackLink, Button, EmptyState, Icon } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { CONFIRMED_BY_WORDS } from '../people/confirmed.ts';
import { addressOf } from '../parts/words.ts';

export function ColleaguesPage(props: { id: string; name: string; items: readonly ColleagueRow[] }): VNode {
  const { id, name, items } = props;
  return (
    <Layout title={`Who works at ${name}`}>
      <BackLink href={`/organisations/${id}`}>Back to {name}</BackLink>
      <h1 class="govuk-heading-l">Who works at {name}</h1>
      <p class="wm-lede">
        Do you know that somebody works here? When two of you say so, it is confirmed, and they read what you keep to
        yourselves. Say it only of those you have met.
      </p>
      {items.length === 0 ? (
        <EmptyState title="Nobody else says that they work here" level={2}>
          Colleagues who join and say so stand here.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {items.map((colleague) => (
            <Colleague id={id} colleague={colleague} key={colleague.personId} />
          ))}
        </ul>
      )}
    </Layout>
  );
}

function Colleague({ id, colleague }: { id: string; colleague: ColleagueRow }): VNode {
  const { personId, name, jobTitle, confirmedBy, vouches, vouched } = colleague;
  const asks = confirmedBy === null || vouched;
  return (
    <li class="wm-row wm-row--tight">
      <h2 class="wm-row__t">
        <a class="govuk-link" href={addressOf('people', personId, name)}>
          {name}
        </a>
      </h2>
      <p class="wm-meta">
        {jobTitle && <span>{jobTitle}</span>}
        <span>
          {confirmedBy === null ? (
            `Not confirmed: ${vouches} of ${VOUCHES_NEEDED} colleagues`
          ) : (
            <>
              <Icon name="tick" /> {CONFIRMED_BY_WORDS[confirmedBy]}
            </>
          )}
        </span>
      </p>
      {asks && (
        <form method="post" action={`/organisations/${id}/colleagues/${personId}`}>
          <input type="hidden" name="vouches" value={vouched ? 'no' : 'yes'} />
          <Button look="secondary" preventDoubleClick>
            {vouched ? 'Take back what you said' : 'They work here'}
            <span class="govuk-visually-hidden">: {name}</span>
          </Button>
        </form>
      )}
    </li>
  );
}
