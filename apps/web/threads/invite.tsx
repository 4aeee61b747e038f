import { type VNode } from 'preact';
import { type NamedPerson } from '#libs/people';
import { type InvitingRow } from '#libs/threads';
import { BackLink, Button, Input, Radios } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { SentInvitations } from '../parts/sent-invitations.tsx';
import { addressOf } from '../parts/words.ts';

interface InviteView {
  thread: InvitingRow;
  form: Form;
  q: string;
  /** Whom they looked for; null: nobody. */
  found: readonly NamedPerson[] | null;
}

export function InvitePage({ thread, form, q, found }: InviteView): VNode {
  const address = addressOf('threads', thread.id, thread.title);
  return (
    <Layout title="Invite somebody to answer" problems={form.problems}>
      <BackLink href={address}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">Invite somebody to answer “{thread.title}”</h1>
      <div class="wm-form">
        <p>
          They are told once. If they cannot answer they say so to nobody: here it stands as “no answer yet”, and after
          14 days as ended.
        </p>
        <form method="get" action={`/threads/${thread.id}/invite`}>
          <Input name="q" label="Whom would you ask?" hint="Type a name" value={q} attributes={{ maxLength: 100 }} />
          <Button look="secondary">Find</Button>
        </form>
        {found && found.length === 0 && (
          <p class="wm-nil">
            No other member has a name with a word that begins like that. <a href="/people">Look in the directory</a>
          </p>
        )}
        {found && found.length > 0 && <Choose thread={thread} form={form} q={q} found={found} />}
        {thread.sent.length > 0 && <SentInvitations sent={thread.sent} />}
      </div>
    </Layout>
  );
}

function Choose({ thread, form, q, found }: InviteView & { found: readonly NamedPerson[] }): VNode {
  return (
    <form method="post" action={`/threads/${thread.id}/invite`} noValidate>
      <Once />
      <input type="hidden" name="q" value={q} />
      <Radios
        name="personId"
        legend="Who is it?"
        legendClass="govuk-fieldset__legend--m"
        value={valueOf(form, 'personId')}
        error={problemWith(form, 'personId')}
        items={found.map((person) => ({
          value: person.id,
          label: nameAndRole(person.name, person.practitionerRole),
          hint: [person.organisation, person.fictional ? 'Fictional' : null].filter(Boolean).join(' · ') || undefined,
        }))}
      />
      <Input
        name="note"
        label="Why them? (optional)"
        hint="They alone read this. One sentence is enough."
        value={valueOf(form, 'note')}
        error={problemWith(form, 'note')}
        attributes={{ maxLength: 300 }}
      />
      <Button preventDoubleClick>Invite</Button>
    </form>
  );
}
