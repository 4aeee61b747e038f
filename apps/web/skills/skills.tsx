import { type VNode } from 'preact';
import { type Learning, type Skill, SKILL_CODES, SKILL_LEVELS, SKILLS, SPREAD_MIN, type Team } from '#libs/skills';
import {
  BackLink,
  Button,
  Checkboxes,
  FictionalMark,
  Radios,
  ScrollRegion,
  SectionHeading,
  Table,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { By, Version } from '../parts/once.tsx';
import { addressOf } from '../parts/words.ts';

/** For its verified members: where the team stands, and what to do about it. */
export function TeamSkillsPage({ team }: { team: Team }): VNode {
  const { organisation, answered, own, named } = team;
  const at = `/organisations/${organisation.id}/skills`;
  return (
    <Layout title={`What the team of ${organisation.name} can do`} noIndex>
      <BackLink href={`/organisations/${organisation.id}`}>Back to {organisation.name}</BackLink>
      <div class="wm-pagehead">
        <div>
          <span class="govuk-caption-l">{organisation.name}</span>
          <h1 class="govuk-heading-l">What your team can do</h1>
          <p class="wm-lede">
            Eight skills that a service needs once it leads itself. Only confirmed members of {organisation.name} see
            this page.
          </p>
        </div>
        <Button href={`${at}/mine`}>{own ? 'Change what you said' : 'Say what you can do'}</Button>
      </div>
      <p>{answeredInWords(answered)}</p>
      <ScrollRegion label="How many can do what">
        <Table
          caption="How many said what of each skill"
          captionClass="govuk-visually-hidden"
          head={['Skill', ...SKILL_LEVELS.map((level) => ({ content: level, numeric: true })), 'You']}
          firstCellIsHeader
          rows={SKILL_CODES.map((skill) => [
            SKILLS[skill].label,
            ...SKILL_LEVELS.map((_, level) => ({ content: team.spreads[skill]?.[level] ?? '–', numeric: true })),
            levelInWords(own?.[skill]),
          ])}
        />
      </ScrollRegion>
      {named.length > 0 && (
        <section class="wm-sec wm-mt-6" aria-labelledby="named">
          <SectionHeading id="named">Who says so by name</SectionHeading>
          <ul class="wm-rows">
            {named.map((one) => (
              <li class="wm-row wm-row--tight" key={one.personId}>
                <h3 class="wm-row__t">
                  <a class="govuk-link" href={addressOf('people', one.personId, one.name)}>
                    {one.name}
                  </a>
                </h3>
                <p class="wm-text wm-m-0">{strengths(one)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="wm-sec wm-mt-6" aria-labelledby="learn">
        <SectionHeading id="learn">Where to learn it</SectionHeading>
        {inOrderOfNeed(team).map((skill) => (
          <Path skill={skill} learning={team.learning[skill]} key={skill} />
        ))}
      </section>
    </Layout>
  );
}

function answeredInWords(answered: number): string {
  if (answered >= SPREAD_MIN) return `${answered} of you have answered. A dash: fewer than three said anything of it.`;
  const so = answered === 0 ? 'Nobody has' : answered === 1 ? 'One of you has' : 'Two of you have';
  return `${so} answered. The numbers are shown once three have, so that nobody can be told from them.`;
}

const levelInWords = (level: number | null | undefined): string =>
  level === null || level === undefined ? 'Not said' : (SKILL_LEVELS[level] ?? 'Not said');

function strengths(levels: Record<Skill, number | null>): string {
  const at = (level: number): string =>
    SKILL_CODES.filter((skill) => levels[skill] === level)
      .map((skill) => SKILLS[skill].label)
      .join(', ');
  const [teaches, alone] = [at(3), at(2)];
  return (
    [teaches && `Could teach: ${teaches}.`, alone && `Alone: ${alone}.`].filter(Boolean).join(' ') || 'Still learning.'
  );
}

/** What the fewest can do comes first; until there are numbers, what one cannot do oneself. */
function inOrderOfNeed({ spreads, own }: Team): Skill[] {
  const strength = (skill: Skill): number => {
    const spread = spreads[skill];
    if (spread === null) return own?.[skill] ?? 1;
    const said = spread.reduce((sum, many) => sum + many, 0);
    return spread.reduce((sum, many, level) => sum + many * level, 0) / said;
  };
  return SKILL_CODES.toSorted((a, b) => strength(a) - strength(b));
}

function Path({ skill, learning }: { skill: Skill; learning: Learning }): VNode {
  const { guidance, tactics, members } = learning;
  return (
    <section class="wm-mt-3">
      <h3 class="govuk-heading-s">{SKILLS[skill].label}</h3>
      {guidance.length + tactics.length + members.length === 0 && (
        <p class="wm-nil">
          Nothing on it yet.{' '}
          <a class="govuk-link" href="/questions/new">
            Ask a question<span class="govuk-visually-hidden"> about {SKILLS[skill].label}</span>
          </a>
        </p>
      )}
      <ul class="govuk-list">
        {guidance.map(({ slug, title }) => (
          <li key={slug}>
            Guidance:{' '}
            <a class="govuk-link" href={`/guidance/${slug}`}>
              {title}
            </a>
          </li>
        ))}
        {tactics.map(({ id, title }) => (
          <li key={id}>
            Tactic:{' '}
            <a class="govuk-link" href={addressOf('tactics', id, title)}>
              {title}
            </a>
          </li>
        ))}
        {members.map(({ id, name, practitionerRole, fictional }) => (
          <li key={id}>
            Offers help:{' '}
            <a class="govuk-link" href={addressOf('people', id, name)}>
              {nameAndRole(name, practitionerRole)}
            </a>{' '}
            {fictional && <FictionalMark />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OwnSkillsView {
  team: Team;
  /** 0: nothing was said yet. */
  version: number;
  form: Form;
  stale?: boolean;
}

export function OwnSkillsPage({ team, version, form, stale }: OwnSkillsView): VNode {
  const at = `/organisations/${team.organisation.id}/skills`;
  return (
    <Layout title="Say what you can do" problems={form.problems} noIndex>
      <BackLink href={at}>Back to what your team can do</BackLink>
      <span class="govuk-caption-l">{team.organisation.name}</span>
      <h1 class="govuk-heading-l">Say what you can do</h1>
      {stale && team.own && (
        <>
          <WarningText>
            You changed this in another window. Below is how it is now. What you chose here is still in the form: save
            again to use it.
          </WarningText>
          <ul class="govuk-list">
            {SKILL_CODES.map((skill) => (
              <li key={skill}>
                {SKILLS[skill].label}: {levelInWords(team.own?.[skill])}
              </li>
            ))}
          </ul>
        </>
      )}
      <form class="wm-text" method="post" action={`${at}/mine`} noValidate>
        <Version version={version} />
        <p>Your team sees how many said what, never who, unless you say so below. You can leave any of them open.</p>
        {SKILL_CODES.map((skill) => (
          <Radios
            key={skill}
            name={skill}
            legend={SKILLS[skill].label}
            legendClass="govuk-fieldset__legend--s"
            hint={SKILLS[skill].hint}
            items={SKILL_LEVELS.map((label, level) => ({ value: String(level), label }))}
            value={valueOf(form, skill)}
            error={problemWith(form, skill)}
            small
            inline
          />
        ))}
        <Checkboxes
          name="named"
          legend="Your name"
          legendClass="govuk-fieldset__legend--s"
          items={[{ value: 'yes', label: 'My team may see which answers are mine' }]}
          values={valuesOf(form, 'named')}
          error={problemWith(form, 'named')}
          small
        />
        <Button preventDoubleClick>Save</Button>
      </form>
      {team.own && (
        <form method="post" action={`${at}/mine/remove`}>
          <By />
          <Button look="secondary">Take back all I said</Button>
        </form>
      )}
    </Layout>
  );
}
