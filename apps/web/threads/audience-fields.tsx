import { type VNode } from 'preact';
import { type GroupRow } from '#libs/circles';
import { type NamedPerson } from '#libs/people';
import { Button, Checkboxes, FictionalMark, Input, Radios } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { nameAndRole } from '../parts/byline.tsx';
import { type AudienceOffer } from './audience-offer.ts';

export interface AudienceChoices {
  /** Whom the person may ask beside everybody. */
  groups: readonly GroupRow[];
  /** They are to be told that their authority may hold what they write. */
  noteDue: boolean;
  /** Whom they chose so far. */
  chosen: readonly NamedPerson[];
  /** Whom they looked for; null: nobody. */
  found: readonly NamedPerson[] | null;
}

const WIDE = [
  { value: 'network', label: 'All members', hint: 'People with a Waymark account' },
  { value: 'public', label: 'Everyone', hint: 'Also people without an account, and search engines' },
] as const;

const HINTS = {
  circle: 'Only members of this circle',
  organisation: 'Only people who were verified to work here',
} as const;

/** Who may read a discussion. A group is sent as `circle:` or `organisation:` and its id: see withAudience(). */
export function AudienceFields({
  form,
  choices,
  mayChoose = () => true,
}: {
  form: Form;
  choices: AudienceChoices;
  mayChoose?: AudienceOffer['mayChoose'];
}): VNode {
  const { groups, chosen, found } = choices;
  return (
    <Radios
      name="audience"
      legend="Who may read this?"
      legendClass="govuk-fieldset__legend--m"
      value={valueOf(form, 'audience') || 'network'}
      error={problemWith(form, 'audience')}
      items={[
        ...WIDE.filter(({ value }) => mayChoose(value, null)),
        ...groups
          .filter(({ kind, id }) => mayChoose(kind, id))
          .map(({ kind, id, name, fictional }) => ({
            value: `${kind}:${id}`,
            label: (
              <>
                {name} {fictional && <FictionalMark />}
              </>
            ),
            hint: HINTS[kind],
          })),
        ...(mayChoose('invited', null)
          ? [
              {
                value: 'invited',
                label: 'People you choose',
                hint: 'You can add and remove people later',
                conditional: <PeopleFields form={form} chosen={chosen} found={found} />,
              },
            ]
          : []),
      ]}
    />
  );
}

/** By typing a name: a step of the form that finds, so that it needs no script. */
function PeopleFields({ form, chosen, found }: { form: Form } & Pick<AudienceChoices, 'chosen' | 'found'>): VNode {
  const ids = new Set(chosen.map(({ id }) => id));
  const more = (found ?? []).filter(({ id }) => !ids.has(id));
  return (
    <>
      {chosen.length + more.length > 0 && (
        <Checkboxes
          name="invited"
          legend="Who is invited"
          small
          items={[...chosen, ...more].map((person) => ({
            value: person.id,
            label: nameAndRole(person.name, person.practitionerRole),
            hint: [person.organisation, person.fictional ? 'Fictional' : null].filter(Boolean).join(' · ') || undefined,
          }))}
          values={[...ids]}
          error={problemWith(form, 'invited')}
        />
      )}
      <Input
        name="who"
        label="Find a member by name"
        value={valueOf(form, 'who')}
        error={problemWith(form, 'who')}
        attributes={{ maxLength: 100 }}
      />
      {found && found.length === 0 && (
        <p class="wm-nil">No other member has a name with a word that begins like that.</p>
      )}
      <Button look="secondary" small name="find" value="yes">
        Find
      </Button>
    </>
  );
}
