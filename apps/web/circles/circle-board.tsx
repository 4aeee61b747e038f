import { type VNode } from 'preact';
import { type CircleDetail, type Milestone, type StandingRow } from '#libs/circles';
import { STAGES } from '#libs/taxonomy';
import { Box, Button, CharacterCount, DateInput, Input, SectionHeading, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { dayField } from '../parts/day-fields.ts';
import { stageTitle } from '../parts/stage-path.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { day } from '../parts/words.ts';
import { CircleHead } from './circle-head.tsx';

interface BoardView {
  circle: CircleDetail;
  standings: readonly StandingRow[];
  me: string;
  /** Of the form about the stage, and of that about a milestone. */
  stage: Form;
  milestone: Form;
}

export function CircleBoardPage({ circle, standings, me, stage, milestone }: BoardView): VNode {
  const at = `/circles/${circle.id}/milestones`;
  return (
    <Layout title={`Milestones of ${circle.name}`} problems={[...stage.problems, ...milestone.problems]}>
      <CircleHead circle={circle} part="milestones" />
      <div class="wm-cols">
        <section aria-labelledby="where">
          <SectionHeading id="where">Where each of us stands</SectionHeading>
          <p class="wm-nil">Each says it of themself. Only members of this circle can read it.</p>
          <ul class="wm-rows">
            {standings.map((standing) => (
              <Standing at={at} standing={standing} own={standing.personId === me} key={standing.personId} />
            ))}
          </ul>
        </section>
        <aside aria-label="Yours">
          <Box>
            <h2 class="govuk-heading-s">Where you stand</h2>
            <form method="post" action={`${at}/stage`} noValidate>
              <Select
                name="stage"
                label="Stage"
                options={optionsOf(STAGES, 'Not said')}
                value={valueOf(stage, 'stage')}
                error={problemWith(stage, 'stage')}
              />
              <CharacterCount
                name="note"
                label="A sentence about it (optional)"
                rows={2}
                maxLength={300}
                value={valueOf(stage, 'note')}
                error={problemWith(stage, 'note')}
              />
              <Button look="secondary">Save</Button>
            </form>
          </Box>
          <Box>
            <h2 class="govuk-heading-s">Add a milestone</h2>
            <form method="post" action={at} noValidate>
              <Input
                name="title"
                label="Milestone"
                hint="Such as: the board has seen the business case"
                value={valueOf(milestone, 'title')}
                error={problemWith(milestone, 'title')}
                attributes={{ maxLength: 200 }}
              />
              <DateInput {...dayField(milestone, 'dueOn')} legend="By when (optional)" />
              <Button look="secondary">Add</Button>
            </form>
          </Box>
        </aside>
      </div>
    </Layout>
  );
}

function Standing({ at, standing, own }: { at: string; standing: StandingRow; own: boolean }): VNode {
  const { name, practitionerRole, stage, note, milestones } = standing;
  return (
    <li class="wm-row">
      <h3 class="wm-row__t">{own ? 'You' : nameAndRole(name, practitionerRole)}</h3>
      <p class="wm-meta">
        <span>{stage === null ? 'Stage not said' : stageTitle(stage)}</span>
      </p>
      {note && <p class="wm-row__x">{note}</p>}
      {milestones.length > 0 && (
        <ul class="wm-plain wm-lines">
          {milestones.map((milestone) => (
            <li key={milestone.id}>
              {milestone.title}: {stateOf(milestone)}
              {own && <Acts at={at} milestone={milestone} />}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const stateOf = ({ dueOn, reachedAt }: Milestone): string => {
  if (reachedAt !== null) return `reached ${day(new Date(reachedAt))}`;
  return dueOn === null ? 'not yet' : `by ${day(new Date(dueOn))}`;
};

function Acts({ at, milestone }: { at: string; milestone: Milestone }): VNode {
  const reached = milestone.reachedAt !== null;
  return (
    <div class="wm-acts">
      <form method="post" action={`${at}/${milestone.id}`}>
        <input type="hidden" name="reached" value={reached ? 'false' : 'true'} />
        <button class="wm-linkbtn" type="submit">
          {reached ? 'Not yet' : 'Reached'}
          <span class="govuk-visually-hidden">: {milestone.title}</span>
        </button>
      </form>
      <form method="post" action={`${at}/${milestone.id}/remove`}>
        <button class="wm-linkbtn" type="submit">
          Remove<span class="govuk-visually-hidden">: {milestone.title}</span>
        </button>
      </form>
    </div>
  );
}
