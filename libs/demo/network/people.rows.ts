import { type DemoFiles } from '../demo-files.ts';
import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { organisationId } from './organisations.rows.ts';

export const personId = (key: string): string => idOf('person', key);
export const emailOf = (key: string): string => `${key}@demo.waymark.example`;

/** When somebody of whom nothing is dated joined. */
const JOINED = '2026-01-12T09:30:00.000Z';
const THREE_WEEKS = 21 * 86_400_000;

/** Everybody has an account with the same password; a fictional practitioner's place at work counts as verified. */
export function peopleRows(files: DemoFiles, passwordHash: string): TableRows[] {
  const { people } = files;
  const joined = joinedAt(files);
  return [
    {
      table: 'people',
      rows: people.map((person) => ({
        id: personId(person.key),
        name: person.name,
        practitioner_role: person.practitionerRole,
        job_title: person.jobTitle ?? null,
        bio: person.bio,
        service_areas: person.serviceAreas,
        stages_lived: person.stagesLived,
        topics_offered: person.topicsOffered,
        topics_wanted: person.topicsWanted,
        languages: person.languages,
        availability: person.availability,
        helps_a_week: person.helpsAWeek,
        interests: person.interests ?? null,
        field_audiences: Object.fromEntries(person.sharedFields.map((field) => [field, 'shared'])),
        fictional: true,
        created_at: joined.get(person.key) ?? JOINED,
      })),
    },
    {
      table: 'accounts',
      rows: people.map(({ key }) => ({
        person_id: personId(key),
        email: emailOf(key),
        password_hash: passwordHash,
        email_verified_at: joined.get(key) ?? JOINED,
        demo: true,
        created_at: joined.get(key) ?? JOINED,
      })),
    },
    {
      table: 'role_grants',
      rows: people.flatMap(({ key, platformRoles, organisation }) =>
        platformRoles.map((role) => ({
          person_id: personId(key),
          role,
          scope_id: role === 'organisation_editor' && organisation ? organisationId(organisation) : null,
          granted_at: joined.get(key) ?? JOINED,
        })),
      ),
    },
    {
      table: 'memberships',
      rows: [
        ...people.flatMap(({ key, organisation, jobTitle }, n) =>
          organisation
            ? [
                {
                  person_id: personId(key),
                  organisation_id: organisationId(organisation),
                  job_title: jobTitle ?? null,
                  from_on: null,
                  to_on: null,
                  verified_at: joined.get(key) ?? JOINED,
                  verified_by: n % 2 === 0 ? 'work-address' : 'steward',
                },
              ]
            : [],
        ),
        // Where somebody worked once, and one who waits for a second colleague.
        {
          person_id: personId('sian'),
          organisation_id: organisationId('maelwy'),
          job_title: 'Head of youth services',
          from_on: '2009-05-01',
          to_on: '2017-03-31',
          verified_at: joined.get('sian') ?? JOINED,
          verified_by: 'steward',
        },
        {
          person_id: personId('ravi'),
          organisation_id: organisationId('lantern-bridge'),
          job_title: 'Trustee',
          from_on: '2026-06-01',
          to_on: null,
          verified_at: null,
          verified_by: null,
        },
      ],
    },
    {
      table: 'membership_vouches',
      rows: [
        {
          person_id: personId('ravi'),
          organisation_id: organisationId('lantern-bridge'),
          voucher_id: personId('leonie'),
          at: '2026-11-02T10:15:00.000Z',
        },
      ],
    },
    {
      table: 'organisation_domains',
      rows: workDomains(files).map(({ key, domain }) => ({
        organisation_id: organisationId(key),
        domain,
        added_by: personId('tomos'),
        added_at: JOINED,
      })),
    },
  ];
}

/** Nobody can register a domain that ends so. */
const workDomains = ({ organisations: { councils, spinOuts } }: DemoFiles): { key: string; domain: string }[] =>
  [...councils, ...spinOuts].map(({ key }) => ({ key, domain: `${key}.example` }));

/** Three weeks before the first thing they wrote. */
function joinedAt({ caseNotes, threads }: DemoFiles): ReadonlyMap<string, string> {
  const first = new Map<string, number>();
  const wrote = (key: string, at: string): void => {
    first.set(key, Math.min(first.get(key) ?? Infinity, Date.parse(at) - THREE_WEEKS));
  };
  for (const { author, publishedOn } of caseNotes) if (publishedOn) wrote(author, publishedOn);
  for (const { author, at, replies } of threads) {
    wrote(author, at);
    for (const reply of replies) wrote(reply.author, reply.at);
  }
  return new Map([...first].map(([key, at]) => [key, new Date(at).toISOString()]));
}
