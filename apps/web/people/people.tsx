import { type VNode } from 'preact';
import { type PeopleListInput, type PersonRow } from '#libs/people';
import { labelOf, PRACTITIONER_ROLES, SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { Button, ButtonGroup, EmptyState, FictionalMark, Pagination, Select } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { ChosenFilters } from '../parts/chosen-filters.tsx';
import { Face, nameAndRole } from '../parts/byline.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { addressOf } from '../parts/words.ts';

interface PeopleView {
  items: readonly PersonRow[];
  next: string | null;
  chosen: PeopleListInput;
}

export function PeoplePage({ items, next, chosen }: PeopleView): VNode {
  return (
    <Layout title="People">
      <h1 class="govuk-heading-l">People</h1>
      <p class="wm-lede">Ask somebody who has been where you are. Members alone see this list.</p>
      <p>
        <a class="govuk-link" href="/people/peers">
          Find someone who has done it
        </a>{' '}
        by stage, service, council, legal form or size, or see{' '}
        <a class="govuk-link" href="/introductions">
          your introductions
        </a>
        .
      </p>
      <div class="wm-cols">
        <div>
          <p class="wm-narrow">
            <a class="govuk-link" href="#filters">
              Filters
            </a>
          </p>
          <ChosenFilters
            labels={FILTERS}
            chosen={chosen}
            without={(filter) => addressWith(chosen, { [filter]: undefined })}
          />
          {items.length === 0 ? (
            <NobodyHere chosen={chosen} />
          ) : (
            <ul class="wm-plain wm-mb-6">
              {items.map((person) => (
                <PersonLine person={person} chosen={chosen} key={person.id} />
              ))}
            </ul>
          )}
          {next && <Pagination next={{ href: addressWith(chosen, { after: next }) }} />}
        </div>
        <aside aria-label="Filters" id="filters">
          <Filters chosen={chosen} />
        </aside>
      </div>
    </Layout>
  );
}

function PersonLine({ person, chosen }: { person: PersonRow; chosen: PeopleListInput }): VNode {
  const organisation = person.organisations.find(({ current }) => current);
  const place = [person.jobTitle, organisation?.name].filter(Boolean).join(', ');
  return (
    <li class="wm-who">
      <Face name={person.name} />
      <div>
        <h2 class="wm-row__t">
          <a class="govuk-link" href={addressOf('people', person.id, person.name)}>
            {nameAndRole(person.name, person.practitionerRole)}
            {place && <span class="govuk-visually-hidden">: {place}</span>}
          </a>
        </h2>
        <p class="wm-meta">
          {place && <span aria-hidden="true">{place}</span>}
          {person.practitionerRole === 'paid_adviser' && <span class="govuk-tag">Paid adviser</span>}
          {person.fictional && <FictionalMark />}
        </p>
        <p class="wm-mt-1">
          {person.topicsOffered.length > 0
            ? `Can help with ${firstFew(person.topicsOffered, TOPICS, chosen.topic)}.`
            : 'What they can help with: not recorded.'}
          {person.serviceAreas.length > 0 &&
            ` Knows ${firstFew(person.serviceAreas, SERVICE_AREAS, chosen.serviceArea)}.`}
        </p>
      </div>
    </li>
  );
}

/** "pensions; TUPE (staff transfer); 3 more", what was asked for first. Semicolons, as many names have an "and". */
function firstFew(codes: readonly string[], labels: Readonly<Record<string, string>>, asked?: string): string {
  const ordered = codes.toSorted((a, b) => Number(b === asked) - Number(a === asked));
  const names = ordered.slice(0, 3).map((code) => inSentence(labelOf(labels, code)));
  return [...names, ...(codes.length > 3 ? [`${codes.length - 3} more`] : [])].join('; ');
}

const inSentence = (label: string): string =>
  /^([A-Z]{2}|Wales|Scotland|Northern)/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

const FILTERS = { role: PRACTITIONER_ROLES, serviceArea: SERVICE_AREAS, topic: TOPICS };

function Filters({ chosen }: { chosen: PeopleListInput }): VNode {
  return (
    <form class="wm-facets" action="/people" method="get">
      <h2 class="govuk-heading-s">Narrow the list</h2>
      <Select name="topic" label="Can help with" options={optionsOf(TOPICS, 'Anything')} value={chosen.topic} />
      <Select
        name="serviceArea"
        label="Service area"
        options={optionsOf(SERVICE_AREAS, 'Any')}
        value={chosen.serviceArea}
      />
      <Select name="role" label="What they are" options={optionsOf(PRACTITIONER_ROLES, 'Any')} value={chosen.role} />
      <ButtonGroup>
        <Button look="secondary">Apply filters</Button>
        <a class="govuk-link" href="/people">
          Clear all
        </a>
      </ButtonGroup>
    </form>
  );
}

function NobodyHere({ chosen }: { chosen: PeopleListInput }): VNode {
  const filtered = chosen.role ?? chosen.serviceArea ?? chosen.topic;
  return filtered ? (
    <EmptyState
      title="Nobody matches all of these filters"
      action={
        <a class="govuk-link" href="/questions/new">
          Ask a question instead
        </a>
      }
    >
      Take one of them away, or ask: members who can help may not have said so on their profile.
    </EmptyState>
  ) : (
    <EmptyState
      title="Nobody is on this page"
      action={
        <a class="govuk-link" href="/people">
          Go to the beginning of the list
        </a>
      }
    >
      The list has ended.
    </EmptyState>
  );
}

function addressWith(chosen: PeopleListInput, change: Partial<PeopleListInput>): string {
  const { role, serviceArea, topic, after } = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ role, serviceArea, topic, after })) if (value) query.set(name, value);
  return query.size > 0 ? `/people?${query}` : '/people';
}
