import { type VNode } from 'preact';
import { type FollowChoices, type SubjectChoice, subjectLabel } from '#libs/threads';
import { BackLink, Button, EmptyState, Radios, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';

const SUBJECT_LEVELS = [
  { value: 'every', text: 'Every new question' },
  { value: 'first', text: 'The first new one' },
  { value: 'none', text: 'None' },
  { value: 'muted', text: 'None, ever (muted)' },
];

/** Beside a list that is narrowed to one subject. */
export const SubjectBox = ({ follow }: { follow: SubjectChoice }): VNode => (
  <div class="wm-box wm-box--tint">
    <h2 class="govuk-heading-s">New questions about {subjectLabel(follow)}</h2>
    <SubjectForm follow={follow} back="list" />
  </div>
);

function SubjectForm({ follow, back }: { follow: SubjectChoice; back: 'list' | 'settings' }): VNode {
  const id = `level-${follow.kind}-${follow.code}`;
  return (
    <form method="post" action="/settings/following/subjects">
      <input type="hidden" name="kind" value={follow.kind} />
      <input type="hidden" name="code" value={follow.code} />
      <input type="hidden" name="back" value={back} />
      <Select name="level" id={id} label="What reaches your inbox" options={SUBJECT_LEVELS} value={follow.level} />
      <Button look="secondary" small>
        Save<span class="govuk-visually-hidden"> for {subjectLabel(follow)}</span>
      </Button>
    </form>
  );
}

const DEFAULT_LEVELS = [
  { value: 'every', label: 'Every reply' },
  { value: 'first', label: 'The first new reply, and the next after you have read it' },
  { value: 'none', label: 'No replies' },
];

/** What reaches the inbox of who takes part, and of which subjects. */
export function FollowingPage({ form, subjects }: { form: Form; subjects: FollowChoices['subjects'] }): VNode {
  return (
    <Layout title="What you are told" problems={form.problems}>
      <div class="wm-text">
        <BackLink href="/settings">Back to settings</BackLink>
        <h1 class="govuk-heading-l">What you are told</h1>
        <form method="post" action="/settings/following" noValidate>
          {(
            [
              ['onAsk', 'When you ask a question, what reaches your inbox?'],
              ['onAnswer', 'When you answer one?'],
            ] as const
          ).map(([name, legend]) => (
            <Radios
              key={name}
              name={name}
              legend={legend}
              legendClass="govuk-fieldset__legend--m"
              small
              items={DEFAULT_LEVELS}
              value={valueOf(form, name)}
              error={problemWith(form, name)}
            />
          ))}
          <p>This counts for what you take part in from now on. You can choose otherwise in each discussion.</p>
          <Button>Save</Button>
        </form>
        <h2 class="govuk-heading-m">Subjects</h2>
        {subjects.length === 0 ? (
          <EmptyState
            level={3}
            title="You follow no subjects"
            action={
              <a class="govuk-link" href="/questions#filters">
                Narrow the questions to a subject
              </a>
            }
          >
            Beside a list of questions about one topic or service area you can choose to be told of new ones.
          </EmptyState>
        ) : (
          <ul class="wm-plain wm-lines">
            {subjects.map((subject) => (
              <li key={`${subject.kind}/${subject.code}`}>
                <h3 class="govuk-heading-s wm-m-0">{subjectLabel(subject)}</h3>
                <SubjectForm follow={subject} back="settings" />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  );
}
