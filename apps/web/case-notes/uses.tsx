import { type VNode } from 'preact';
import { type UseRow } from '#libs/case-notes';
import { isSignedIn, type Reader } from '#libs/people';
import { BackLink, Button, EmptyState, Input, Pagination, Radios, Tag, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once } from '../parts/once.tsx';
import { USE_OUTCOME_WORDS } from '../parts/use-outcomes.ts';
import { day } from '../parts/words.ts';

const AUDIENCE_WORDS = { public: 'Everybody', network: 'Members', private: 'Only you' } as const;

interface UsesView {
  id: string;
  title: string;
  reader: Reader;
  items: UseRow[];
  next: string | null;
  form: Form;
}

export function UsesPage({ id, title, reader, items, next, form }: UsesView): VNode {
  return (
    <Layout title={`Who used “${title}”`} problems={form.problems}>
      <BackLink href={`/case-notes/${id}`}>Back to the note</BackLink>
      <h1 class="govuk-heading-l">Who used “{title}”</h1>
      {items.length === 0 ? (
        <EmptyState title="Organisations that used this note stand here">
          Nobody has said so yet{isSignedIn(reader) ? '' : ', or only to members'}.
        </EmptyState>
      ) : (
        <ul class="wm-rows wm-text">
          {items.map((use) => (
            <li class="wm-row wm-row--tight" key={use.id}>
              <h2 class="wm-row__t">
                <UsedBy {...use} />
              </h2>
              {(use.what ?? use.publicLine) && <p class="wm-row__x">{use.what ?? use.publicLine}</p>}
              {use.outcome && (
                <p>
                  <b>{USE_OUTCOME_WORDS[use.outcome]}</b>
                  {use.outcomeWords && `: ${use.outcomeWords}`}
                </p>
              )}
              <p class="wm-meta">
                <span>{day(use.usedOn)}</span>
                {use.own && <span>Seen by: {AUDIENCE_WORDS[use.audience].toLowerCase()}</span>}
                {use.own && (
                  <a class="govuk-link" href={`/case-notes/${id}/uses/${use.id}`}>
                    What came of it
                  </a>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {next && <Pagination next={{ href: `/case-notes/${id}/uses?after=${next}` }} />}
      {isSignedIn(reader) ? (
        <RecordForm id={id} form={form} />
      ) : (
        <p class="wm-text">
          <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(`/case-notes/${id}/uses`)}`}>
            Sign in to say that you used it
          </a>
        </p>
      )}
    </Layout>
  );
}

function UsedBy({ organisation, organisationId, organisationKind, councilCode }: UseRow): VNode {
  if (organisationId === null || organisationKind === null) return <>{organisation}</>;
  const href = councilCode
    ? `/councils/${councilCode}`
    : `/${organisationKind === 'spin_out' ? 'spin-outs' : 'organisations'}/${organisationId}`;
  return (
    <a class="govuk-link" href={href}>
      {organisation}
    </a>
  );
}

function RecordForm({ id, form }: { id: string; form: Form }): VNode {
  const field = (name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });
  return (
    <form class="wm-text" id="record" method="post" action={`/case-notes/${id}/uses`} noValidate>
      <h2 class="govuk-heading-m">We used this note</h2>
      <Once />
      <Input {...field('organisation')} label="Which council or organisation used it?" autocomplete="organization" />
      <Textarea {...field('what')} label="What did you do with it?" hint="Signed-in members read this." rows={3} />
      <Input {...field('usedOn')} label="When?" attributes={{ type: 'date' }} class="govuk-input--width-10" />
      <Radios
        {...field('audience')}
        legend="Who may see this?"
        small
        items={[
          {
            value: 'public',
            label: 'Everybody',
            hint: 'Readers who are not signed in see the organisation and the line below.',
          },
          { value: 'network', label: 'Members' },
          { value: 'private', label: 'Only me', hint: 'You are still asked what came of it.' },
        ]}
      />
      <Input {...field('publicLine')} label="A line for everybody (optional)" hint="If you chose everybody above." />
      <p>In half a year we ask you once what came of it.</p>
      <Button preventDoubleClick>Save</Button>
    </form>
  );
}

interface FollowUpView {
  id: string;
  use: UseRow & { title: string };
  form: Form;
}

export function FollowUpPage({ id, use, form }: FollowUpView): VNode {
  const base = `/case-notes/${id}/uses/${use.id}`;
  return (
    <Layout title="What came of it?" problems={form.problems}>
      <BackLink href={`/case-notes/${id}/uses`}>Back to who used it</BackLink>
      <h1 class="govuk-heading-l">What came of it?</h1>
      <p class="wm-lede">
        {use.organisation} used “{use.title}” on {day(use.usedOn)}. {use.outcome && <Tag>Answered</Tag>}
      </p>
      <p class="wm-text wm-asis">{use.what}</p>
      <form class="wm-text" method="post" action={`${base}/outcome`} noValidate>
        <Radios
          name="outcome"
          legend="What came of it?"
          items={Object.entries(USE_OUTCOME_WORDS).map(([value, label]) => ({ value, label }))}
          value={valueOf(form, 'outcome')}
          error={problemWith(form, 'outcome')}
        />
        <Textarea
          name="words"
          label="In your words (optional)"
          hint="Seen by the same people as the rest."
          rows={3}
          value={valueOf(form, 'words')}
          error={problemWith(form, 'words')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
      <form class="wm-text" method="post" action={`${base}/remove`}>
        <Button look="secondary" small>
          Take back that we used it
        </Button>
      </form>
    </Layout>
  );
}
