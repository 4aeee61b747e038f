import { type VNode } from 'preact';
import { BackLink, Button, Input } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';

interface CloseThreadView {
  id: string;
  title: string;
  closed: boolean;
  /** Else it is who asked. */
  moderator: boolean;
  form: Form;
}

/** Closes a discussion to new replies, or opens it again, and asks why. */
export function CloseThreadPage({ id, title, closed, moderator, form }: CloseThreadView): VNode {
  const heading = closed ? 'Open for replies again' : 'Close to new replies';
  return (
    <Layout title={heading} problems={form.problems}>
      <BackLink href={`/threads/${id}`}>Back to the discussion</BackLink>
      <h1 class="govuk-heading-l">{heading}</h1>
      <div class="wm-text">
        <p>
          “{title}” {closed ? 'takes replies again.' : 'stays for everybody to read, and takes no more replies.'}
          {!closed && !moderator && ' You can open it again at any time.'}
        </p>
        <form method="post" action={`/threads/${id}/lock`} noValidate>
          <input type="hidden" name="locked" value={closed ? 'no' : 'yes'} />
          <Input
            name="reason"
            label={moderator ? 'Why' : 'Why (optional)'}
            hint={
              closed
                ? 'Said to who asked, if it is not you.'
                : 'Everybody reads it on the page. Such as: we have what we need.'
            }
            value={valueOf(form, 'reason')}
            error={problemWith(form, 'reason')}
            attributes={{ maxLength: 500 }}
          />
          <div class="govuk-button-group">
            <Button preventDoubleClick>{heading}</Button>
            <a class="govuk-link" href={`/threads/${id}`}>
              Leave it as it is
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}
