import { type VNode } from 'preact';
import { type PersonRow, type WorksAt } from '#libs/people';
import { AVAILABILITY, labelOf, LANGUAGES, PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { type Contribution, type Credit } from '#libs/threads';
import { BackLink, Box, Button, Chip, Chips, EmptyState, FictionalMark, Icon, SectionHeading } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { addressOf, count, day, month } from '../parts/words.ts';
import { CONFIRMED_BY_WORDS } from './confirmed.ts';

interface PersonView {
  person: PersonRow;
  items: readonly Contribution[];
  record: readonly Credit[];
  own: boolean;
  /** Whether who reads may suspend them. */
  moderates: boolean;
}

export function PersonPage({ person, items, record, own, moderates }: PersonView): VNode {
  return (
    <Layout title={person.name} canonical={addressOf('people', person.id, person.name)}>
      <BackLink href="/people">Back to people</BackLink>
      <div class="wm-pagehead">
        <div>
          <p class="wm-row__k">
            <span class="wm-kind">
              <Icon name="people" />
              {labelOf(PRACTITIONER_ROLES, person.practitionerRole)}
            </span>
            {person.practitionerRole === 'paid_adviser' && <span class="govuk-tag">Paid adviser</span>}
            {person.fictional && <FictionalMark />}
          </p>
          <h1 class="govuk-heading-l">{person.name}</h1>
          <p class="wm-meta">
            {person.jobTitle && <span>{person.jobTitle}</span>}
            {person.organisations[0]?.current && <span>{person.organisations[0].name}</span>}
            <span>Member since {month(person.createdAt)}</span>
          </p>
        </div>
        {own && !person.listed && <p class="wm-nil">Nobody but you sees this profile.</p>}
        {own && (
          <Button href="/settings/profile" look="secondary">
            Change your profile
          </Button>
        )}
        {!own && <Button href={`/people/${person.id}/introduction`}>Ask to talk</Button>}
        {moderates && (
          <Button href={`/moderation/people/${person.id}`} look="secondary">
            Moderate
          </Button>
        )}
      </div>
      <div class="wm-cols">
        <div>
          {person.bio && paragraphs(person.bio)}
          <Interests person={person} />
          <section class="wm-sec">
            <SectionHeading class="wm-sec__h--gap">{own ? 'You can help with' : 'Can help with'}</SectionHeading>
            <TopicChips codes={person.topicsOffered} label="Can help with" />
            <p>
              <a class="govuk-link" href={`/people/offers?by=${person.id}`}>
                Roles that {own ? 'you offer or need' : `${shortName(person.name)} offers or needs`}
              </a>
              <br />
              <a class="govuk-link" href={`/people/${person.id}/pledges`}>
                Next steps that {own ? 'you show' : `${shortName(person.name)} shows`}
              </a>
            </p>
          </section>
          <UsefulTo credits={record} own={own} person={person} />
          <section class="wm-sec">
            <SectionHeading>What {own ? 'you' : shortName(person.name)} shared</SectionHeading>
            <Contributions items={items} own={own} person={person} />
          </section>
        </div>
        <aside aria-label={`About ${person.name}`}>
          <Facts person={person} />
        </aside>
      </div>
    </Layout>
  );
}

/** What they declare. That a paid adviser has declared nothing is said too. */
function Interests({ person: { practitionerRole, interests } }: { person: PersonRow }): VNode | null {
  if (interests === null && practitionerRole !== 'paid_adviser') return null;
  return (
    <section class="wm-sec" id="interests">
      <SectionHeading>Declared interests</SectionHeading>
      {interests === null ? (
        <p class="wm-nil">This paid adviser has not declared any interest yet, nor that there is none.</p>
      ) : (
        paragraphs(interests)
      )}
    </section>
  );
}

const paragraphs = (text: string): VNode[] =>
  text.split(/\n{2,}/).map((words, i) => (
    <p class="govuk-body wm-text" key={i}>
      {words}
    </p>
  ));

function TopicChips({ codes, label }: { codes: readonly string[]; label: string }): VNode {
  if (codes.length === 0) return <p class="wm-nil">Not recorded.</p>;
  return (
    <Chips label={label}>
      {codes.map((code) => (
        <Chip href={`/people?topic=${code}`} key={code}>
          {labelOf(TOPICS, code)}
        </Chip>
      ))}
    </Chips>
  );
}

function Facts({ person }: { person: PersonRow }): VNode {
  const [now, before] = [true, false].map((current) => person.organisations.filter((one) => one.current === current));
  return (
    <Box look="tint">
      <h2 class="govuk-heading-s">Works at</h2>
      <Organisations organisations={now!} marked={person.fictional} />
      {before!.length > 0 && (
        <>
          <h2 class="govuk-heading-s">Worked at</h2>
          <Organisations organisations={before!} marked={person.fictional} />
        </>
      )}
      <h2 class="govuk-heading-s">Being asked</h2>
      <Asked person={person} />
      <h2 class="govuk-heading-s">Service areas</h2>
      <Names codes={person.serviceAreas} labels={SERVICE_AREAS} />
      <h2 class="govuk-heading-s">Has lived through</h2>
      <Names codes={inOrder(person.stagesLived)} labels={STAGES} />
      <h2 class="govuk-heading-s">Wants help with</h2>
      <Names codes={person.topicsWanted} labels={TOPICS} />
      <h2 class="govuk-heading-s">Languages</h2>
      <Names codes={person.languages} labels={LANGUAGES} />
    </Box>
  );
}

function Organisations(props: { organisations: readonly WorksAt[]; marked: boolean }): VNode {
  if (props.organisations.length === 0) return <p class="wm-nil">Not recorded.</p>;
  return (
    <ul class="govuk-list">
      {props.organisations.map((organisation) => (
        <li key={organisation.id}>
          <a class="govuk-link" href={organisationPath(organisation)}>
            {organisation.name}
          </a>{' '}
          {organisation.fictional && !props.marked && <FictionalMark />}
          <br />
          <span class="wm-meta">
            {organisation.jobTitle && <span>{organisation.jobTitle}</span>}
            {(organisation.from ?? organisation.to) && <span>{spanOf(organisation)}</span>}
            <span>
              {organisation.confirmedBy === null ? (
                'Not confirmed'
              ) : (
                <>
                  <Icon name="tick" /> {CONFIRMED_BY_WORDS[organisation.confirmedBy]}
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "Since March 2021", "March 2021 to May 2024", "Until May 2024". */
function spanOf({ from, to }: WorksAt): string {
  if (to === null) return `Since ${month(from!)}`;
  return from === null ? `Until ${month(to)}` : `${month(from)} to ${month(to)}`;
}

function Asked({ person: { availability, helpsAWeek } }: { person: PersonRow }): VNode {
  if (availability === null) return <p class="wm-nil">Not recorded.</p>;
  return (
    <p>
      {labelOf(AVAILABILITY, availability)}.
      {availability !== 'away' &&
        helpsAWeek !== null &&
        helpsAWeek > 0 &&
        ` Up to ${count(helpsAWeek, 'question')} a week.`}
    </p>
  );
}

function Names({ codes, labels }: { codes: readonly string[]; labels: Readonly<Record<string, string>> }): VNode {
  if (codes.length === 0) return <p class="wm-nil">Not recorded.</p>;
  return (
    <ul class="govuk-list">
      {codes.map((code) => (
        <li key={code}>{labelOf(labels, code)}</li>
      ))}
    </ul>
  );
}

const inOrder = (stages: readonly string[]): string[] => Object.keys(STAGES).filter((stage) => stages.includes(stage));

const organisationPath = ({ id, kind, code, name }: WorksAt): string => {
  if (code !== null) return `/councils/${code}`;
  return addressOf(kind === 'spin_out' ? 'spin-outs' : 'organisations', id, name);
};

const CREDITS: Readonly<Record<Credit['kind'], (n: number) => string>> = {
  worked: (n) => `${count(n, 'answer')} that worked for others`,
  accepted: (n) => `${count(n, 'answer')} accepted by who asked`,
  'case-note': (n) => `${count(n, 'case note')} published`,
  guidance: (n) => `${count(n, 'guidance page')} that credit${n === 1 ? 's' : ''} what they wrote`,
};

/** What others got from them, of what this reader may read. */
function UsefulTo({
  credits,
  own,
  person,
}: {
  credits: readonly Credit[];
  own: boolean;
  person: PersonRow;
}): VNode | null {
  if (credits.length === 0) return null;
  return (
    <section class="wm-sec">
      <SectionHeading>What others got from {own ? 'you' : shortName(person.name)}</SectionHeading>
      <ul class="wm-plain wm-lines">
        {credits.map(({ kind, count: many, latest }) => (
          <li key={kind}>
            <b>{CREDITS[kind](many)}</b>
            {latest.map(({ title, url }) => (
              <span key={url}>
                <br />
                <a class="govuk-link" href={url}>
                  {title}
                </a>
              </span>
            ))}
            {many > latest.length && (
              <span class="wm-nil">
                <br />
                and {many - latest.length} before
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const KINDS = {
  'case-note': { title: 'Case note', icon: 'note' },
  answer: { title: 'Answer', icon: 'chat' },
  question: { title: 'Question', icon: 'chat' },
} as const;

function Contributions(props: { items: readonly Contribution[]; own: boolean; person: PersonRow }): VNode {
  const { items, own, person } = props;
  if (items.length === 0) {
    return (
      <EmptyState
        level={3}
        title="Nothing yet that you can read"
        action={
          own ? (
            <a class="govuk-link" href="/questions?answered=unanswered">
              Find a question that you can answer
            </a>
          ) : undefined
        }
      >
        Case notes, answers and questions by {own ? 'you' : shortName(person.name)} stand here.
      </EmptyState>
    );
  }
  return (
    <ul class="wm-rows">
      {(['case-note', 'answer', 'question'] as const).flatMap((kind) =>
        items
          .filter((item) => item.kind === kind)
          .map((item) => <ContributionRow item={item} marked={person.fictional} key={keyOf(item)} />),
      )}
    </ul>
  );
}

const keyOf = ({ kind, id, postNumber }: Contribution): string => `${kind}:${id}:${postNumber}`;

/** `marked`: that all of this is made up stands at the person's name already. */
function ContributionRow({ item, marked }: { item: Contribution; marked: boolean }): VNode {
  const { title, icon } = KINDS[item.kind];
  return (
    <li class="wm-row wm-row--tight">
      <p class="wm-row__k">
        <span class="wm-kind">
          <Icon name={icon} />
          {title}
          {item.accepted && (item.kind === 'answer' ? ', accepted' : ', answered')}
        </span>
        {item.masked && <span class="wm-mask">Asked under a mask: only you see it here</span>}
        {item.fictional && !marked && <FictionalMark />}
      </p>
      <h3 class="wm-row__t">
        <a class="govuk-link" href={pathOf(item)}>
          {item.kind === 'answer' && <span class="govuk-visually-hidden">Answer {item.postNumber} to: </span>}
          {item.title}
        </a>
      </h3>
      <p class="wm-meta">
        <time dateTime={item.at.toISOString()}>{day(item.at)}</time>
      </p>
    </li>
  );
}

function pathOf({ kind, id, title, postNumber }: Contribution): string {
  if (kind === 'case-note') return addressOf('case-notes', id, title);
  // The page of the thread that holds it: twenty posts each.
  const after = postNumber === null ? 0 : Math.floor((postNumber - 1) / 20) * 20;
  const anchor = postNumber === null ? '' : `${after > 0 ? `?after=${after}` : ''}#post-${postNumber}`;
  return addressOf('threads', id, title) + anchor;
}
