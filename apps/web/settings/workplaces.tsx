import { type VNode } from 'preact';
import { type WorkplaceRow } from '#libs/organisations';
import { BackLink, Button, ButtonGroup, DateInput, Details, EmptyState, Icon, Input, SectionHeading } from '#libs/ui';
import { emptyForm, type Form, formOf, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { organisationPath } from '../organisations/addresses.ts';
import { dayField, dayParts } from '../parts/day-fields.ts';
import { CONFIRMED_BY_WORDS } from '../people/confirmed.ts';
import { PlacesOfWork } from '../parts/person-fields.tsx';

interface WorkplacesView {
  workplaces: readonly WorkplaceRow[];
  /** The form that was wrong, as it was typed. */
  wrong: { id: string; form: 'dates' | 'address'; values: Form } | null;
}

export function WorkplacesPage({ workplaces, wrong }: WorkplacesView): VNode {
  return (
    <Layout title="Where you work" problems={prefixed(wrong)}>
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Where you work</h1>
      <p class="wm-lede">
        Once it is confirmed it stands with a tick on your profile, and you can read what your colleagues there keep to
        themselves.
      </p>
      <div class="wm-text">
        {workplaces.length === 0 ? (
          <EmptyState title="You have not said where you work" level={2}>
            You do that on the page of your <PlacesOfWork />.
          </EmptyState>
        ) : (
          workplaces.map((workplace) => (
            <Workplace
              key={workplace.organisationId}
              workplace={workplace}
              wrong={wrong?.id === workplace.organisationId ? wrong : null}
            />
          ))
        )}
      </div>
    </Layout>
  );
}

/** Of several forms alike on the page, each with ids of its own. */
const prefixed = (wrong: WorkplacesView['wrong']) =>
  (wrong?.values.problems ?? []).map(({ field, message }) => ({ field: `${field}-${wrong!.id}`, message }));

function Workplace(props: { workplace: WorkplaceRow; wrong: WorkplacesView['wrong'] }): VNode {
  const { workplace, wrong } = props;
  const { organisationId: id, name, current, confirmedBy } = workplace;
  return (
    <section class="wm-sec">
      <SectionHeading>
        <a class="govuk-link" href={organisationPath({ ...workplace, id, kind: workplace.kind as 'council' })}>
          {name}
        </a>
      </SectionHeading>
      <p>
        {confirmedBy === null ? (
          current ? (
            'Not confirmed yet.'
          ) : (
            'Not confirmed.'
          )
        ) : (
          <>
            <Icon name="tick" /> {CONFIRMED_BY_WORDS[confirmedBy]}.
          </>
        )}{' '}
        {confirmedBy !== null && current && (
          <a class="govuk-link" href={`/organisations/${id}/colleagues`}>
            Confirm colleagues
          </a>
        )}
      </p>
      {current && (confirmedBy === null || confirmedBy === 'colleagues') && (
        <Confirm workplace={workplace} form={wrong?.form === 'address' ? wrong.values : emptyForm} />
      )}
      <Dates
        workplace={workplace}
        form={
          wrong?.form === 'dates'
            ? wrong.values
            : formOf({
                jobTitle: workplace.jobTitle,
                ...dayParts('from', workplace.from),
                ...dayParts('to', workplace.to),
              })
        }
        open={wrong?.form === 'dates'}
      />
    </section>
  );
}

function Confirm({ workplace, form }: { workplace: WorkplaceRow; form: Form }): VNode {
  const { organisationId: id, domains, vouches, linkSent } = workplace;
  return (
    <>
      {linkSent && (
        <p class="govuk-inset-text">
          A link was sent to your work address. It works for two days. Nothing came? Look at what your mail program puts
          aside, or have another sent.
        </p>
      )}
      {domains.length > 0 && (
        <form method="post" action={`/settings/workplaces/${id}/work-address`} noValidate>
          <Input
            id={`email-${id}`}
            name="email"
            type="email"
            label="Your address there"
            hint={`At ${domains.join(', or ')}. A link is sent to it. The address is shown to nobody, and not kept once you have opened the link.`}
            autocomplete="email"
            spellcheck={false}
            value={valueOf(form, 'email')}
            error={problemWith(form, 'email')}
            attributes={{ maxLength: 254 }}
          />
          <Button look="secondary" preventDoubleClick>
            {linkSent ? 'Send another link' : 'Send a link'}
          </Button>
        </form>
      )}
      <p class="wm-nil">
        {domains.length > 0 ? 'Or two colleagues' : 'Two colleagues'} who were confirmed themselves say that it is true
        {vouches > 0 && ` (${vouches} did so far)`}, or a data steward does.
      </p>
    </>
  );
}

function Dates({ workplace, form, open }: { workplace: WorkplaceRow; form: Form; open: boolean }): VNode {
  const { organisationId: id, name } = workplace;
  return (
    <Details summary={`When and as what: ${name}`} open={open}>
      <form method="post" action={`/settings/workplaces/${id}`} noValidate>
        <Input
          id={`jobTitle-${id}`}
          name="jobTitle"
          label="Job title there (optional)"
          value={valueOf(form, 'jobTitle')}
          error={problemWith(form, 'jobTitle')}
          attributes={{ maxLength: 120 }}
        />
        <DateInput {...dayField(form, 'from')} id={`from-${id}`} legend="First day (optional)" />
        <DateInput
          {...dayField(form, 'to')}
          id={`to-${id}`}
          legend="Last day (optional)"
          hint="When it has passed, you read no more of what they keep to themselves."
        />
        <ButtonGroup>
          <Button look="secondary" preventDoubleClick>
            Save
          </Button>
        </ButtonGroup>
      </form>
    </Details>
  );
}
