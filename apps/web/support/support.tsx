import { type VNode } from 'preact';
import { type Directory, type ProgrammeRow, SUPPORT_SHOWN, type SupportListInput } from '#libs/support';
import { labelOf, NATIONS, PRACTITIONER_ROLES, TOPICS } from '#libs/taxonomy';
import {
  BackLink,
  Button,
  Checkboxes,
  DateInput,
  Details,
  EmptyState,
  FictionalMark,
  Input,
  SectionHeading,
  Select,
  Tag,
  Textarea,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { dayField } from '../parts/day-fields.ts';
import { Once, Version } from '../parts/once.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { addressOf, day } from '../parts/words.ts';

export type SupportView = Directory & { chosen: SupportListInput; canKeep: boolean; signedIn: boolean };

const NATION_LABELS = Object.fromEntries(NATIONS.map((nation) => [nation, nation]));

/** Programmes, paid advisers and peers side by side. */
export function SupportPage({ programmes, advisers, peers, chosen, canKeep, signedIn }: SupportView): VNode {
  return (
    <Layout
      title="Support"
      description="Programmes, paid advisers and peers who help services that leave a council or the NHS."
    >
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">Support</h1>
          <p class="wm-lede">Who can help: programmes for a time, advisers for a fee, and peers who have done it.</p>
        </div>
        {canKeep && <Button href="/support/programmes/new">Add a programme</Button>}
      </div>
      <form action="/support" method="get" class="wm-box wm-box--tint wm-formrow">
        <Select name="state" label="Programmes" options={optionsOf(SUPPORT_SHOWN, 'All')} value={chosen.state} />
        <Select name="topic" label="Topic" options={optionsOf(TOPICS, 'Any')} value={chosen.topic} />
        <Select name="nation" label="Nation" options={optionsOf(NATION_LABELS, 'Any')} value={chosen.nation} />
        <Button look="secondary">Show</Button>
      </form>
      <div class="wm-thirds">
        <section aria-labelledby="programmes">
          <SectionHeading id="programmes">Programmes</SectionHeading>
          {programmes.length === 0 ? (
            <p class="wm-nil wm-mt-3">No programme fits. Choose “All” to see those that closed.</p>
          ) : (
            <ul class="wm-rows">
              {programmes.map((programme) => (
                <Programme key={programme.id} programme={programme} canKeep={canKeep} />
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="advisers">
          <SectionHeading id="advisers" link={{ href: '/organisations?kind=adviser', text: 'All' }}>
            Paid advisers
          </SectionHeading>
          {advisers.length === 0 ? (
            <p class="wm-nil wm-mt-3">No adviser is recorded.</p>
          ) : (
            <ul class="wm-rows">
              {advisers.map(({ id, name, summary, nation, fictional }) => (
                <li class="wm-row wm-row--tight" key={id}>
                  <h3 class="wm-row__t">
                    <a class="govuk-link" href={addressOf('organisations', id, name)}>
                      {name}
                    </a>
                  </h3>
                  {summary && <p class="wm-text wm-m-0">{summary}</p>}
                  <p class="wm-meta">
                    {fictional && <FictionalMark />}
                    <span>Paid adviser</span>
                    {nation && <span>{nation}</span>}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="peers">
          <SectionHeading id="peers" link={{ href: '/people', text: 'All' }}>
            Peers
          </SectionHeading>
          <Peers peers={peers} signedIn={signedIn} />
        </section>
      </div>
      <p class="wm-mt-6">
        Something missing or closed?{' '}
        <a class="govuk-link" href="/report#places">
          Tell the data stewards
        </a>
        . Or see{' '}
        <a class="govuk-link" href="/planner">
          how much work each stage takes
        </a>
        .
      </p>
    </Layout>
  );
}

function Peers({ peers, signedIn }: Pick<SupportView, 'peers' | 'signedIn'>): VNode {
  if (!signedIn) {
    return (
      <EmptyState
        title="People who have done it"
        action={
          <a class="govuk-link" href="/sign-in?next=%2Fsupport">
            Sign in to see them
          </a>
        }
      >
        Members offer help with what they went through. Only members see who they are.
      </EmptyState>
    );
  }
  if (peers.length === 0) return <p class="wm-nil wm-mt-3">Nobody offers help with this yet.</p>;
  return (
    <ul class="wm-rows">
      {peers.map(({ id, name, practitionerRole, topicsOffered, fictional }) => (
        <li class="wm-row wm-row--tight" key={id}>
          <h3 class="wm-row__t">
            <a class="govuk-link" href={addressOf('people', id, name)}>
              {name}
            </a>
          </h3>
          <p class="wm-meta">
            {fictional && <FictionalMark />}
            <span>{labelOf(PRACTITIONER_ROLES, practitionerRole)}</span>
          </p>
          <p class="wm-text wm-m-0">
            Helps with{' '}
            {topicsOffered
              .slice(0, 3)
              .map((topic) => labelOf(TOPICS, topic))
              .join(', ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Programme({ programme, canKeep }: { programme: ProgrammeRow; canKeep: boolean }): VNode {
  const { id, name, provider, summary, url, source, checkedOn, fictional, state } = programme;
  return (
    <li class="wm-row wm-row--tight">
      <p class="wm-row__k">
        {state !== 'open' && <Tag>{SUPPORT_SHOWN[state]}</Tag>}
        {fictional && <FictionalMark />}
        <span>{daysInWords(programme)}</span>
      </p>
      <h3 class="wm-row__t">
        {url === null ? (
          name
        ) : (
          <a class="govuk-link" href={url} rel="nofollow">
            {name}
          </a>
        )}
      </h3>
      <p class="wm-text wm-m-0">{summary}</p>
      <p class="wm-meta">
        <span>{provider}</span>
        <span>
          Source: {source}, checked {day(checkedOn)}
        </span>
        {canKeep && (
          <a class="govuk-link" href={`/support/programmes/${id}/edit`}>
            Change<span class="govuk-visually-hidden"> {name}</span>
          </a>
        )}
      </p>
    </li>
  );
}

function daysInWords({ state, opensOn, closesOn }: ProgrammeRow): string {
  if (state === 'closed') return `Closed on ${day(closesOn!)}`;
  if (state === 'soon') return `Opens on ${day(opensOn!)}`;
  return closesOn === null ? 'Open, no end is known' : `Open until ${day(closesOn)}`;
}

interface ProgrammeFormView {
  id: string | null;
  version: number;
  form: Form;
  stale?: boolean;
}

export function ProgrammeFormPage({ id, version, form, stale }: ProgrammeFormView): VNode {
  const title = id === null ? 'Add a programme' : 'Change a programme';
  const field = (name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href="/support">Back to support</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      {stale && (
        <WarningText>
          Someone changed this while you were editing. Your own text is still in the form: save again to use it.
        </WarningText>
      )}
      <form
        class="wm-text"
        method="post"
        action={id === null ? '/support/programmes' : `/support/programmes/${id}/edit`}
        noValidate
      >
        {id === null ? <Once /> : <Version version={version} />}
        <Input {...field('name')} label="Name" />
        <Input {...field('provider')} label="Who runs it" />
        <Textarea {...field('summary')} label="What it offers, and to whom" rows={4} />
        <DateInput {...dayField(form, 'opensOn')} legend="First day (optional)" hint="Leave it open if it is running" />
        <DateInput
          {...dayField(form, 'closesOn')}
          legend="Last day (optional)"
          hint="The day after, it is shown as closed by itself"
        />
        <Select {...field('nation')} label="Nation (optional)" options={optionsOf(NATION_LABELS, 'All of the UK')} />
        <Details summary="Topics" open={problemWith(form, 'topics') !== undefined}>
          <Checkboxes
            name="topics"
            legend="Topics"
            hint="Up to 10"
            small
            items={choicesOf(TOPICS)}
            values={valuesOf(form, 'topics')}
            error={problemWith(form, 'topics')}
          />
        </Details>
        <Input {...field('url')} label="Address (optional)" type="url" inputMode="url" />
        <Input {...field('source')} label="Where does this come from?" />
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}
