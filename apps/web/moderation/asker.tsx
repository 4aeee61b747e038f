import { type VNode } from 'preact';
import { type LookRow, type MaskedRow, type MaskLook } from '#libs/moderation';
import { BackLink, Button, EmptyState, Pagination, SummaryList, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { addressOf, dayAndTime } from '../parts/words.ts';

/** Before a moderator sees who asked: what it costs. */
export function AskerPage({ thread, form }: { thread: MaskedRow; form: Form }): VNode {
  return (
    <Layout title="See who asked" problems={form.problems}>
      <BackLink href={`/moderation/posts/${thread.questionId}`}>Back to the question</BackLink>
      <h1 class="govuk-heading-l">See who asked “{thread.title}”</h1>
      <div class="wm-text">
        <p class="govuk-body">
          They asked as <b class="wm-mask">{thread.mask}</b>. Most decisions need no name: a rule is broken by a text,
          whoever wrote it.
        </p>
        <ul class="govuk-list govuk-list--bullet">
          <li>What you write below is kept for good. Administrators read it.</li>
          <li>Who asked is told that a moderator looked, when and why.</li>
          <li>The mask stays: only they can lift it. Tell nobody what you see.</li>
        </ul>
        <form method="post" action={`/moderation/threads/${thread.id}/asker`} noValidate>
          <Once />
          <Textarea
            name="reason"
            label="Why do you have to know?"
            labelClass="govuk-label--m"
            hint="Who asked reads this too."
            rows={3}
            value={valueOf(form, 'reason')}
            error={problemWith(form, 'reason')}
            attributes={{ maxLength: 1000 }}
          />
          <Button look="warning" preventDoubleClick>
            See who asked
          </Button>
        </form>
      </div>
    </Layout>
  );
}

/** Who asked. Shown in answer to the form alone, so that there is no address that tells it again. */
export function AskerShownPage({ thread, look }: { thread: MaskedRow; look: MaskLook }): VNode {
  const { id, name, role, organisation } = look.person;
  return (
    <Layout title="Who asked">
      <BackLink href={`/moderation/posts/${thread.questionId}`}>Back to the question</BackLink>
      <h1 class="govuk-heading-l">Who asked “{thread.title}”</h1>
      <div class="wm-text">
        <SummaryList
          rows={[
            {
              key: 'Person',
              value: (
                <>
                  <a class="govuk-link" href={`/moderation/people/${id}`}>
                    {name}
                  </a>
                  <br />
                  {nameAndRole(name, role)}
                </>
              ),
            },
            { key: 'Wrote from', value: organisation ?? 'Not recorded' },
            { key: 'Others see', value: <b class="wm-mask">{thread.mask}</b> },
            { key: 'Kept', value: `Line ${look.id} of the log, ${dayAndTime(new Date(look.at))}` },
          ]}
        />
        <p class="govuk-body">They have been told. Everybody else still sees the mask.</p>
      </div>
    </Layout>
  );
}

export function LooksPage({ items, next }: { items: LookRow[]; next: string | null }): VNode {
  return (
    <Layout title="Looks behind masks">
      <h1 class="govuk-heading-l wm-mb-1">Looks behind masks</h1>
      <p class="wm-nil wm-mt-0">
        Which moderator saw who asked under a mask, and why, newest first. Who asked does not stand here, and nothing
        here can be changed.
      </p>
      {items.length === 0 ? (
        <EmptyState title="No moderator has looked">Each look would stand here with its reason.</EmptyState>
      ) : (
        <ol class="wm-rows">
          {items.map((row) => (
            <li class="wm-row wm-row--tight" key={row.id}>
              <h2 class="wm-row__t">
                {shortName(row.moderatorName)} {row.refused ? 'wanted to see' : 'saw'} who asked{' '}
                {row.title === null ? (
                  'a question that you may not read'
                ) : (
                  <a class="govuk-link" href={addressOf('threads', row.threadId, row.title)}>
                    {row.title}
                  </a>
                )}
              </h2>
              <p class="wm-row__x">“{row.reason}”</p>
              <p class="wm-meta">
                <time dateTime={row.at.toISOString()}>{dayAndTime(row.at)}</time>
                {row.refused && <span>Not told: they work where who asked works</span>}
              </p>
            </li>
          ))}
        </ol>
      )}
      {next && <Pagination next={{ href: `/moderation/looks?after=${next}`, text: 'Earlier' }} />}
    </Layout>
  );
}
