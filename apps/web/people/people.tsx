import { type VNode } from 'preact';
import { type DirectoryCounts, type PeopleListInput, type PersonRow } from '#libs/people';
import { labelOf, SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { EmptyState, FictionalMark, Icon, Pagination } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { Face, nameAndRole } from '../parts/byline.tsx';
import { addressOf, beginning, count } from '../parts/words.ts';
import { ChosenInDirectory, DirectoryFilters } from './directory-filters.tsx';
import { addressWith, isNarrowed } from './directory.address.ts';

interface PeopleView {
  items: readonly PersonRow[];
  next: string | null;
  /** How many match, and what each filter would find. */
  total: number;
  facets: DirectoryCounts;
  chosen: PeopleListInput;
}

export function PeoplePage({ items, next, total, facets, chosen }: PeopleView): VNode {
  return (
    <Layout title="People">
      <h1 class="govuk-heading-l">People</h1>
      <p class="wm-lede">Ask somebody who has been where you are. Members alone see this list.</p>
      <p>
        <a class="govuk-link" href="/people/peers">
          Find someone who has done it
        </a>{' '}
        by stage, service, council, legal form or size, look through{' '}
        <a class="govuk-link" href="/people/offers">
          roles offered and needed
        </a>
        , or see{' '}
        <a class="govuk-link" href="/introductions">
          your introductions
        </a>
        .
      </p>
      <div class="wm-cols">
        <div>
          <ChosenInDirectory chosen={chosen} />
          <p class="wm-meta">{count(total, 'member')}</p>
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
          <DirectoryFilters chosen={chosen} counts={facets} />
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
          {organisation?.verified && (
            <span>
              <Icon name="tick" /> Confirmed
            </span>
          )}
          {person.availability === 'away' && <span>Away</span>}
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
        <Interests person={person} />
      </div>
    </li>
  );
}

/** What they declare stands where they are chosen; of a paid adviser also that they declare nothing. */
function Interests({ person: { practitionerRole, interests } }: { person: PersonRow }): VNode | null {
  if (interests !== null) return <p class="wm-nil wm-mt-1">Declares: {beginning(interests, 140)}</p>;
  return practitionerRole === 'paid_adviser' ? <p class="wm-nil wm-mt-1">Has not declared any interest.</p> : null;
}

/** "pensions; TUPE (staff transfer); 3 more", what was asked for first. Semicolons, as many names have an "and". */
function firstFew(
  codes: readonly string[],
  labels: Readonly<Record<string, string>>,
  asked: readonly string[],
): string {
  const ordered = codes.toSorted((a, b) => Number(asked.includes(b)) - Number(asked.includes(a)));
  const names = ordered.slice(0, 3).map((code) => inSentence(labelOf(labels, code)));
  return [...names, ...(codes.length > 3 ? [`${codes.length - 3} more`] : [])].join('; ');
}

const inSentence = (label: string): string =>
  /^([A-Z]{2}|Wales|Scotland|Northern)/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

function NobodyHere({ chosen }: { chosen: PeopleListInput }): VNode {
  return isNarrowed(chosen) ? (
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
