import { type VNode } from 'preact';
import { type PersonRow } from '#libs/people';
import { PLEDGE_AUDIENCES, PLEDGE_STATES, type PledgeRow, type PledgeSubject } from '#libs/pledges';
import {
  BackLink,
  Button,
  ButtonGroup,
  DateInput,
  EmptyState,
  FictionalMark,
  Input,
  Pagination,
  Radios,
  SectionHeading,
  Tag,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { dayField } from '../parts/day-fields.ts';
import { By, Once, Version } from '../parts/once.tsx';
import { choicesOf } from '../parts/subject-fields.tsx';
import { addressOf, day } from '../parts/words.ts';

interface PledgesView {
  open: readonly PledgeRow[];
  ended: readonly PledgeRow[];
  next: string | null;
}

export function PledgesPage({ open, ended, next }: PledgesView): VNode {
  const byDay = open.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  return (
    <Layout title="Your next steps">
      <BackLink href="/settings">Back to settings</BackLink>
      <div class="wm-text">
        <div class="wm-pagehead">
          <h1 class="govuk-heading-l">Your next steps</h1>
          <Button href="/settings/pledges/new">Set a next step</Button>
        </div>
        <p>Something small, with a day. You are told once, on that day. Done and dropped are both fine.</p>
        {byDay.length === 0 ? (
          <EmptyState title="You have nothing to do">
            Set a step here, or from the page of a council, a spin-out or a discussion.
          </EmptyState>
        ) : (
          <ul class="wm-rows">
            {byDay.map((pledge) => (
              <OpenPledge pledge={pledge} key={pledge.id} />
            ))}
          </ul>
        )}
        {ended.length > 0 && (
          <section class="wm-sec wm-mt-6" aria-labelledby="ended">
            <SectionHeading id="ended">Done or dropped</SectionHeading>
            <ul class="wm-rows">
              {ended.map((pledge) => (
                <EndedPledge pledge={pledge} key={pledge.id} />
              ))}
            </ul>
            {next && <Pagination next={{ href: `/settings/pledges?after=${next}#ended` }} />}
          </section>
        )}
      </div>
    </Layout>
  );
}

function OpenPledge({ pledge }: { pledge: PledgeRow }): VNode {
  const { id, text, audience } = pledge;
  return (
    <li class="wm-row wm-row--tight" id={`pledge-${id}`}>
      <h2 class="wm-row__t">{text}</h2>
      <p class="wm-meta">
        <span>By {day(pledge.dueOn)}</span>
        <About about={pledge.about} />
        <span>{audience === 'me' ? 'Only you see it' : 'Members see it on your profile'}</span>
      </p>
      <ButtonGroup>
        <StateForm id={id} state="done" label="It is done" of={text} />
        <StateForm id={id} state="dropped" label="Drop it" of={text} />
        <a class="govuk-link" href={`/settings/pledges/${id}/edit`}>
          Change<span class="govuk-visually-hidden">: {text}</span>
        </a>
      </ButtonGroup>
    </li>
  );
}

const EndedPledge = ({ pledge }: { pledge: PledgeRow }): VNode => (
  <li class="wm-row wm-row--tight" id={`pledge-${pledge.id}`}>
    <p class="wm-row__k">
      <Tag>{PLEDGE_STATES[pledge.state]}</Tag>
      {pledge.endedAt && <span>{day(pledge.endedAt)}</span>}
    </p>
    <h3 class="wm-row__t">{pledge.text}</h3>
    <p class="wm-meta">
      <About about={pledge.about} />
    </p>
    <ButtonGroup>
      <StateForm id={pledge.id} state="open" label="Do it again" of={pledge.text} />
      <form method="post" action={`/settings/pledges/${pledge.id}/remove`}>
        <By />
        <Button look="secondary" small>
          Remove<span class="govuk-visually-hidden">: {pledge.text}</span>
        </Button>
      </form>
    </ButtonGroup>
  </li>
);

const StateForm = (props: { id: string; state: PledgeRow['state']; label: string; of: string }): VNode => (
  <form method="post" action={`/settings/pledges/${props.id}/state`}>
    <By />
    <input type="hidden" name="state" value={props.state} />
    <Button look="secondary" small>
      {props.label}
      <span class="govuk-visually-hidden">: {props.of}</span>
    </Button>
  </form>
);

function About({ about }: { about: PledgeSubject | null }): VNode | null {
  return (
    about && (
      <span>
        About{' '}
        <a class="govuk-link" href={pathOf(about)}>
          {about.title}
        </a>
      </span>
    )
  );
}

function pathOf({ kind, id, title, code }: PledgeSubject): string {
  if (kind === 'thread') return addressOf('threads', id, title);
  if (code !== null) return `/councils/${code}`;
  return addressOf(kind === 'spin_out' ? 'spin-outs' : 'organisations', id, title);
}

interface PledgesOfPersonView {
  person: PersonRow;
  pledges: readonly PledgeRow[];
  own: boolean;
}

/** What somebody shows to the network. */
export function PledgesOfPersonPage({ person, pledges, own }: PledgesOfPersonView): VNode {
  const name = shortName(person.name);
  return (
    <Layout title={own ? 'Next steps that you show' : `Next steps of ${name}`}>
      <BackLink href={addressOf('people', person.id, person.name)}>Back to {own ? 'your profile' : name}</BackLink>
      <h1 class="govuk-heading-l">{own ? 'Next steps that you show' : `Next steps of ${name}`}</h1>
      {person.fictional && (
        <p>
          <FictionalMark />
        </p>
      )}
      {pledges.length === 0 ? (
        <EmptyState title="No next step is shown">
          What somebody wants to do next, and what they did, stands here.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {pledges.map(({ id, text, state, dueOn, about }) => (
            <li class="wm-row wm-row--tight" key={id}>
              <h2 class="wm-row__t">{text}</h2>
              <p class="wm-meta">
                <span>{state === 'done' ? 'Done' : `By ${day(dueOn)}`}</span>
                <About about={about} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {own && (
        <p>
          <a class="govuk-link" href="/settings/pledges">
            Change your next steps
          </a>
        </p>
      )}
    </Layout>
  );
}

interface PledgeFormView {
  id: string | null;
  version: number;
  form: Form;
  subject: PledgeSubject | null;
  /** As it is now, where it changed meanwhile. */
  now?: PledgeRow;
}

export function PledgeFormPage({ id, version, form, subject, now }: PledgeFormView): VNode {
  const title = id === null ? 'Set a next step' : 'Change a next step';
  const field = (name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href="/settings/pledges">Back to your next steps</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      {now && (
        <WarningText>
          This changed while you were editing. It now says “{now.text}”, by {day(now.dueOn)}. Your own text is still in
          the form: save again to use it.
        </WarningText>
      )}
      <form
        class="wm-text"
        method="post"
        action={id === null ? '/settings/pledges' : `/settings/pledges/${id}/edit`}
        noValidate
      >
        {id === null ? <Once /> : <Version version={version} />}
        {subject && (
          <>
            <p>
              <About about={subject} />
            </p>
            <input type="hidden" name="about" value={valueOf(form, 'about')} />
            <input type="hidden" name="aboutId" value={valueOf(form, 'aboutId')} />
          </>
        )}
        <Input
          {...field('text')}
          label="What will you do?"
          labelClass="govuk-label--m"
          hint="One small step. For example, “Ring the pension fund about pass-through”"
        />
        <DateInput {...dayField(form, 'dueOn')} legend="By which day?" hint="You are told once, on that day" />
        <Radios
          {...field('audience')}
          legend="Who sees it?"
          legendClass="govuk-fieldset__legend--m"
          hint="What it is about is named only to those who may read that."
          items={choicesOf(PLEDGE_AUDIENCES)}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </Layout>
  );
}
