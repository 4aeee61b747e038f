import { type VNode } from 'preact';
import { BackLink, Button, Input, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';

interface RightOfReplyView {
  note: { id: string; title: string };
  /** Of a request that was just sent. */
  reference: string | null;
  form: Form;
}

export function RightOfReplyPage({ note, reference, form }: RightOfReplyView): VNode {
  const field = (name: string) => ({ name, value: valueOf(form, name), error: problemWith(form, name) });
  const back = <BackLink href={`/case-notes/${note.id}`}>Back to the note</BackLink>;
  if (reference !== null) {
    return (
      <Layout title="Your request is with the moderators">
        {back}
        <h1 class="govuk-heading-l">Your request is with the moderators</h1>
        <div class="wm-text">
          <p>
            Your reference is <b>{reference}</b>. Keep it: there is no email to confirm this.
          </p>
          <p>
            A moderator checks that you speak for the organisation, and answers to the address that you gave. If they
            attach your reply, it stands beside “{note.title}” with the name of the organisation.
          </p>
        </div>
      </Layout>
    );
  }
  return (
    <Layout title={`Ask for a right of reply to “${note.title}”`} problems={form.problems}>
      {back}
      <h1 class="govuk-heading-l">Ask for a right of reply</h1>
      <div class="wm-text">
        <p>
          If “{note.title}” names your organisation and is wrong, say so here. You need no account. A moderator reads it
          and can put it beside the note, in your words.
        </p>
        <form method="post" action={`/case-notes/${note.id}/right-of-reply`} noValidate>
          <Input {...field('organisation')} label="Name of your organisation" autocomplete="organization" />
          <Input {...field('role')} label="Your role there" autocomplete="organization-title" />
          <Input
            {...field('email')}
            label="Your email address"
            hint="For the answer. Only moderators see it."
            type="email"
            autocomplete="email"
            spellcheck={false}
          />
          <Textarea
            {...field('body')}
            label="What is wrong?"
            hint="In the words that should stand beside the note, with what shows it. Up to 4,000 characters. Name no private person."
            rows={8}
          />
          <Button preventDoubleClick>Send to the moderators</Button>
        </form>
      </div>
    </Layout>
  );
}
