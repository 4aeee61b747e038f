import { type VNode } from 'preact';
import { COUNCIL_TYPES, SERVICE_AREAS } from '#libs/taxonomy';
import { type Tried, TRIED_RESULTS, triedByAny } from '#libs/threads';
import { BackLink, Button, Input, Pagination, Radios, SectionHeading, Select, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { choicesOf, optionsOf } from '../parts/subject-fields.tsx';
import { TriedBar, TryLine } from './answer-words.tsx';
import { type TryView } from './answer-words.view.ts';
import { Removal, type RemovalAgain, removalProblems } from './removal.tsx';

export interface TriedPageView {
  id: string;
  back: string;
  /** Who wrote the answer, as others read it. */
  author: string;
  title: string;
  tried: Tried;
  tries: readonly TryView[];
  next: string | null;
  /** Null: this reader cannot say what came of it. */
  form: Form | null;
  said: boolean;
  moderator: boolean;
  /** What a moderator typed to remove something, and is wrong. */
  removal: RemovalAgain | null;
  /** Where in the list this page begins. */
  after: string | undefined;
}

/** Everything that members say of an answer that they tried, and the form to say it. */
export function TriedPage(view: TriedPageView): VNode {
  const { id, back, author, title, tried, tries, next, form } = view;
  const heading = 'Did this answer work?';
  return (
    <Layout
      title={`${heading} ${title}`}
      problems={[...(form?.problems ?? []), ...removalProblems(view.removal)]}
      noIndex
    >
      <BackLink href={back}>Back to the answer</BackLink>
      <h1 class="govuk-heading-l">{heading}</h1>
      <p>
        The answer by {author} to “{title}”.
      </p>
      {triedByAny(tried) > 0 && <TriedBar tried={tried} />}
      {form && <TriedForm id={id} form={form} said={view.said} />}
      <section class="wm-sec" aria-labelledby="who">
        <SectionHeading id="who">Who tried it</SectionHeading>
        {tries.length === 0 && <p class="wm-nil">Nobody has said yet that they tried this.</p>}
        <ul class="wm-plain wm-lines">
          {tries.map((one) => (
            <li key={one.id}>
              <TryLine one={one} />
              {view.moderator && <Removal id={id} what="tried" said={one} again={view.removal} after={view.after} />}
            </li>
          ))}
        </ul>
        {next && <Pagination next={{ href: `/posts/${id}/tried?after=${next}` }} />}
      </section>
    </Layout>
  );
}

function TriedForm({ id, form, said }: { id: string; form: Form; said: boolean }): VNode {
  return (
    <section class="wm-sec" aria-labelledby="form">
      <SectionHeading id="form">{said ? 'What you said' : 'Say what came of it for you'}</SectionHeading>
      <form method="post" action={`/posts/${id}/tried`} noValidate>
        <Radios
          name="result"
          legend="What came of it for you?"
          legendClass="govuk-fieldset__legend--s"
          small
          items={choicesOf(TRIED_RESULTS)}
          value={valueOf(form, 'result')}
          error={problemWith(form, 'result')}
        />
        <Select
          name="councilType"
          label="Kind of council"
          hint="Where you tried it. Leave open what should not be said."
          options={optionsOf(COUNCIL_TYPES, 'Not said')}
          value={valueOf(form, 'councilType')}
          error={problemWith(form, 'councilType')}
        />
        <Select
          name="serviceArea"
          label="Service"
          options={optionsOf(SERVICE_AREAS, 'Not said')}
          value={valueOf(form, 'serviceArea')}
          error={problemWith(form, 'serviceArea')}
        />
        <Input
          name="year"
          label="Year (optional)"
          class="govuk-input--width-4"
          inputMode="numeric"
          value={valueOf(form, 'year')}
          error={problemWith(form, 'year')}
        />
        <Textarea
          name="note"
          label="What happened, in a sentence (optional)"
          hint="Up to 300 characters. Leave out names of people."
          rows={3}
          value={valueOf(form, 'note')}
          error={problemWith(form, 'note')}
        />
        <p class="wm-nil">Members see it with your first name and role. You can change it, or take it back, later.</p>
        <Button>Save what came of it</Button>
      </form>
      {said && (
        <form method="post" action={`/posts/${id}/tried/take-back`}>
          <Button look="secondary">Take back what you said</Button>
        </form>
      )}
    </section>
  );
}
