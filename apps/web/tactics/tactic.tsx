import { type VNode } from 'preact';
import { type TacticPage, TRIED } from '#libs/tactics';
import { labelOf, PRACTITIONER_ROLES } from '#libs/taxonomy';
import {
  Breadcrumbs,
  Button,
  ErrorSummary,
  FictionalMark,
  Icon,
  InsetText,
  Radios,
  SectionHeading,
  Textarea,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { DiscussedIn } from '../parts/discussed-in.tsx';
import { addressOf } from '../parts/words.ts';
import { About, Paragraphs, StatusTag } from './about.tsx';
import { FailsMark, TallyFigures } from './tally.tsx';

interface TacticView {
  tactic: TacticPage;
  form: Form;
  signedIn: boolean;
}

const PARTS = [
  ['situation', 'The situation', ''],
  ['move', 'The move', ''],
  ['evidence', 'What shows that it worked', 'Nothing has been recorded yet.'],
  ['backfired', 'When it backfired', 'Nobody has told of a case where it did.'],
] as const;

export function TacticPageView({ tactic, form, signedIn }: TacticView): VNode {
  return (
    <Layout
      title={form.problems.length > 0 ? `Error: ${tactic.title}` : tactic.title}
      description={tactic.situation.slice(0, 200)}
      canonical={addressOf('tactics', tactic.id, tactic.title)}
    >
      <Breadcrumbs items={[{ text: 'Tactics', href: '/tactics' }]} />
      {form.problems.length > 0 && (
        <ErrorSummary errors={form.problems.map(({ field, message }) => ({ href: `#${field}`, message }))} />
      )}
      <div class="wm-cols">
        <article lang={tactic.lang === 'en' ? undefined : tactic.lang}>
          <p class="wm-row__k">
            <span class="wm-kind">
              <Icon name="plus" />
              Tactic
            </span>
            <StatusTag status={tactic.status} />
            <FailsMark tried={tactic.tried} />
            {tactic.fictional && <FictionalMark />}
          </p>
          <h1 class="govuk-heading-xl wm-headline">{tactic.title}</h1>
          {PARTS.map(([part, heading, nothing]) => (
            <section class="wm-sec wm-text" aria-labelledby={part} key={part}>
              <SectionHeading id={part}>{heading}</SectionHeading>
              {tactic[part] === '' ? <p class="wm-nil">{nothing}</p> : <Paragraphs text={tactic[part]} />}
            </section>
          ))}
          <Tries tactic={tactic} />
          {tactic.status === 'published' && <TriedForm tactic={tactic} form={form} signedIn={signedIn} />}
        </article>
        <aside aria-label="About this tactic">
          <DiscussedIn discussions={tactic.discussedIn} />
          {tactic.objections.length > 0 && (
            <>
              <h2 class="govuk-heading-s">Objections it answers</h2>
              <ul class="wm-plain wm-lines wm-mb-4">
                {tactic.objections.map(({ id, title }) => (
                  <li key={id}>
                    <a class="govuk-link" href={addressOf('objections', id, title)}>
                      {title}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <About section="tactics" of={tactic} />
        </aside>
      </div>
    </Layout>
  );
}

function Tries({ tactic: { tried, contexts } }: { tactic: TacticPage }): VNode {
  return (
    <section class="wm-sec" aria-labelledby="tried">
      <SectionHeading id="tried">Tried by others</SectionHeading>
      <TallyFigures tried={tried} />
      {contexts.length > 0 && (
        <ul class="wm-plain wm-lines">
          {contexts.map(({ result, context, role, fictional }, i) => (
            <li key={i}>
              <b>{TRIED[result]}.</b> {context}{' '}
              <span class="wm-meta">
                <span>{labelOf(PRACTITIONER_ROLES, role)}</span>
                {fictional && <FictionalMark />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function TriedForm({ tactic: { id, mine }, form, signedIn }: TacticView): VNode {
  if (!signedIn) {
    return (
      <InsetText>
        Have you tried it?{' '}
        <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(`/tactics/${id}`)}`}>
          Sign in to say what came of it
        </a>
      </InsetText>
    );
  }
  return (
    <section class="wm-sec wm-hide-print" aria-labelledby="yours">
      <SectionHeading id="yours">{mine ? 'What came of it for you' : 'Have you tried it?'}</SectionHeading>
      <form method="post" action={`/tactics/${id}/tried`} noValidate>
        <Radios
          name="result"
          legend="What came of it?"
          hint="You count once, and can change this."
          items={Object.entries(TRIED).map(([value, label]) => ({ value, label }))}
          value={valueOf(form, 'result')}
          error={problemWith(form, 'result')}
        />
        <Textarea
          name="context"
          label="Where and how (optional)"
          hint="One sentence. It is shown with your role, not with your name. Name no person."
          value={valueOf(form, 'context')}
          error={problemWith(form, 'context')}
          rows={2}
        />
        <Button>{mine ? 'Change it' : 'Save'}</Button>
      </form>
    </section>
  );
}
