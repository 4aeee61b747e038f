import { type VNode } from 'preact';
import { type CapacityFilterInput, CASES_MIN, gapOf, type OwnCapacity, type ReportedCapacity } from '#libs/capacity';
import { labelOf, ROUTES, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { Box, Button, EmptyState, Input, ScrollRegion, SectionHeading, Select, Table } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { stageTitle } from '../parts/stage-path.tsx';
import { optionsOf } from '../parts/subject-fields.tsx';
import { count, number } from '../parts/words.ts';

export interface PlannerView {
  reported: readonly ReportedCapacity[];
  own: readonly OwnCapacity[];
  chosen: CapacityFilterInput;
  form: Form;
  signedIn: boolean;
}

/** Who is needed for how many days a week, as cases tell it, beside what one has. */
export function PlannerPage({ reported, own, chosen, form, signedIn }: PlannerView): VNode {
  const stages = Object.keys(STAGES).filter((stage) => reported.some((row) => row.stage === stage));
  return (
    <Layout
      title="Capacity planner"
      description="Which roles worked how many days a week at each stage of a spin-out, as case notes report it."
      problems={form.problems}
    >
      <h1 class="govuk-heading-l">Capacity planner</h1>
      <p class="wm-lede">
        Which roles worked how many days a week at each stage, as case notes report it. Enter what your team has to see
        what is missing.
      </p>
      <div class="wm-cols">
        <div>
          {stages.length === 0 && (
            <EmptyState
              title={isNarrowed(chosen) ? 'No such case reports this' : 'No case note reports this yet'}
              action={
                isNarrowed(chosen) ? (
                  <a class="govuk-link" href="/planner">
                    Show all cases
                  </a>
                ) : (
                  <a class="govuk-link" href="/case-notes/new">
                    Write what it took you
                  </a>
                )
              }
            >
              Case notes that say how many days a week a role took would be counted here.
            </EmptyState>
          )}
          {stages.map((stage) => (
            <section class="wm-sec" aria-labelledby={`stage-${stage}`} key={stage}>
              <SectionHeading id={`stage-${stage}`}>{stageTitle(stage)}</SectionHeading>
              <StageTable rows={reported.filter((row) => row.stage === stage)} own={own} stage={stage} />
            </section>
          ))}
          <Own own={own} reported={reported} form={form} signedIn={signedIn} />
        </div>
        <aside aria-label="Filters" id="filters">
          <form class="wm-facets" action="/planner" method="get">
            <h2 class="govuk-heading-s">Learn from which cases?</h2>
            <Select name="route" label="Route" options={optionsOf(ROUTES, 'Any')} value={chosen.route} />
            <Select
              name="serviceArea"
              label="Service area"
              options={optionsOf(SERVICE_AREAS, 'Any')}
              value={chosen.serviceArea}
            />
            <Select
              name="stage"
              id="stage-filter"
              label="Stage"
              options={optionsOf(STAGES, 'Any')}
              value={chosen.stage}
            />
            <div class="govuk-button-group">
              <Button look="secondary">Show</Button>
              <a class="govuk-link" href="/planner">
                Clear all
              </a>
            </div>
          </form>
          <Box look="tint">
            <p>
              Figures of fewer than {CASES_MIN} cases are left out: they would say more of one team than of the work.
              Not every case note reports this.
            </p>
          </Box>
        </aside>
      </div>
    </Layout>
  );
}

const isNarrowed = ({ route, serviceArea, stage }: CapacityFilterInput): boolean =>
  (route ?? serviceArea ?? stage) !== undefined;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function StageTable({
  rows,
  own,
  stage,
}: {
  rows: readonly ReportedCapacity[];
  own: readonly OwnCapacity[];
  stage: string;
}): VNode {
  const withOwn = own.length > 0;
  return (
    <ScrollRegion label={`Days a week: ${stageTitle(stage)}`}>
      <Table
        caption={`Days a week by role: ${stageTitle(stage)}`}
        captionClass="govuk-visually-hidden"
        head={[
          'Role',
          { content: 'Least', numeric: true },
          { content: 'Median', numeric: true },
          { content: 'Most', numeric: true },
          { content: 'Cases', numeric: true },
          ...(withOwn ? [{ content: 'You have', numeric: true }, 'Gap'] : []),
        ]}
        firstCellIsHeader
        rows={rows.map((row) => {
          const mine = own.find((entry) => entry.stage === stage && same(entry.role, row.role));
          return [
            row.role,
            ...[row.min, row.median, row.max].map((days) => ({ content: daysInWords(days), numeric: true })),
            { content: number(row.cases), numeric: true },
            ...(withOwn
              ? [{ content: mine ? number(mine.daysPerWeek) : 'Not entered', numeric: true }, gapInWords(row, mine)]
              : []),
          ];
        })}
      />
    </ScrollRegion>
  );
}

const daysInWords = (days: string | null): string => (days === null ? 'Too few cases' : number(days));

function gapInWords(row: ReportedCapacity, mine: OwnCapacity | undefined): string {
  const gap = gapOf(row, mine);
  if (gap === null) return mine ? 'Cannot be said' : 'Not entered';
  return gap === '0' ? 'No gap' : `${count(Number(gap), 'day')} a week short`;
}

function Own({ own, reported, form, signedIn }: Omit<PlannerView, 'chosen'>): VNode {
  if (!signedIn) {
    return (
      <section class="wm-sec wm-mt-6" aria-labelledby="own">
        <SectionHeading id="own">What your team has</SectionHeading>
        <p class="wm-mt-3">
          <a class="govuk-link" href="/sign-in?next=%2Fplanner">
            Sign in
          </a>{' '}
          to enter what your team has. Nobody but you can see it.
        </p>
      </section>
    );
  }
  const roles = [...new Set(reported.map(({ role }) => role))].slice(0, 100);
  return (
    <section class="wm-sec wm-mt-6" aria-labelledby="own">
      <SectionHeading id="own">What your team has</SectionHeading>
      <p class="wm-mt-3">Nobody but you can see this: not your colleagues, not a moderator.</p>
      {own.length > 0 && (
        <ScrollRegion label="What you entered">
          <Table
            caption="What you entered"
            captionClass="govuk-visually-hidden"
            head={['Role', 'Stage', { content: 'Days a week', numeric: true }, 'Change']}
            firstCellIsHeader
            rows={own.map(({ id, role, stage, daysPerWeek }) => [
              role,
              labelOf(STAGES, stage),
              { content: number(daysPerWeek), numeric: true },
              {
                content: (
                  <form method="post" action={`/planner/entries/${id}/remove`}>
                    <Button look="secondary" class="wm-m-0" preventDoubleClick>
                      Remove<span class="govuk-visually-hidden"> {role}</span>
                    </Button>
                  </form>
                ),
              },
            ])}
          />
        </ScrollRegion>
      )}
      <form class="wm-text" method="post" action="/planner" noValidate>
        <Select
          name="stage"
          label="Stage"
          options={optionsOf(STAGES, 'Choose a stage')}
          value={valueOf(form, 'stage')}
          error={problemWith(form, 'stage')}
        />
        <Input
          name="role"
          label="Role"
          hint="As in the tables above, so that they can be compared"
          attributes={{ list: 'roles' }}
          value={valueOf(form, 'role')}
          error={problemWith(form, 'role')}
        />
        <datalist id="roles">
          {roles.map((role) => (
            <option value={role} key={role} />
          ))}
        </datalist>
        <Input
          name="daysPerWeek"
          label="Days a week"
          inputMode="decimal"
          class="govuk-input--width-3"
          value={valueOf(form, 'daysPerWeek')}
          error={problemWith(form, 'daysPerWeek')}
        />
        <Button preventDoubleClick>Keep</Button>
      </form>
    </section>
  );
}
