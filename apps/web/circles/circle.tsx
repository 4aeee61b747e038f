import { type VNode } from 'preact';
import { type CircleDetail, type CircleMemberRow } from '#libs/circles';
import { type NamedPerson } from '#libs/people';
import { type ThreadRow } from '#libs/threads';
import {
  BackLink,
  Button,
  ButtonGroup,
  CharacterCount,
  EmptyState,
  FictionalMark,
  Icon,
  Input,
  Pagination,
  SectionHeading,
  Tag,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { Once, Version } from '../parts/once.tsx';
import { addressOf, count, day } from '../parts/words.ts';

interface CircleView {
  circle: CircleDetail;
  threads: readonly ThreadRow[];
  next: string | null;
  me: string;
  /** Whom a facilitator looked for; null: nobody. */
  found: { q: string; people: readonly NamedPerson[] } | null;
}

export function CirclePage({ circle, threads, next, me, found }: CircleView): VNode {
  const address = addressOf('circles', circle.id, circle.name);
  return (
    <Layout title={circle.name} canonical={address}>
      <BackLink href="/circles">Back to your circles</BackLink>
      <div class="wm-pagehead">
        <h1 class="govuk-heading-l">{circle.name}</h1>
        <Button href={`/questions/new?circle=${circle.id}`}>Ask this circle</Button>
      </div>
      <p class="wm-meta">
        <span>
          <Icon name="people" />
          Only its {count(circle.memberCount, 'member')} can read what is asked here
        </span>
        {circle.fictional && <FictionalMark />}
        {circle.facilitates && (
          <a class="govuk-link" href={`/circles/${circle.id}/edit`}>
            Change name and purpose
          </a>
        )}
      </p>
      {circle.purpose && <p class="wm-lede">{circle.purpose}</p>}
      <div class="wm-cols">
        <section aria-labelledby="asked">
          <SectionHeading id="asked">What was asked here</SectionHeading>
          {threads.length === 0 ? (
            <EmptyState
              title="Nothing has been asked yet"
              action={
                <a class="govuk-link" href={`/questions/new?circle=${circle.id}`}>
                  Ask this circle
                </a>
              }
            >
              Questions for this circle stand here, the one with the newest reply first.
            </EmptyState>
          ) : (
            <ul class="wm-rows">
              {threads.map((thread) => (
                <li class="wm-row wm-row--tight" key={thread.id}>
                  <h3 class="wm-row__t">
                    <a class="govuk-link" href={addressOf('threads', thread.id, thread.title)}>
                      {thread.title}
                    </a>
                  </h3>
                  <p class="wm-meta">
                    <span>{count(thread.replyCount, 'reply', 'replies')}</span>
                    <span>last {day(thread.lastPostAt)}</span>
                    {thread.acceptedCount > 0 && <span>answered</span>}
                  </p>
                </li>
              ))}
            </ul>
          )}
          {next && <Pagination next={{ href: `/circles/${circle.id}?after=${next}` }} />}
        </section>
        <aside aria-label="Who is in it">
          <Members circle={circle} me={me} found={found} />
        </aside>
      </div>
    </Layout>
  );
}

function Members({ circle, me, found }: Pick<CircleView, 'circle' | 'me' | 'found'>): VNode {
  return (
    <div class="wm-box">
      <h2 class="govuk-heading-s" id="members">
        Members
      </h2>
      <ul class="wm-plain wm-lines">
        {circle.members.map((member) => (
          <Member circle={circle} member={member} own={member.personId === me} key={member.personId} />
        ))}
      </ul>
      {circle.members.length < circle.memberCount && <p>And {circle.memberCount - circle.members.length} more.</p>}
      {circle.facilitates && <AddMember circle={circle} found={found} />}
    </div>
  );
}

function Member({ circle, member, own }: { circle: CircleDetail; member: CircleMemberRow; own: boolean }): VNode {
  const base = `/circles/${circle.id}/members/${member.personId}`;
  const name = shortName(member.name);
  const leads = member.role === 'facilitator';
  return (
    <li>
      <a class="govuk-link" href={`/people/${member.personId}`}>
        {nameAndRole(member.name, member.practitionerRole)}
      </a>{' '}
      {leads && <Tag>Facilitator</Tag>}
      {own ? (
        <form method="post" action={`${base}/remove`}>
          <button class="wm-linkbtn" type="submit">
            Leave this circle
          </button>
        </form>
      ) : (
        circle.facilitates && (
          <div class="wm-acts">
            <form method="post" action={base}>
              <input type="hidden" name="role" value={leads ? 'member' : 'facilitator'} />
              <button class="wm-linkbtn" type="submit">
                {leads ? 'No longer facilitator' : 'Make facilitator'}
                <span class="govuk-visually-hidden">: {name}</span>
              </button>
            </form>
            <form method="post" action={`${base}/remove`}>
              <button class="wm-linkbtn" type="submit">
                Remove<span class="govuk-visually-hidden"> {name}</span>
              </button>
            </form>
          </div>
        )
      )}
    </li>
  );
}

function AddMember({ circle, found }: Pick<CircleView, 'circle' | 'found'>): VNode {
  const inIt = new Set(circle.members.map(({ personId }) => personId));
  return (
    <>
      <form class="wm-mt-4" method="get" action={`/circles/${circle.id}#add`} id="add">
        <Input
          name="q"
          label="Add a member"
          hint="Type a name"
          value={found?.q ?? ''}
          attributes={{ maxLength: 100 }}
        />
        <Button look="secondary" small>
          Find
        </Button>
      </form>
      {found && found.people.length === 0 && <p class="wm-nil">No other member has a name that begins like that.</p>}
      {found && found.people.length > 0 && (
        <ul class="wm-plain wm-lines" aria-label="Found">
          {found.people.map((person) => (
            <li key={person.id}>
              {nameAndRole(person.name, person.practitionerRole)}
              {person.organisation && `, ${person.organisation}`}{' '}
              {inIt.has(person.id) ? (
                <span class="wm-nil">is in it</span>
              ) : (
                <form method="post" action={`/circles/${circle.id}/members/${person.id}`}>
                  <Button look="secondary" small>
                    Add<span class="govuk-visually-hidden"> {shortName(person.name)}</span>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface CircleFormView {
  /** Null: a new one. */
  id: string | null;
  version: number;
  form: Form;
  /** How it is now, where it changed while the person was editing. */
  theirs?: { name: string; purpose: string | null };
}

export function CircleFormPage({ id, version, form, theirs }: CircleFormView): VNode {
  const title = id === null ? 'Begin a circle' : 'Change name and purpose';
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={id === null ? '/circles' : `/circles/${id}`}>
        {id === null ? 'Back to your circles' : 'Back to the circle'}
      </BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="wm-form">
        {id === null && (
          <p>
            You facilitate it: you add members, and can make others facilitators too. Nobody outside it can see that it
            is there.
          </p>
        )}
        <ChangedMeanwhile
          now={
            theirs && [
              ['Name now', theirs.name],
              ['Purpose now', theirs.purpose ?? 'Not recorded'],
            ]
          }
        />
        <form method="post" action={id === null ? '/circles' : `/circles/${id}/edit`} noValidate>
          {id === null ? <Once /> : <Version version={version} />}
          <Input
            name="name"
            label="Name"
            labelClass="govuk-label--m"
            hint="Such as: Finance leads of leisure trusts"
            value={valueOf(form, 'name')}
            error={problemWith(form, 'name')}
            attributes={{ maxLength: 120 }}
          />
          <CharacterCount
            name="purpose"
            label="What it is for (optional)"
            labelClass="govuk-label--m"
            hint="Whom it is for, and what its members promise each other."
            rows={4}
            maxLength={500}
            value={valueOf(form, 'purpose')}
            error={problemWith(form, 'purpose')}
          />
          <ButtonGroup>
            <Button preventDoubleClick>{id === null ? 'Begin' : 'Save'}</Button>
            <a class="govuk-link" href={id === null ? '/circles' : `/circles/${id}`}>
              Cancel
            </a>
          </ButtonGroup>
        </form>
      </div>
    </Layout>
  );
}
