import { type VNode } from 'preact';
import { type CaseRow, CLEARINGS, type LogRow, type ModeratedPersonRow, type SuspendedRow } from '#libs/moderation';
import {
  BackLink,
  Button,
  EmptyState,
  FictionalMark,
  Input,
  Pagination,
  Radios,
  Select,
  Tag,
  Textarea,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { day } from '../parts/words.ts';
import {
  ByReportAlone,
  Desk,
  Facts,
  FilesInQuestion,
  kindOf,
  LogLines,
  ruleOptions,
  TextInQuestion,
} from './parts.tsx';
import { DecisionForm, Target } from './queue.tsx';

export function LogPage({ items, next }: { items: LogRow[]; next: string | null }): VNode {
  return (
    <Layout title="Moderation log">
      <h1 class="govuk-heading-l wm-mb-1">Moderation log</h1>
      <p class="wm-nil wm-mt-0">What moderators did and why, newest first. Nothing here can be changed.</p>
      <Desk at="/moderation/log" />
      <LogLines rows={items} />
      {next && <Pagination next={{ href: `/moderation/log?after=${next}`, text: 'Earlier' }} />}
    </Layout>
  );
}

export function SuspendedPage({ people }: { people: SuspendedRow[] }): VNode {
  return (
    <Layout title="Suspended people">
      <h1 class="govuk-heading-l wm-mb-1">Suspended people</h1>
      <p class="wm-nil wm-mt-0">They cannot sign in until the day they come back. What they wrote before stays.</p>
      <Desk at="/moderation/suspended" />
      {people.length === 0 ? (
        <EmptyState title="Nobody is suspended">
          People who are suspended would stand here with the day they come back.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {people.map(({ id, name, role, fictional, until, reason }) => (
            <li class="wm-row wm-row--tight" key={id}>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={`/moderation/people/${id}`}>
                  {nameAndRole(name, role)}
                </a>{' '}
                {fictional && <FictionalMark />}
              </h2>
              {reason && <p class="wm-row__x">{reason}</p>}
              <p class="wm-meta">
                <span>Until {day(until)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

interface PostView {
  about: CaseRow;
  history: LogRow[];
  moderatorId: string;
  form: Form;
}

/** One post, reported or not: hide it, or show it again. */
export function ModeratePostPage({ about, history, moderatorId, form }: PostView): VNode {
  const action = `/moderation/posts/${about.subjectId}`;
  return (
    <Layout title={`Moderate a post in “${about.title}”`} problems={form.problems}>
      {about.closed ? (
        <BackLink href="/moderation">Back to what waits</BackLink>
      ) : (
        <BackLink href={about.url}>Back to the discussion</BackLink>
      )}
      <h1 class="govuk-heading-l">
        {kindOf(about)} in “{about.title}”
      </h1>
      <div class="wm-cols wm-cols--desk">
        <div>
          {(about.hidden || about.deleted) && (
            <p>
              <Tag>{about.hidden ? 'Hidden' : 'Deleted by its author'}</Tag>
            </p>
          )}
          {about.text === null ? (
            <p class="wm-tombstone">Its author deleted this post, so its text is not shown.</p>
          ) : (
            <TextInQuestion text={about.text} />
          )}
          <FilesInQuestion files={about.files} />
          {about.closed && <ByReportAlone />}
          <Facts about={about} />
          <section class="wm-sec" aria-labelledby="history">
            <h2 class="govuk-heading-m" id="history">
              What was decided
            </h2>
            <LogLines rows={history} level="h3" />
          </section>
        </div>
        <section aria-labelledby="decide">
          <h2 class="govuk-heading-m" id="decide">
            {isAway(about) ? 'Show it again' : 'Decide'}
          </h2>
          {about.authorId === moderatorId && (
            <p class="wm-tombstone">You wrote this yourself, so another moderator decides.</p>
          )}
          {about.authorId !== moderatorId && isAway(about) && <RestoreForm about={about} form={form} action={action} />}
          {about.authorId !== moderatorId && (!isAway(about) || about.reports !== null) && (
            <DecisionForm about={about} form={form} action={action} reportId={about.reports?.[0]?.id} />
          )}
        </section>
      </div>
    </Layout>
  );
}

/** Not to be read now: a decision can bring it back. */
const isAway = ({ hidden, deleted }: CaseRow): boolean => hidden || deleted;

function RestoreForm({ about, form, action }: { about: CaseRow; form: Form; action: string }): VNode {
  return (
    <form method="post" action={action} noValidate>
      <Once />
      <Target about={about} />
      <input type="hidden" name="action" value="restore" />
      {about.deleted && <p>Its author deleted it. Restore it only where they ask for it, and say why.</p>}
      <Clearing form={form} legend="Why is it shown again?" />
      <Note form={form} />
      <Button preventDoubleClick>Restore and tell them</Button>
    </form>
  );
}

interface PersonView {
  person: ModeratedPersonRow;
  history: LogRow[];
  /** Whether this moderator may suspend this person. */
  may: boolean;
  /** The first day that can be chosen. */
  tomorrow: string;
  form: Form;
}

/** Suspend a person, or let them back. */
export function ModeratePersonPage({ person, history, may, tomorrow, form }: PersonView): VNode {
  const { id, name, role, suspendedUntil, suspendedReason } = person;
  return (
    <Layout title={`Moderate ${shortName(name)}`} problems={form.problems}>
      <BackLink href="/moderation">Back to what is to decide</BackLink>
      <h1 class="govuk-heading-l">
        {nameAndRole(name, role)} {person.fictional && <FictionalMark />}
      </h1>
      <p class="wm-meta wm-mb-4">
        <span>Member since {day(person.since)}</span>
        <a class="govuk-link" href={`/people/${id}`}>
          See their profile
        </a>
        {suspendedUntil && <Tag>Suspended until {day(suspendedUntil)}</Tag>}
      </p>
      {suspendedUntil && suspendedReason && <p class="wm-notice">{suspendedReason}</p>}
      <div class="wm-cols wm-cols--desk">
        <section aria-labelledby="history">
          <h2 class="govuk-heading-m" id="history">
            What was decided about them
          </h2>
          <LogLines rows={history} level="h3" />
        </section>
        <div>
          {!may && (
            <p class="wm-tombstone">
              {person.roles.includes('moderator') || person.roles.includes('administrator')
                ? 'Only an administrator who moderates can suspend a moderator or an administrator, and nobody themselves.'
                : 'Nobody decides about themselves.'}
            </p>
          )}
          {may && suspendedUntil && <LiftForm person={person} form={form} />}
          {may && !suspendedUntil && <SuspendForm person={person} tomorrow={tomorrow} form={form} />}
        </div>
      </div>
    </Layout>
  );
}

function SuspendForm({ person, tomorrow, form }: { person: ModeratedPersonRow; tomorrow: string; form: Form }): VNode {
  return (
    <form method="post" action={`/moderation/people/${person.id}`} noValidate>
      <Once />
      <input type="hidden" name="action" value="suspend" />
      <h2 class="govuk-heading-m">Suspend {shortName(person.name)}</h2>
      <p>They are signed out everywhere at once and cannot sign in until then. They are told why.</p>
      <Input
        name="until"
        label="Until"
        hint="The day on which they may sign in again."
        class="govuk-input--width-10"
        value={valueOf(form, 'until')}
        error={problemWith(form, 'until')}
        attributes={{ type: 'date', min: tomorrow }}
      />
      <Select
        name="reasonCode"
        label="Which rule did they break?"
        options={ruleOptions()}
        value={valueOf(form, 'reasonCode')}
        error={problemWith(form, 'reasonCode')}
      />
      <Note form={form} />
      <Button look="warning" preventDoubleClick>
        Suspend and tell them
      </Button>
    </form>
  );
}

function LiftForm({ person, form }: { person: ModeratedPersonRow; form: Form }): VNode {
  return (
    <form method="post" action={`/moderation/people/${person.id}`} noValidate>
      <Once />
      <input type="hidden" name="action" value="unsuspend" />
      <h2 class="govuk-heading-m">Let {shortName(person.name)} back</h2>
      <Clearing form={form} legend="Why is the suspension lifted?" />
      <Note form={form} />
      <Button preventDoubleClick>Lift the suspension</Button>
    </form>
  );
}

const Clearing = ({ form, legend }: { form: Form; legend: string }): VNode => (
  <Radios
    name="reasonCode"
    legend={legend}
    legendClass="govuk-fieldset__legend--s"
    small
    value={valueOf(form, 'reasonCode')}
    error={problemWith(form, 'reasonCode')}
    items={Object.entries(CLEARINGS).map(([value, label]) => ({ value, label }))}
  />
);

const Note = ({ form }: { form: Form }): VNode => (
  <Textarea
    name="note"
    label="In your words"
    hint="Sent to them."
    rows={3}
    value={valueOf(form, 'note')}
    error={problemWith(form, 'note')}
  />
);
