import { type VNode } from 'preact';
import { type CircleDetail, type CircleDoor, type CircleMemberRow, mostMembers } from '#libs/circles';
import { isGuest, type NamedPerson } from '#libs/people';
import { BackLink, Box, Button, ButtonGroup, Input, SectionHeading, Tag, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { count, day } from '../parts/words.ts';
import { useShell } from '../shell.ts';
import { CircleHead } from './circle-head.tsx';
import { VISIBILITY_WORDS } from './circle-words.ts';

interface MembersView {
  circle: CircleDetail;
  /** Null: the reader does not facilitate it. */
  door: CircleDoor | null;
  me: string;
  form: Form;
}

export function CircleMembersPage({ circle, door, me, form }: MembersView): VNode {
  const guest = isGuest(useShell().reader);
  return (
    <Layout title={`Members of ${circle.name}`} problems={form.problems}>
      <CircleHead
        circle={circle}
        part="members"
        action={door && <Button href={`/circles/${circle.id}/invite`}>Invite somebody</Button>}
      />
      <div class={door ? 'wm-cols' : 'wm-text'}>
        <div>
          {door && door.requests.length > 0 && <Requests circle={circle} door={door} />}
          <section aria-labelledby="members">
            <SectionHeading id="members">{count(circle.memberCount ?? 0, 'member')}</SectionHeading>
            <ul class="wm-plain wm-lines">
              {circle.members.map((member) => (
                <Member
                  circle={circle}
                  member={member}
                  own={member.personId === me}
                  guest={guest}
                  key={member.personId}
                />
              ))}
            </ul>
            {guest && <p class="wm-nil">As a guest you see who facilitates it. Others you meet in the discussions.</p>}
            {!guest && circle.members.length < (circle.memberCount ?? 0) && (
              <p>And {(circle.memberCount ?? 0) - circle.members.length} more.</p>
            )}
          </section>
        </div>
        {door && (
          <aside aria-label="Who may come in">
            <Invited circle={circle} door={door} />
            <Links circle={circle} door={door} form={form} />
          </aside>
        )}
      </div>
    </Layout>
  );
}

function Requests({ circle, door }: { circle: CircleDetail; door: CircleDoor }): VNode {
  const full = (circle.memberCount ?? 0) >= mostMembers(circle.kind);
  return (
    <section aria-labelledby="requests">
      <SectionHeading id="requests">Asking to join</SectionHeading>
      {full && <WarningText>This circle is full. You can accept somebody when another member has left.</WarningText>}
      {door.requests.map((request) => (
        <Box key={request.id}>
          <h3 class="govuk-heading-s">
            <a class="govuk-link" href={`/people/${request.personId}`}>
              {nameAndRole(request.name, request.practitionerRole)}
            </a>
          </h3>
          <p class="wm-meta">
            <span>Asked {day(new Date(request.createdAt))}</span>
          </p>
          {request.answers.map(({ question, answer }) => (
            <div key={question}>
              <p>
                <strong>{question}</strong>
              </p>
              <p class="wm-lines-kept">{answer}</p>
            </div>
          ))}
          <form method="post" action={`/circles/${circle.id}/requests/${request.id}`}>
            <Textarea
              name="sentence"
              id={`sentence-${request.id}`}
              label={`A sentence for ${shortName(request.name)} (optional)`}
              rows={2}
              attributes={{ maxLength: 500 }}
            />
            <ButtonGroup>
              <Button name="answer" value="accepted" small>
                Accept<span class="govuk-visually-hidden"> {shortName(request.name)}</span>
              </Button>
              <Button name="answer" value="declined" look="secondary" small>
                Decline<span class="govuk-visually-hidden"> {shortName(request.name)}</span>
              </Button>
            </ButtonGroup>
          </form>
        </Box>
      ))}
    </section>
  );
}

interface MemberProps {
  circle: CircleDetail;
  member: CircleMemberRow;
  own: boolean;
  /** The reader is a guest, and knows nothing of the network. */
  guest: boolean;
}

function Member({ circle, member, own, guest }: MemberProps): VNode {
  const base = `/circles/${circle.id}/members/${member.personId}`;
  const name = shortName(member.name);
  const leads = member.role === 'facilitator';
  return (
    <li>
      {member.isGuest || guest ? (
        nameAndRole(member.name, member.practitionerRole)
      ) : (
        <a class="govuk-link" href={`/people/${member.personId}`}>
          {nameAndRole(member.name, member.practitionerRole)}
        </a>
      )}{' '}
      {leads && <Tag>Facilitator</Tag>}
      {member.isGuest && <Tag>Guest</Tag>}
      {own ? (
        <form method="post" action={`${base}/remove`}>
          <button class="wm-linkbtn" type="submit">
            Leave this circle
          </button>
        </form>
      ) : (
        circle.facilitates && (
          <div class="wm-acts">
            {!member.isGuest && (
              <form method="post" action={base}>
                <input type="hidden" name="role" value={leads ? 'member' : 'facilitator'} />
                <button class="wm-linkbtn" type="submit">
                  {leads ? 'No longer facilitator' : 'Make facilitator'}
                  <span class="govuk-visually-hidden">: {name}</span>
                </button>
              </form>
            )}
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

function Invited({ circle, door }: { circle: CircleDetail; door: CircleDoor }): VNode {
  return (
    <Box>
      <h2 class="govuk-heading-s">Invited</h2>
      {door.invitations.length + door.guests.length === 0 ? (
        <p class="wm-nil">Nobody waits to answer.</p>
      ) : (
        <ul class="wm-plain wm-lines">
          {door.invitations.map((invitation) => (
            <li key={invitation.id}>
              {nameAndRole(invitation.name, invitation.practitionerRole)}, {day(new Date(invitation.createdAt))}
              <form method="post" action={`/circles/${circle.id}/invitations/${invitation.personId}/withdraw`}>
                <button class="wm-linkbtn" type="submit">
                  Take back<span class="govuk-visually-hidden">: {shortName(invitation.name)}</span>
                </button>
              </form>
            </li>
          ))}
          {door.guests.map((guest) => (
            <li key={guest.id}>
              {guest.email}, by mail, until {day(new Date(guest.expiresAt))}
              <form method="post" action={`/circles/${circle.id}/guests/${guest.id}/withdraw`}>
                <button class="wm-linkbtn" type="submit">
                  Take back<span class="govuk-visually-hidden">: {guest.email}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

function Links({ circle, door, form }: { circle: CircleDetail; door: CircleDoor; form: Form }): VNode {
  return (
    <Box>
      <h2 class="govuk-heading-s">Links</h2>
      <p>Whoever has a link and is a member of Waymark can join, until it is used up or has expired.</p>
      {door.links.length > 0 && (
        <ul class="wm-plain wm-lines">
          {door.links.map((link) => (
            <li key={link.id}>
              {link.used} of {link.uses} used, until {day(new Date(link.expiresAt))}
              <form method="post" action={`/circles/${circle.id}/links/${link.id}/revoke`}>
                <button class="wm-linkbtn" type="submit">
                  Take back<span class="govuk-visually-hidden"> the link made {day(new Date(link.createdAt))}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={`/circles/${circle.id}/links`} noValidate>
        <Input
          name="uses"
          label="How many may use it"
          type="number"
          value={valueOf(form, 'uses') || '10'}
          error={problemWith(form, 'uses')}
          class="govuk-input--width-4"
          attributes={{ min: 1, max: 200 }}
        />
        <Input
          name="days"
          label="For how many days"
          type="number"
          value={valueOf(form, 'days') || '14'}
          error={problemWith(form, 'days')}
          class="govuk-input--width-4"
          attributes={{ min: 1, max: 90 }}
        />
        <Button look="secondary" small>
          Make a link
        </Button>
      </form>
    </Box>
  );
}

interface InviteView {
  circle: CircleDetail;
  /** Whom they looked for; null: nobody. */
  found: { q: string; people: readonly NamedPerson[] } | null;
  form: Form;
}

export function CircleInvitePage({ circle, found, form }: InviteView): VNode {
  const inIt = new Set(circle.members.map(({ personId }) => personId));
  const at = `/circles/${circle.id}`;
  return (
    <Layout title={`Invite somebody to ${circle.name}`} problems={form.problems}>
      <BackLink href={`${at}/members`}>Back to members</BackLink>
      <h1 class="govuk-heading-l">Invite somebody to {circle.name}</h1>
      <div class="wm-text">
        <p>
          They are told once, and join when they say yes. Until then they see its name and what it is for, and nothing
          that is written in it.
        </p>
        <form method="get" action={`${at}/invite`}>
          <Input
            name="q"
            label="Find a member of Waymark"
            hint="Type a name"
            value={found?.q ?? ''}
            attributes={{ maxLength: 100 }}
          />
          <Button look="secondary">Find</Button>
        </form>
        {found && found.people.length === 0 && <p class="wm-nil">No other member has a name that begins like that.</p>}
        {found && found.people.length > 0 && (
          <form method="post" action={`${at}/invitations`}>
            <Once />
            <Textarea
              name="note"
              label="A sentence for them (optional)"
              rows={2}
              value={valueOf(form, 'note')}
              error={problemWith(form, 'note')}
              attributes={{ maxLength: 500 }}
            />
            <ul class="wm-plain wm-lines" id="personId" aria-label="Found">
              {found.people.map((person) => (
                <li key={person.id}>
                  {nameAndRole(person.name, person.practitionerRole)}
                  {person.organisation && `, ${person.organisation}`}{' '}
                  {inIt.has(person.id) ? (
                    <span class="wm-nil">is in it</span>
                  ) : (
                    <Button name="personId" value={person.id} look="secondary" small>
                      Invite<span class="govuk-visually-hidden"> {shortName(person.name)}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </form>
        )}
        <SectionHeading id="by-mail">Or invite a guest by mail</SectionHeading>
        <p>
          For somebody who is not on Waymark. They see this circle and nothing else of the network. The address is used
          for this one mail, and forgotten after 14 days if they do not answer.
        </p>
        <form method="post" action={`${at}/guests`} noValidate>
          <Input
            name="email"
            label="Their email address"
            type="email"
            spellcheck={false}
            value={valueOf(form, 'email')}
            error={problemWith(form, 'email')}
          />
          <Button look="secondary" preventDoubleClick>
            Send the invitation
          </Button>
        </form>
      </div>
    </Layout>
  );
}

export function NewCircleLinkPage({ circle, url }: { circle: CircleDetail; url: string }): VNode {
  return (
    <Layout title="Your new link" noIndex>
      <BackLink href={`/circles/${circle.id}/members`}>Back to members</BackLink>
      <h1 class="govuk-heading-l">Your new link</h1>
      <div class="wm-text">
        <WarningText>Copy the link now. It is shown this once; nobody can show it to you again.</WarningText>
        <Input
          name="link"
          label={`Link to join ${circle.name}`}
          hint={
            circle.visibility === 'confidential'
              ? 'Whoever has it sees the name of this circle and what it is for, and can join. Send it to people, not to lists.'
              : 'Whoever has it can join.'
          }
          value={url}
          autocomplete="off"
          spellcheck={false}
          attributes={{ readOnly: true }}
        />
      </div>
    </Layout>
  );
}

interface JoinByLinkView {
  token: string;
  circle: {
    id: string;
    name: string;
    purpose: string | null;
    visibility: keyof typeof VISIBILITY_WORDS;
    usedUp: boolean;
  };
}

export function JoinByLinkPage({ token, circle }: JoinByLinkView): VNode {
  return (
    <Layout title={`Join ${circle.name}`} noIndex>
      <h1 class="govuk-heading-l">Join {circle.name}</h1>
      <div class="wm-text">
        {circle.purpose && <p class="wm-lede">{circle.purpose}</p>}
        <p>{VISIBILITY_WORDS[circle.visibility].now}. What is written in it is read by its members alone.</p>
        {circle.usedUp ? (
          <WarningText>This link was used as often as it may be. Ask who sent it for another.</WarningText>
        ) : (
          <form method="post" action={`/circles/join/${token}`}>
            <p>If you join, its members see that you are in it. You can leave at any time.</p>
            <Button preventDoubleClick>Join this circle</Button>
          </form>
        )}
      </div>
    </Layout>
  );
}
