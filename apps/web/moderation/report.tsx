import { type VNode } from 'preact';
import { type ReportableRow, RULES } from '#libs/moderation';
import { BackLink, Button, InsetText, Radios, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';

interface ReportView {
  about: ReportableRow;
  /** Where the form is sent. */
  action: string;
  form: Form;
}

export function ReportPage({ about, action, form }: ReportView): VNode {
  const title = about.noun === 'guidance page' ? 'Say that this is out of date or wrong' : `Report this ${about.noun}`;
  return (
    <Layout title={title} problems={form.problems}>
      <BackLink href={about.url}>Back to the {about.noun}</BackLink>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="wm-lede">
        {about.noun === 'reply' ? 'A reply in ' : about.noun === 'question' ? 'The question ' : ''}“{about.title}”
      </p>
      {whyNot(about) ?? <ReportForm about={about} action={action} form={form} />}
    </Layout>
  );
}

function whyNot({ own, hidden, reportedAt, noun, url }: ReportableRow): VNode | null {
  if (own) {
    return (
      <InsetText>
        You wrote this yourself.{' '}
        <a class="govuk-link" href={url}>
          Go back to change it
        </a>
        .
      </InsetText>
    );
  }
  if (hidden) return <InsetText>A moderator has taken this {noun} down already.</InsetText>;
  if (reportedAt) {
    return (
      <InsetText>You reported this on {day(reportedAt)}. A moderator will decide, and you will be told.</InsetText>
    );
  }
  return null;
}

function ReportForm({ about, action, form }: ReportView): VNode {
  return (
    <form class="wm-text" method="post" action={action} noValidate>
      <Radios
        name="reason"
        legend="What is wrong?"
        legendClass="govuk-fieldset__legend--m"
        items={Object.entries(RULES).map(([value, { asked }]) => ({ value, label: asked }))}
        value={valueOf(form, 'reason') || (about.noun === 'guidance page' ? 'wrong' : '')}
        error={problemWith(form, 'reason')}
      />
      <Textarea
        name="detail"
        label="What you see"
        labelClass="govuk-label--m"
        hint="What exactly is wrong, and how you know. Only moderators read this."
        rows={5}
        value={valueOf(form, 'detail')}
        error={problemWith(form, 'detail')}
      />
      <p>
        A moderator reads it with your first name and role. Whoever wrote it is not told who reported it. You will be
        told what was decided.
      </p>
      <Button preventDoubleClick>Send report</Button>
    </form>
  );
}
