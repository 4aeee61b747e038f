import { type VNode } from 'preact';
import { labelOf, SERVICE_AREAS, STAGES, TOPIC_GROUPS, TOPICS } from '#libs/taxonomy';
import { Checkboxes, Details, Select, type SummaryRow } from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';

export const optionsOf = (labels: Readonly<Record<string, string>>, none: string) => [
  { value: '', text: none },
  ...Object.entries(labels).map(([value, text]) => ({ value, text })),
];

export const choicesOf = (labels: Readonly<Record<string, string>>, codes = Object.keys(labels)) =>
  codes.map((value) => ({ value, label: labels[value] ?? value }));

/** What something is about: stage, service areas, topics. The long lists are folded away, and open where chosen. */
export function SubjectFields({ form, max = 5 }: { form: Form; max?: number }): VNode {
  const areas = valuesOf(form, 'serviceAreas');
  const topics = valuesOf(form, 'topics');
  return (
    <>
      <Select
        name="stage"
        label="Stage"
        labelClass="govuk-label--m"
        hint="Where on the path this belongs. Leave it open if it fits several."
        options={optionsOf(STAGES, 'Any stage')}
        value={valueOf(form, 'stage')}
        error={problemWith(form, 'stage')}
      />
      <Details
        summary={areas.length > 0 ? `Service areas: ${areas.length} chosen` : 'Choose service areas'}
        open={areas.length > 0}
      >
        <Checkboxes
          name="serviceAreas"
          legend="Service areas"
          legendClass="govuk-fieldset__legend--m"
          hint={`Up to ${max}`}
          small
          items={choicesOf(SERVICE_AREAS)}
          values={areas}
          error={problemWith(form, 'serviceAreas')}
        />
      </Details>
      <Details
        summary={topics.length > 0 ? `Topics: ${topics.length} chosen` : 'Choose topics'}
        open={topics.length > 0}
      >
        <TopicChoices name="topics" values={topics} error={problemWith(form, 'topics')} />
      </Details>
    </>
  );
}

export interface Subjects {
  stage: string | null;
  serviceAreas: readonly string[];
  topics: readonly string[];
}

/** The subjects as they are now, in words, where they are not what was chosen in the form. */
export function subjectsNow(form: Form, { stage, serviceAreas, topics }: Subjects): SummaryRow[] {
  const row = (key: string, field: string, labels: Readonly<Record<string, string>>, now: readonly string[]) =>
    valuesOf(form, field).toSorted().join() === now.toSorted().join()
      ? []
      : [{ key, value: now.map((code) => labelOf(labels, code)).join(', ') || 'None' }];
  return [
    ...row('Stage now', 'stage', STAGES, stage === null ? [] : [stage]),
    ...row('Service areas now', 'serviceAreas', SERVICE_AREAS, serviceAreas),
    ...row('Topics now', 'topics', TOPICS, topics),
  ];
}

/** Every topic, by group. The first group carries the field's id and its error, so that a problem can link to it. */
export function TopicChoices(props: { name: string; values: readonly string[]; error?: string }): VNode {
  return (
    <>
      {Object.entries(TOPIC_GROUPS).map(([group, codes], i) => (
        <Checkboxes
          key={group}
          name={props.name}
          id={i === 0 ? props.name : `${props.name}-group-${i}`}
          legend={group}
          legendClass="govuk-fieldset__legend--s"
          small
          items={choicesOf(TOPICS, [...codes])}
          values={props.values}
          error={i === 0 ? props.error : undefined}
        />
      ))}
    </>
  );
}
